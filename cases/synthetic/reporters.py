"""Those who gave a name: a crowd that is sealed once and reports again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cases.actions.real_names import Identity
from cases.models import Contact, ContactUse, Means, Reporter
from cases.synthetic import names
from ledger import sealing
from notifications import notices

if TYPE_CHECKING:
    from cases.synthetic.plan import Plan
    from cases.synthetic.tables import Tables

CROWD = 20_000
NAMED = 0.3


class Sealed(NamedTuple):
    """One identity as the database keeps it."""

    identity: bytes
    name: str
    phone: str
    call: bytes


class Reporters:
    """The crowd; what is sealed differs from run to run, all else does not."""

    def __init__(self, plan: Plan, tables: Tables) -> None:
        self._tables, self._chance, self._key = tables, plan.chance, sealing.current_key()
        size = min(CROWD, max(10, plan.complaints // 20))
        self._crowd = [self._sealed() for _ in range(size)]

    def _sealed(self) -> Sealed:
        # No number of mainland phones begins with 100.
        one = Identity(names.person(self._chance), f"100{self._chance.randrange(10**8):08d}")
        return Sealed(
            sealing.seal(one.as_bytes(), self._key), sealing.blind_index("name", one.name),
            sealing.blind_index("phone", one.phone), sealing.lock(notices.PURPOSE, one.phone.encode()),
        )  # fmt: skip

    def give_name(self, complaint: int) -> None:
        """Somebody of the crowd reported it."""
        one = self._crowd[int(len(self._crowd) * self._chance.random() ** 2)]
        self._tables[Reporter].add(
            complaint_id=complaint, vault_key_id=self._key.pk, sealed=one.identity,
            name_index=one.name, phone_index=one.phone,
        )  # fmt: skip
        self._tables[Contact].add(
            complaint_id=complaint, use=ContactUse.CONTACT.value, means=Means.CALL.value,
            sealed=one.call,
        )  # fmt: skip
