"""Refuses, before anybody looks at it, an address or a cookie that no database can hold."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from ethics import errors

Answer = Callable[[HttpRequest], HttpResponseBase]


class Readable:
    """A NUL character has no place in text: PostgreSQL refuses it, whatever a view does with it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        texts = (request.path, *request.COOKIES.values(), *_asked(request))
        if any("\0" in text for text in texts):
            return errors.bad_request(request)
        return self.get_response(request)


def _asked(request: HttpRequest) -> list[str]:
    return [text for name, values in request.GET.lists() for text in (name, *values)]
