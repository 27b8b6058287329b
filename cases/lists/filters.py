"""What the filters of a list choose from what somebody may see. Nothing here widens it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from cases import search, sheets
from cases.lists import reports, waits
from cases.models import (
    Complaint,
    DispatchOrder,
    Investigator,
    PublicOpinion,
    Remark,
    Respondent,
)
from cases.models.case import OPEN
from cases.models.remark import RemarkKind
from cases.permissions import Seat
from cases.sheets import checked
from cases.states import CaseState

if TYPE_CHECKING:
    from collections.abc import Callable

    from cases.forms.lists import CaseFilter, ComplaintFilter, Filter
    from cases.models.case import CaseQuerySet
    from cases.models.complaint import ComplaintQuerySet
    from people.models import User

R = TypeVar("R", bound="QuerySet[Any]")
SOON = timedelta(days=sheets.SOON)
TOLD_OF_OPINION = {Seat.CITY_INTAKE, Seat.CITY_APPROVER, Seat.OFFICER}
ASKED_OF_THE_MATTER = ("kind", "channel", "teacher", "school", "unit", "flag")
RETURNED = Q(state=CaseState.INVESTIGATING, returns__gt=0)


def of_cases(visible: CaseQuerySet, form: CaseFilter, reader: User) -> CaseQuerySet:
    """The cases that fit the form, of those that this reader may see."""
    if any(form.value(name) for name in ASKED_OF_THE_MATTER):
        visible = checked.others(visible, reader)
    rows = visible.filter(_fixed(form), *_said_of_cases(form))
    if mine := form.value("mine"):
        rows = rows.filter(_mine(mine, reader))
    for flag in form.value("flag") or ():
        rows = rows.filter(_flag(flag, reader))
    return _found(search.find_cases, rows, form, reader)


def _fixed(form: Filter) -> Q:
    """The columns that are compared as they are."""
    return Q(**{name: form.value(name) for name in form.COLUMNS if form.value(name)})


def _said_of_cases(form: CaseFilter) -> list[Q]:
    state, due = form.value("state"), form.value("due")
    said = [Q(state__in=OPEN)] if state == "open" or due else []
    if state and state != "open":
        said.append(Q(state=state))
    if unit := form.value("unit"):
        said.append(Q(handling_unit=unit) | Q(reporting_unit=unit))
    if due:
        said.append(due_of_cases()[due])
    return said + _named_in_cases(form)


def _named_in_cases(form: CaseFilter) -> list[Q]:
    said = []
    if channel := form.value("channel"):
        said.append(Q(Exists(Complaint.objects.filter(case=OuterRef("pk"), channel=channel))))
    if name := form.value("teacher"):
        named = Respondent.objects.filter(teacher__name__contains=name)
        said.append(Q(pk__in=named.values("case")))
    if name := form.value("school"):
        said.append(Q(school__name__contains=name))
    return said


def due_of_cases() -> dict[str, Q]:
    """Overdue, within three days, later: the open ones alone have a day."""
    return _due("due_order")


def _due(column: str) -> dict[str, Q]:
    today = timezone.localdate()
    return {
        "overdue": Q(**{f"{column}__lt": today}),
        "soon": Q(**{f"{column}__gte": today, f"{column}__lte": today + SOON}),
        "later": Q(**{f"{column}__gt": today + SOON, "next_due__isnull": False}),
    }


def _mine(which: str, reader: User) -> Q:
    if which == "waits":
        return waits.for_reader(reader)
    return Q(assignee=reader) if which == "assigned" else new_to(reader)


def new_to(reader: User) -> Q:
    """Opened in his city since yesterday, or dispatched to his unit since then."""
    since = timezone.localdate() - timedelta(days=1)
    units = reader.appointments.current().values("unit")
    issued = DispatchOrder.objects.filter(
        case=OuterRef("pk"), issued_on__gte=since, ended_on=None, unit__in=units
    )
    came = Q(handling_unit__in=units) & Q(state__in=OPEN) & Q(Exists(issued))
    return Q(opened_on__gte=since, city__in=units) | came


def _flag(name: str, reader: User) -> Q:
    """What is out of the ordinary. Revenge is told to those alone who may read the complaint."""
    if name == "retaliation":
        told = Remark.objects.filter(complaint=OuterRef("pk"), kind=RemarkKind.RETALIATION)
        of_case = Complaint.objects.visible_to(reader).filter(Exists(told), case=OuterRef("pk"))
        return Q(Exists(of_case))
    if name == "opinion":
        spreading = PublicOpinion.objects.filter(case=OuterRef("pk"), ended_on=None)
        return Q(Exists(spreading)) & _is_told_of_opinion(reader)
    return {
        "danger": Q(minor_risk=True),
        "returned": RETURNED,
        "extended": Q(extended_on__isnull=False),
        "provisional": Q(next_due_is_provisional=True) & Q(state__in=OPEN),
    }[name]


def _is_told_of_opinion(reader: User) -> Q:
    """As on the page (``sheets.upward_of``): the city and the officers and approvers of the unit."""
    investigates = Exists(Investigator.objects.filter(case=OuterRef("pk"), user=reader))
    found = Q(pk__in=[])
    for post in reader.appointments.current().select_related("unit"):
        for seat, place in waits.seats_of(post):
            if seat == Seat.APPROVER:  # whoever investigates does not approve
                found |= place & ~Q(investigates)
            elif seat in TOLD_OF_OPINION:
                found |= place
    return found


def of_complaints(
    visible: ComplaintQuerySet, form: ComplaintFilter, reader: User
) -> ComplaintQuerySet:
    """The complaints that fit. Those held apart are shown by themselves, and where one searches."""
    rows = visible
    mine = form.value("mine")
    if form.value("apart"):
        rows = rows.held_apart()
    elif not form.value("q") and mine != "waits":  # a child in danger waits although held apart
        rows = rows.trusted()
    rows = rows.filter(_fixed(form), *_said_of_complaints(form))
    if mine == "waits":
        posts = reader.appointments.current().select_related("unit")
        rows = rows.filter(reports.for_posts(posts))
    return _found(search.find_complaints, rows, form, reader)


def _found(find: Callable[..., search.Hits], rows: R, form: Filter, reader: User) -> R:
    """Those of the rows that fit the words; none where the words cannot be looked for."""
    if form.asks_in_vain:
        return rows.none()
    if not form.value("q"):
        return rows
    hits = find(rows, form.value("q"), reader=reader)
    form.is_cut = hits.has_more
    return rows.filter(pk__in=hits.keys)


def _said_of_complaints(form: ComplaintFilter) -> list[Q]:
    said = []
    if unit := form.value("unit"):
        said.append(Q(reporting_unit=unit))
    if due := form.value("due"):
        said.append(_due("next_due")[due])
    said += [
        Q(**{f"{name}_name__contains": typed})
        for name in ("teacher", "school")
        if (typed := form.value(name))
    ]
    said += [_flag_of_complaint(one) for one in form.value("flag") or ()]
    if (mine := form.value("mine")) in to_do():
        said.append(to_do()[mine])
    return said


def to_do() -> dict[str, Q]:
    """What the city bureau has to do with reports: screen them, answer them; and the new ones."""
    return {
        "screen": reports.to_screen(),
        "answer": reports.to_answer(),
        "new": Q(received_on__gte=timezone.localdate() - timedelta(days=1)),
    }


def _flag_of_complaint(name: str) -> Q:
    if name == "danger":
        return Q(minor_risk=True)
    told = Remark.objects.filter(complaint=OuterRef("pk"), kind=RemarkKind.RETALIATION)
    return Q(Exists(told))
