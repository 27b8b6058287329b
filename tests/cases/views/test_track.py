"""The follow-up: a code opens the state in plain words, for a quarter of an hour."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from cases import receipts
from cases.models import Complaint
from tests.cases.views.reporter import a_browser, a_code, text_of
from tests.people.factories import a_unit_tree

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def units(db):
    return a_unit_tree()


def without_token(answer):
    return re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", text_of(answer))


def open_thread(code, client=None):
    client = client or Client()
    return client, client.post("/track/", {"code": code})


def test_track_opens_the_thread():
    code = a_code()

    client, answer = open_thread(code)
    page = text_of(client.get("/track/thread/"))

    assert (answer.status_code, answer["Location"]) == (303, "/track/thread/")
    assert Complaint.objects.get().number in page


@pytest.mark.parametrize(
    "typed", [str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("0", "o")]
)
def test_track_takes_a_code_as_it_is_typed(typed):
    assert open_thread(typed(a_code()))[1].status_code == 303


@pytest.mark.parametrize(
    "typed", ["wrong", "ABCDE-ABCDE-ABCDE-ABCDEF", "查询码", "Z" * 5000, "\0x"]
)
def test_track_answers_every_wrong_code_alike(typed, django_assert_num_queries):
    unknown = open_thread(receipts.code_for("unknown"))[1]
    with django_assert_num_queries(1):
        wrong = open_thread(typed)[1]

    assert (wrong.status_code, without_token(wrong)) == (200, without_token(unknown))


def test_track_never_shows_what_was_typed():
    typed = receipts.code_for("unknown")

    assert typed not in text_of(open_thread(typed)[1])


def test_track_asks_for_a_code():
    client = Client()
    client.cookies["django_language"] = "en"

    assert "Please enter your code." in text_of(client.post("/track/", {}))


def test_thread_needs_the_code_first():
    a_code()

    assert Client().get("/track/thread/").status_code == 403


def test_thread_cookie_carries_no_code_and_is_closed_to_scripts(settings):
    settings.SESSION_COOKIE_SECURE = True
    code = a_code()
    cookie = open_thread(code)[1].cookies["thread"]

    assert code.replace("-", "") not in cookie.value.replace("-", "")
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Strict", True)
    assert (cookie["path"], cookie["max-age"]) == ("/track/", 15 * 60)


def test_thread_closes_after_a_quarter_of_an_hour():
    client, _answer = open_thread(a_code())

    with freeze_time(timezone.now() + timedelta(minutes=16)):
        assert client.get("/track/thread/").status_code == 403


def test_thread_cannot_be_opened_by_a_made_up_cookie():
    a_code()
    client = Client()
    client.cookies["thread"] = f"{Complaint.objects.get().slug}:1xVk0L:made-up"

    assert client.get("/track/thread/").status_code == 403


def test_thread_of_another_form_cannot_be_borrowed():
    client = a_browser()
    client.cookies["thread"] = client.cookies["report"].value

    assert client.get("/track/thread/").status_code == 403


def test_leave_closes_the_thread():
    client, _answer = open_thread(a_code())
    left = client.post("/track/leave/")

    assert (left.status_code, left["Location"]) == (303, "/")
    assert client.get("/track/thread/").status_code == 403


def test_leave_wants_a_press_of_the_button():
    assert Client().get("/track/leave/").status_code == 405


def test_thread_shows_the_answer_once_there_is_one():
    client, _answer = open_thread(a_code())
    before = text_of(client.get("/track/thread/"))
    Complaint.objects.update(state="answered", answer_text="经查属实,已作出处理。")

    assert "经查属实" not in before
    assert "经查属实,已作出处理。" in text_of(client.get("/track/thread/"))


def test_thread_says_no_word_of_teacher_school_or_story():
    client, _answer = open_thread(a_code())
    page = text_of(client.get("/track/thread/"))

    assert [one for one in ("试验教师甲", "鹿城区试验小学", "八名学生") if one in page] == []


def test_thread_asks_the_database_five_times(django_assert_num_queries):
    client, _answer = open_thread(a_code())

    with django_assert_num_queries(5):
        client.get("/track/thread/")
