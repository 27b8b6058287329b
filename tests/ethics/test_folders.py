"""The private folders below DATA_DIR."""

from ethics import folders


def test_folders_are_private(tmp_path):
    folders.prepare(tmp_path / "new")

    modes = {
        each.stat().st_mode & 0o777 for each in (tmp_path / "new", *(tmp_path / "new").iterdir())
    }
    assert modes == {0o700}


def test_folders_are_left_as_they_are(tmp_path):
    folders.prepare(tmp_path)
    (tmp_path / "mail" / "letter").write_text("kept")

    folders.prepare(tmp_path)

    assert (tmp_path / "mail" / "letter").read_text() == "kept"
