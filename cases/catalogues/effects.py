"""The effects E1 to E19 and which of them a decision demands at once (domain reference §3, §1.6)."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from cases.catalogues import measures, sanctions, tables, terms

SCHOOL_YEAR_BEGINS = (9, 1)


@dataclass(frozen=True)
class Effect:
    """One kind of effect. ``trigger`` and ``duration`` say in words when it may follow; ``executor`` is a role."""

    code: str
    name: str
    executor: str
    trigger: str
    duration: str
    source: str
    rule: str
    article: str
    valid_from: date
    valid_to: date | None = None
    is_certain: bool = True


@dataclass(frozen=True)
class Trigger:
    """One row of the rule tables: when a mark of ``when`` is set, this effect follows and ``lasts`` so long."""

    code: str
    when: tuple[str, ...]
    lasts: str
    rule: str
    article: str
    valid_from: date
    valid_to: date | None = None
    name: str = ""
    note: str = ""


@dataclass(frozen=True)
class Restoration:
    """What is owed to a person whose decision was revoked."""

    code: str
    name: str
    executor: str
    rule: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True)
class Outcome:
    """What was decided about one person. ``term`` is the frozen term of the sanction, else the table's is taken."""

    decided_on: date
    sanction: str | None = None
    catalogue: str | None = None
    measures: Collection[tuple[str, int | None]] = ()
    party_member: bool = False
    amount_due: Decimal = Decimal(0)
    term: tuple[date, date] | None = None

    @property
    def marks(self) -> frozenset[str]:
        """What the triggers look for: "A:W", "DISQ", "party_member", "amount_due"."""
        found = [code for code, _ in self.measures]
        if self.sanction:
            found.append(f"{self.catalogue}:{self.sanction}")
        if found and self.party_member:
            found.append("party_member")
        if self.amount_due > 0:
            found.append("amount_due")
        return frozenset(found)


@dataclass(frozen=True)
class EffectPlan:
    """One effect to be carried out. Without ``ends_on`` it is done once."""

    code: str
    name: str
    starts_on: date
    ends_on: date | None
    executor: str
    note: str
    source: str


CATALOGUE = tuple(Effect(**row) for row in tables.read("effects.toml", "effect"))
TRIGGERS = tuple(Trigger(**row) for row in tables.read("effects.toml", "trigger"))
RESTORATIONS = tuple(Restoration(**row) for row in tables.read("effects.toml", "restoration"))


def restoring(day: date) -> tuple[Restoration, ...]:
    """Post, pay and name, to be given back after a revocation (§12.1.3)."""
    return tables.on(RESTORATIONS, day)


def on(day: date) -> tuple[Effect, ...]:
    """The nineteen kinds of effect on a day."""
    return tables.on(CATALOGUE, day)


def get(code: str, day: date) -> Effect:
    """The effect of this code; ``UnknownCode`` where there was none."""
    return tables.find(CATALOGUE, code, day)


def choices(day: date) -> list[tuple[str, str]]:
    """Code and label of each effect: an officer may add one that the tables leave to the deciders, with a reason."""
    return [(effect.code, f"{effect.code} {effect.name}") for effect in on(day)]


def following(outcome: Outcome) -> list[EffectPlan]:
    """What the tables demand at once, one plan a kind: the longest where sanction and measure demand the same.

    Measures without 取消资格 restrict nothing: 处理办法 art. 3 ties the restrictions to 取消资格, the rule of 2023
    to sanctions. 师德考核不合格 (E1) follows a sanction only; for less it is local rule, left to the deciders (§3).
    """
    _check(outcome)
    met = [
        row
        for row in tables.on(TRIGGERS, outcome.decided_on)
        if outcome.marks.intersection(row.when)
    ]
    met.sort(key=lambda row: int(row.code[1:]))
    return [
        _merged([_plan(row, outcome) for row in rows])
        for _, rows in groupby(met, lambda row: row.code)
    ]


def school_year_end(day: date) -> date:
    """The last day of the school year (from 1 September) in which ``day`` lies: ethics is assessed by school year."""
    begins_this_year = (day.month, day.day) >= SCHOOL_YEAR_BEGINS
    return date(day.year + begins_this_year, 8, 31)


def _check(outcome: Outcome) -> None:
    if outcome.sanction:
        sanctions.get(outcome.sanction, outcome.catalogue or "", outcome.decided_on)
    for code, months in outcome.measures:
        measures.term(code, months, outcome.decided_on)


def _plan(row: Trigger, outcome: Outcome) -> EffectPlan:
    effect = get(row.code, outcome.decided_on)
    year = outcome.decided_on.year
    return EffectPlan(
        code=row.code,
        name=row.name or effect.name,
        starts_on=outcome.decided_on,
        ends_on=_ENDS[row.lasts](outcome),
        executor=effect.executor,
        note=row.note.format(year=year, next_year=year + 1, amount=f"{outcome.amount_due:,.2f}"),
        source=row.rule,
    )


def _merged(plans: list[EffectPlan]) -> EffectPlan:
    longest = max(plans, key=lambda plan: plan.ends_on or date.max)
    return EffectPlan(
        code=longest.code,
        name=longest.name,
        starts_on=longest.starts_on,
        ends_on=longest.ends_on,
        executor=longest.executor,
        note=" ".join(_once(plan.note for plan in plans)),
        source=" ".join(_once(plan.source for plan in plans)),
    )


def _once(words: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(word for word in words if word)


def _end_of_term(outcome: Outcome) -> date | None:
    if outcome.term:
        return outcome.term[1]
    row = sanctions.get(outcome.sanction or "", outcome.catalogue or "", outcome.decided_on)
    span = sanctions.term(row, outcome.decided_on)
    return span[1] if span else None


def _end_of_months(outcome: Outcome) -> date:
    months = max(months or 0 for _, months in outcome.measures)
    return terms.last_day(outcome.decided_on, months)


_ENDS: dict[str, Callable[[Outcome], date | None]] = {
    "once": lambda _: None,
    "term": _end_of_term,
    "months": _end_of_months,
    "year": lambda outcome: date(outcome.decided_on.year, 12, 31),
    "two_years": lambda outcome: date(outcome.decided_on.year + 1, 12, 31),
    "school_year": lambda outcome: school_year_end(outcome.decided_on),
}
