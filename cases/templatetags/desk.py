"""What the desk's templates ask of the table of verbs: sentences, addresses, and the tone of a state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases import verbs
from cases.lists.counts import EXACT
from cases.models import BatchState, ExportState, GrantState, Proceeding
from cases.sheets import checked, deciding
from cases.states import CaseState, ComplaintState, EffectState, Finding, ProceedingState
from cases.views.deeds import DANGEROUS
from notifications.models.paper import PaperState
from people.models import UnitKind
from people.models.units import BUREAUS
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cases.models import Effect
    from cases.sheets import Line
    from cases.verb import Verb
    from people.models import Appointment, User

register = template.Library()
register.filter("matter", checked.matter)

TONES: dict[str, tuple[str, ...]] = {
    "waiting": (
        ComplaintState.REGISTERED, CaseState.PENDING, CaseState.DISPATCHED,
        ProceedingState.OPENED, EffectState.PENDING, PaperState.QUEUED, PaperState.MAKING,
        GrantState.REQUESTED, BatchState.QUEUED, ExportState.QUEUED,
    ),
    "working": (
        ComplaintState.SCREENING, ComplaintState.ACCEPTED, ComplaintState.MERGED,
        CaseState.INVESTIGATING, CaseState.PROCEEDING, CaseState.RECORDED, CaseState.APPLYING,
        ProceedingState.INVESTIGATED, ProceedingState.NOTIFIED, ProceedingState.HEARD,
        EffectState.RUNNING, Finding.SUBSTANTIATED, Finding.PARTLY, GrantState.OPEN, BatchState.TAKING,
    ),
    "review": (
        CaseState.REPORTED, CaseState.CONCLUDED, ProceedingState.HEARING,
        ProceedingState.DECIDED, ProceedingState.UNDER_REVIEW,
    ),
    "done": (
        ComplaintState.ANSWERED, CaseState.CLOSED, CaseState.ARCHIVED, ProceedingState.SERVED,
        ProceedingState.LIFTED, ProceedingState.EXPIRED, EffectState.ENDED, Finding.UNFOUNDED,
        PaperState.MADE, BatchState.DONE,
    ),
    "stopped": (
        ComplaintState.NOT_ACCEPTED, ComplaintState.REFERRED, ComplaintState.SHELVED,
        CaseState.SUSPENDED, ProceedingState.TRANSFERRED, ProceedingState.DROPPED,
        ProceedingState.REVOKED, Finding.UNVERIFIABLE, GrantState.DECLINED,
    ),
    "danger": (PaperState.FAILED,),
}  # fmt: skip
TONE_OF = {str(state): tone for tone, states in TONES.items() for state in states}
FIRST = {
    "complaint.registered": _("The report arrived"),
    "complaint.taken_down": _("Registered by an officer"),
    "complaint.reporter_wrote": _("Wrote"),
    "complaint.lead_added": _("Added a lead"),
    "complaint.objection_raised": _("Objected to the answer"),
    "complaint.retaliation_reported": _("Told of retaliation"),
    "complaint.retaliation_settled": _("Recorded what was done about the retaliation"),
    "complaint.reporter_answered": _("Wrote to the reporter"),
    "complaint.messages_read": _("Read what the reporter wrote"),
    "complaint.withdrawn": _("Stepped back; the inquiry goes on"),
    "complaint.named": _("Gave the name"),
    "complaint.answer_asked_for": _("Asked for an answer"),
    "complaint.answer_declined": _("Declined an answer"),
    "complaint.rated": _("Rated the answer"),
    "complaint.code_changed": _("Changed the code"),
    "complaint.answered_interim": _("Gave an interim answer to the hotline"),
    "complaint.order_extended": _("The hotline extended its limit"),
    "complaint.order_returned": _("Returned the order to the hotline"),
    "complaint.file_marked": _("Marked whether a file shows who reported"),
    "complaint.files_passed": _("Passed copies of files to the inquiry"),
    "case.opened": _("The case was opened"),
    "case.report_withdrawn": _("A reporter has stepped back; the inquiry goes on"),
    "slip.drafted": _("Drafted a slip"),
    "slip.issued": _("Issued a slip to the unit"),
    "slip.signed": _("Signed for a slip"),
    "slip.answered": _("Answered a slip"),
    "slip.answer_returned": _("Sent the answer to a slip back"),
    "slip.closed_off": _("Closed a slip off"),
    "slip.withdrawn": _("Withdrew a slip"),
    "case.handed_over": _("Handed the case over to a successor"),
    "complaint.handed_over": _("Handed the report over to a successor"),
    "handover.opened": _("Drew up the list of what is to be handed over"),
    "handover.signed": _("Signed the list"),
    "handover.withdrawn": _("Withdrew the handing-over"),
    "handover.done": _("Everything on the list was handed over"),
    "paper_approval.confirmed": _("Confirmed the signature on paper"),
    "paper_approval.disputed": _("Disputed the signature on paper"),
    "limit.recounted": _("A limit was counted anew"),
    "assistance.signed_for": _("Signed for a letter that asks for assistance"),
    "assistance.answered": _("Answered a request for assistance"),
    "complaint.contact_left": _("An address was left"),
    "complaint.contact_taken_back": _("An address was taken back"),
    "complaint.identity_requested": _("Asked to open the identity"),
    "complaint.identity_approved": _("Opened the identity for the requester"),
    "complaint.identity_declined": _("Declined to open the identity"),
    "complaint.identity_opened_at_once": _("Opened the identity at once"),
    "complaint.identity_read": _("Read the identity"),
    "complaint.identity_ended": _("The opened identity was destroyed, or the request taken back"),
    "complaint.identity_reviewed": _("Reviewed the opening at once"),
    "complaint.identity_passed_on": _("Passed the identity on"),
}


@register.filter
def tone(state: str) -> str:
    """The tone in which a state is shown: its colour and its shape."""
    return TONE_OF.get(str(state), "waiting")


@register.filter
def at(rows: Mapping[str | int, Any], key: str | int) -> Any:
    """What stands under a key; nothing where there is none."""
    return rows.get(key)


@register.filter
def at_most(count: int) -> str:
    """A count that went no further than 1,001: exact to 1,000, then "1000+"."""
    return f"{EXACT}+" if count > EXACT else str(count)


@register.filter
def lasting(effects: Iterable[Effect]) -> list[Effect]:
    """Those that hold, or are still to be carried out."""
    return [one for one in effects if one.state != EffectState.REVOKED]


@register.filter
def revoked(effects: Iterable[Effect]) -> list[Effect]:
    """Those that fell with their decision."""
    return [one for one in effects if one.state == EffectState.REVOKED]


@register.filter
def waiting(effects: Iterable[Effect]) -> int:
    """How many are still to be carried out."""
    return sum(one.state == EffectState.PENDING for one in effects)


@register.filter
def dangerous(name: str) -> bool:
    """Whether a verb is one to think twice about."""
    return name in DANGEROUS


@register.filter
def takes_in(posts: Iterable[Appointment]) -> bool:
    """Whether one of these posts takes in reports for the city."""
    return any(post.role == Role.INTAKE and post.unit.kind == UnitKind.CITY for post in posts)


@register.filter
def helps_bureaus(posts: Iterable[Appointment]) -> bool:
    """Whether one of these posts asks other bureaus for assistance, or answers them."""
    return any(
        (post.role in (Role.OFFICER, Role.APPROVER) and post.unit.kind in BUREAUS)
        or (post.role == Role.INTAKE and post.unit.kind == UnitKind.CITY)
        for post in posts
    )


@register.filter
def watches_identities(posts: Iterable[Appointment]) -> bool:
    """Whether one of these posts is a custodian's or the one who looks over his shoulder."""
    return any(post.role in (Role.CUSTODIAN, Role.DISCIPLINE) for post in posts)


@register.filter
def climbs_ladder(posts: Iterable[Appointment]) -> bool:
    """Whether one of these posts sends slips to units, or answers them for one."""
    sends = (Role.INTAKE, Role.APPROVER)
    return any(
        (post.unit.kind == UnitKind.CITY and post.role in sends)
        or (post.unit.kind in BUREAUS and post.role in (Role.OFFICER, Role.APPROVER))
        for post in posts
    )


@register.filter
def keeps_calendar(posts: Iterable[Appointment]) -> bool:
    """Whether one of these posts is a system administrator's, who enters the holidays."""
    return any(post.role == Role.SYSADMIN for post in posts)


@register.filter
def role_name(code: str) -> str:
    """A role as people call it."""
    return str(dict(Role.choices).get(code, code))


@register.filter
def happened(lines: Iterable[Line]) -> list[Line]:
    """What was done, the newest first."""
    return [line for line in lines if not line.refused][::-1]


@register.filter
def disputed(lines: Iterable[Line]) -> list[Line]:
    """The approvals from paper that their approver says are not his: a flag on the record."""
    return [line for line in lines if line.kind == "paper_approval.disputed" and not line.refused]


@register.filter
def refused(lines: Iterable[Line]) -> list[Line]:
    """What was tried in vain, the newest first."""
    return [line for line in lines if line.refused][::-1]


@register.filter
def told(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """History as sentences, for the timeline."""
    return [_told(line) for line in lines]


def _told(line: Line) -> dict[str, Any]:
    sentence = _("%(who)s: %(what)s") % {"who": line.who, "what": what(line)}
    if line.record.startswith(Proceeding.PREFIX):
        sentence = f"{sentence} {line.record}"
    return {
        "on": line.on, "at": line.at, "sentence": sentence, "note": line.note,
        "refused": line.refused,
    }  # fmt: skip


@register.filter
def what(line: Line) -> str:
    """What one event was, in the words of its verb: the only place that knows."""
    verb = verbs.TABLE.get(line.kind) if line.refused else verbs.BY_EVENT.get(line.kind)
    return str(verb.label) if verb else str(FIRST.get(line.kind, line.kind))


@register.simple_tag
def to_decide(verb: Verb, record: Any, reader: User) -> list[tuple[Any, Any]]:
    """What a person reads before he does this: the order, the report, the draft that it is about."""
    return deciding.to_decide(verb.key, record, reader)


@register.simple_tag
def verb_url(verb: Verb, record: Any) -> str:
    """The page of one verb for one record."""
    return reverse(f"{verb.record}-verb", args=[record.slug, verb.name])
