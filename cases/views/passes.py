"""Who may look at a report: the browser that opened it with its code, for a quarter of an hour of use."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from cases import receipts
from cases.models import Complaint
from cases.views import cookies

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TAG = 16  # letters of the code's hash that bind a pass to it: a changed code closes every view
LONGEST = timedelta(hours=4)  # however busy: after that the code is asked for again


def pass_for(complaint: Complaint, opened: str = "") -> str:
    """What the browser keeps of an opened view. ``opened`` is a second, known to it alone."""
    opened = opened or str(int(timezone.now().timestamp()))
    return f"{complaint.slug}:{complaint.receipt_hash[:TAG]}:{opened}"


def give(response: HttpResponse, complaint: Complaint) -> None:
    """The code was right: the view opens."""
    cookies.THREAD.put(response, pass_for(complaint))


def renew(request: HttpRequest, response: HttpResponse, complaint: Complaint) -> None:
    """It is being used: another quarter of an hour, but the four hours run from the code."""
    cookies.THREAD.put(response, pass_for(complaint, _parts(request)[2]))


def seen(request: HttpRequest) -> Complaint | None:
    """The report that this browser has opened with its code, as long as that code stands."""
    slug, tag, opened = _parts(request)
    if not slug or timezone.now().timestamp() - int(opened) > LONGEST.total_seconds():
        return None
    found = Complaint.objects.select_related("case").filter(slug=slug).first()
    if found is None:
        return None
    return found if tag == found.receipt_hash[:TAG] or new_code_of(request, found) else None


def new_code_of(request: HttpRequest, complaint: Complaint) -> str:
    """The code to which this very browser changed, not yet said to be saved; else empty.

    It opens the view even where the answer that brought the new pass was lost on its way.
    """
    nonce = cookies.NEW_CODE.read(request)
    code = receipts.changed_code(complaint, nonce) if nonce else ""
    return code if code and receipts.hash_of(code) == complaint.receipt_hash else ""


def _parts(request: HttpRequest) -> tuple[str, str, str]:
    slug, tag, opened = [*(cookies.THREAD.read(request) or "").split(":"), "", "", ""][:3]
    return slug, tag, opened if opened.isdecimal() else "0"
