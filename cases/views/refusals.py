"""Refusals as pages: a sentence, the reason, a way back; never a bare error."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from cases.exceptions import CaseError, NotPermitted

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase


def refusals_shown(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Turn a ``CaseError`` of a view into a page: 403 without the right, else 409."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except CaseError as refusal:
            status = 403 if isinstance(refusal, NotPermitted) else 409
            back = request.path.rstrip("/").rpartition("/")[0] + "/"
            context = {"reason": str(refusal), "back": back}
            return render(request, "desk/refused.html", context, status=status)

    return shown
