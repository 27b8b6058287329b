"""What a decision sets in motion: its term, its effects, and their end with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.catalogues import effects, measures, sanctions
from cases.models import Decision, Effect
from cases.states import EffectState

if TYPE_CHECKING:
    from datetime import date

    from people.models import User


@dataclass(frozen=True)
class Penalty:
    """What is intended or decided: a sanction, other measures, or both. ``months`` of 取消资格."""

    sanction: str = ""
    measures: tuple[str, ...] = ()
    months: int | None = None

    def lasting(self, on: date) -> tuple[tuple[str, int | None], ...]:
        """Each measure with its months, where it has a term."""
        return tuple(
            (code, self.months if measures.get(code, on).least_months else None)
            for code in self.measures
        )


def columns(penalty: Penalty, catalogue: str) -> dict[str, object]:
    """A penalty as the columns of a decision."""
    return {
        "catalogue": catalogue if penalty.sanction else "",
        "sanction": penalty.sanction,
        "measures": list(penalty.measures),
        "months": penalty.months,
    }


def penalty_of(decision: Decision) -> Penalty:
    """The penalty that a decision's columns hold."""
    return Penalty(decision.sanction, tuple(decision.measures), decision.months)


def issue(decision: Decision, *, office_number: str, on: date, by: User) -> None:
    """The decision takes effect today: its days are fixed now and never computed again (§12.3)."""
    decision.decided_on = decision.starts_on = on
    decision.decided_by, decision.office_number = by, office_number
    decision.ends_on = _end_of_sanction(decision, on)
    ends = [measures.term(code, months, on) for code, months in penalty_of(decision).lasting(on)]
    decision.disqualified_until = max((last for _, last in filter(None, ends)), default=None)
    decision.save()
    plan_effects(decision)


def _end_of_sanction(decision: Decision, on: date) -> date | None:
    if not decision.sanction:
        return None
    span = sanctions.term(sanctions.get(decision.sanction, decision.catalogue, on), on)
    return span[1] if span else None


def plan_effects(decision: Decision) -> None:
    """One row for each consequence that the rules of the decision's day ask for."""
    day = decision.decided_on
    if day is None:
        return
    respondent = decision.proceeding.respondent
    outcome = effects.Outcome(
        decided_on=day, sanction=decision.sanction or None,
        catalogue=decision.catalogue or None, measures=penalty_of(decision).lasting(day),
        party_member=bool(respondent.teacher and respondent.teacher.party_member),
        amount_due=respondent.refund_missing,
        term=(day, decision.ends_on) if decision.ends_on else None,
    )  # fmt: skip
    Effect.objects.bulk_create(
        Effect(
            case=decision.proceeding.case, decision=decision, code=plan.code,
            name=f"{plan.name}（{plan.note}）" if plan.note else plan.name,
            starts_on=plan.starts_on, ends_on=plan.ends_on, executor=plan.executor,
        )
        for plan in effects.following(outcome)
    )  # fmt: skip


def end(decision: Decision, *, on: date) -> None:
    """The decision is gone, and every effect with it, in the same transaction (§9.4, 6)."""
    decision.ended_on = on
    decision.save(update_fields=["ended_on"])
    decision.effects.all().update(state=EffectState.REVOKED)


def restore(decision: Decision, *, on: date) -> None:
    """Open the tasks of restoring post, pay and name (§12.3)."""
    Effect.objects.bulk_create(
        Effect(
            case=decision.proceeding.case, decision=decision, code=one.code, name=one.name,
            executor=one.executor, starts_on=on,
        )
        for one in effects.restoring(on)
    )  # fmt: skip


def lift(decision: Decision, *, on: date) -> None:
    """The term is over: what ended with it is lifted; a longer disqualification goes on."""
    over = decision.effects.filter(state=EffectState.RUNNING, ends_on__lt=on)
    over.update(state=EffectState.LIFTED)
