"""The pages of the monthly report: the months of a year, one month, its chart, its papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.contrib import messages
from django.db.models.functions import ExtractYear
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ledger import access
from reports import charts, figures, monthly
from reports.balance import NotBalanced
from reports.columns import GROUPS
from reports.models import Draft, MonthlyReport, ReportState
from reports.month import Month, NotAMonth
from reports.permissions import Scope, scope_of

if TYPE_CHECKING:
    from people.models import User
    from reports.frozen import Figure, Frozen


class StaffRequest(HttpRequest):
    """A request behind the gate: somebody has logged in."""

    user: User


class Row(TypedDict):
    """One month of the list, with the figures that this reader sees."""

    report: MonthlyReport
    counts: dict[str, Figure]


def _scope(request: StaffRequest) -> Scope:
    scope = scope_of(request.user)
    if scope is None:
        raise Http404
    return scope


def _month(text: str) -> Month:
    """The month of an address; what is none, or still to come, is not there."""
    try:
        month = Month.parse(text)
    except NotAMonth:
        raise Http404 from None
    if month.is_future:
        raise Http404
    return month


@require_GET
def months(request: StaffRequest) -> HttpResponse:
    """The reports of one year, the newest first, with their main figures."""
    scope = _scope(request)
    made = MonthlyReport.objects.filter(state=ReportState.MADE)
    years = list(made.annotate(year=ExtractYear("month")).values_list("year", flat=True).distinct())
    years.sort(reverse=True)
    chosen = _year(request.GET.get("year", ""), years)
    reports = made.filter(month__year=chosen).order_by("-month") if chosen else made.none()
    seen = [(one, scope.of(one.frozen)) for one in reports]
    rows = [Row(report=one, counts=own["total"]["counts"]) for one, own in seen if own]
    context = {
        "rows": rows, "years": years, "chosen": chosen, "current": Month.current(),
        "is_whole": scope.is_whole,
    }  # fmt: skip
    return render(request, "reports/months.html", context)


def _year(given: str, years: list[int]) -> int | None:
    return next((year for year in years if str(year) == given), years[0] if years else None)


@require_GET
def report(request: StaffRequest, month: str) -> HttpResponse:
    """The figures of one month: the kept ones, or as they stand now where none are kept."""
    scope, shown = _scope(request), _month(month)
    kept = MonthlyReport.objects.filter(month=shown.first_day).first()
    try:
        frozen = _figures(kept, shown, scope)
    except NotBalanced as refused:
        context = {"month": shown, "refusal": str(refused) if scope.is_whole else ""}
        return render(request, "reports/refused.html", context, status=409)
    context = {
        "month": shown, "frozen": frozen, "groups": GROUPS, "is_whole": scope.is_whole,
        "report": kept, "draft": Draft.objects.filter(month=shown.first_day).first(),
        "lines": [*frozen["lines"], *([frozen["total"]] if scope.is_whole else [])],
    }  # fmt: skip
    return render(request, "reports/report.html", context)


def _figures(kept: MonthlyReport | None, month: Month, scope: Scope) -> Frozen:
    """What this reader sees of the kept figures, or of those that stand now."""
    own = scope.of(kept.frozen if kept and kept.is_made else figures.frozen(month))
    if own is None:
        raise Http404
    return own


@require_GET
def chart(request: StaffRequest, month: str) -> HttpResponse:
    """The chart of one month, as the page shows it."""
    scope, shown = _scope(request), _month(month)
    kept = MonthlyReport.objects.filter(month=shown.first_day).first()
    try:
        svg = charts.flow(_figures(kept, shown, scope))
    except NotBalanced:  # the page says why
        raise Http404 from None
    return HttpResponse(svg, content_type="image/svg+xml")


@require_GET
def paper(request: StaffRequest, month: str) -> FileResponse:
    """The kept report as PDF, for the city alone."""
    return _paper(request, MonthlyReport.objects.filter(month=_month(month).first_day).first())


@require_GET
def draft(request: StaffRequest, month: str) -> FileResponse:
    """The newest draft as PDF, for the city alone."""
    return _paper(request, Draft.objects.filter(month=_month(month).first_day).first())


def _paper(request: StaffRequest, row: MonthlyReport | Draft | None) -> FileResponse:
    """The reading is recorded before a byte leaves."""
    scope = _scope(request)
    if row is None or not row.is_made or not scope.is_whole:
        raise Http404
    if not row.file.storage.exists(str(row.file.name)):
        raise Http404
    what = f"{row.FOLDER} {row.of_month} {row.sha256[:12]}"
    access.record(row.subject, what, by=request.user.as_actor(scope.groups))
    name = f"{row.FOLDER}-{row.of_month}.pdf"
    return FileResponse(row.file.open(), filename=name, content_type="application/pdf")


@require_POST
def make(request: StaffRequest, month: str) -> HttpResponse:
    """Let the worker make the report of a month that is over, or a draft of the present one."""
    scope, shown = _scope(request), _month(month)
    if not scope.is_whole:
        raise Http404
    if shown.is_over:
        monthly.ask_for_report(shown)
    else:
        monthly.ask_for_draft(shown, by=request.user)
    messages.success(request, _("It is being made. A letter comes to your inbox when it is ready."))
    return redirect("report", month=shown)
