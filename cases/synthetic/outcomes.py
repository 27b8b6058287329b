"""What follows for those at fault: proceeding, decision, consequences, refund, filing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cases.actions.outcomes import Penalty, columns
from cases.catalogues import effects, measures, sanctions
from cases.models import Clock, Decision, Effect, FileRecord, Proceeding, Refund, Service
from cases.next_step import REFUND
from cases.states import EffectState, ProceedingKind, ProceedingState
from cases.synthetic.course import DAYS
from cases.synthetic.deadlines import last_day, name_of
from cases.synthetic.waits import Followed
from people.models import PersonnelType, TeacherStatus

if TYPE_CHECKING:
    from cases.synthetic.findings import Found
    from cases.synthetic.staff import Staff
    from cases.synthetic.work import Inquiry, Work

SANCTIONED = 0.3  # of those at fault in a full inquiry
MEASURES: tuple[tuple[str, ...], ...] = (("CRIT",), ("NOTICE",), ("CRIT", "DISQ"))
MEASURE_SHARES = (50, 75, 100)
SANCTIONS, SANCTION_SHARES = ("W", "D"), (75, 100)  # those that both tables know
PERSON_ON_FILE = "人事档案及师德信息系统"


class Steps(NamedTuple):
    """The days of one proceeding, past and planned."""

    opened: date
    notified: date
    heard: date
    decided: date
    served: date


class Issued(NamedTuple):
    """One proceeding, the penalty that it ended with, and when."""

    proceeding: int
    penalty: Penalty
    steps: Steps
    terms: dict[str, object]


class Outcomes:
    """Keeps what follows for one person."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def keep(self, inquiry: Inquiry, staff: Staff, found: Found, *, is_simple: bool) -> Followed:
        """His proceeding as far as it has come."""
        run, chance = inquiry.course, self._work.plan.chance
        steps = _steps(run.handled or run.concluded, run.recorded)
        penalty = self._penalty(found, steps, is_simple=is_simple)
        kind = ProceedingKind.SANCTION if penalty.sanction else ProceedingKind.MEASURE
        has = {name: run.past(day) for name, day in steps._asdict().items()}
        terms = self._terms(found, penalty, steps)
        state = _state(has, terms, self._work.plan.today, kind)
        key = self._work.tables[Proceeding].add(
            slug=self._work.registers.slug("proceeding", steps.opened), state=state.value,
            kind=kind.value, case_id=inquiry.key, respondent_id=found.key, version=1,
            opened_on=steps.opened, notified_on=has["notified"], heard_on=has["heard"],
            met_on=has["notified"] if penalty.sanction else None, has_waived=chance.random() < 0.5,
            investigation="事实清楚，证据确凿。" if penalty.sanction and has["notified"] else "",
            defence="本人无异议。" if has["heard"] else "",
            grounds="违反中小学教师职业行为准则。" if has["notified"] else "",
            **_proposed(penalty, is_told=bool(has["notified"])),
        )  # fmt: skip
        self._clocks(inquiry, key, has)
        issued = Issued(key, penalty, steps, terms)
        is_due = bool(has["decided"]) and self._issue(inquiry, staff, found, issued)
        return Followed(state, kind, is_due)

    def _penalty(self, found: Found, steps: Steps, *, is_simple: bool) -> Penalty:
        chance, person = self._work.plan.chance, found.person
        may_be = (
            person.personnel_type == PersonnelType.ESTABLISHMENT
            and person.status == TeacherStatus.ACTIVE
        )
        if not is_simple and may_be and chance.random() < SANCTIONED:
            return Penalty(sanction=chance.choices(SANCTIONS, cum_weights=SANCTION_SHARES)[0])
        chosen = chance.choices(MEASURES, cum_weights=MEASURE_SHARES)[0]
        least = max(
            (measures.get(code, steps.decided).least_months or 0 for code in chosen), default=0
        )
        return Penalty(measures=chosen, months=least or None)

    def _terms(self, found: Found, penalty: Penalty, steps: Steps) -> dict[str, object]:
        """Terms of the decision, frozen on its day."""
        person, day = found.person, steps.decided
        catalogue = sanctions.catalogue_for(person.category, person.personnel_type, day) or ""
        ends = None
        if penalty.sanction:
            ends = sanctions.term(sanctions.get(penalty.sanction, catalogue, day), day)
        terms = [measures.term(code, months, day) for code, months in penalty.lasting(day)]
        return {
            **columns(penalty, catalogue),
            "ends_on": ends[1] if ends else None,
            "disqualified_until": max((last for _, last in filter(None, terms)), default=None),
        }

    def _issue(self, inquiry: Inquiry, staff: Staff, found: Found, issued: Issued) -> bool:
        run, tables, steps = inquiry.course, self._work.tables, issued.steps
        served = run.past(steps.served)
        key = tables[Decision].add(
            proceeding_id=issued.proceeding, facts="事实清楚，证据确凿。", basis="处理办法第四条。",
            drafted_by_id=staff.officer.pk, drafted_on=steps.heard, legality_by_id=staff.legal.pk,
            legality_on=steps.heard, legality_opinion="同意。", met_on=steps.heard,
            minutes="会议研究同意。", decided_by_id=staff.approver.pk, decided_on=steps.decided,
            starts_on=steps.decided, served_on=served,
            service=Service.PERSONAL.value if served else "", **issued.terms,
        )  # fmt: skip
        codes = self._consequences(inquiry, found, key, issued)
        if run.has(run.recorded):
            tables[FileRecord].add(
                case_id=inquiry.key, decision_id=key, place=PERSON_ON_FILE, filed_on=run.recorded
            )
        if run.has(run.completed) and found.amount:
            tables[Refund].add(
                respondent_id=found.key, amount=found.amount, paid_on=run.completed,
                proof="退款凭证。",
            )  # fmt: skip
        return bool(codes - {REFUND})

    def _consequences(self, inquiry: Inquiry, found: Found, key: int, issued: Issued) -> set[str]:
        run, terms = inquiry.course, issued.terms
        day, done, last = issued.steps.decided, run.past(run.completed), terms["ends_on"]
        outcome = effects.Outcome(
            decided_on=day, sanction=issued.penalty.sanction or None,
            catalogue=str(terms["catalogue"]) or None, measures=issued.penalty.lasting(day),
            party_member=found.person.is_member, amount_due=found.amount,
            term=(day, last) if isinstance(last, date) else None,
        )  # fmt: skip
        plans = effects.following(outcome)
        for plan in plans:
            self._work.tables[Effect].add(
                case_id=inquiry.key, decision_id=key, code=plan.code,
                name=f"{plan.name}（{plan.note}）" if plan.note else plan.name,
                starts_on=plan.starts_on, ends_on=plan.ends_on, executor=plan.executor,
                state=_effect_state(done, plan.ends_on, self._work.plan.today).value, done_on=done,
                proof="已执行，见回执。" if done else "",
            )  # fmt: skip
        return {plan.code for plan in plans}

    def _clocks(self, inquiry: Inquiry, key: int, has: dict[str, date | None]) -> None:
        """The person's own limits; they do not count for the case's due date."""
        rows, owner = self._work.tables[Clock], {"case_id": inquiry.key, "proceeding_id": key}
        for code, begun, stopped in (
            ("NOTICE_REPLY", "notified", has["heard"]),
            ("REVIEW_APPLY", "served", None),
        ):
            on = has[begun]
            if on:
                day, is_provisional = last_day(code, on)
                rows.add(
                    **owner, limit=code, name=name_of(code), is_ours=False, started_on=on, due_on=day,
                    is_provisional=is_provisional, stopped_on=stopped,
                )  # fmt: skip


def _steps(opened: date, recorded: date) -> Steps:
    """Evenly between the opening and the day on which all is on file."""
    room = (recorded - opened).days - 1
    return Steps(opened, *(opened + DAYS[room * part // 5] for part in (2, 3, 4, 5)))


def _state(
    has: dict[str, date | None], decision: dict[str, object], today: date, kind: ProceedingKind
) -> ProceedingState:
    last = decision["ends_on"] or decision["disqualified_until"]
    if has["served"] and isinstance(last, date) and last < today:
        return (
            ProceedingState.LIFTED if kind == ProceedingKind.SANCTION else ProceedingState.EXPIRED
        )
    for step in ("served", "decided", "heard", "notified", "opened"):
        if has[step]:
            return ProceedingState(step)
    return ProceedingState.OPENED


def _effect_state(done: date | None, ends_on: date | None, today: date) -> EffectState:
    if done is None:
        return EffectState.PENDING
    return EffectState.RUNNING if ends_on and ends_on >= today else EffectState.ENDED


def _proposed(penalty: Penalty, *, is_told: bool) -> dict[str, object]:
    if not is_told:
        return {}
    return {
        "proposed_sanction": penalty.sanction,
        "proposed_measures": list(penalty.measures),
        "proposed_months": penalty.months,
    }
