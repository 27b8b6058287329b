"""Names of schools for whoever types one: what the registry holds, and nothing of what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.cache import caches
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases import floods
from people import network
from people.gate import public
from people.models import Unit

if TYPE_CHECKING:
    from typing import TypedDict

    class School(TypedDict):
        """A name, and the county or zone that tells two of one name apart."""

        name: str
        place: str


SHORTEST, MOST = 2, 10
LASTS = 600  # seconds that the whole list rests in memory


@public
@require_http_methods(["GET", "HEAD", "POST"])
def schools(request: HttpRequest) -> JsonResponse:
    """At most ten schools of today whose name holds ``q``, those that begin with it first.

    Our own page asks by POST, so that no log of a proxy keeps beside an address which school
    somebody had in mind. Filtered in memory: what is typed reaches neither database nor cache.
    """
    if not floods.count("schools", network.name(request)):
        wait = {"Retry-After": str(floods.wait("schools"))}
        return JsonResponse({"schools": []}, status=429, headers=wait)
    asked = request.POST if request.method == "POST" else request.GET
    return JsonResponse({"schools": _like(asked.get("q", "").strip())})


def _like(typed: str) -> list[School]:
    if len(typed) < SHORTEST:
        return []
    found = [one for one in _all() if typed in one["name"]]
    return sorted(found, key=lambda one: not one["name"].startswith(typed))[:MOST]


def _all() -> list[School]:
    key, memory = f"schools-{timezone.localdate()}", caches["memory"]
    known: list[School] | None = memory.get(key)
    if known is None:
        known = [_shown(one) for one in Unit.objects.schools().current().select_related("parent")]
        memory.set(key, known, LASTS)
    return known


def _shown(school: Unit) -> School:
    return {"name": school.name, "place": school.parent.shown_name if school.parent else ""}
