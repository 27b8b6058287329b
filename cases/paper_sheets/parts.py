"""Parts that several papers share: persons, rules broken, the handling, limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.catalogues import limits, measures, rules, sanctions, violations
from cases.models import holiday
from cases.paper_sheets import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from cases.models import Case, Clock, Respondent
    from cases.paper_sheets import Sheet

CODE = "R-HANDLE"
ARTICLE_ON_MEASURES = "第三条"
UNKNOWN = "身份待核实人员"  # never the clues, which may be the reporter's own words


def matter(case: Case) -> str:
    """The matter from what is registered; never the typed title, which may repeat the complaint."""
    return f"{place_of(case)}教师{words.MATTERS[case.kind]}问题"  # type: ignore[index]


def place_of(case: Case) -> str:
    """The school concerned; the county while no school is known."""
    return case.school.name if case.school else case.reporting_unit.name


def handling_bureau(case: Case) -> str:
    """The bureau that handles the case, and that its papers come from."""
    return (case.handling_unit or case.city).name


def name_of(respondent: Respondent) -> str:
    """The person's name, or that it is not known."""
    return respondent.teacher.name if respondent.teacher else UNKNOWN


def unit_of(respondent: Respondent) -> str:
    """Where the person teaches."""
    return respondent.teacher.teaching_unit.name if respondent.teacher else ""


def post_of(respondent: Respondent) -> str:
    """Teacher, or one who manages."""
    return words.POSTS[respondent.teacher.category] if respondent.teacher else ""


def person(respondent: Respondent) -> Sheet:
    """One person, as every paper names him."""
    return {
        "name": name_of(respondent),
        "unit": unit_of(respondent),
        "post": post_of(respondent),
    }


def by_unit(people: Iterable[Respondent]) -> list[Sheet]:
    """The names of each unit."""
    names: dict[str, list[str]] = {}
    for one in people:
        names.setdefault(unit_of(one), []).append(name_of(one))
    return [{"unit": unit, "names": its} for unit, its in names.items()]


def broken(codes: Iterable[str], day: date) -> list[Sheet]:
    """Each act with every rule that it broke, the special rule first."""
    return [_broken(violations.get(code, day), day) for code in codes]


def _broken(violation: violations.Violation, day: date) -> Sheet:
    cited = [rules.cite(violation.rule, violation.article)]
    if violation.rten_item:
        cited.append(rules.cite("R-TEN", violation.rten_cited))
        item = violations.get(f"4-{violation.rten_item}", day)
        cited.append(rules.cite(item.rule, item.article))
    short = f"《{rules.get(violation.rule).name}》{violation.article}"
    return {"act": violation.name, "rules": list(dict.fromkeys(cited)), "short": short}


def handling(
    sanction: str, catalogue: str, codes: Sequence[str], months: int | None, day: date
) -> list[Sheet]:
    """The sanction first, then each measure: what is done and for how many months."""
    done = []
    if sanction:
        row = sanctions.get(sanction, catalogue, day)
        done.append(_deed(row.name, f"给予{row.name}处分", row.months, is_sanction=True))
    for code in codes:
        measure = measures.get(code, day)
        term = months if measure.least_months else None
        done.append(_deed(measure.name, words.DEEDS.get(code, measure.name), term))
    return done


def _deed(name: str, phrase: str, months: int | None, *, is_sanction: bool = False) -> Sheet:
    return {"name": name, "phrase": phrase, "months": months, "is_sanction": is_sanction}


def grounds_of_handling(
    sanction: str, catalogue: str, codes: Sequence[str], day: date
) -> list[str]:
    """The articles that allow the sanction and the measures, each once."""
    cited = [rules.cite(CODE, ARTICLE_ON_MEASURES)]
    cited += [rules.cite(one.rule, one.article) for one in (measures.get(c, day) for c in codes)]
    if sanction:
        row = sanctions.get(sanction, catalogue, day)
        cited.append(rules.cite(row.rule, row.article))
    return list(dict.fromkeys(cited))


def clock(found: Clock | None) -> Sheet:
    """A limit's last day; provisional (暂定) while next year's holidays are not known."""
    return {
        "on": found.due_on if found else None,
        "is_provisional": bool(found and found.is_provisional),
    }


def limit(code: str, start: date) -> Sheet:
    """The last day of a limit that begins on ``start``."""
    due = limits.due(limits.get(code), start, holiday.known())
    return {"on": due.day, "is_provisional": due.is_provisional}
