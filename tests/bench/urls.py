"""The site, and one view more: it inserts one row behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from ethics.urls import urlpatterns as site
from ledger.models import SealedFile
from people.gate import public


@csrf_exempt
@public
def one_row(request: HttpRequest) -> HttpResponse:
    """Read the form, insert, commit, answer."""
    SealedFile.objects.create(sealed_key=request.POST.get("narrative", "").encode()[:80])
    return HttpResponse("kept")


urlpatterns = [*site, path("bench/one-row/", one_row)]
