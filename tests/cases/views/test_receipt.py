"""The code: shown out of the browser's own cookie, until its owner says that it is saved."""

import io

import pytest
import segno
from django.test import Client
from PIL import Image

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


@pytest.mark.parametrize("page", ["/report/done/", "/report/done/sheet/"])
def test_r5_code_stands_in_four_groups(client, page):
    assert [len(one) for one in code_in(client.get(page)).split("-")] == [5, 5, 5, 6]


def test_r5_done_lets_nobody_go_by_another_word(client):
    assert client.post("/report/done/", {"saved": ""}).status_code == 200


def test_r5_done_shows_no_code_that_its_owner_has_changed(client):
    Complaint.objects.update(receipt_hash=receipts.hash_of("another"))

    answer = client.get("/report/done/")

    assert answer.status_code == 404
    assert 'id="receipt-code"' not in text_of(answer)


def test_picture_holds_the_bare_code(client):
    code = code_in(client.get("/report/done/"))
    answer = client.get("/report/done/code.png")

    drawn = [[bool(one) for one in row] for row in segno.make(code, error="m").matrix]
    seen, size = Image.open(io.BytesIO(answer.content)).convert("1"), range(len(drawn))
    squares = [[not seen.getpixel((8 * x + 36, 8 * y + 36)) for x in size] for y in size]
    assert answer["Content-Type"] == "image/png"
    assert squares == drawn


@pytest.mark.parametrize("page", ["code.png", "sheet/"])
def test_r2_picture_and_sheet_are_for_this_browser_alone(client, page):
    code = code_in(client.get("/report/done/"))
    answer = Client().get(f"/report/done/{page}")

    assert answer.status_code == 404
    assert code not in text_of(answer)


@pytest.mark.parametrize("page", ["code.png", "sheet/"])
def test_r5_picture_and_sheet_are_gone_once_the_code_is_saved(client, page):
    client.post("/report/done/", {"saved": "yes"})

    assert client.get(f"/report/done/{page}").status_code == 404


@pytest.mark.parametrize("page", ["", "code.png", "sheet/"])
def test_r2_nothing_of_the_receipt_is_kept_on_the_way(client, page):
    assert client.get(f"/report/done/{page}")["Cache-Control"] == "no-store"


@pytest.mark.parametrize("page", ["", "sheet/"])
def test_receipt_says_in_its_title_nothing_of_a_report(client, page):
    client.cookies["django_language"] = "zh-hans"
    title = text_of(client.get(f"/report/done/{page}")).split("<title>")[1].split("</title>")[0]

    assert [word for word in ("举报", "师德", "投诉") if word in title] == []


@pytest.mark.parametrize(("told", "calls"), [({"minor_risk": "on"}, True), ({}, False)])
def test_receipt_gives_the_numbers_first_where_a_child_is_in_danger(told, calls):
    client = a_browser()
    send(client, **told)
    page = text_of(client.get("/report/done/"))

    assert ('href="tel:110"' in page) is calls
    assert not calls or page.index("tel:110") < page.index('id="receipt-code"')


def test_code_is_in_no_cookie_and_no_address():
    client = a_browser()
    sent = send(client)
    code = code_in(client.get("/report/done/"))
    cookies = "".join(morsel.OutputString() for morsel in client.cookies.values())

    assert code not in sent["Location"] + cookies
    assert code.replace("-", "") not in sent["Location"] + cookies


def test_code_of_every_report_is_its_own():
    assert len({a_code() for _n in range(5)}) == 5
