"""The code: shown out of the browser's own cookie, until its owner says that it is saved."""

import pytest
from django.test import Client

from cases import receipts
from cases.models import Complaint
from tests.cases.views.reporter import a_browser, a_code, code_in, send, text_of
from tests.people.factories import a_unit_tree

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def units(db):
    return a_unit_tree()


@pytest.fixture
def client():
    client = a_browser()
    assert send(client).status_code == 303
    return client


def test_done_shows_the_code_of_the_complaint(client):
    code = code_in(client.get("/report/done/"))

    assert receipts.hash_of(code) == Complaint.objects.get().receipt_hash


def test_done_shows_the_code_again_until_it_is_saved(client):
    first = code_in(client.get("/report/done/"))

    assert code_in(client.get("/report/done/")) == first


def test_done_lets_nobody_go_without_the_tick(client):
    answer = client.post("/report/done/", {})

    assert answer.status_code == 200
    assert code_in(answer) == code_in(client.get("/report/done/"))


def test_done_forgets_the_code_once_it_is_saved(client):
    code = code_in(client.get("/report/done/"))
    left = client.post("/report/done/", {"saved": "yes"})
    after = client.get("/report/done/")

    assert (left.status_code, left["Location"]) == (303, "/track/")
    assert (left.cookies["receipt"].value, left.cookies["report"].value) == ("", "")
    assert after.status_code == 404
    assert code not in text_of(after)


def test_done_keeps_another_report_that_is_being_written(client):
    client.get("/report/")
    writing = client.cookies["report"].value

    client.post("/report/done/", {"saved": "yes"})

    assert client.cookies["report"].value == writing


def test_done_has_no_code_for_another_browser(client):
    code = code_in(client.get("/report/done/"))
    answer = Client().get("/report/done/")

    assert answer.status_code == 404
    assert code not in text_of(answer)


def test_done_has_no_code_before_anything_was_sent():
    assert a_browser().get("/report/done/").status_code == 404


def test_done_does_not_take_the_forms_cookie_for_a_receipt():
    client = a_browser()
    client.cookies["receipt"] = client.cookies["report"].value

    assert client.get("/report/done/").status_code == 404


def test_code_is_in_no_cookie_and_no_address():
    client = a_browser()
    sent = send(client)
    code = code_in(client.get("/report/done/"))
    cookies = "".join(morsel.OutputString() for morsel in client.cookies.values())

    assert code not in sent["Location"] + cookies
    assert code.replace("-", "") not in sent["Location"] + cookies


def test_code_of_every_report_is_its_own():
    assert len({a_code() for _n in range(5)}) == 5
