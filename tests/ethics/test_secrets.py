"""The server's keys: made once, kept privately, replaced by the environment."""

from ethics import secrets


def test_keys_are_made_once(tmp_path):
    assert secrets.load(tmp_path) == secrets.load(tmp_path)


def test_keys_are_long_and_differ(tmp_path):
    made = secrets.load(tmp_path)

    assert len(set(made.values())) == 3
    assert min(map(len, made.values())) == 64


def test_only_the_owner_reads_them(tmp_path):
    secrets.load(tmp_path)

    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_the_environment_wins(tmp_path, monkeypatch):
    kept = secrets.load(tmp_path)
    monkeypatch.setenv("HASH_KEY", "given")

    assert secrets.load(tmp_path) == {**kept, "HASH_KEY": "given"}


def test_a_given_key_is_not_written_down(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "given")
    secrets.load(tmp_path)

    assert "given" not in (tmp_path / "secrets.json").read_text()
