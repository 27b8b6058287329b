"""Coded names: whatever an officer typed, no paper says the name of a witness (domain reference §12.24)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cases.models import Complaint, Respondent, Witness
from ledger import sealing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cases.paper_sheets import Sheet

PURPOSE = "witness"
SHORTEST = 2  # characters of a name that can be looked for


@dataclass(frozen=True)
class Names:
    """Who a witness is, and who came along. Never shown by ``repr``."""

    name: str
    guardian: str = ""

    def __repr__(self) -> str:
        return "Names(…)"

    def locked(self) -> bytes:
        """Under the server's own key."""
        clear = json.dumps({"name": self.name, "guardian": self.guardian})
        return sealing.lock(PURPOSE, clear.encode())

    @classmethod
    def of(cls, witness: Witness) -> Names:
        """What lies locked beside the code."""
        return cls(**json.loads(sealing.unlock(PURPOSE, bytes(witness.sealed))))


def codes(case_id: int | None) -> dict[str, str]:
    """Each sealed name of a case and what stands in its place, the longest first.

    A name that is part of a respondent's is left out: that one must stand in every paper. Two queries.
    """
    found: dict[str, str] = {}
    for witness in Witness.objects.filter(case=case_id) if case_id else ():
        names = Names.of(witness)
        found |= {names.guardian: f"{witness.code}的监护人", names.name: witness.code}
    people = Respondent.objects.filter(case=case_id, teacher__isnull=False) if found else ()
    theirs = [one.shown_name for one in people]
    fit = [one for one in found if len(one) >= SHORTEST and not any(one in name for name in theirs)]
    return {name: found[name] for name in sorted(fit, key=len, reverse=True)}


def hidden(subject: str, sheet: Sheet) -> Sheet:
    """The same sheet with codes where names of witnesses stood."""
    replaced = codes(_case_of(subject))
    return {key: _hidden(value, replaced) for key, value in sheet.items()} if replaced else sheet


def _case_of(subject: str) -> int | None:
    kind, _colon, slug = subject.partition(":")
    if kind == "case":
        found = Witness.objects.filter(case__slug=slug)
        return found.values_list("case", flat=True).first()
    if kind == "complaint":
        return Complaint.objects.filter(slug=slug).values_list("case", flat=True).first()
    return None


def _hidden(value: Any, replaced: dict[str, str]) -> Any:
    if isinstance(value, str):
        return _without(value, replaced.items())
    if isinstance(value, dict):
        return {key: _hidden(one, replaced) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_hidden(one, replaced) for one in value]
    return value


def _without(text: str, replaced: Iterable[tuple[str, str]]) -> str:
    for name, code in replaced:
        text = text.replace(name, code)
    return text
