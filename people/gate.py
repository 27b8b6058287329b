"""The mark of a view that everybody may open; the gate closes every other view."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

MARK = "is_public"


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Open ``view`` to everybody. The view itself stays as it is: only what is returned is open."""

    @wraps(view)
    def opened(*args: P.args, **kwargs: P.kwargs) -> R:
        return view(*args, **kwargs)

    setattr(opened, MARK, True)
    return opened


def is_public(view: object) -> bool:
    """Whether ``view`` bears the mark."""
    return getattr(view, MARK, False) is True
