"""The vault: a key pair whose private half exists only under the custodians' passphrases.

Retired keys seal nothing new and still open what they sealed, until ``destroy`` takes their shares.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.secret import SecretBox
from nacl.utils import random

from ledger import history, recovery
from ledger.actors import SYSTEM, Actor, NamedActor
from ledger.models import VaultKey, VaultShare
from ledger.sealing import current_key, seal

WRONG_AT_MOST = 5  # tries with a wrong passphrase, for each custodian …
WINDOW = 15 * 60  # … in so many seconds


class VaultExists(Exception):
    """A vault is established already; a second one would split the sealed identities."""


class WrongPassphrase(Exception):
    """This passphrase opens no share of this custodian."""


class TooManyTries(WrongPassphrase):
    """So many were wrong lately that not even the right one is tried now."""


class LastShare(Exception):
    """Without this share nobody could open the vault."""


class Effort(NamedTuple):
    """What argon2id costs whoever tries a passphrase."""

    operations: int
    memory: int


MODERATE = Effort(pwhash.argon2id.OPSLIMIT_MODERATE, pwhash.argon2id.MEMLIMIT_MODERATE)
INTERACTIVE = Effort(pwhash.argon2id.OPSLIMIT_INTERACTIVE, pwhash.argon2id.MEMLIMIT_INTERACTIVE)


def subject(key: VaultKey) -> str:
    """The name under which history knows a key."""
    return f"vault:{key.pk}"


def is_established() -> bool:
    """Whether identities can be sealed."""
    return VaultKey.objects.filter(retired_on=None).exists()


@transaction.atomic
def establish(custodians: Mapping[str, str], *, effort: Effort = MODERATE) -> VaultKey:
    """Make the key pair; each custodian (by key) can open it alone with his passphrase.

    The recovery sheet is one of them: ``recovery.CUSTODIAN`` with a ``recovery.new_code()``.
    """
    if is_established():
        raise VaultExists
    return _new_key(custodians, "vault.established", effort)


def _new_key(custodians: Mapping[str, str], event: str, effort: Effort) -> VaultKey:
    private = PrivateKey.generate()
    vault_key = VaultKey.objects.create(
        public_key=bytes(private.public_key), established_on=timezone.localdate()
    )
    for custodian, passphrase in custodians.items():
        _share(vault_key, private, custodian, passphrase, effort)
    payload = {"custodians": sorted(custodians)}
    history.record(event, subject(vault_key), by=SYSTEM, payload=payload)
    return vault_key


def _share(
    vault_key: VaultKey, private: PrivateKey, custodian: str, passphrase: str, effort: Effort
) -> None:
    salt = random(pwhash.argon2id.SALTBYTES)
    VaultShare.objects.create(
        vault_key=vault_key,
        custodian=custodian,
        salt=salt,
        operations=effort.operations,
        memory=effort.memory,
        sealed=bytes(SecretBox(_key(passphrase, salt, effort)).encrypt(bytes(private))),
    )


def _key(passphrase: str, salt: bytes, effort: Effort) -> bytes:
    stretched: bytes = pwhash.argon2id.kdf(SecretBox.KEY_SIZE, passphrase.encode(), salt, *effort)
    return stretched


@contextmanager
def opened(custodian: str, passphrase: str, key: VaultKey | None = None) -> Iterator[PrivateKey]:
    """The private half, in memory alone and only inside the ``with``.

    Takes a custodian's passphrase, counts a wrong one against him and records it as refused; so it
    is called outside any transaction. Raises ``WrongPassphrase``, or ``TooManyTries``, whose
    passphrase was not even tried. Python cannot wipe memory; nothing here outlives the ``with``.
    """
    key = key or current_key()
    slot = _take_slot(custodian)
    try:
        if slot is None:
            raise TooManyTries
        private = _private(custodian, passphrase, key)
    except WrongPassphrase as wrong:
        reason = "right: too many tries" if slot is None else "right: wrong passphrase"
        history.refuse(
            "vault.opened", subject(key), by=NamedActor(custodian, custodian), reason=reason
        )
        raise wrong from None
    cache.delete(slot)
    try:
        yield private
    finally:
        del private


def _private(custodian: str, passphrase: str, key: VaultKey) -> PrivateKey:
    share = VaultShare.objects.filter(vault_key=key, custodian=custodian).first()
    if share is None:
        raise WrongPassphrase
    stretched = _key(passphrase, bytes(share.salt), Effort(share.operations, share.memory))
    try:
        return PrivateKey(SecretBox(stretched).decrypt(bytes(share.sealed)))
    except CryptoError:
        raise WrongPassphrase from None


def _take_slot(custodian: str) -> str | None:
    """One of the tries that are left, taken before the trial and given back if it was right."""
    names = [f"vault-try:{custodian}:{number}" for number in range(WRONG_AT_MOST)]
    return next((name for name in names if cache.add(name, 1, WINDOW)), None)


def has_share(custodian: str, key: VaultKey | None = None) -> bool:
    """Whether this custodian's passphrase opens the vault at all."""
    return VaultShare.objects.filter(vault_key=key or current_key(), custodian=custodian).exists()


def keys_in_use() -> list[VaultKey]:
    """Today's key and all retired ones that still can be opened, the oldest first."""
    return list(VaultKey.objects.filter(shares__isnull=False).distinct().order_by("pk"))


def add_custodian(
    custodian: str, passphrase: str, private_of: Mapping[VaultKey, PrivateKey], *, by: Actor,
    effort: Effort = MODERATE,
) -> None:  # fmt: skip
    """Give a share of every opened key to one more custodian, or a new passphrase to an old one."""
    with transaction.atomic():
        for key, private in private_of.items():
            VaultShare.objects.filter(vault_key=key, custodian=custodian).delete()
            _share(key, private, custodian, passphrase, effort)
            _tell("vault.custodian_added", key, custodian, by)


def remove_custodian(custodian: str, *, by: Actor) -> None:
    """Take his shares. Raises ``LastShare`` where nobody but the recovery sheet would be left.

    Who may have kept a copy of the database still opens what was sealed so far: rotate the key too.
    """
    with transaction.atomic():
        for key in keys_in_use():
            shares = VaultShare.objects.select_for_update().filter(vault_key=key)
            names = {share.custodian for share in shares}
            if names - {recovery.CUSTODIAN} <= {custodian}:
                raise LastShare
            if custodian in names:
                shares.filter(custodian=custodian).delete()
                _tell("vault.custodian_removed", key, custodian, by)


def _tell(event: str, key: VaultKey, custodian: str, by: Actor) -> None:
    history.record(event, subject(key), by=by, payload={"custodian": custodian})


@transaction.atomic
def rotate(custodians: Mapping[str, str], *, effort: Effort = MODERATE) -> VaultKey:
    """A new key pair that seals from now on. The old one seals no more, and opens what it sealed."""
    old = VaultKey.objects.select_for_update().filter(retired_on=None)
    old.update(retired_on=timezone.localdate())
    return _new_key(custodians, "vault.rotated", effort)


def resealed(sealed: bytes, private: PrivateKey, key: VaultKey) -> bytes:
    """What the opened key had sealed, sealed with another one."""
    return seal(SealedBox(private).decrypt(bytes(sealed)), key)


def destroy(key: VaultKey) -> bool:
    """Take every share of a key retired before today: what it sealed opens to nobody any more.

    The caller has made sure that nothing is sealed with it; a report that was being written when
    the key was retired has been kept or lost by the next day.
    """
    with transaction.atomic():
        if key.retired_on is None or key.retired_on >= timezone.localdate():
            return False
        taken, _by_model = VaultShare.objects.filter(vault_key=key).delete()
        if taken:
            history.record("vault.key_destroyed", subject(key), by=SYSTEM)
    return bool(taken)
