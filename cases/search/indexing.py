"""Writing the words of records: one after each step, many at once when all are made anew."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db.models import F, Func, Model, TextField, Value

from cases.models import (
    Case,
    CaseGroupObjectPermission,
    CaseUserObjectPermission,
    CaseWords,
    Complaint,
    ComplaintGroupObjectPermission,
    ComplaintUserObjectPermission,
    ComplaintWords,
    InvestigationReport,
    Proceeding,
    Remark,
    ReportOpinion,
    Respondent,
)
from cases.search.words import Words, block_of, case_words, complaint_words, keys_among
from people.models import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

KEPT = ("names", "words", "readers", "block", "version")
Grouped = dict[int, list[str]]
Mark = tuple[list[str], list[int], int]  # names, readers, version


def index(record: Case | Complaint | Proceeding) -> None:
    """Write the words of whatever a step has changed."""
    guarded = record.guarded
    index_complaint(guarded) if isinstance(guarded, Complaint) else index_case(guarded)


def index_case(case: Case) -> None:
    """Write the words of one case as they are now. Five queries and one statement."""
    index_cases([case])


def index_complaint(complaint: Complaint) -> None:
    """Write the words of one complaint as they are now. Three queries and one statement."""
    index_complaints([complaint])


def forget(complaint: Complaint) -> None:
    """Take away what can be found by the reporter's own words: they go when the narrative goes."""
    ComplaintWords.objects.filter(pk=complaint.pk).update(original=F("words"))


def index_cases(cases: Sequence[Case]) -> None:
    """Write the words of several cases, with as many queries as for one."""
    names, clues = _respondents(cases)
    schools, reports = _schools(cases), _reports(cases)
    may = _readers_of_cases(cases)
    rows = [
        CaseWords(case=one, readers=may[one.pk], **_kept(one, case_words(
            title=one.title, names=names[one.pk], clues=clues[one.pk],
            schools=schools[one.school_id or 0], lead_summary=one.lead_summary,
            reports=reports[one.pk],
        )))
        for one in cases
    ]  # fmt: skip
    CaseWords.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["case"], update_fields=KEPT
    )


def index_complaints(complaints: Sequence[Complaint]) -> None:
    """Write the words of several complaints, with as many queries as for one."""
    schools, remarks = _schools(complaints), _remarks(complaints)
    may = _readers_of_complaints(complaints)
    _write_complaints(
        [_row(one, schools[one.school_id or 0], remarks[one.pk], may) for one in complaints]
    )


def _write_complaints(rows: list[ComplaintWords]) -> None:
    ComplaintWords.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["complaint"], update_fields=[*KEPT, "original"]
    )


def _row(
    one: Complaint, schools: list[str], remarks: list[str], may: dict[int, list[int]]
) -> ComplaintWords:
    words = complaint_words(
        teacher_name=one.teacher_name, schools=[one.school_name, *schools],
        facts=[one.subject_taught, one.place, one.happened], number=one.foreign_number,
        narrative=one.narrative, remarks=remarks,
    )  # fmt: skip
    original = _tsvector(words.original)
    return ComplaintWords(
        complaint=one, readers=may[one.pk], original=original, **_kept(one, words)
    )


def _kept(record: Case | Complaint, words: Words) -> dict[str, Any]:
    return {
        "names": words.names,
        "words": _tsvector(words.words),
        "block": block_of(record.pk),
        "version": record.version,
    }


def _tsvector(words: list[str]) -> Func:
    array = Value(words, output_field=ArrayField(TextField()))
    return Func(array, function="array_to_tsvector", output_field=SearchVectorField())


def _grouped(pairs: Iterable[tuple[int, str]]) -> Grouped:
    found: Grouped = defaultdict(list)
    for key, text in pairs:
        found[key].append(text)
    return found


def _respondents(cases: Sequence[Case]) -> tuple[Grouped, Grouped]:
    rows = Respondent.objects.filter(case__in=cases)
    found = list(rows.values_list("case", "teacher__name", "clues"))
    return (
        _grouped((case, name) for case, name, _clues in found if name),
        _grouped((case, clues) for case, _name, clues in found if clues),
    )


def _schools(records: Sequence[Case] | Sequence[Complaint]) -> Grouped:
    keys = {one.school_id for one in records if one.school_id}
    if not keys:
        return defaultdict(list)
    rows = Unit.objects.filter(pk__in=keys).values_list("pk", "name", "short_name")
    return _grouped((pk, text) for pk, *texts in rows for text in texts)


def _reports(cases: Sequence[Case]) -> Grouped:
    """Every version: whoever may open the case may open each."""
    rows = InvestigationReport.objects.filter(case__in=cases)
    texts = rows.values_list("case", "facts", "evidence", "opinion")
    opinions = ReportOpinion.objects.filter(report__case__in=cases).exclude(facts="")
    return _grouped(
        (int(case), str(text))
        for case, *row in [*texts, *opinions.values_list("report__case", "facts")]
        for text in row
    )


def _remarks(complaints: Sequence[Complaint]) -> Grouped:
    """What the reporters wrote later."""
    rows = Remark.objects.filter(complaint__in=complaints, author=None)
    return _grouped(rows.values_list("complaint", "body"))


def marks_of_cases(cases: Sequence[Case]) -> dict[int, Mark]:
    """What tells without reading every text whether the words kept are those of today."""
    names, schools, may = _respondents(cases)[0], _schools(cases), _readers_of_cases(cases)
    return {
        one.pk: (keys_among(names[one.pk], schools[one.school_id or 0]), may[one.pk], one.version)
        for one in cases
    }


def marks_of_complaints(complaints: Sequence[Complaint]) -> dict[int, Mark]:
    """The same of complaints."""
    schools, may = _schools(complaints), _readers_of_complaints(complaints)
    return {
        one.pk: (
            keys_among([one.teacher_name], [one.school_name, *schools[one.school_id or 0]]),
            may[one.pk],
            one.version,
        )
        for one in complaints
    }


def _readers_of_cases(cases: Sequence[Case]) -> dict[int, list[int]]:
    return _readers(cases, "view_case", CaseGroupObjectPermission, CaseUserObjectPermission)


def _readers_of_complaints(complaints: Sequence[Complaint]) -> dict[int, list[int]]:
    return _readers(
        complaints, "view_complaint", ComplaintGroupObjectPermission, ComplaintUserObjectPermission
    )


def _readers(
    records: Sequence[Model], right: str, by_group: type[Any], by_user: type[Any]
) -> dict[int, list[int]]:
    """Of each record the groups that hold the right, and the people, below zero. One query."""
    wanted = {"content_object__in": [one.pk for one in records], "permission__codename": right}
    groups = by_group.objects.filter(**wanted).annotate(who=F("group"))
    people = by_user.objects.filter(**wanted).annotate(who=-F("user"))
    names = ("content_object", "who")
    held = defaultdict(list)
    for pk, who in groups.values_list(*names).union(people.values_list(*names), all=True):
        held[pk].append(who)
    return {one.pk: sorted(held[one.pk]) for one in records}
