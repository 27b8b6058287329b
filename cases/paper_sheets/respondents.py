"""Papers to the person concerned: notice, decision, clearance. They hold nothing of the complaint."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from cases.catalogues import authority, effects, rules, sanctions
from cases.paper_sheets import parts, words
from cases.states import Finding, ProceedingKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cases.models import Case, Decision, Effect, Proceeding, Respondent
    from cases.paper_sheets import Sheet
    from people.models import Unit

ABOVE_THE_CITY = "浙江省教育厅"
SAID_ELSEWHERE = ("E11", "E17")  # the refund is decided above; a Party organ decides its own


def proposed_notice(proceeding: Proceeding) -> Sheet:
    """拟处理告知书: facts, basis, what is intended, rights with their last day."""
    respondent, today = proceeding.respondent, timezone.localdate()
    sanction, codes = proceeding.proposed_sanction, proceeding.proposed_measures
    catalogue = _catalogue(respondent, today) if sanction else ""
    reply = proceeding.clocks.running().filter(limit="NOTICE_REPLY").first()
    return _frame(proceeding) | {
        "body": _about(proceeding, today)
        | {
            "grounds": proceeding.grounds,
            "handling": parts.handling(
                sanction, catalogue, codes, proceeding.proposed_months, today
            ),
            "rules": parts.grounds_of_handling(sanction, catalogue, codes, today),
            "reply": parts.clock(reply),
            "may_ask_for_hearing": bool(sanction) and sanctions.is_heavy(sanction),
        }
    }


def decision(proceeding: Proceeding, decided: Decision) -> Sheet:
    """处理决定书: what article 8 of the 处理办法 asks for, with days that are never computed again."""
    day = decided.decided_on or timezone.localdate()
    sanction, catalogue, codes = decided.sanction, decided.catalogue, decided.measures
    return _frame(proceeding) | {
        "document_number": decided.office_number,
        "copies_to": _copies_to(proceeding, decided),
        "printed_by": parts.handling_bureau(proceeding.case),
        "body": _about(proceeding, day)
        | {
            "found": "" if _replaces(decided) else proceeding.respondent.facts,
            "facts": decided.facts,
            "basis": decided.basis,
            "handling": [
                _dated(one, decided)
                for one in parts.handling(sanction, catalogue, codes, decided.months, day)
            ],
            "rules": parts.grounds_of_handling(sanction, catalogue, codes, day),
            "decided_on": day,
            "remedies": _remedies(proceeding, day),
        }
        | _effects(decided, day),
    }


def conclusion_notice(case: Case, respondent: Respondent) -> Sheet:
    """核查结论告知书, for a person who was cleared."""
    return {
        "bureau": parts.handling_bureau(case),
        "to": parts.name_of(respondent),
        "body": parts.person(respondent)
        | {
            "matter": words.MATTERS[case.kind],  # type: ignore[index]
            "is_untrue": respondent.finding == Finding.UNFOUNDED,
            "concluded_on": case.concluded_on,
            "told_on": respondent.told_on,
            "clarification": respondent.clarification,
        },
    }


def _frame(proceeding: Proceeding) -> Sheet:
    return {
        "bureau": parts.handling_bureau(proceeding.case),
        "to": parts.name_of(proceeding.respondent),
        "proceeding": proceeding.slug,
    }


def _about(proceeding: Proceeding, day: date) -> Sheet:
    respondent = proceeding.respondent
    return parts.person(respondent) | {
        "number": proceeding.number,
        "role": words.PERSONS[proceeding.kind],  # type: ignore[index]
        "is_sanction": proceeding.kind == ProceedingKind.SANCTION,
        "opened_on": proceeding.opened_on,
        "met_on": proceeding.met_on,
        "found": respondent.facts,
        "broken": parts.broken(respondent.violations, day),
        "amount": respondent.amount_taken or None,
        "refund": respondent.refund_missing or None,
        "notified_on": proceeding.notified_on,
        "heard_on": proceeding.heard_on,
        "hearing_on": proceeding.hearing_on,
        "has_waived": proceeding.has_waived,
        "defence": proceeding.defence,
    }


def _catalogue(respondent: Respondent, day: date) -> str:
    person = respondent.identified()
    return sanctions.catalogue_for(person.category, person.personnel_type, day) or ""


def _replaces(decided: Decision) -> bool:
    """Whether an earlier decision stood; then the conclusion's facts are no longer those found."""
    earlier = decided.proceeding.decisions.exclude(pk=decided.pk)
    return earlier.filter(decided_on__isnull=False).exists()


def _dated(deed: Sheet, decided: Decision) -> Sheet:
    ends_on = decided.ends_on if deed["is_sanction"] else decided.disqualified_until
    return deed | {"starts_on": decided.starts_on, "ends_on": ends_on if deed["months"] else None}


def _effects(decided: Decision, day: date) -> Sheet:
    """The consequences by their last day, the nearest first; which of them personnel confirms."""
    found = [one for one in decided.effects.all() if one.code not in SAID_ELSEWHERE]
    by_end: dict[date | None, list[str]] = {}
    for one in sorted(found, key=lambda effect: (effect.ends_on or date.max, effect.pk)):
        by_end.setdefault(one.ends_on, []).append(_name(one))
    rows = {one: effects.get(one.code, day) for one in found}
    return {
        "effects": [{"ends_on": last, "names": names} for last, names in by_end.items()],
        "to_be_confirmed": [_name(one) for one, row in rows.items() if not row.is_certain],
        "rules_of_effects": _articles((row.rule, row.article) for row in rows.values()),
    }


def _articles(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Each instrument once, with all its articles."""
    cited: dict[str, list[str]] = {}
    for rule, article in pairs:
        cited.setdefault(f"《{rules.get(rule).name}》", []).extend(
            filter(None, article.split("、"))
        )
    return [rule + "、".join(dict.fromkeys(articles)) for rule, articles in cited.items()]


def _name(effect: Effect) -> str:
    return effect.name.partition("（")[0]  # what follows is a note to the personnel office


def _remedies(proceeding: Proceeding, day: date) -> Sheet:
    bureau = _bureau(proceeding)
    return {
        "review_at": bureau.name,
        "appeal_at": bureau.parent.name if bureau.parent else ABOVE_THE_CITY,
        "personnel_office": _personnel_office(proceeding),
        "last_if_served_at_once": parts.limit("REVIEW_APPLY", day),
    }


def _copies_to(proceeding: Proceeding, decided: Decision) -> str:
    teacher = proceeding.respondent.identified()
    units: list[Unit] = [teacher.establishment_unit, teacher.teaching_unit]
    codes = [*filter(None, [decided.sanction]), *decided.measures]
    filing = [authority.filing_with(code, teacher.personnel_type) for code in codes]
    offices = [_personnel_office(proceeding)] if "同级人事部门" in filing else []
    return "、".join(dict.fromkeys([*(one.name for one in units), *offices]))


def _bureau(proceeding: Proceeding) -> Unit:
    return proceeding.case.handling_unit or proceeding.case.city


def _personnel_office(proceeding: Proceeding) -> str:
    return f"{_bureau(proceeding).short_name}人力资源和社会保障局"
