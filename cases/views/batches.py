"""Spreadsheets of the hotline: brought, watched, and read row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases import spreadsheets
from cases.actions import batches as actions
from cases.exceptions import NotAllowed
from cases.forms.batches import BringForm
from cases.models import Complaint, IntakeBatch, RowResult
from cases.permissions import check_takes_in
from cases.views.redirects import SeeOther
from cases.views.refusals import refusals_shown

if TYPE_CHECKING:
    from cases.views.found import StaffRequest

SHOWN = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@refusals_shown
@require_http_methods(["GET", "HEAD", "POST"])
def batches(request: StaffRequest) -> HttpResponse:
    """The last spreadsheets, and the form for the next."""
    check_takes_in(request.user)
    if request.method != "POST":
        return _page(request, BringForm())
    form = BringForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    try:
        batch = actions.bring(form.cleaned_data["file"].read(), by=request.user)
    except NotAllowed as refusal:
        form.add_error("file", str(refusal))
        return _page(request, form)
    return SeeOther(f"/desk/batches/{batch.pk}/")


def _page(request: StaffRequest, form: BringForm) -> HttpResponse:
    rows = IntakeBatch.objects.select_related("brought_by")[:SHOWN]
    return render(request, "desk/batches.html", {"form": form, "rows": rows})


@refusals_shown
@require_GET
def batch(request: StaffRequest, pk: int) -> HttpResponse:
    """How far one has come, and what was refused; the page asks again by itself until it is done."""
    check_takes_in(request.user)
    found = get_object_or_404(IntakeBatch.objects.select_related("brought_by"), pk=pk)
    refused = found.rows.filter(result=RowResult.REFUSED)[:SHOWN]
    noted = found.rows.exclude(result=RowResult.REFUSED).exclude(reason="")[:SHOWN]
    grouped = found.rows.order_by().values_list("result").annotate(n=Count("pk"))
    counts = [(RowResult(result).label, n) for result, n in sorted(grouped)]
    context = {"batch": found, "refused": refused, "noted": noted, "counts": counts}
    return render(request, "desk/batch.html", context)


@refusals_shown
@require_GET
def results(request: StaffRequest, pk: int) -> HttpResponse:
    """What became of each row, as a spreadsheet; reports that the reader may not open have no number."""
    check_takes_in(request.user)
    found = get_object_or_404(IntakeBatch, pk=pk)
    mine = Complaint.objects.visible_to(request.user).filter(pk__in=found.rows.values("complaint"))
    numbers = {one.pk: one.number for one in mine.only("slug")}
    rows = (
        (one.number, one.foreign_number, one.get_result_display(),
         numbers.get(one.complaint_id or 0, ""), one.reason)
        for one in found.rows.all()
    )  # fmt: skip
    headings = [_("Row"), "工单编号", _("result"), _("Number"), _("reason")]
    return _download(spreadsheets.written(headings, rows), f"orders-{found.pk}.xlsx")


@refusals_shown
@require_GET
def template(request: StaffRequest) -> HttpResponse:
    """An empty spreadsheet with our columns."""
    check_takes_in(request.user)
    headings = [words[0] for words in spreadsheets.HEADINGS.values()]
    return _download(spreadsheets.written(headings, []), "orders.xlsx")


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
