"""The texts of records that were found, each with the place where it stands."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Complaint, InvestigationReport, Remark, ReportOpinion, Respondent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class Place(IntegerChoices):
    """Where it was found; the better, the smaller."""

    NUMBER = 0, _("Number")
    NAME = 1, _("Name")
    PART = 2, _("Part of a name")
    SCHOOL = 3, _("School")
    SUMMARY = 4, _("Matter and lead summary")
    FACTS = 5, _("Details of the report")
    REPORT = 6, _("Inquiry report")
    NARRATIVE = 7, _("The reporter's own words")


Field = tuple[Place, str]
Fields = dict[int, list[Field]]


def _kept(rows: Iterable[tuple[int, Place, str]]) -> Fields:
    found: Fields = defaultdict(list)
    for key, place, text in rows:
        if text:
            found[key].append((place, text))
    return found


def of_cases(keys: Collection[int]) -> Fields:
    """Names, school, matter, clues, lead summary. Two queries."""
    cases = Case.objects.filter(pk__in=keys)
    rows = cases.values_list("pk", "school__name", "school__short_name", "title", "lead_summary")
    people = Respondent.objects.filter(case__in=keys)
    places = (Place.SCHOOL, Place.SCHOOL, Place.SUMMARY, Place.SUMMARY)
    named = people.values_list("case", "teacher__name", "clues")
    return _kept(
        [
            *((key, Place.NAME, name) for key, name, _clues in named),
            *((key, at, text) for key, *texts in rows for at, text in zip(places, texts, strict=True)),
            *((key, Place.SUMMARY, clues) for key, _name, clues in named),
        ]
    )  # fmt: skip


def of_reports(keys: Collection[int]) -> Fields:
    """What the inquiries found, the newest version first. Two queries."""
    reports = InvestigationReport.objects.filter(case__in=keys).order_by("-pk")
    opinions = ReportOpinion.objects.filter(report__case__in=keys).exclude(facts="")
    rows = [
        *reports.values_list("case", "facts", "evidence", "opinion"),
        *opinions.order_by("-pk").values_list("report__case", "facts"),
    ]
    return _kept((int(key), Place.REPORT, str(text)) for key, *texts in rows for text in texts)


def of_complaints(keys: Collection[int]) -> Fields:
    """What a reporter typed beside his own words. One query."""
    rows = Complaint.objects.filter(pk__in=keys).values_list(
        "pk", "foreign_number", "teacher_name", "school_name", "school__name",
        "subject_taught", "place", "happened",
    )  # fmt: skip
    places = (
        Place.NUMBER, Place.NAME, Place.SCHOOL, Place.SCHOOL, Place.FACTS, Place.FACTS, Place.FACTS,
    )  # fmt: skip
    return _kept((key, at, text) for key, *texts in rows for at, text in zip(places, texts, strict=True))  # fmt: skip


def of_originals(keys: Collection[int]) -> Fields:
    """What reporters wrote, by complaint: for readers of their own words alone. Two queries."""
    told = Complaint.objects.filter(pk__in=keys).values_list("pk", "narrative")
    later = Remark.objects.filter(complaint__in=keys, author=None).order_by("-pk")
    rows = [*told, *later.values_list("complaint", "body")]
    return _kept((key, Place.NARRATIVE, text) for key, text in rows)


def joined(*several: Fields) -> Fields:
    """The texts of several places, record by record."""
    found: Fields = defaultdict(list)
    for fields in several:
        for key, more in fields.items():
            found[key] += more
    return found


def of_everything_told(keys: Collection[int]) -> Fields:
    """What reporters typed and wrote. Three queries."""
    return joined(of_complaints(keys), of_originals(keys))
