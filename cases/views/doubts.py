"""Whether a report that arrives may have come from a machine. It is kept in every case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases import challenges, floods
from cases.models.complaint import Doubt
from people import network

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cases.forms.public import ReportForm


def of(request: HttpRequest, form: ReportForm) -> str:
    """Why it is not trusted; empty where it is. When our own check breaks, nobody is trusted."""
    try:
        return _doubt(request, form)
    except Exception as failure:  # noqa: BLE001 - never lose a report for it
        challenges.complain(failure)
        return Doubt.CHALLENGE


def _doubt(request: HttpRequest, form: ReportForm) -> str:
    said = form.cleaned_data
    if said["homepage"]:
        return Doubt.TRAP
    did_work = challenges.is_solved(form.nonce, said["proof"])
    if not did_work and not challenges.is_answered(form.nonce, said["answer"]):
        return Doubt.CHALLENGE
    return "" if _is_within(request, form.nonce, did_work=did_work) else Doubt.FLOOD


def _is_within(request: HttpRequest, nonce: str, *, did_work: bool) -> bool:
    """Only reports that answered are counted: others could crowd out their neighbours for nothing."""
    came_from, once = network.name(request), challenges.name(nonce)
    within = floods.count("report", came_from, once=once)
    if not did_work:
        within &= floods.count("report in words", came_from, once=once)
    return within
