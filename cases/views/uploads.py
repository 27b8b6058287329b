"""Files as they arrive: within the form, or piece by piece by the protocol tus 1.0 (https://tus.io)."""

from __future__ import annotations

import base64
import binascii
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import floods
from cases.actions import evidence
from cases.evidence import limits
from cases.exceptions import NotAllowed
from cases.forms.sealing import SealingHandler
from cases.models import Evidence, EvidenceState
from cases.views import cookies, passes
from ledger import files, sealing
from people import network
from people.gate import public

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cases.models import Complaint
    from cases.views.cookies import Cookie

VERSION = "1.0.0"
ABILITIES = {
    "Tus-Resumable": VERSION,
    "Tus-Version": VERSION,
    "Tus-Extension": "creation,termination",
    "Tus-Max-Size": str(limits.FILE),
}
MARGIN = 4 * limits.MIB  # what a form may hold beside its files
BODY = "application/offset+octet-stream"
CRUMBS = 400  # pieces of one file: fifty, and many more for connections that break


@dataclass(frozen=True)
class Door:
    """Where files come in: the cookie that says whose form it is, and the address of one file."""

    cookie: Cookie
    address: str
    is_follow_up: bool = False

    def owner(self, request: HttpRequest) -> str:
        """The keyed hash of the form's nonce. Raises ``Http404`` without one."""
        nonce = self.cookie.read(request)
        if nonce is None:
            raise Http404
        return sealing.keyed_hash("submission", nonce)

    def complaint(self, request: HttpRequest) -> Complaint | None:
        """The report that is added to. Raises ``Http404`` where its view has closed."""
        complaint = passes.seen(request) if self.is_follow_up else None
        if self.is_follow_up and complaint is None:
            raise Http404
        return complaint


REPORT = Door(cookies.FORM, "report-file")
THREAD = Door(cookies.MESSAGE, "thread-file", is_follow_up=True)


def sealing_files(
    request: HttpRequest, nonce: str | None, complaint: Complaint | None = None
) -> SealingHandler:
    """Have the files of this request sealed as they come; before anything of it is read.

    ``complaint`` is the report that the form adds to, if it is one that was sent before.
    """
    owner = sealing.keyed_hash("submission", nonce) if nonce else ""
    handler = SealingHandler(request, owner, complaint)
    if request.method == "POST":
        request.upload_handlers = [handler]
    return handler


def is_too_much(request: HttpRequest) -> bool:
    """Whether the whole request is longer than any report may be; known before it is read."""
    return _length(request) > limits.REPORT + MARGIN


def _length(request: HttpRequest) -> int:
    """Bytes that the request says it has; without a number Django reads none."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length[:18]) if length.isdecimal() else 0


def drop_chosen(request: HttpRequest, owner: str) -> None:
    """Take back the files whose "remove" was ticked."""
    tokens = request.POST.getlist("drop")
    rows = Evidence.objects.of_form(owner).filter(original__token__in=tokens) if tokens else ()
    for row in rows:
        evidence.discard(row)


@public
@require_http_methods(["POST", "OPTIONS"])
def begin(request: HttpRequest, door: Door) -> HttpResponse:
    """Announce a file: its length and its name; the answer says where its pieces go."""
    if request.method == "OPTIONS":
        return _answer(204, **ABILITIES)
    if (stranger := _other_version(request)) is not None:
        return stranger
    owner, complaint = door.owner(request), door.complaint(request)
    length = request.headers.get("Upload-Length", "")
    if not length.isdecimal() or len(length) > 15 or int(length) == 0:
        return _refusal(400, _("This file is empty."))
    if not floods.count("files", network.name(request)):
        return _too_many()
    try:
        row = evidence.receive(
            _name(request), submission_hash=owner, complaint=complaint, size=int(length)
        )
    except NotAllowed as refusal:
        return _refusal(413, str(refusal))
    answer = _answer(201, Location=reverse(door.address, args=[row.original.token]), **_offset(row))
    if complaint:  # sending is using: the view stays open for the form that follows
        passes.renew(request, answer, complaint)
    return answer


def _other_version(request: HttpRequest) -> HttpResponse | None:
    """A refusal, if the sender speaks another version of tus."""
    if request.headers.get("Tus-Resumable", VERSION) == VERSION:
        return None
    return _answer(412, **{"Tus-Version": VERSION})


def _name(request: HttpRequest) -> str:
    """``Upload-Metadata`` is "key base64,key base64"."""
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _space, value = pair.strip().partition(" ")
        if key == "filename":
            try:
                return base64.b64decode(value).decode(errors="replace")
            except (binascii.Error, ValueError):
                break
    return ""


@public
@require_http_methods(["HEAD", "PATCH", "DELETE"])
def one(request: HttpRequest, token: str, door: Door) -> HttpResponse:
    """How much of a file is here; its next piece; or its end. Another browser finds nothing."""
    rows = Evidence.objects.of_form(door.owner(request)).select_related("original")
    row = rows.filter(original__token=token).first()
    if row is None:
        raise Http404
    if (stranger := _other_version(request)) is not None:
        return stranger
    if request.method == "HEAD":
        return _answer(200, **{"Upload-Length": str(row.original.size)}, **_offset(row))
    if request.method == "DELETE":
        evidence.discard(row)
        return _answer(204)
    answer = _unfit(request, row) or _take(request, row)
    if door.is_follow_up and (complaint := passes.seen(request)):
        passes.renew(request, answer, complaint)
    return answer


def _unfit(request: HttpRequest, row: Evidence) -> HttpResponse | None:
    """A refusal before a byte is read, if this piece is none or does not belong here."""
    offset = request.headers.get("Upload-Offset", "")
    if request.content_type != BODY:
        return _answer(415)
    if not offset.isdecimal() or int(offset[:16]) != row.original.received:
        return _answer(409, **_offset(row))
    if _length(request) > (row.original.size or 0) - row.original.received:
        return _refusal(413, _("More has arrived than was announced."))
    if len(row.original.pieces) >= CRUMBS:
        return _refusal(
            413, _("This file came in too many small pieces. Please remove it and choose it again.")
        )
    return None


def _take(request: HttpRequest, row: Evidence) -> HttpResponse:
    try:
        for piece in _pieces(request):
            files.append(row.original, row.original.received, piece)
        if row.state == EvidenceState.ARRIVING and row.original.received == row.original.size:
            evidence.arrived(row)
    except files.OutOfPlace:
        return _answer(409)
    return _answer(204, **_offset(row))


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    """What comes, until the end or until the connection breaks."""
    with suppress(UnreadablePostError):
        while piece := request.read(files.PIECE):
            yield piece


def _offset(row: Evidence) -> dict[str, str]:
    return {"Upload-Offset": str(row.original.received)}


def _answer(status: int, **headers: str) -> HttpResponse:
    response = HttpResponse(status=status)
    for name, value in {"Tus-Resumable": VERSION, **headers}.items():
        response.headers[name] = value
    return response


def _refusal(status: int, sentence: str) -> HttpResponse:
    response = HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    response.headers["Tus-Resumable"] = VERSION
    return response


def _too_many() -> HttpResponse:
    response = _refusal(
        429,
        _(
            "Very many files have come from your network in a short time. Please try this one again in some minutes; your report can be sent without it."
        ),
    )
    response.headers["Retry-After"] = str(floods.wait("files"))
    return response
