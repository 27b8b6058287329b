"""Approvals entered from paper: those that wait for their approver, his answer, the scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases import verbs
from cases.actions import paper_approvals as actions
from cases.exceptions import NotAllowed
from cases.forms.paper_approvals import DisputeForm
from cases.models import PaperApproval
from cases.sheets import paper_approvals as sheets
from cases.views.evidence import hand_out
from cases.views.redirects import SeeOther
from cases.views.refusals import refusals_shown

if TYPE_CHECKING:
    from django.http import HttpResponseBase, QueryDict

    from cases.views.found import StaffRequest

PAGE = 25
LIST = "/desk/paper-approvals/"
NEAR = ("approver", "entered_by", "scan", "unit")


@refusals_shown
@require_http_methods(["GET", "HEAD", "POST"])
def approvals(request: StaffRequest) -> HttpResponse:
    """The unconfirmed, or all; the newest first. Whose name one bears answers it here."""
    if request.method == "POST":
        return _answer(request)
    return _page(request)


def _page(
    request: StaffRequest, form: DisputeForm | None = None, failed: int = 0, status: int = 200
) -> HttpResponse:
    visible = PaperApproval.objects.visible_to(request.user)
    mine = visible.waiting().filter(approver=request.user).select_related(*NEAR)[:PAGE]
    rows = visible if request.GET.get("all") else visible.waiting()
    after = request.GET.get("after", "")
    if after.isdecimal() and len(after) < 10:
        rows = rows.filter(pk__lt=int(after))
    found = list(rows.select_related(*NEAR)[: PAGE + 1])
    context = {
        "mine": [
            (row, form if form and row.record.pk == failed else _dispute(row.record))
            for row in sheets.paper_rows(mine, request.user)
        ],
        "rows": sheets.paper_rows(found[:PAGE], request.user),
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "months": sheets.month_counts(visible), "all": bool(request.GET.get("all")),
        "labels": {key: one.label for key, one in verbs.TABLE.items()}, "form": form, "failed": failed,
    }  # fmt: skip
    return render(request, "desk/paper_approvals.html", context, status=status)


def _dispute(approval: PaperApproval, typed: QueryDict | None = None) -> DisputeForm:
    """The page may show several: each with ids of its own."""
    return DisputeForm(typed, auto_id=f"%s-{approval.pk}")


def _find(request: StaffRequest, pk: str) -> PaperApproval:
    rows = PaperApproval.objects.visible_to(request.user).select_related("case", "complaint", *NEAR)
    found = rows.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 10 else None
    if found is None:
        raise Http404
    return found


def _answer(request: StaffRequest) -> HttpResponse:
    approval = _find(request, request.POST.get("approval", ""))
    deed = request.POST.get("deed", "")
    if deed not in ("confirm", "dispute"):
        raise Http404
    form = _dispute(approval, request.POST) if deed == "dispute" else None
    if form is not None and not form.is_valid():
        return _page(request, form, approval.pk)
    try:
        if form is None:
            actions.confirm(approval, by=request.user)
        else:
            actions.dispute(approval, reason=form.cleaned_data["reason"], by=request.user)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
        return _page(request, form, approval.pk, status=409)
    messages.success(
        request,
        _("Confirmed.") if form is None else _("Disputed. The head and the supervisor are told."),
    )
    return SeeOther(LIST)


@refusals_shown
@require_GET
def scan(request: StaffRequest, pk: int, what: str) -> HttpResponseBase:
    """The signed paper; the reading is recorded first. The original only where no copy can be made."""
    approval = _find(request, str(pk))
    record = approval.case or approval.complaint
    (row,) = sheets.paper_rows([approval], request.user)
    if record is None or what not in (row.scan_as, "preview") or not row.scan_as:
        raise Http404
    return hand_out(request, record, approval.scan, what, approval.pk)
