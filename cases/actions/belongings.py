"""What hangs on one person at the desk: the lines of a 《工作移交清单》, drawn up by the system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from cases.models import (
    Case,
    Complaint,
    HandoverItem,
    HandoverState,
    Instruction,
    Investigator,
    ItemKind,
    PublicOpinion,
    SavedView,
    Slip,
    SlipState,
)
from cases.states import ComplaintState
from ledger.models import Event
from notifications.models import Paper
from people.models import Appointment
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from people.models import User

LABEL = 120  # characters


@dataclass(frozen=True)
class Belonging:
    """One line: what it is, under which number, and until when; no name, no words of anybody."""

    kind: ItemKind
    key: str
    label: str
    due_on: date | None = None
    case: Case | None = None
    complaint: Complaint | None = None


def of(user: User) -> list[Belonging]:
    """Everything open that is this person's to do. Ten queries, however much it is."""
    own = list(Case.objects.open().filter(assignee=user).order_by("due_order", "pk"))
    team = _teams(user)
    every = list({one.pk: one for one in (*own, *team)}.values())
    return [
        *(_of_case(ItemKind.CASE, one) for one in own),
        *(_of_case(ItemKind.TEAM, one) for one in team),
        *_complaints(user),
        *_slips(user, every),
        *_instructions(every),
        *_opinions(every),
        *_papers(every),
        *_views(user),
    ]


def _teams(user: User) -> list[Case]:
    places = Investigator.objects.filter(user=user, left_on=None)
    return list(
        Case.objects.open().filter(pk__in=places.values("case")).order_by("due_order", "pk")
    )


def _of_case(kind: ItemKind, case: Case) -> Belonging:
    return Belonging(kind, case.slug, case.number, case.next_due, case=case)


def _complaints(user: User) -> Iterator[Belonging]:
    """Reports in screening that he took up, or got with an earlier handing-over."""
    cities = Appointment.objects.filter(user=user, role=Role.INTAKE).values("unit")
    rows = Complaint.objects.filter(state=ComplaintState.SCREENING, city__in=cities)
    begun = Event.objects.filter(
        subject=Concat(Value(f"{Complaint.SERIES}:"), OuterRef("slug")),
        kind="complaint.screening_begun", refused=False,
    ).order_by("-position")  # fmt: skip
    handed = HandoverItem.objects.filter(
        complaint=OuterRef("pk"), handover__state=HandoverState.DONE
    ).order_by("-pk")
    keeper = Coalesce(
        Subquery(handed.values("successor__username")[:1]), Subquery(begun.values("actor_key")[:1])
    )
    for one in rows.annotate(keeper=keeper).filter(keeper=user.username).order_by("pk"):
        yield Belonging(ItemKind.COMPLAINT, one.slug, one.number, one.next_due, complaint=one)


def _slips(user: User, cases: Sequence[Case]) -> Iterator[Belonging]:
    """Those that he signed for or drafted, and those about his cases."""
    his = Q(state=SlipState.SIGNED, signed_by=user) | Q(state=SlipState.DRAFTED, drafted_by=user)
    about = Q(state__in=[SlipState.ISSUED, SlipState.SIGNED], case__in=_keys(cases))
    for one in Slip.objects.filter(his | about).select_related("case").order_by("pk"):
        yield Belonging(ItemKind.SLIP, str(one.pk), str(one), one.reply_by, case=one.case)


def _instructions(cases: Sequence[Case]) -> Iterator[Belonging]:
    rows = Instruction.objects.unreported().filter(case__in=_keys(cases)).select_related("case")
    for one in rows:
        label = f"{one.case.number} {one.get_kind_display()}"
        yield Belonging(ItemKind.INSTRUCTION, str(one.pk), label, one.due_on, case=one.case)


def _opinions(cases: Sequence[Case]) -> Iterator[Belonging]:
    rows = PublicOpinion.objects.filter(case__in=_keys(cases), ended_on=None)
    for one in rows.select_related("case").order_by("pk"):
        yield Belonging(ItemKind.OPINION, str(one.pk), one.case.number, case=one.case)


def _papers(cases: Sequence[Case]) -> Iterator[Belonging]:
    """One line a case: which of its papers have not come back signed."""
    titles = unfiled(cases)
    for case in cases:
        if case.subject in titles:
            label = f"{case.number} {'、'.join(titles[case.subject])}"[:LABEL]
            yield Belonging(ItemKind.PAPER, case.slug, label, case=case)


def unfiled(cases: Iterable[Case]) -> dict[str, list[str]]:
    """The titles of papers without a signed original, by the subject of their case. One query."""
    rows = Paper.objects.filter(subject__in=[one.subject for one in cases], signed=None)
    found: dict[str, list[str]] = {}
    for subject, title in (
        rows.exclude(kind="dossier").order_by("pk").values_list("subject", "title")
    ):
        found.setdefault(subject, []).append(title)
    return found


def _views(user: User) -> Iterator[Belonging]:
    rows = SavedView.objects.named().filter(owner=user).order_by("pk")
    for one in rows:
        yield Belonging(ItemKind.VIEW, str(one.pk), one.name)


def _keys(cases: Iterable[Case]) -> list[int]:
    return [one.pk for one in cases]
