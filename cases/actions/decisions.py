"""查处, the handling of one person: opening, notice, defence, decision, service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import clocks, outcomes
from cases.actions.step import step
from cases.catalogues import authority, measures, sanctions
from cases.exceptions import NotAllowed
from cases.models import Case, Decision, DossierItem, Material, Proceeding
from cases.permissions import Seat
from cases.states import ProceedingKind
from people.models import TeacherStatus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cases.actions.outcomes import Penalty
    from cases.models import Respondent
    from people.models import Teacher, User


def teacher_of(proceeding: Proceeding) -> Teacher:
    """The identified person; raises while unknown."""
    return proceeding.respondent.identified()


def catalogue_of(proceeding: Proceeding, on: date) -> str:
    """ "A", "B", or nothing where no table of sanctions stands for this person."""
    teacher = teacher_of(proceeding)
    return sanctions.catalogue_for(teacher.category, teacher.personnel_type, on) or ""


def check_penalty(proceeding: Proceeding, penalty: Penalty, on: date) -> None:
    """Raise unless the person can be handled so, by a bureau, on this path and for this long."""
    person = teacher_of(proceeding)
    if not penalty.sanction and not penalty.measures:
        raise NotAllowed(_("Choose a sanction or a measure."))
    if penalty.sanction and person.status != TeacherStatus.ACTIVE:
        raise NotAllowed(_("Whoever is no longer in service is not sanctioned."))
    _check_fits_service(person, penalty)
    if penalty.sanction and proceeding.kind != ProceedingKind.SANCTION:
        raise NotAllowed(_("A sanction needs a formal opening."))
    for code in (*filter(None, [penalty.sanction]), *penalty.measures):
        if not authority.may_decide("bureau", code, person.personnel_type):
            raise NotAllowed(_("For this person the school decides; the bureau keeps a record."))
    table = {one.code for one in sanctions.on(catalogue_of(proceeding, on), on)}
    if penalty.sanction and penalty.sanction not in table:
        raise NotAllowed(_("This sanction is not in the table that stands for this person."))
    _check_terms(penalty, on)


def _check_fits_service(person: Teacher, penalty: Penalty) -> None:
    """Benefits are adjusted after service only; nobody is handled once he has died (§8, 9)."""
    if person.status == TeacherStatus.DEAD:
        raise NotAllowed(_("The person has died."))
    if measures.BENEFITS in penalty.measures and person.status == TeacherStatus.ACTIVE:
        raise NotAllowed(_("Benefits are adjusted only of somebody who has retired or left."))


def _check_terms(penalty: Penalty, on: date) -> None:
    terms = [measures.get(code, on).least_months for code in penalty.measures]
    least = max((months for months in terms if months), default=0)
    if (penalty.months or 0) < least:
        raise NotAllowed(
            _("A disqualification lasts at least %(months)s months.") % {"months": least}
        )


def keep(proceeding: Proceeding, kind: str, text: str, *, on: date, by: User) -> DossierItem:
    """Put a dated entry into the dossier of this proceeding."""
    return DossierItem.objects.create(
        case=proceeding.case, proceeding=proceeding, round=proceeding.case.round, kind=kind,
        text=text, on=on, entered_by=by,
    )  # fmt: skip


def open_proceedings(case: Case, *, kinds: Mapping[int, str], reason: str, by: User) -> None:
    """处置: one proceeding for each respondent at fault; a sanction is formally opened 立案."""
    today = timezone.localdate()
    with step(case, "case.proceedings_opened", by=by, note=reason) as fresh:
        fresh.open_proceedings()
        for respondent in list(fresh.respondents.to_be_handled()):
            kind = kinds.get(respondent.pk, ProceedingKind.MEASURE)
            _check_can_be_opened(fresh, respondent, kind)
            proceeding = Proceeding.objects.create(
                slug=Proceeding.next_slug(), case=fresh, respondent=respondent, kind=kind,
                opened_on=today,
            )  # fmt: skip
            if kind == ProceedingKind.SANCTION:
                keep(proceeding, Material.FORMAL_OPENING, reason, on=today, by=by)
                clocks.start(proceeding, "K15", on=today)
        letters.tell(fresh, "case.proceedings_opened", Seat.OFFICER, Seat.INVESTIGATOR)


def _check_can_be_opened(case: Case, respondent: Respondent, kind: str) -> None:
    """No sanction after a simple check, and none for whoever is no longer in service (§8, 9)."""
    if kind != ProceedingKind.SANCTION:
        return
    if case.is_simple:
        raise NotAllowed(_("A simple check cannot lead to a sanction."))
    if respondent.identified().status != TeacherStatus.ACTIVE:
        raise NotAllowed(
            _("%(name)s is no longer in service: no sanction, but benefits can be adjusted.")
            % {"name": respondent.shown_name}
        )


def investigate(proceeding: Proceeding, *, report: str, met_on: date, by: User) -> None:
    """The investigation after 立案: report, and the facts put to the person."""
    with step(proceeding, "proceeding.investigated", by=by) as fresh:
        fresh.investigate(report=report, met_on=met_on)


def notify(proceeding: Proceeding, *, penalty: Penalty, grounds: str, by: User) -> None:
    """告知: 拟处理告知书 with facts, basis, intended handling and rights; five days to answer."""
    today = timezone.localdate()
    with step(proceeding, "proceeding.notified", by=by) as fresh:
        check_penalty(fresh, penalty, today)
        fresh.notify(on=today)
        fresh.proposed_sanction, fresh.grounds = penalty.sanction, grounds
        fresh.proposed_measures, fresh.proposed_months = list(penalty.measures), penalty.months
        clocks.start(fresh, "NOTICE_REPLY", on=today, is_ours=False)
        letters.proposed_notice(fresh)


def request_hearing(proceeding: Proceeding, *, on: date, text: str, by: User) -> None:
    """听证 was asked for."""
    with step(proceeding, "proceeding.hearing_requested", by=by, note=text) as fresh:
        sanction = fresh.proposed_sanction
        fresh.request_hearing(is_heavy=bool(sanction) and sanctions.is_heavy(sanction))
        clocks.stop(fresh, "NOTICE_REPLY", on=timezone.localdate())
        keep(fresh, Material.HEARING, text, on=on, by=by)
        letters.tell(fresh.case, "proceeding.hearing_requested", Seat.APPROVER)


def hold_hearing(proceeding: Proceeding, *, on: date, chair: str, text: str, by: User) -> None:
    """The hearing and its record."""
    with step(proceeding, "proceeding.hearing_held", by=by) as fresh:
        fresh.hold_hearing(on=on, chair=chair)
        fresh.defence = text
        keep(fresh, Material.HEARING, text, on=on, by=by)


def hear(
    proceeding: Proceeding,
    *,
    on: date,
    defence: str,
    has_waived: bool,
    opinions: str = "",
    by: User,
) -> None:
    """陈述申辩, and what pupils, teachers and parents say (办法 art. 5)."""
    with step(proceeding, "proceeding.heard", by=by) as fresh:
        fresh.hear(on=on, defence=defence, has_waived=has_waived)
        clocks.stop(fresh, "NOTICE_REPLY", on=timezone.localdate())
        keep(fresh, Material.DEFENCE, defence or str(_("Waived")), on=on, by=by)
        if opinions:
            keep(fresh, Material.OPINIONS, opinions, on=on, by=by)


def draft_decision(
    proceeding: Proceeding, *, penalty: Penalty, facts: str, basis: str, by: User
) -> None:
    """A draft; drafting again asks for a new legality check and a new collective decision."""
    today = timezone.localdate()
    with step(proceeding, "proceeding.decision_drafted", by=by) as fresh:
        check_penalty(fresh, penalty, today)
        _check_was_notified(fresh, penalty, today)
        fresh.decisions.filter(decided_on=None).delete()
        Decision.objects.create(
            proceeding=fresh, facts=facts, basis=basis, drafted_by=by, drafted_on=today,
            **outcomes.columns(penalty, catalogue_of(fresh, today)),
        )  # fmt: skip
        letters.tell(fresh.case, "proceeding.decision_drafted", Seat.LEGAL)


def _check_was_notified(proceeding: Proceeding, penalty: Penalty, on: date) -> None:
    """Nobody is decided upon beyond what he was told and could answer (办法 art. 5)."""
    order = ["", *(one.code for one in sanctions.on(catalogue_of(proceeding, on) or "A", on))]
    weight = {code: place for place, code in enumerate(order)}
    is_heavier = weight.get(penalty.sanction, 99) > weight.get(proceeding.proposed_sanction, 0)
    is_wider = not set(penalty.measures) <= set(proceeding.proposed_measures)
    is_longer = (penalty.months or 0) > (proceeding.proposed_months or 0)
    if is_heavier or is_wider or is_longer:
        raise NotAllowed(_("The person was notified of less: drop this and notify again."))


def check_legality(proceeding: Proceeding, *, opinion: str, by: User) -> None:
    """法制审核 of the draft."""
    today = timezone.localdate()
    with step(proceeding, "proceeding.legality_checked", by=by, note=opinion) as fresh:
        draft = fresh.current_draft()
        draft.legality_by, draft.legality_on, draft.legality_opinion = by, today, opinion
        draft.save()
        keep(fresh, Material.LEGALITY, opinion, on=today, by=by)
        letters.tell(fresh.case, "proceeding.legality_checked", Seat.OFFICER)


def record_meeting(proceeding: Proceeding, *, on: date, minutes: str, by: User) -> None:
    """集体研究: only the extract is kept, with who was there, who stepped aside, how they voted."""
    with step(proceeding, "proceeding.meeting_recorded", by=by) as fresh:
        draft = fresh.current_draft()
        draft.met_on, draft.minutes = on, minutes
        draft.save()
        keep(fresh, Material.MINUTES, minutes, on=on, by=by)
        letters.tell(fresh.case, "proceeding.meeting_recorded", Seat.APPROVER)


def decide(proceeding: Proceeding, *, office_number: str = "", by: User) -> None:
    """决定: in effect today; terms and every consequence are fixed now."""
    today = timezone.localdate()
    with step(proceeding, "proceeding.decided", by=by) as fresh:
        draft = fresh.current_draft()
        check_penalty(fresh, outcomes.penalty_of(draft), today)
        fresh.decide(decision=draft, by=by)
        outcomes.issue(draft, office_number=office_number, on=today, by=by)
        clocks.stop(fresh, "K15", on=today)
        letters.decision(fresh, draft)
        letters.tell(fresh.case, "proceeding.decided", Seat.OFFICER, Seat.PERSONNEL)


def serve(proceeding: Proceeding, *, on: date, service: str, text: str, by: User) -> None:
    """送达回证; the 30 days of 复核 begin, and those of 入档."""
    with step(proceeding, "proceeding.served", by=by, service=service) as fresh:
        decision = fresh.current_decision()
        fresh.serve()
        decision.served_on, decision.service = on, service
        decision.save()
        keep(fresh, Material.SERVICE, text, on=on, by=by)
        clocks.start(fresh, "REVIEW_APPLY", on=on, is_ours=False)
        if fresh.case.recorded_on is None:
            clocks.start(fresh, "FILE", on=on)


def transfer(proceeding: Proceeding, *, authority_name: str, reason: str, by: User) -> None:
    """移送: outside one's own authority (§12.4), or a suspected crime (办法 art. 3)."""
    today = timezone.localdate()
    note = f"{authority_name}：{reason}"
    with step(proceeding, "proceeding.transferred", by=by, note=note) as fresh:
        fresh.transfer(reason=reason)
        clocks.stop(fresh, "K15", "NOTICE_REPLY", on=today)
        keep(fresh, Material.TRANSFER, note, on=today, by=by)
        letters.tell(fresh.case, "proceeding.transferred", Seat.DISCIPLINE)


def drop(proceeding: Proceeding, *, reason: str, by: User) -> None:
    """No handling after all; the reason is history."""
    with step(proceeding, "proceeding.dropped", by=by, note=reason) as fresh:
        fresh.drop(reason=reason)
        clocks.stop(fresh, "K15", "NOTICE_REPLY", on=timezone.localdate())
