"""Files for officers: the copy, the preview, or with a right of its own the original; each reading first recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import Http404, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from cases.exceptions import NotPermitted
from cases.models import Evidence, GrantState, IdentityGrant
from cases.models.rights import rights_of
from cases.sheets.files import made_up_name
from cases.sheets.pages import READS_FILES
from cases.views.found import StaffRequest, find, note_access
from cases.views.refusals import refusals_shown
from ledger import files

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from cases.models import Case, Complaint
    from ledger.models import SealedFile

# A page of its own that can do nothing: whatever a file says, no script of it runs here.
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


@refusals_shown
@require_GET
def of_complaint(request: StaffRequest, slug: str, number: int, what: str) -> HttpResponseBase:
    """A file of a report: ``what`` is copy, preview or original."""
    complaint = find("complaint", slug, request.user)
    rows = complaint.evidence.select_related("original", "copy", "preview")
    row = rows.filter(number=number).first()
    if row is None:
        raise Http404
    if row.shows_reporter:
        _check_identity_is_open(complaint, request)
    if what == "original":
        _check_may_open_original(complaint, request)
    return hand_out(request, complaint, row, what, number)


def _check_may_open_original(complaint: Complaint, request: StaffRequest) -> None:
    if "open_original" not in rights_of(complaint, request.user):
        raise NotPermitted(_("Originals are opened by whoever holds that right; read the copy."))


def _check_identity_is_open(complaint: Complaint, request: StaffRequest) -> None:
    """What shows who reported opens like the identity itself (promise I7)."""
    open_now = IdentityGrant.objects.filter(
        complaint=complaint, requester=request.user, state=GrantState.OPEN,
        ends_at__gt=timezone.now(),
    )  # fmt: skip
    if not open_now.exists():
        raise NotPermitted(
            _("This file shows who reported: it opens only while the identity is open to you.")
        )


@refusals_shown
@require_GET
def of_case(request: StaffRequest, slug: str, pk: int, what: str) -> HttpResponseBase:
    """A copy that intake has passed to the inquiry."""
    case = find("case", slug, request.user)
    passed = Evidence.objects.passed_to(case)
    found = passed.select_related("original", "copy", "preview").filter(pk=pk).first()
    if found is None or what == "original":
        raise Http404
    if rights_of(case, request.user).isdisjoint(READS_FILES):
        raise NotPermitted(_("Files are read by those who handle the inquiry."))
    number = list(passed.values_list("pk", flat=True)).index(pk) + 1  # as on the page
    return hand_out(request, case, found, what, number)


def hand_out(
    request: StaffRequest, record: Case | Complaint, row: Evidence, what: str, number: int,
    *, name: str = "",
) -> HttpResponseBase:  # fmt: skip
    """One of a file's three forms, its reading written down first; ``name`` unless it is 证据n."""
    file: SealedFile | None = {
        "copy": row.copy, "preview": row.preview, "original": row.original
    }.get(what)  # fmt: skip
    if file is None or not file.is_whole:
        raise Http404
    said = f"{record.number} {what} {number} {file.sha256[:12]} {file.size}"
    note_access(record, said, request.user)
    return _download(file, row, what, name or _name(row, what, number))


def _name(row: Evidence, what: str, number: int) -> str:
    return made_up_name(number, row.media_type if what == "copy" else _media_type(row, what))


def _media_type(row: Evidence, what: str) -> str:
    """What the browser is told; of an original nothing."""
    if what == "original":
        return "application/octet-stream"
    return "image/jpeg" if what == "preview" else row.media_type


def _download(file: SealedFile, row: Evidence, what: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(files.pieces(file), content_type=_media_type(row, what))
    response.headers["Content-Length"] = str(file.size)
    response.headers["Content-Security-Policy"] = SANDBOX
    way = "inline" if what == "preview" else "attachment"
    response.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name, safe='')}"
    return response
