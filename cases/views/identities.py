"""Opening a sealed identity: the requester's page, the custodians' list, one request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods
from nacl.public import PrivateKey

from cases.actions import identities
from cases.exceptions import CaseError, NotAllowed, NotPermitted
from cases.forms import identities as forms
from cases.models import Complaint, GrantState, IdentityGrant
from cases.sheets import identities as sheets
from cases.views.cookies import Cookie
from cases.views.found import StaffRequest, note_access
from cases.views.refusals import refusals_shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.utils.functional import _StrPromise

    from people.models import User

PAGE = 25
KEY_LASTS = timedelta(days=30)  # how long a custodian may take; what is opened ends by itself


@dataclass(frozen=True)
class Deed:
    """One thing that can be done with a request: its form, its action, the words on its button."""

    name: str
    label: _StrPromise
    done: _StrPromise
    form: type[Form]
    action: Callable[..., object]
    is_dangerous: bool = False
    is_folded: bool = False  # seldom wanted: shown closed


APPROVE = Deed(
    "approve", gettext_lazy("Open it for the requester"),
    gettext_lazy("The requester can read it for 24 hours."), forms.Approve, identities.approve,
)  # fmt: skip
DECLINE = Deed(
    "decline", gettext_lazy("Decline"), gettext_lazy("The request is declined."),
    forms.Decline, identities.decline, is_folded=True,
)  # fmt: skip
END = Deed(
    "end", gettext_lazy("End it now"), gettext_lazy("It is ended; what was opened is destroyed."),
    forms.End, identities.end, is_dangerous=True, is_folded=True,
)  # fmt: skip
REVIEW = Deed(
    "review", gettext_lazy("Record the review"), gettext_lazy("The review is recorded."),
    forms.Review, identities.review,
)  # fmt: skip
PASS_ON = Deed(
    "pass_on", gettext_lazy("Record whom you told"), gettext_lazy("It is recorded."),
    forms.PassOn, identities.pass_on,
)  # fmt: skip
ASK = Deed(
    "ask", gettext_lazy("Ask the custodians"), gettext_lazy("The custodians have your request."),
    forms.Ask, identities.ask,
)  # fmt: skip
AT_ONCE = Deed(
    "open_at_once", gettext_lazy("Open it at once"),
    gettext_lazy("It is open for 24 hours and waits for its review."), forms.AtOnce,
    identities.open_at_once, is_dangerous=True,
)  # fmt: skip


# The custodians' side


@require_GET
def requests(request: StaffRequest) -> HttpResponse:
    """Requests at this custodian's city: number, requester, purpose; no word of the report."""
    watch = sheets.watch_of(request.user)
    if not watch:
        raise Http404
    typed = request.GET.get("number")
    form = forms.Number(request.GET if typed is not None else None)
    if watch.is_custodian and form.is_valid():
        found = _in_danger(request.user, form.cleaned_data["number"])
        if found:
            return redirect(identities.page_of_reader(found))
        form.add_error("number", _("There is no report of this number with a child in danger and a named reporter."))  # fmt: skip
    after = request.GET.get("after", "")
    is_key = after.isascii() and after.isdecimal() and len(after) < 18
    cursor = int(after) if is_key else None
    watched = sheets.watched_complaints(request.user, watch.cities)
    rows = sheets.requests(watched, after=cursor, page=PAGE)
    context = {
        "rows": rows[:PAGE], "older": rows[PAGE - 1].record.pk if len(rows) > PAGE else None,
        "overdue": sheets.overdue_reviews(watched), "watch": watch, "form": form,
    }  # fmt: skip
    return render(request, "desk/identity_requests.html", context)


def _in_danger(user: User, slug: str) -> Complaint | None:
    watched = sheets.watched_complaints(user, sheets.watch_of(user).keeps)
    return watched.filter(slug=slug, minor_risk=True, is_named=True).first()


@sensitive_variables("form")
@sensitive_post_parameters("passphrase")
@refusals_shown
@require_http_methods(["GET", "HEAD", "POST"])
def one_request(request: StaffRequest, pk: int) -> HttpResponse:
    """One request, for the custodians and the discipline supervisors of its city."""
    grant = _request(request.user, pk)
    note_access(grant.complaint, f"{grant.complaint.number} request {grant.pk}", request.user)
    deeds = _deeds(grant, request.user)
    if request.method != "POST":
        return _request_page(request, grant, deeds)
    deed = next((one for one in _ALL if one.name == request.POST.get("deed")), None)
    if deed is None:
        raise Http404
    form = _form(deed, request)
    if not form.is_valid():
        return _request_page(request, grant, deeds, form)
    try:
        deed.action(grant, by=request.user, **form.cleaned_data)
    except NotPermitted:
        raise
    except CaseError as refusal:
        form.add_error(None, str(refusal))
        return _request_page(request, _request(request.user, pk), deeds, form, status=409)
    messages.success(request, deed.done)
    return redirect(identities.page_of_request(grant))


_ALL = (APPROVE, DECLINE, END, REVIEW, PASS_ON)


def _request(user: User, pk: int) -> IdentityGrant:
    rows = IdentityGrant.objects.select_related(
        "complaint__city", "requester", "custodian", "reviewed_by"
    )
    watched = sheets.watched_complaints(user, sheets.watch_of(user).cities)
    grant = rows.filter(pk=pk, complaint__in=watched).first()
    if grant is None:
        raise Http404
    return grant


def _deeds(grant: IdentityGrant, user: User) -> list[Deed]:
    """What this person can do with it now."""
    watch = sheets.watch_of(user, grant.complaint)
    is_own = grant.requester_id == user.pk
    can_rule = grant.state == GrantState.REQUESTED and watch.is_custodian and not is_own
    deeds = [APPROVE, DECLINE] if can_rule else []
    if grant.is_emergency and grant.reviewed_at is None and not is_own:
        deeds.append(REVIEW)
    if grant.is_emergency and is_own:
        deeds.append(PASS_ON)
    return [*deeds, END] if grant.state == GrantState.OPEN else deeds


def _form(deed: Deed, request: StaffRequest | None = None) -> Form:
    return deed.form(request.POST if request else None, auto_id=f"id_{deed.name}_%s")


def _request_page(
    request: StaffRequest, grant: IdentityGrant, deeds: list[Deed], form: Form | None = None,
    *, status: int = 0,
) -> HttpResponse:  # fmt: skip
    pairs = [(deed, form if _is_of(form, deed) else _form(deed)) for deed in deeds]
    context = {
        "grant": grant, "record": grant.complaint, "pairs": pairs, "form": form,
        "passed_on": identities.passed_on(grant), "is_overdue": sheets.is_overdue(grant),
        "reader_url": identities.page_of_reader(grant.complaint),
        "is_own": grant.requester_id == request.user.pk,
    }  # fmt: skip
    return render(request, "desk/identity_request.html", context, status=status or 200)


def _is_of(form: Form | None, deed: Deed) -> bool:
    return type(form) is deed.form


# The requester's side


@sensitive_variables("form", "private", "identity")
@sensitive_post_parameters("passphrase")
@refusals_shown
@require_http_methods(["GET", "HEAD", "POST"])
def identity(request: StaffRequest, slug: str) -> HttpResponse:
    """Ask for the identity of one report's reporter, and read it once it is open."""
    page = _Page(request, slug)
    note_access(page.record, f"{page.record.number} page of its identity", request.user)
    deed = request.POST.get("deed") if request.method == "POST" else ""
    if deed == "read":
        return page.read()
    if deed == END.name and page.live:
        identities.end(page.live, by=request.user)
        messages.success(request, END.done)
        return page.again(drop=True)
    found = next((one for one in page.deeds if one.name == deed), None)
    return page.do(found) if found else page.shown()


class _Page:
    """The requester's page of one report, in one browser."""

    def __init__(self, request: StaffRequest, slug: str) -> None:
        self.request, user = request, request.user
        mine = Complaint.objects.visible_to(user).filter(slug=slug).first()
        endangered = _in_danger(user, slug)
        if mine is None and endangered is None:
            raise Http404
        self.record: Complaint = mine or endangered  # type: ignore[assignment]
        self.deeds = [*([ASK] if mine else []), *([AT_ONCE] if endangered else [])]
        own = IdentityGrant.objects.filter(complaint=self.record, requester=user)
        self.grants = list(own.select_related("custodian").order_by("-pk")[:10])
        self.live = next((one for one in self.grants if one.state in sheets.LIVE), None)
        self.cookie = Cookie("identity", identities.page_of_reader(self.record), KEY_LASTS)

    @property
    def private(self) -> PrivateKey | None:
        """The half of the key that this browser keeps."""
        kept = self.cookie.read(self.request)
        return PrivateKey(bytes.fromhex(kept)) if kept else None

    @property
    def has_key(self) -> bool:
        """Whether this browser keeps the key of the live request."""
        private = self.private
        public = bytes(self.live.public_key or b"") if self.live else b""
        return private is not None and bytes(private.public_key) == public

    def shown(self, form: Form | None = None, *, status: int = 200) -> HttpResponse:
        """The page; a browser without a live request gets a fresh key for the next one."""
        context = {
            "record": self.record, "live": self.live, "grants": self.grants, "form": form,
            "has_key": self.has_key, "pairs": self._pairs(form), "end": END,
            "custodians": identities.custodians(self.record),
            "may_open_record": ASK in self.deeds,
        }  # fmt: skip
        response = render(self.request, "desk/identity.html", context, status=status)
        if self.live is None and self.record.is_named:
            self.cookie.put(response, bytes(PrivateKey.generate()).hex())
        return response

    def _pairs(self, form: Form | None) -> list[tuple[Deed, Form]]:
        if self.live and self.live.state == GrantState.OPEN:
            return []
        deeds = [one for one in self.deeds if not (self.live and one is ASK)]
        return [(one, form if form and _is_of(form, one) else _form(one)) for one in deeds]

    def again(self, *, drop: bool = False) -> HttpResponse:
        """Back to the page."""
        response = redirect(identities.page_of_reader(self.record))
        if drop:
            self.cookie.drop(response)
        return response

    def do(self, deed: Deed) -> HttpResponse:
        """Ask, or open at once, with the key that this browser keeps."""
        form, private = _form(deed, self.request), self.private
        if not form.is_valid():
            return self.shown(form)
        try:
            if private is None:
                raise NotAllowed(
                    _("Your browser keeps no key: allow cookies, then send this again.")
                )
            public = bytes(private.public_key)
            deed.action(self.record, public_key=public, by=self.request.user, **form.cleaned_data)
        except NotPermitted:
            raise
        except CaseError as refusal:
            form.add_error(None, str(refusal))
            return self.shown(form, status=409)
        messages.success(self.request, deed.done)
        return self.again()

    def read(self) -> HttpResponse:
        """The identity itself, with who reads it and when written across."""
        private = self.private
        if self.live is None or private is None:
            raise NotAllowed(_("This identity is not open to you in this browser."))
        found = identities.read(self.live, private=private, by=self.request.user)
        context = {
            "record": self.record, "grant": self.live, "identity": found, "now": timezone.now(),
            "end": END, "request_url": identities.page_of_request(self.live),
        }  # fmt: skip
        return render(self.request, "desk/identity_read.html", context)
