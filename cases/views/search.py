"""The page of the search: cases, complaints and teachers, each with the words around what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from cases import search as searching
from cases.forms.search import SearchForm
from cases.models import Case, Complaint
from cases.sheets import found
from cases.views.found import StaffRequest, note_excerpts

if TYPE_CHECKING:
    from django.http import HttpResponse

    from people.models import User


@require_GET
def search(request: StaffRequest) -> HttpResponse:
    """Everything that fits and that this person may see. What was typed is kept nowhere."""
    form = SearchForm(request.GET)
    context = {"form": form, "typed": request.GET.get("q", "")}
    if form.words:
        context |= _found(form.words, request.user)
    return render(request, "desk/search.html", context)


def _found(words: str, reader: User) -> dict[str, object]:
    cases = searching.find_cases(Case.objects.visible_to(reader), words, reader=reader)
    visible = Complaint.objects.visible_to(reader)
    complaints = searching.find_complaints(visible, words, reader=reader)
    case_rows = found.case_rows(cases, reader)
    complaint_rows = found.complaint_rows(complaints, reader)
    read = [row.read for row in (*case_rows, *complaint_rows) if row.read is not None]
    note_excerpts(read, reader)
    return {
        "words": words,
        "cases": cases,
        "case_rows": case_rows,
        "complaints": complaints,
        "complaint_rows": complaint_rows,
        "teachers": found.teachers(cases),
    }
