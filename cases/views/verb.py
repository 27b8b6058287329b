"""One view for every verb: what will happen, the form, the deed, or the refusal with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import previews, sheets, verbs
from cases.exceptions import CaseError, NotAllowed, NotPermitted, Stale
from cases.forms.persons import SchoolField
from cases.models import Material
from cases.models.rights import rights_of
from cases.sheets.errands import only_checks
from cases.verb import MODELS, keep_refusal, perform
from cases.views import paper_entry, repeats
from cases.views.found import StaffRequest, find, note_access
from cases.views.refusals import refusals_shown
from people.models import Unit

if TYPE_CHECKING:
    from cases.forms.base import VerbForm
    from cases.forms.paper_approvals import PaperForm
    from cases.verb import Verb


@refusals_shown
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: StaffRequest, kind: str, slug: str, name: str) -> HttpResponse:
    """Show the page of one verb, or do it."""
    record, verb = find(kind, slug, request.user), verbs.get(kind, name)
    if verb is None:
        raise Http404
    note_access(record, f"{record.number} {verb.key}", request.user)
    if request.method == "POST":
        return _post(request, record, verb)
    try:
        _check(request, record, verb)
    except NotAllowed as reason:
        return _page(request, record, verb, None, reason=str(reason))
    paper = paper_entry.form_of(request, record, verb)
    draft = {"draft": request.GET["draft"]} if "draft" in request.GET else None
    by = paper_entry.decider(request, paper)
    form = verb.form(record=record, user=by, initial=draft)
    return _page(request, record, verb, form, paper=paper)


def _check(request: StaffRequest, record: Any, verb: Verb) -> None:
    """The right to do it, or to enter what somebody signed on paper."""
    if paper_entry.is_asked(request):
        verb.check_entry(record, request.user)
        paper_entry.check_somebody_signs(record, verb, request.user)
    else:
        verb.check(record, request.user)


def _post(request: StaffRequest, record: Any, verb: Verb) -> HttpResponse:
    is_stale = request.POST.get("version") != str(record.version)
    if is_stale and repeats.is_repeated(request, record, verb):
        return redirect(record)
    _check_right(request, record, verb)
    paper = paper_entry.form_of(request, record, verb)
    by = paper_entry.decider(request, paper)
    form = verb.form(request.POST, request.FILES, record=record, user=by)
    if is_stale:
        return _conflict(request, record, verb, form, paper)
    is_whole = paper is None or paper.is_valid()
    if not (form.is_valid() and is_whole):
        return _page(request, record, verb, form, paper=paper)
    return _do(request, record, verb, form, paper)


def _check_right(request: StaffRequest, record: Any, verb: Verb) -> None:
    """Who holds no right learns nothing from a form; his attempt is recorded."""
    try:
        _check(request, record, verb)
    except NotPermitted as refusal:
        keep_refusal(verb, record, request.user, refusal)
        raise
    except NotAllowed:
        return  # the state is said beside what he typed


def _do(
    request: StaffRequest, record: Any, verb: Verb, form: VerbForm, paper: PaperForm | None
) -> HttpResponse:
    repeats.note(request, record, verb)
    signed = {"on_paper": paper.signed} if paper else {}
    try:
        perform(verb, record, by=request.user, **signed, **form.arguments)
    except Stale:
        if repeats.is_repeated(request, record, verb):
            return redirect(record)
        return _conflict(request, find(verb.record, record.slug, request.user), verb, form, paper)
    except NotPermitted:
        raise
    except CaseError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, record, verb, form, paper=paper, status=409)
    messages.success(request, _("Done: %(verb)s") % {"verb": verb.label})
    is_still_mine = MODELS[verb.record].objects.visible_to(request.user).filter(pk=record.pk)
    return redirect(record if is_still_mine.exists() else "desk")


def _conflict(
    request: StaffRequest, fresh: Any, verb: Verb, form: VerbForm, paper: PaperForm | None
) -> HttpResponse:
    """Somebody was quicker: who did what since, and everything typed, to be sent again."""
    since = sheets.lines_since(fresh.guarded.subject, request.POST.get("seen", ""))
    if only_checks(rights_of(fresh.guarded, request.user)):
        since = ()  # the deeds of others are not a school's to read
    form.is_valid()  # shows what no longer fits, now that the record has changed
    return _page(request, fresh, verb, form, since=since, paper=paper, status=409)


def _page(
    request: StaffRequest, record: Any, verb: Verb, form: VerbForm | None, **more: Any
) -> HttpResponse:
    context = {
        "record": record, "verb": verb, "form": form, "since": None, "reason": "", "paper": None,
        "sheet": _sheet(record, verb), "is_open": verb.is_open_in(record.state),
        "schools": _schools(form) if form else (),
    }  # fmt: skip
    for one in form.reads if form else ():
        note_access(one, f"{record.number} {verb.key}", request.user)
    status = more.pop("status", 409 if "reason" in more else 200)
    return render(request, verb.template, context | more, status=status)


def _schools(form: VerbForm) -> list[str]:
    """The names offered where a school is typed; asked for by no other form."""
    if not any(isinstance(field, SchoolField) for field in form.fields.values()):
        return []
    return list(Unit.objects.current().schools().values_list("name", flat=True))


def _sheet(record: Any, verb: Verb) -> sheets.VerbSheet:
    return sheets.verb_sheet(
        record,
        papers=previews.papers(verb.papers),
        material=[str(Material(kind).label) for kind in verb.needs],
        limit_code=verb.limit,
        seats=verb.tells,
        letter=previews.letter(verb, record),
    )
