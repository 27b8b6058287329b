"""The site's own addresses, and a few views that fail in each way a view can."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from ethics.urls import *  # noqa: F403
from ethics.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401
from people.gate import public


def closed(request):
    return HttpResponse("inside")


def _raises(failure):
    def view(request):
        raise failure

    return public(view)


urlpatterns = [
    path("test/closed/", closed),
    path("test/open/", public(closed)),
    path("test/post/", public(require_POST(closed))),
    path("test/400/", _raises(SuspiciousOperation("no"))),
    path("test/403/", _raises(PermissionDenied("no"))),
    path("test/500/", _raises(ZeroDivisionError("a secret word"))),
    *urlpatterns,
]
