"""Reporters 举报人: sealed when they give their name, sealed anew when the vault's key changes, verified."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.actions import contacts
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import ContactUse, Means, RealName, Reporter
from ledger import sealing, vault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from nacl.public import PrivateKey

    from cases.models import Complaint
    from ledger.models import VaultKey
    from people.models import User

NOBODY_NAMED = _(
    "Nobody is named in this report, or the person named has denied it: there is no identity to open."
)
BATCH = 200  # reporters sealed anew in one transaction


@dataclass(frozen=True)
class Identity:
    """Who somebody is. Never shown by ``repr``, so that no fault and no log can quote it."""

    name: str = field(repr=False)
    phone: str = field(default="", repr=False)
    id_number: str = field(default="", repr=False)
    address: str = field(default="", repr=False)

    def as_bytes(self) -> bytes:
        """What is sealed."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, clear: bytes) -> Self:
        """What was sealed; the oldest rows hold name and phone in two lines."""
        if clear[:1] == b"{":
            return cls(**json.loads(clear))
        name, _end, phone = clear.decode().partition("\n")
        return cls(name=name, phone=phone)


def seal(complaint: Complaint, identity: Identity) -> Reporter:
    """Keep who reported, sealed; his phone once more under the server's key, to call him.

    In the caller's transaction. Raises ``ledger.sealing.NoVault``.
    """
    key = sealing.current_key()
    reporter = Reporter.objects.create(
        complaint=complaint,
        vault_key=key,
        sealed=sealing.seal(identity.as_bytes(), key),
        name_index=sealing.blind_index("name", identity.name),
        phone_index=_index("phone", identity.phone),
        id_index=_index("identity", identity.id_number),
    )
    if identity.phone:
        contacts.keep(complaint, ContactUse.CONTACT, Means.CALL, identity.phone)
    return reporter


def _index(kind: str, text: str) -> str:
    return sealing.blind_index(kind, text) if text else ""


def of(complaint: Complaint) -> Reporter:
    """The sealed reporter. Raises ``NotAllowed`` where nobody gave a name, or not his own."""
    found = Reporter.objects.filter(complaint=complaint).exclude(level=RealName.DENIED).first()
    if found is None:
        raise NotAllowed(NOBODY_NAMED)
    return found


def is_written_to(complaint: Complaint) -> bool:
    """Whether papers go to the reporter: he gave a name, and its bearer has not denied it (§2.3)."""
    denied = Reporter.objects.filter(complaint=complaint, level=RealName.DENIED)
    return complaint.is_named and not denied.exists()


def verify(complaint: Complaint, *, level: str, note: str, by: User) -> None:
    """实名核实: whether the person named says that he reported (domain reference §2.3)."""
    with step(complaint, "complaint.reporter_verified", by=by, note=note, level=level) as fresh:
        changed = Reporter.objects.filter(complaint=fresh).update(level=level)
        if not changed:
            raise NotAllowed(NOBODY_NAMED)


def reseal(opened: Mapping[VaultKey, PrivateKey], *, batch: int = BATCH) -> int:
    """Seal the next reporters with today's key, out of the opened old ones; how many.

    Each batch is a transaction: what was interrupted goes on where it stopped.
    """
    key = sealing.current_key()
    old = Reporter.objects.filter(vault_key__in=list(opened)).exclude(vault_key=key)
    with transaction.atomic():
        rows = list(old.select_for_update(of=("self",)).select_related("vault_key")[:batch])
        for row in rows:
            row.sealed = vault.resealed(bytes(row.sealed), opened[row.vault_key], key)
            row.vault_key = key
        Reporter.objects.bulk_update(rows, ["sealed", "vault_key"])
    return len(rows)


def destroy_unused_keys() -> int:
    """Destroy every retired key that seals nobody any more; how many."""
    return sum(
        vault.destroy(key)
        for key in vault.keys_in_use()
        if key.retired_on and not Reporter.objects.filter(vault_key=key).exists()
    )
