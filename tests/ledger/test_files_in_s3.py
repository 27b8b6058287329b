"""The same files in an S3-compatible store, on this machine."""

import pytest
from django.core.files.storage import storages
from django.test import override_settings
from moto.server import ThreadedMotoServer
from storages.backends.s3 import S3Storage

from ethics import stores
from ledger import files
from ledger.models import SealedFile

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def s3():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _host, port = server.get_host_and_port()
    yield f"http://127.0.0.1:{port}"
    server.stop()


@pytest.fixture
def bucket(s3, monkeypatch, tmp_path, settings):
    for name, value in {
        "BUCKET": "evidence", "ENDPOINT": s3, "REGION": "us-east-1", "ACCESS_KEY": "key",
        "SECRET_KEY": "secret",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"EVIDENCE_{name}", value)
    chosen = stores.evidence_store(tmp_path)
    with override_settings(STORAGES=settings.STORAGES | {"evidence": chosen}):
        store = storages["evidence"]
        assert isinstance(store, S3Storage)
        store.connection.create_bucket(Bucket="evidence")
        yield store


def test_keep_and_destroy_in_s3(bucket, monkeypatch):
    monkeypatch.setattr(files, "PIECE", 10)
    file = files.keep([b"x" * 25])
    name = f"{file.token[:2]}/{file.token}/0001"

    assert b"".join(files.pieces(file)) == b"x" * 25
    assert bucket.exists(name)
    files.destroy(file)
    assert not bucket.exists(name)


def test_f4_a_missing_piece_in_s3_is_found(bucket, monkeypatch):
    monkeypatch.setattr(files, "PIECE", 10)
    file = files.keep([b"x" * 25])
    bucket.delete(f"{file.token[:2]}/{file.token}/0001")

    with pytest.raises(files.Tampered):
        b"".join(files.pieces(SealedFile.objects.get(pk=file.pk)))
