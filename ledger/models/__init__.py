"""The rows that must not be altered, the vault's keys, and the registers of numbers."""

from .accesses import Access
from .append_only import AppendOnly
from .events import Chain, Event, Payload
from .files import SealedFile
from .registers import Register
from .vaults import VaultKey, VaultShare

__all__ = [
    "Access",
    "AppendOnly",
    "Chain",
    "Event",
    "Payload",
    "Register",
    "SealedFile",
    "VaultKey",
    "VaultShare",
]
