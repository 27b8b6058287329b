"""The units, a day in November, and the month in which the three stories were played."""

from itertools import count
from types import SimpleNamespace

import pypdfium2
import pytest
from django.db import transaction
from freezegun import freeze_time

from notifications.paper import Printed
from people import demo
from reports import figures, monthly
from reports.month import Month
from tests import stories
from tests.cases.hands import FormHands
from tests.people import factories

OCTOBER = Month(2026, 10)
IN_OCTOBER, IN_NOVEMBER = "2026-10-12 10:00", "2026-11-05 10:00"


@pytest.fixture
def units(db):
    """The tree of ``factories.a_unit_tree``."""
    return factories.a_unit_tree()


@pytest.fixture
def november():
    """Today is 5 November 2026: October is over."""
    with freeze_time(IN_NOVEMBER, ignore=["psycopg"]) as clock:
        yield clock


@pytest.fixture
def quick_paper(monkeypatch):
    """Papers that cost nothing, no two alike, for tests of what happens to them."""
    made = (Printed(pdf=b"%%PDF-1.7 in no time %d" % number, pages=1) for number in count())
    monkeypatch.setattr(monthly, "print_out", lambda frozen: next(made))


def pages_of(pdf):
    """The text of each page, without its line breaks."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    return [text.replace("\r\n", "").replace("\n", "") for text in texts]


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker):
    """The three stories, played in October and counted in November; played once for a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        with freeze_time(IN_OCTOBER, ignore=["psycopg"]):
            demo.load()
            hands = FormHands()
            for story in stories.ALL:
                stories.play(story, hands)
        with freeze_time(IN_NOVEMBER, ignore=["psycopg"]):
            frozen = figures.frozen(OCTOBER)
            printed = monthly.print_out(frozen)
        transaction.set_rollback(True)
    counts = frozen["total"]["counts"]
    text = "".join(pages_of(printed.pdf))
    return SimpleNamespace(frozen=frozen, counts=counts, pdf=printed.pdf, text=text)
