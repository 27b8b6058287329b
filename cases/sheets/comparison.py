"""Two versions of a report side by side, sentence by sentence, with what changed marked in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cases.sheets.people import violation_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.utils.functional import _StrPromise

    from cases.models import InvestigationReport, ReportOpinion

SENTENCE = re.compile(r"[^。！？；;!?\n]*[。！？；;!?\n]+|[^。！？；;!?\n]+")
LABELS: dict[str, str | _StrPromise] = {
    "equal": "",
    "replace": _("Changed"),
    "delete": _("Removed"),
    "insert": _("Added"),
}


@dataclass(frozen=True)
class Row:
    """Sentences that belong together: before, after, and what happened to them."""

    change: str
    label: str | _StrPromise
    before: str
    after: str


@dataclass(frozen=True)
class Section:
    """One part of the report, or what it says of one person."""

    title: str | _StrPromise
    rows: tuple[Row, ...]

    @property
    def has_changed(self) -> bool:
        """Whether anything in it is another."""
        return any(row.change != "equal" for row in self.rows)


@dataclass(frozen=True)
class Comparison:
    """Both versions, and every section of either."""

    before: InvestigationReport
    after: InvestigationReport
    sections: tuple[Section, ...]


def compare(before: InvestigationReport, after: InvestigationReport) -> Comparison:
    """Facts, evidence and opinion, then each person of either version. Two queries."""
    return Comparison(before, after, (*_texts(before, after), *_people(before, after)))


def _texts(before: InvestigationReport, after: InvestigationReport) -> Iterator[Section]:
    for name, title in [
        ("facts", _("Facts found")),
        ("evidence", _("Evidence")),
        ("opinion", _("Opinion on handling")),
    ]:
        yield Section(title, rows(getattr(before, name), getattr(after, name)))


def _people(before: InvestigationReport, after: InvestigationReport) -> Iterator[Section]:
    old, new = _opinions(before), _opinions(after)
    for pk, one in {**old, **new}.items():
        said = [_said(old[pk]) if pk in old else "", _said(new[pk]) if pk in new else ""]
        yield Section(str(one.respondent.shown_name), rows(*said))


def _opinions(report: InvestigationReport) -> dict[int, ReportOpinion]:
    found = report.opinions.select_related("respondent__teacher").order_by("respondent")
    return {one.respondent_id: one for one in found}


def _said(opinion: ReportOpinion) -> str:
    """Finding, rules, money and facts, a line each."""
    lines = [
        str(opinion.get_finding_display()),
        "、".join(violation_names(opinion.violations)),
        _("Taken: %(yuan)s yuan") % {"yuan": opinion.amount_taken} if opinion.amount_taken else "",
        opinion.facts,
    ]
    return "\n".join(str(line) for line in lines if line)


def rows(before: str, after: str) -> tuple[Row, ...]:
    """The sentences of two texts, matched in order."""
    old, new = SENTENCE.findall(before), SENTENCE.findall(after)
    matcher = SequenceMatcher(None, _bare(old), _bare(new), autojunk=False)
    return tuple(
        Row(kind, LABELS[kind], _joined(old[i:j]), _joined(new[k:m]))
        for kind, i, j, k, m in matcher.get_opcodes()
    )


def _bare(sentences: Sequence[str]) -> list[str]:
    return [one.strip() for one in sentences]


def _joined(sentences: Sequence[str]) -> str:
    return "".join(sentences).strip()
