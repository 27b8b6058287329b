"""Refuses, before anybody looks at it, what no database can hold and no parser can read."""

import codecs
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from ethics import errors

CHARSETS = {"utf-8", "ascii", "iso8859-1", "cp1252", "gb2312", "gbk", "gb18030", "big5", "utf-16"}

Answer = Callable[[HttpRequest], HttpResponseBase]


class Readable:
    """A NUL character has no place in text, and a charset must be one of text.

    PostgreSQL refuses the first, whatever a view does with it; Django's parser breaks on the second.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        texts = (request.path, *request.COOKIES.values(), *_asked(request))
        if any("\0" in text for text in texts) or not _is_text(request):
            return errors.bad_request(request)
        return self.get_response(request)


def _is_text(request: HttpRequest) -> bool:
    charset = (request.content_params or {}).get("charset")
    try:
        return charset is None or codecs.lookup(charset).name in CHARSETS
    except (LookupError, ValueError):
        return True  # unknown to Django too, which then reads UTF-8


def _asked(request: HttpRequest) -> list[str]:
    return [text for name, values in request.GET.lists() for text in (name, *values)]
