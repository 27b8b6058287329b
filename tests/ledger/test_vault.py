"""The vault is established once; each custodian's passphrase opens it, nothing else does."""

from functools import partial

import pytest
from django.core.management import CommandError, call_command
from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.secret import SecretBox

from ledger import history, sealing, vault
from ledger.management.commands import vault as command
from ledger.models import VaultKey, VaultShare

pytestmark = pytest.mark.django_db


def opened(share, passphrase):
    """The private half, as the custodian's passphrase gives it."""
    key = pwhash.argon2id.kdf(
        32, passphrase.encode(), bytes(share.salt), share.operations, share.memory
    )
    return PrivateKey(SecretBox(key).decrypt(bytes(share.sealed)))


def test_establish_lets_each_custodian_open_alone(quick):
    vault.establish({"one": "first passphrase", "two": "second passphrase"}, effort=quick)
    sealed = sealing.seal(b"name")

    one, two = VaultShare.objects.order_by("custodian")
    assert SealedBox(opened(one, "first passphrase")).decrypt(sealed) == b"name"
    assert SealedBox(opened(two, "second passphrase")).decrypt(sealed) == b"name"


def test_establish_opens_to_no_other_passphrase(quick):
    vault.establish({"one": "first passphrase"}, effort=quick)

    with pytest.raises(CryptoError):
        opened(VaultShare.objects.get(), "second passphrase")


def test_establish_is_refused_a_second_time(quick):
    vault.establish({"one": "first passphrase"}, effort=quick)

    with pytest.raises(vault.VaultExists):
        vault.establish({"one": "first passphrase"}, effort=quick)
    assert VaultKey.objects.count() == 1


def test_establish_is_history(quick):
    vault_key = vault.establish({"two": "second", "one": "first"}, effort=quick)

    event = history.of(f"vault:{vault_key.pk}").get()
    assert (event.kind, event.payload.content) == (
        "vault.established",
        {"custodians": ["one", "two"]},
    )


def test_establish_costs_moderate_effort_in_service(monkeypatch):
    monkeypatch.setattr(pwhash.argon2id, "kdf", lambda *_: bytes(32))
    vault.establish({"one": "first passphrase"})

    share = VaultShare.objects.get()
    assert (share.operations, share.memory) == (3, 256 * 1024 * 1024)


@pytest.fixture
def typed(monkeypatch, quick):
    """What the custodians type, in turn."""
    answers = []
    monkeypatch.setattr(command, "getpass", lambda _prompt: answers.pop(0))
    monkeypatch.setattr(vault, "establish", partial(vault.establish, effort=quick))
    return answers


def test_vault_asks_each_custodian_twice(typed):
    typed += ["a long passphrase"] * 2 + ["another passphrase"] * 2

    call_command("vault", "one", "two")

    assert list(VaultShare.objects.order_by("custodian").values_list("custodian", flat=True)) == [
        "one",
        "two",
    ]


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        (["short"], "at least 12 characters"),
        (["a long passphrase", "a wrong passphrase"], "differ"),
    ],
)
def test_vault_establishes_nothing_on_a_bad_passphrase(answers, reason, typed):
    typed += answers

    with pytest.raises(CommandError, match=reason):
        call_command("vault", "one")
    assert VaultKey.objects.count() == 0


def test_vault_is_refused_where_one_exists(typed, quick):
    vault.establish({"one": "first passphrase"}, effort=quick)

    with pytest.raises(CommandError, match="already"):
        call_command("vault", "one")
