"""Sealing with the vault's public key, and hashes keyed with the server's key."""

import hashlib
import hmac
import unicodedata

from django.conf import settings
from nacl.public import PublicKey, SealedBox

from ledger.models import VaultKey

CHINESE_PHONE_WITH_COUNTRY = 13


class NoVault(Exception):
    """Nobody has established a vault yet: nothing can be sealed."""


def seal(clear: bytes) -> bytes:
    """Close ``clear`` so that only a custodian's passphrase can open it again."""
    key = VaultKey.objects.filter(retired_on=None).first()
    if key is None:
        raise NoVault
    return bytes(SealedBox(PublicKey(bytes(key.public_key))).encrypt(clear))


def keyed_hash(purpose: str, text: str) -> str:
    """HMAC-SHA-256 of the text, in hex: equal texts meet, and nobody without the key can try texts."""
    return _mac("hash", purpose, text).hex()


def derive(purpose: str, text: str) -> bytes:
    """32 secret bytes that the text always yields again; unrelated to its ``keyed_hash``."""
    return _mac("derive", purpose, text)


def blind_index(kind: str, text: str) -> str:
    """A keyed hash that meets however a name, phone or identity number is spaced or written."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    bare = "".join(sign for sign in folded if sign.isalnum())
    if kind == "phone" and len(bare) == CHINESE_PHONE_WITH_COUNTRY:
        bare = bare.removeprefix("86")
    return _mac("index", kind, bare).hex()


def _mac(*parts: str) -> bytes:
    key = settings.HASH_KEY.encode()
    return hmac.digest(key, "\0".join(parts).encode(), hashlib.sha256)
