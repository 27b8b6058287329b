"""The cells of the lists' rows, made in Python: a page has two hundred of them, and as templates they took half of its time."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext, ngettext

from cases.models import Case, Complaint
from cases.sheets import checked
from cases.states import CaseState, ComplaintState, Kind
from cases.templatetags.desk import tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from django.utils.safestring import SafeString

    from cases.sheets.dues import Row
    from cases.views.deeds import Wait

    Waits = Mapping[int, Wait]
    Cell = Callable[[Row, Waits], SafeString]

register = template.Library()


@register.simple_tag
def cells(row: Row, columns: Iterable[tuple[str, Any]], waits: Waits | None = None) -> SafeString:
    """What one row shows below these columns, in their order."""
    of = OF_CASES if isinstance(row.record, Case) else OF_COMPLAINTS
    shown = (_cell(of, name, row, waits or {}) for name, _label in columns)
    return format_html_join("", "{}", ((one,) for one in shown))


def _cell(of: Mapping[str, Cell], name: str, row: Row, waits: Waits) -> SafeString:
    if of is OF_CASES and not checked.is_open(row.record, name):
        return format_html('<td class="row-kind row-empty">{}</td>', "–")
    return of[name](row, waits)


@register.simple_tag
def state_badge(label: Any, tone: str) -> SafeString:
    """A state in colour, shape and words; ``tone`` is one of ``desk.TONES``."""
    return _state_badge(str(label), tone)


@lru_cache(maxsize=500)
def _state_badge(label: str, tone: str) -> SafeString:
    return format_html(
        '<span class="state state-{}"><span class="state-shape" aria-hidden="true"></span>{}</span>',
        tone, label,
    )  # fmt: skip


@register.simple_tag
def due_badge(due: Mapping[str, Any] | None) -> SafeString:
    """The time that is left until ``due["on"]``, or by how much it is past; see ``sheets.Due.shown``."""
    shown = due if due and due.get("on") else {}
    return _due_badge(get_language(), *(shown.get(name) for name in PARTS))


@lru_cache(maxsize=500)
def _due_badge(_language: str | None, *parts: Any) -> SafeString:
    due = dict(zip(PARTS, parts, strict=True))
    if not due["on"]:
        return format_html('<span class="due due-none">{}</span>', gettext("no limit"))
    if due["paused"]:
        return format_html('<span class="due due-none">{}{}</span>', SHAPE, gettext("paused"))
    note = format_html(NOTE, gettext("provisional")) if due["provisional"] else ""
    return format_html(
        '<time class="due {}" datetime="{}" title="{}">{} {}{}</time>',
        _urgency(due), due["on"].isoformat(), date_format(due["on"], "DATE_FORMAT"), SHAPE, _left(due), note,
    )  # fmt: skip


PARTS = ("on", "left", "late", "working", "soon", "paused", "provisional")
SHAPE = mark_safe('<span class="due-shape" aria-hidden="true"></span>')
NOTE = ' <span class="due-note">{}</span>'
NOTHING = mark_safe('<span class="faint">–</span>')


def _urgency(due: Mapping[str, Any]) -> str:
    if due["late"]:
        return "due-late"
    return "due-soon" if due["soon"] or due["left"] == 0 else "due-calm"


def _left(due: Mapping[str, Any]) -> str:
    late, left = due["late"], due["left"]
    if late:
        return ngettext("%(n)s day overdue", "%(n)s days overdue", late) % {"n": late}
    if left == 0:
        return gettext("due today")
    if due["working"]:
        return ngettext("%(n)s working day left", "%(n)s working days left", left) % {"n": left}
    return ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}


def _number(row: Row, _waits: Waits) -> SafeString:
    record = row.record
    return format_html(
        '<td class="row-number"><a href="{}">{}</a></td>', record.get_absolute_url(), record.number
    )


def _kind(row: Row, _waits: Waits) -> SafeString:
    return format_html('<td class="row-kind">{}</td>', Kind(row.record.kind).label)


def _channel(row: Row, _waits: Waits) -> SafeString:
    return format_html('<td class="row-kind">{}</td>', row.record.get_channel_display())


def _state(row: Row, _waits: Waits) -> SafeString:
    state = row.record.state
    badge = state_badge(STATES[type(row.record)](state).label, tone(state))
    return format_html('<td class="row-state">{}</td>', badge)


def _due(row: Row, _waits: Waits) -> SafeString:
    if row.due is None:
        return format_html('<td class="row-due row-empty">{}</td>', NOTHING)
    return format_html('<td class="row-due">{}</td>', due_badge(row.due))


def _name_cell(name: str | None) -> SafeString:
    return format_html('<td class="row-unit{}">{}</td>', "" if name else " row-empty", name or "–")


def _handling_unit(row: Row, _waits: Waits) -> SafeString:
    unit = row.record.handling_unit
    return _name_cell(unit and unit.shown_name)


def _county(row: Row, _waits: Waits) -> SafeString:
    unit = row.record.reporting_unit
    return _name_cell(unit and unit.shown_name)


def _assignee(row: Row, _waits: Waits) -> SafeString:
    person = row.record.assignee
    return _name_cell(person and person.full_name)


def _day_cell(day: date) -> SafeString:
    shown = date_format(day, "DATE_FORMAT")
    return format_html(
        '<td class="row-day"><time datetime="{}">{}</time></td>', day.isoformat(), shown
    )


def _mark(tone: str, words: str) -> SafeString:
    return format_html(' <span class="row-{}">{}</span>', tone, words)


def _matter_of_case(row: Row, _waits: Waits) -> SafeString:
    case = row.record
    danger = _danger(case) if case.checked_until is None else ""
    return format_html('<td class="row-title"><span>{}</span>{}</td>', checked.matter(case), danger)


def _danger(record: Case | Complaint) -> SafeString | str:
    return _mark("danger", gettext("child in danger")) if record.minor_risk else ""


def _next(row: Row, waits: Waits) -> SafeString:
    wait = waits.get(row.record.pk)
    if wait is None:
        return format_html('<td class="row-next row-empty">{}</td>', NOTHING)
    mine = format_html('<span class="unseen"> {}</span>', gettext("waits for me"))
    return format_html(
        '<td class="row-next"><span class="{}">{}{}</span></td>',
        "row-mine" if wait.is_mine else "faint", wait.verb.label, mine if wait.is_mine else "",
    )  # fmt: skip


def _matter_of_complaint(row: Row, _waits: Waits) -> SafeString:
    complaint = row.record
    marks = [_danger(complaint)]
    if watch := getattr(complaint, "retaliation_watch", None):
        words = (
            gettext("Retaliation: act now") if watch.is_open else gettext("Retaliation: acted on")
        )
        marks.append(_mark("danger" if watch.is_open else "apart", words))
    if complaint.is_doubtful:
        marks.append(_mark("apart", gettext("held apart")))
    return format_html(
        '<td class="row-title"><span>{}</span>{}</td>',
        complaint.title or gettext("nobody named"), format_html_join("", "{}", ((one,) for one in marks)),
    )  # fmt: skip


def _case_of(row: Row, _waits: Waits) -> SafeString:
    case = row.record.case
    return format_html('<td class="row-unit">{}</td>', case.number if case else NOTHING)


STATES = {Case: CaseState, Complaint: ComplaintState}
OF_CASES: dict[str, Cell] = {
    "number": _number, "matter": _matter_of_case, "kind": _kind, "state": _state, "next": _next,
    "unit": _handling_unit, "due": _due, "assignee": _assignee,
    "opened": lambda row, _waits: _day_cell(row.record.opened_on), "county": _county,
}  # fmt: skip
OF_COMPLAINTS: dict[str, Cell] = {
    "number": _number, "matter": _matter_of_complaint, "kind": _kind, "state": _state,
    "received": lambda row, _waits: _day_cell(row.record.received_on), "case": _case_of,
    "due": _due, "channel": _channel, "county": _county,
}  # fmt: skip
