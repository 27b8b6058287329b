"""HTML to PDF/A: the only module that knows WeasyPrint. Same template and context, same bytes.

Nothing is fetched: a stylesheet is named ``paper:<name>.css`` and comes from ``templates/paper``, a
chart is written into the page or is a ``data:image``. Any other address fails the paper, because
only a template can have asked for it.
"""

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

VARIANT = "pdf/a-3u"  # archival, and every character can be copied and searched
STYLESHEET = re.compile(r"paper:([a-z-]+\.css)")
NOWHERE = "paper:"  # a relative address is then asked for, and refused, instead of skipped
LANGUAGE = "zh-hans"  # official papers are Chinese whoever asks for them


class NotFetched(Exception):
    """A template asks for something from outside; which it is stays unsaid."""


@dataclass(frozen=True)
class Printed:
    """A finished paper."""

    pdf: bytes
    pages: int


def render(template: str, context: Mapping[str, object]) -> bytes:
    """The PDF of a template and its context."""
    return print_out(template, context).pdf


def print_out(template: str, context: Mapping[str, object]) -> Printed:
    """The PDF of a template and its context, with the number of its pages."""
    document = _laid_out(_html(template, context))
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", ResourceWarning
        )  # WeasyPrint leaves its colour profile open
        pdf = document.write_pdf(pdf_variant=VARIANT)
    return Printed(pdf=pdf, pages=len(document.pages))


def _html(template: str, context: Mapping[str, object]) -> str:
    with translation.override(LANGUAGE):
        return render_to_string(template, dict(context))


def _laid_out(html: str) -> Document:
    try:
        page = HTML(string=html, base_url=NOWHERE, url_fetcher=_Closed())
        return page.render(font_config=FontConfiguration())
    except FatalURLFetchingError as refused:  # a BaseException, which would end the worker
        raise NotFetched(str(refused)) from refused


class _Closed(URLFetcher):  # type: ignore[misc]
    """Gives our own stylesheets and refuses everything else."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=["data"])

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        if named := STYLESHEET.fullmatch(url):
            css = settings.BASE_DIR / "templates" / "paper" / named[1]
            return URLFetcherResponse(url, css.read_bytes(), {"Content-Type": "text/css"})
        if url.startswith("data:image/"):
            return super().fetch(url, headers)
        raise FatalURLFetchingError("A paper fetches nothing.")
