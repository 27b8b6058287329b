"""Two versions of a case's report, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cases.models.rights import rights_of
from cases.sheets import comparison, errands
from cases.views.found import StaffRequest, find, note_access

if TYPE_CHECKING:
    from cases.models import Case, InvestigationReport


@require_GET
def compare(request: StaffRequest, slug: str) -> HttpResponse:
    """?from= and ?to= are versions of this case; without them the newest and the one before."""
    record: Case = find("case", slug, request.user)
    if errands.only_checks(rights_of(record, request.user)):
        raise Http404
    versions = list(record.reports.order_by("-pk"))
    if not versions:
        raise Http404
    after = _chosen(versions, request.GET.get("to")) or versions[0]
    older = [one for one in versions if one.pk < after.pk]
    before = _chosen(versions, request.GET.get("from")) or (older[0] if older else after)
    what = _("%(number)s report: versions %(before)s and %(after)s") % {
        "number": record.number, "before": before.version, "after": after.version,
    }  # fmt: skip
    note_access(record, what, request.user)
    context = {
        "record": record, "versions": versions, "found": comparison.compare(before, after),
    }  # fmt: skip
    return render(request, "desk/compare.html", context)


def _chosen(versions: list[InvestigationReport], key: str | None) -> InvestigationReport | None:
    """The version that an address names; 404 for one of another case, or of none."""
    if key is None:
        return None
    found = [one for one in versions if str(one.pk) == key]
    if not found:
        raise Http404
    return found[0]
