"""Handing work over: the list, one handing-over with its signatures, and the work that nobody holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.actions import handovers as actions
from cases.actions import leaving, signing, successors
from cases.exceptions import CaseError, NotPermitted, Stale
from cases.forms import handovers as forms
from cases.models import Handover, HandoverPart
from cases.sheets import handovers as sheets
from cases.sheets import lines_of
from cases.views.redirects import SeeOther
from cases.views.refusals import refusals_shown
from ledger import access
from notifications import papers

if TYPE_CHECKING:
    from django.forms import Form

    from cases.models import HandoverItem
    from cases.views.found import StaffRequest
    from people.models import User

PAGE = 25
NEAR = ("giver", "successor", "monitor", "unit", "opened_by")


@require_GET
def handovers(request: StaffRequest) -> HttpResponse:
    """The newest first; for whoever leads a unit also the work that nobody will hold soon."""
    rows = Handover.objects.visible_to(request.user)
    after = request.GET.get("after", "")
    if after.isdecimal() and len(after) < 10:
        rows = rows.filter(pk__lt=int(after))
    found = list(rows.select_related(*NEAR)[: PAGE + 1])
    context = {
        "rows": found[:PAGE],
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "leavers": leaving.shown_to(request.user, timezone.localdate()),
        "giver_form": forms.GiverForm(by=request.user),
    }
    return render(request, "desk/handovers.html", context)


@refusals_shown
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: StaffRequest) -> HttpResponse:
    """Whose work is chosen in the address; the form asks for the rest."""
    chosen = forms.GiverForm(request.GET, by=request.user)
    if not chosen.is_valid():
        raise Http404
    giver = chosen.cleaned_data["giver"]
    form = forms.HandoverForm(request.POST or None, giver=giver)
    if request.method == "POST" and form.is_valid():
        try:
            return SeeOther(actions.begin(form.wanted, by=request.user).get_absolute_url())
        except NotPermitted:
            raise
        except CaseError as refusal:
            form.add_error(None, str(refusal))
    known = actions.open_for(giver)
    return render(request, "desk/handover_new.html", {"form": form, "giver": giver, "known": known})


@refusals_shown
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: StaffRequest, pk: int) -> HttpResponse:
    """One handing-over: read, allotted, signed, withdrawn."""
    found = _find(pk, request)
    access.record(found.subject, found.number, by=request.user.as_actor())
    if request.method != "POST":
        return _page(request, found)
    deed = DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        raise Http404
    try:
        return deed(request, found)
    except NotPermitted:
        raise
    except CaseError as refusal:
        messages.error(request, str(refusal))
        status = 409 if isinstance(refusal, Stale) else 200
        return _page(request, _find(pk, request), status=status)


def _find(pk: int, request: StaffRequest) -> Handover:
    rows = Handover.objects.visible_to(request.user).select_related(*NEAR)
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _page(
    request: StaffRequest, handover: Handover, *, status: int = 200, **forms_: Form
) -> HttpResponse:
    items = actions.lines_of(handover)
    sheet = _sheet(handover, items, request.user)
    context = {
        "sheet": sheet, "record": handover, "has_changed": actions.has_changed(handover), "lines": lines_of(handover.subject),
        "has_paper": not sheet.hidden and papers.of(handover.subject).made().exists(),
        "allot": forms_.get("allot") or _allot_form(handover, items),
        "withdraw": forms_.get("withdraw") or forms.WithdrawForm(auto_id="withdraw_%s"),
        "form": next(iter(forms_.values()), None),
    }  # fmt: skip
    return render(request, "desk/handover.html", context, status=status)


def _sheet(handover: Handover, items: list[HandoverItem], reader: User) -> sheets.HandoverSheet:
    barred = successors.barred_from(reader, items)
    objections = successors.objections(handover, items) if handover.is_open else {}
    persons, signed = actions.persons_of(handover), actions.signatures(handover)
    deeds = signing.signing_deeds(handover, reader) if handover.is_open else {}
    return sheets.HandoverSheet(
        record=handover,
        groups=sheets.handover_groups(items, reader, barred, objections),
        places=sheets.signing_places(handover, persons, signed, deeds),
        hidden=len(barred),
        objections=tuple(text for pk, text in objections.items() if pk not in barred),
        may_change=handover.is_open and actions.may_change(handover, reader),
    )


def _allot_form(
    handover: Handover, items: list[HandoverItem], typed: Any = None
) -> forms.AllotForm:
    people = successors.colleagues(handover.unit).exclude(
        pk__in=[handover.giver_id, handover.monitor_id]
    )
    return forms.AllotForm(typed, keys=[one.pk for one in items], people=list(people))


def _allot(request: StaffRequest, handover: Handover) -> HttpResponse:
    lines = actions.lines_of(handover)
    form = _allot_form(handover, lines, request.POST)
    if not form.is_valid():
        return _page(request, handover, allot=form)
    said = form.cleaned_data
    items = {one.pk for one in lines if one.pk in said["items"] or one.kind in said["kinds"]}
    actions.allot(handover, items=items, successor=said["successor"], by=request.user)
    messages.success(request, _("Allotted. Whoever signed before signs again."))
    return redirect(handover)


def _sign(request: StaffRequest, handover: Handover) -> HttpResponse:
    name, form = _name(request, handover), None
    if name.person != request.user:
        form = forms.SignForForm(request.POST, auto_id=f"%s-{name.part}-{name.person.pk}")
        if not form.is_valid():
            return _page(request, handover, sign_for=form)
        name = signing.Name(name.part, name.person, name.version, form.cleaned_data["reason"])
    signing.sign(handover, name=name, by=request.user)
    said = _("Signed.") if handover.is_open else _("Signed, and handed over.")
    messages.success(request, said)
    is_still_mine = Handover.objects.visible_to(request.user).filter(pk=handover.pk).exists()
    return redirect(handover if is_still_mine else "handovers")


def _name(request: StaffRequest, handover: Handover) -> signing.Name:
    """Whose name is set where; what names nobody of this list is answered like no page."""
    part, who = request.POST.get("part", ""), request.POST.get("person", "")
    version = request.POST.get("version", "")
    if part not in HandoverPart.values or not (version.isdecimal() and len(version) < 9):
        raise Http404
    people = actions.persons_of(handover)[HandoverPart(part)]
    person = next((one for one in people if str(one.pk) == who), None)
    if person is None:
        raise Http404
    return signing.Name(part, person, int(version))


def _withdraw(request: StaffRequest, handover: Handover) -> HttpResponse:
    form = forms.WithdrawForm(request.POST, auto_id="withdraw_%s")
    if not form.is_valid():
        return _page(request, handover, withdraw=form)
    actions.withdraw(handover, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, _("Withdrawn. Nothing has changed hands."))
    return redirect(handover)


def _renew(request: StaffRequest, handover: Handover) -> HttpResponse:
    if not actions.may_sign_or_change(handover, request.user):
        raise NotPermitted(_("You have no right to do this."))
    actions.renew(handover)
    return redirect(handover)


DEEDS = {"allot": _allot, "sign": _sign, "withdraw": _withdraw, "renew": _renew}


@require_GET
def paper(request: StaffRequest, pk: int) -> FileResponse:
    """The newest list as PDF, for those to whom all of it is open; the reading is recorded first."""
    handover = _find(pk, request)
    made = papers.of(handover.subject).made().last()
    is_hidden = successors.barred_from(request.user, actions.lines_of(handover))
    if made is None or is_hidden or not made.file.storage.exists(str(made.file.name)):
        raise Http404
    what = f"{made.title} {made.sha256[:12]}"
    access.record(handover.subject, what, by=request.user.as_actor())
    name = f"handover-{handover.pk}.pdf"
    return FileResponse(made.file.open(), filename=name, content_type="application/pdf")
