"""The wall of due dates, by unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from cases import sheets
from cases.models import Case

if TYPE_CHECKING:
    from django.http import HttpResponse

    from cases.views.found import StaffRequest


@require_GET
def wall(request: StaffRequest) -> HttpResponse:
    """How many of the open cases that this person may see fall due when, unit by unit."""
    visible = Case.objects.visible_to(request.user)
    return render(request, "desk/wall.html", {"wall": sheets.wall(visible)})
