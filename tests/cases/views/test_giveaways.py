"""I6: who reports without a name is told once what may show it; nothing is kept, nothing is blocked."""

import logging

import pytest

from cases.models import Complaint, Evidence
from ledger.models import Event
from tests.cases.views.reporter import NAMED, REPORT, a_browser, send, text_of
from tests.people.factories import a_unit_tree

pytestmark = pytest.mark.django_db

TELLING = {"narrative": "我叫王小明，电话13800000000。每周六在他家补课。", "place": "某小区"}


@pytest.fixture(autouse=True)
def units(db):
    return a_unit_tree()


def test_i6_report_says_once_what_may_show_who_reports():
    page = send(a_browser(), **TELLING)

    said = text_of(page)
    assert page.status_code == 200
    assert [one.field for one in page.context["form"].giveaways] == ["narrative"]
    assert "<mark>王小明</mark>" in said
    assert "<mark>13800000000</mark>" in said
    assert 'value="某小区"' in said


def test_i6_report_keeps_and_logs_nothing_of_the_warning(caplog):
    with caplog.at_level(logging.DEBUG):
        send(a_browser(), **TELLING)

    assert (Complaint.objects.count(), Evidence.objects.count(), Event.objects.count()) == (0, 0, 0)
    assert [one for one in caplog.messages if "王小明" in one or "13800000000" in one] == []


def test_i6_report_goes_out_as_it_is_the_second_time():
    client = a_browser()
    page = send(client, **TELLING)

    assert 'name="as_it_is" value="1"' in text_of(page)
    assert send(client, **TELLING, as_it_is="1").status_code == 303
    assert Complaint.objects.get().narrative == TELLING["narrative"]


def test_i6_report_asks_but_once_even_beside_an_error():
    client = a_browser()
    page = send(client, **TELLING, amount="一大笔")

    assert page.context["form"].giveaways
    assert send(client, **TELLING, as_it_is="1").status_code == 303


@pytest.mark.parametrize(
    "changes",
    [
        {"narrative": "八年级3班的数学老师王明每周六补课。", "teacher": "王明"},
        {"exposing": "我女儿在八（3）班。"},
        NAMED | {"narrative": TELLING["narrative"], "name": ""},
    ],
)
def test_i6_report_says_nothing_where_nothing_was_given_away(changes):
    page = send(a_browser(), **changes)

    assert page.status_code == 303 or not page.context["form"].giveaways


def test_i6_report_looks_at_the_other_fields_too():
    page = send(a_browser(), **REPORT | {"place": "我家孩子李子涵家里", "exposing": "13800000000"})

    assert [one.field for one in page.context["form"].giveaways] == ["place", "exposing"]
