"""My exports: asked for, watched, fetched within a week; nobody else's exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.actions import exports as actions
from cases.exceptions import NotAllowed
from cases.forms.saved import ExportForm
from cases.lists import exports as lists
from cases.lists import sources
from cases.models import ListExport, SavedView
from cases.views.redirects import SeeOther
from cases.views.refusals import refusals_shown
from cases.views.saved import listed
from ledger import access, files

if TYPE_CHECKING:
    from cases.views.found import StaffRequest

SHOWN = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@refusals_shown
@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: StaffRequest) -> HttpResponse:
    """What I have taken out; a POST asks for one more."""
    if request.method == "POST":
        return _ask(request)
    rows = ListExport.objects.filter(owner=request.user)[:SHOWN]
    return render(request, "desk/exports.html", {"rows": [(one, _said(one)) for one in rows]})


def _ask(request: StaffRequest) -> HttpResponse:
    form = ExportForm(listed(request.POST))
    if not form.is_valid():
        raise NotAllowed(
            _("This list cannot be exported: open it again and press the button there.")
        )
    said = form.cleaned_data
    chosen = _picked(request, said["view"]) if said["view"] else None
    wanted = actions.Wanted(said["kind"], said["query"], said["columns"], chosen)
    return SeeOther(actions.ask(wanted, token=said["token"], by=request.user).get_absolute_url())


def _picked(request: StaffRequest, pk: int) -> list[str]:
    """The numbers of a list picked by hand, of those he may see."""
    views = SavedView.objects.open_to(request.user).named()
    view = get_object_or_404(views, pk=pk, is_picked=True)
    visible = sources.OF[view.kind].visible_to(request.user)
    rows = sources.rows_of(view, visible, request.user)
    return list(rows.order_by().values_list("slug", flat=True)[: actions.MOST_ROWS])


def _find(request: StaffRequest, pk: int) -> ListExport:
    return get_object_or_404(
        ListExport.objects.select_related("file", "owner"), pk=pk, owner=request.user
    )


@require_GET
def export(request: StaffRequest, pk: int) -> HttpResponse:
    """How far one has come, then the file; the page asks again by itself until it is done."""
    found = _find(request, pk)
    return render(request, "desk/export.html", {"export": found, "filters": _said(found)})


@refusals_shown
@require_GET
def fetch(request: StaffRequest, pk: int) -> StreamingHttpResponse:
    """The spreadsheet; its checksum and size are written into the log of readings first."""
    found = _find(request, pk)
    is_over = found.expires_on is None or found.expires_on < timezone.localdate()
    if found.file is None or is_over:
        raise Http404
    if not lists.is_still_open(found):
        raise NotAllowed(
            _("Something in this list is no longer open to you: export the list again.")
        )
    what = f"{found.number} sha256:{found.sha256} {found.size} bytes"
    access.record(f"export:{found.pk}", what, by=request.user.as_actor())
    response = StreamingHttpResponse(files.pieces(found.file), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="list-{found.pk}.xlsx"'
    response.headers["Content-Length"] = str(found.size)
    return response


def _said(export: ListExport) -> list[tuple[Any, str]]:
    """The filters in words, as the list's own form calls them."""
    form = sources.OF[export.kind].form(sources.said(export.query))
    return [
        (form.fields[name].label, "、".join(_word(form, name, values)))
        for name, values in export.query.items()
        if name in form.fields
    ]


def _word(form: Any, name: str, values: list[str]) -> list[str]:
    words = dict(getattr(form.fields[name], "choices", ()))
    return [str(words.get(one, one)) for one in values]
