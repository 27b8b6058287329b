"""The vault: a key pair whose private half exists only under the custodians' passphrases."""

from collections.abc import Mapping
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from nacl import pwhash
from nacl.public import PrivateKey
from nacl.secret import SecretBox
from nacl.utils import random

from ledger import history
from ledger.actors import SYSTEM
from ledger.models import VaultKey, VaultShare


class VaultExists(Exception):
    """A vault is established already; a second one would split the sealed identities."""


class Effort(NamedTuple):
    """What argon2id costs whoever tries a passphrase."""

    operations: int
    memory: int


MODERATE = Effort(pwhash.argon2id.OPSLIMIT_MODERATE, pwhash.argon2id.MEMLIMIT_MODERATE)
INTERACTIVE = Effort(pwhash.argon2id.OPSLIMIT_INTERACTIVE, pwhash.argon2id.MEMLIMIT_INTERACTIVE)


def is_established() -> bool:
    """Whether identities can be sealed."""
    return VaultKey.objects.filter(retired_on=None).exists()


@transaction.atomic
def establish(custodians: Mapping[str, str], *, effort: Effort = MODERATE) -> VaultKey:
    """Make the key pair; each custodian (by key) can open it alone with his passphrase."""
    if is_established():
        raise VaultExists
    private = PrivateKey.generate()
    vault_key = VaultKey.objects.create(
        public_key=bytes(private.public_key), established_on=timezone.localdate()
    )
    for custodian, passphrase in custodians.items():
        _share(vault_key, private, custodian, passphrase, effort)
    history.record(
        "vault.established",
        f"vault:{vault_key.pk}",
        by=SYSTEM,
        payload={"custodians": sorted(custodians)},
    )
    return vault_key


def _share(
    vault_key: VaultKey, private: PrivateKey, custodian: str, passphrase: str, effort: Effort
) -> None:
    salt = random(pwhash.argon2id.SALTBYTES)
    key = pwhash.argon2id.kdf(
        SecretBox.KEY_SIZE, passphrase.encode(), salt, effort.operations, effort.memory
    )
    VaultShare.objects.create(
        vault_key=vault_key,
        custodian=custodian,
        salt=salt,
        operations=effort.operations,
        memory=effort.memory,
        sealed=bytes(SecretBox(key).encrypt(bytes(private))),
    )
