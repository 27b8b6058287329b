"""The receipt: a code shown until its owner says that it is saved, to read, to print, to photograph."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cases import receipts
from cases.sheets import files
from cases.views import cookies
from cases.views.redirects import SeeOther
from people.gate import public

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cases.models import Complaint

MODULE, MARGIN = 8, 4  # pixels of one square of the picture, and squares around it


@dataclass(frozen=True)
class Receipt:
    """A report that this browser sent, and its code as long as it is the one first given."""

    nonce: str
    code: str
    complaint: Complaint


def waiting(request: HttpRequest) -> Receipt | None:
    """The receipt in this browser; none once its owner has saved it, or changed the code."""
    nonce = cookies.RECEIPT.read(request)
    complaint = receipts.sent_with(nonce) if nonce else None
    if nonce is None or complaint is None:
        return None
    code = receipts.code_for(nonce)
    is_current = complaint.receipt_hash == receipts.hash_of(code)
    return Receipt(nonce, code, complaint) if is_current else None


@public
@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest) -> HttpResponse:
    """The code, out of the browser's own cookie, until its owner says that it is saved."""
    receipt = waiting(request)
    if receipt is None:
        return _no_code(request)
    if request.method == "POST" and request.POST.get("saved"):
        return _let_go(request, receipt)
    context = {
        "receipt": receipt,
        "is_asked": request.method == "POST",
        "kept": files.kept_of(receipt.complaint),
    }
    return render(request, "public/receipt.html", context)


@public
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The code alone, for paper: nothing on it says what it is for."""
    receipt = waiting(request)
    if receipt is None:
        return _no_code(request)
    return render(request, "public/receipt_sheet.html", {"receipt": receipt})


@public
@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The code as a QR picture.

    It holds the bare code and no address. An address would leak more: whoever scans it sees what
    it is for, the phone's history keeps it, and apps such as WeChat have it checked elsewhere
    before they open it.
    """
    receipt = waiting(request)
    if receipt is None:
        return _no_code(request)
    return drawn(receipt.code)


def drawn(code: str) -> HttpResponse:
    """A code as a picture that a phone can scan."""
    page = io.BytesIO()
    squares = segno.make(code, error="m", micro=False)
    squares.save(page, kind="png", scale=MODULE, border=MARGIN, dark="#1a2733")
    return HttpResponse(page.getvalue(), content_type="image/png")


def _no_code(request: HttpRequest) -> HttpResponse:
    return render(request, "public/no_code.html", status=404)


def _let_go(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    response = SeeOther(reverse("track"))
    cookies.RECEIPT.drop(response)
    if cookies.FORM.read(request) == receipt.nonce:
        cookies.FORM.drop(response)
    return response
