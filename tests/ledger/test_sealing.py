"""What is sealed opens only with the vault's private half; hashes need the server's key."""

import pytest
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from ledger import sealing
from ledger.models import VaultKey


@pytest.fixture
def private(db):
    """A vault whose private half the test knows."""
    key = PrivateKey.generate()
    VaultKey.objects.create(public_key=bytes(key.public_key), established_on="2026-01-01")
    return key


def test_seal_opens_with_the_private_half(private):
    sealed = sealing.seal("王某 13800000000".encode())

    assert SealedBox(private).decrypt(sealed).decode() == "王某 13800000000"


def test_seal_opens_with_no_other_key(private):
    sealed = sealing.seal(b"name")

    with pytest.raises(CryptoError):
        SealedBox(PrivateKey.generate()).decrypt(sealed)


def test_seal_uses_the_key_that_is_not_retired(private):
    VaultKey.objects.create(
        public_key=bytes(32), established_on="2025-01-01", retired_on="2025-12-31"
    )

    assert SealedBox(private).decrypt(sealing.seal(b"name")) == b"name"


@pytest.mark.django_db
def test_seal_without_a_vault_is_refused():
    with pytest.raises(sealing.NoVault):
        sealing.seal(b"name")


def test_keyed_hash_is_the_same_each_time():
    assert sealing.keyed_hash("receipt", "A1") == sealing.keyed_hash("receipt", "A1")


def test_keyed_hash_depends_on_the_key(settings):
    before = sealing.keyed_hash("receipt", "A1")
    settings.HASH_KEY = "another"

    assert sealing.keyed_hash("receipt", "A1") != before


def test_keyed_hash_keeps_purposes_apart():
    assert sealing.keyed_hash("receipt", "A1") != sealing.keyed_hash("submission", "A1")


def test_keyed_hash_has_a_known_value(settings):
    settings.HASH_KEY = "key"

    assert (
        sealing.keyed_hash("receipt", "A1")
        == "8c2a8ee85d53acb27e13cb2ab1ecae5fdf4d838f2bfa418f6e43c2f2f3c4b7c5"
    )


def test_derive_gives_32_bytes_that_are_not_the_hash():
    derived = sealing.derive("receipt", "A1")

    assert (len(derived), derived.hex() == sealing.keyed_hash("receipt", "A1")) == (32, False)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("phone", "13800000000", "+86 138-0000-0000"),
        ("phone", "13800000000", "１３８００００００００"),  # noqa: RUF001
        ("name", "王 小明", "王小明"),
        ("identity", "33030219900101123x", "33030219900101123X"),
    ],
)
def test_blind_index_meets_however_it_is_written(kind, one, other):
    assert sealing.blind_index(kind, one) == sealing.blind_index(kind, other)


def test_blind_index_keeps_kinds_apart():
    assert sealing.blind_index("phone", "13800000000") != sealing.blind_index("name", "13800000000")


def test_blind_index_keeps_people_apart():
    assert sealing.blind_index("name", "王小明") != sealing.blind_index("name", "王小红")


def test_relock_brings_what_an_old_key_locked_under_todays(settings):
    locked = sealing.lock("contact", b"13800000000")
    settings.OLD_FILE_KEYS, settings.FILE_KEY = [settings.FILE_KEY], "fresh"
    renewed = sealing.relock("contact", locked)
    settings.OLD_FILE_KEYS = []

    assert sealing.unlock("contact", renewed) == b"13800000000"
    assert sealing.relock("contact", renewed) is None


def test_relock_refuses_what_no_key_opens(settings):
    locked = sealing.lock("contact", b"13800000000")
    settings.FILE_KEY = "fresh"

    with pytest.raises(CryptoError):
        sealing.relock("contact", locked)


@pytest.mark.parametrize("key", ["short", "k" * 64, "a key longer than one block " * 4])
def test_indexer_meets_what_blind_index_made(settings, key):
    settings.HASH_KEY = key

    for text in ("王小明", "13800138000", ""):
        assert sealing.indexer("name")(text) == sealing.blind_index("name", text)
    assert sealing.indexer("phone")("1") != sealing.blind_index("name", "1")
