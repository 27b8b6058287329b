"""Where evidence lies, by what the environment says."""

import pytest

from ethics import stores


@pytest.fixture
def _nothing_named(monkeypatch):
    for name in ("BUCKET", "ENDPOINT", "REGION", "ACCESS_KEY", "SECRET_KEY"):
        monkeypatch.delenv(f"EVIDENCE_{name}", raising=False)


@pytest.mark.usefixtures("_nothing_named")
def test_evidence_lies_in_a_folder_that_only_we_can_read(tmp_path):
    chosen = stores.evidence_store(tmp_path)

    assert chosen["BACKEND"] == "ledger.storage.DurableFolder"
    assert chosen["OPTIONS"] == {
        "location": tmp_path / "evidence",
        "file_permissions_mode": 0o600,
        "directory_permissions_mode": 0o700,
    }


@pytest.mark.usefixtures("_nothing_named")
def test_evidence_lies_in_the_bucket_that_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("EVIDENCE_BUCKET", "evidence")
    monkeypatch.setenv("EVIDENCE_ENDPOINT", "http://127.0.0.1:9000")
    chosen = stores.evidence_store(tmp_path)

    assert chosen["BACKEND"] == "storages.backends.s3.S3Storage"
    assert chosen["OPTIONS"]["bucket_name"] == "evidence"
    assert chosen["OPTIONS"]["endpoint_url"] == "http://127.0.0.1:9000"
    assert chosen["OPTIONS"]["file_overwrite"] is False
