"""Where a form that arrives stood. The public report asks this itself, so that it can keep the text."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware


class TokenCheck(CsrfViewMiddleware):
    """Django's own check, asked and not enforced."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:  # noqa: ARG002
        return HttpResponse(reason)


def stood_here(request: HttpRequest) -> bool:
    """Whether the form stood on our page, in this browser."""
    return TokenCheck(_never).process_view(request, _never, (), {}) is None


def came_from_elsewhere(request: HttpRequest) -> bool:
    """Whether another site sent it: its text is never offered for sending."""
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin", own) != own


def _never(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError
