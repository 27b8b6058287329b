import pytest


@pytest.fixture(autouse=True)
def _work(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "work").mkdir()
