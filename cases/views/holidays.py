"""The years whose holidays are known, and the form for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import due_dates
from cases.forms.holidays import YearForm
from cases.models import Clock, HolidayYear, holiday
from cases.views.redirects import SeeOther
from people.context import posts_of
from people.roles import Role

if TYPE_CHECKING:
    from cases.views.found import StaffRequest


@require_http_methods(["GET", "HEAD", "POST"])
def holidays(request: StaffRequest) -> HttpResponse:
    """For system administrators; for everybody else this page does not exist."""
    if not any(post.role == Role.SYSADMIN for post in posts_of(request)):
        raise Http404
    form = YearForm(request.POST or None, initial={"number": due_dates.next_year()})
    if request.method == "POST" and form.is_valid():
        due_dates.take_in_year(
            form.year, source=form.cleaned_data["source"], by=request.user.as_actor()
        )
        messages.success(request, _("Taken in. Provisional dates are being counted anew."))
        return SeeOther("/desk/holidays/")
    return render(request, "desk/holidays.html", _context(form))


def _context(form: YearForm) -> dict[str, object]:
    known = holiday.ask()
    loaded = {one.number: one for one in HolidayYear.objects.all()}
    return {
        "form": form,
        "years": [(year, loaded.get(year.number)) for _number, year in sorted(known.years.items())],
        "missing": due_dates.missing_year(timezone.localdate()),
        "waiting": Clock.objects.running().filter(is_provisional=True)[:1001].count(),
    }
