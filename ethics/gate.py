"""The gate: every page is closed to people who have not logged in, unless its view is public."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect

from ethics import errors
from people.gate import is_public

Answer = Callable[[HttpRequest], HttpResponseBase]


class ClosedByDefault:
    """Let nobody through who has not logged in, save to public views."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        if is_public(view) or request.user.is_authenticated:
            return None
        return _refusal(request)


def _refusal(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        return HttpResponseClientRedirect(redirect_to_login("/desk/").url)
    if request.method in {"GET", "HEAD"}:
        return redirect_to_login(request.get_full_path())
    return errors.session_over(request)
