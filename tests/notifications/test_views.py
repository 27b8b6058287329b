"""The inbox: one's own letters, newest first; reading is a POST."""

import pytest
from django.utils import timezone

from notifications.models import Delivery, Message

INBOX = "/desk/inbox/"
QUERIES = 8  # session and its renewal (4), reader, his posts, letters, unread


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def write(reader, number):
    rows = (Message(kind="x", title=f"信{n}", reader=reader) for n in range(1, number + 1))
    return Message.objects.bulk_create(rows)


def titles(response):
    return [letter.title for letter in response.context["letters"]]


def test_inbox_shows_ones_own_letters_newest_first(desk, officer, colleague):
    write(officer, 2)
    write(colleague, 5)

    assert titles(desk.get(INBOX)) == ["信2", "信1"]


def test_inbox_pages_by_the_last_letter_shown(desk, officer):
    write(officer, 52)
    first = desk.get(INBOX)
    second = desk.get(INBOX, {"after": first.context["older"]})
    third = desk.get(INBOX, {"after": second.context["older"]})

    assert titles(first) == [f"信{n}" for n in range(52, 27, -1)]
    assert titles(second) == [f"信{n}" for n in range(27, 2, -1)]
    assert (titles(third), third.context["older"]) == (["信2", "信1"], None)


def test_inbox_of_a_full_page_has_no_older_one(desk, officer):
    write(officer, 25)

    assert desk.get(INBOX).context["older"] is None


@pytest.mark.parametrize("after", ["", "x", "-1", "1.5", "²", "9" * 30, "1;drop"])
def test_inbox_takes_a_wrong_page_for_the_newest(desk, officer, after):
    write(officer, 1)

    assert titles(desk.get(INBOX, {"after": after})) == ["信1"]


def test_inbox_takes_the_largest_page_number(desk, officer):
    write(officer, 1)

    assert titles(desk.get(INBOX, {"after": "9" * 19})) == ["信1"]


def test_inbox_says_when_it_is_empty(desk):
    response = desk.get(INBOX)

    assert response.status_code == 200
    assert titles(response) == []


@pytest.mark.parametrize("letters", [1, 3])
def test_inbox_costs_the_same_however_long(desk, officer, letters, django_assert_num_queries):
    write(officer, letters)

    with django_assert_num_queries(QUERIES):
        desk.get(INBOX)


def test_inbox_escapes_what_stands_in_a_letter(desk, officer):
    Message.objects.create(kind="x", title="<b>信", body="<script>", reader=officer)

    page = desk.get(INBOX).content.decode()
    assert "&lt;b&gt;信" in page
    assert "<b>信" not in page
    assert "&lt;script&gt;" in page


def test_inbox_shows_that_a_mail_failed(desk, word):
    assert "text-danger" not in desk.get(INBOX).content.decode()
    Delivery.objects.update(state="failed")

    assert "text-danger" in desk.get(INBOX).content.decode()


@pytest.mark.parametrize("path", ["", "{pk}/"])
def test_get_reads_nothing(desk, letter, path):
    assert desk.get(INBOX + path.format(pk=letter.pk)).status_code == 200

    assert Message.objects.get().is_unread


@pytest.mark.parametrize("path", ["read/", "{pk}/read/", "{pk}/open/"])
def test_marking_needs_a_post(desk, letter, path):
    assert desk.get(INBOX + path.format(pk=letter.pk)).status_code == 405
    assert Message.objects.get().is_unread


def test_open_marks_read_and_goes_to_the_case(desk, letter):
    response = desk.post(f"{INBOX}{letter.pk}/open/")

    assert (response.status_code, response.url) == (302, "/desk/cases/2026-00001/")
    assert not Message.objects.get().is_unread


def test_open_without_a_link_goes_to_the_letter(desk, officer):
    [letter] = write(officer, 1)

    assert desk.post(f"{INBOX}{letter.pk}/open/").url == f"{INBOX}{letter.pk}/"


def test_open_keeps_the_first_reading(desk, letter):
    once = timezone.now()
    Message.objects.update(read_at=once)
    desk.post(f"{INBOX}{letter.pk}/open/")

    assert Message.objects.get().read_at == once


def test_read_marks_one_and_stays_on_its_page(desk, officer):
    letters = write(officer, 2)
    response = desk.post(f"{INBOX}{letters[0].pk}/read/?after=77")

    assert response.url == f"{INBOX}?after=77"
    assert [m.title for m in Message.objects.unread()] == ["信2"]


def test_read_all_marks_ones_own_only(desk, officer, colleague):
    write(officer, 2)
    write(colleague, 1)
    response = desk.post(f"{INBOX}read/")

    assert response.url == INBOX
    assert [m.reader for m in Message.objects.unread()] == [colleague]


@pytest.mark.parametrize(
    ("method", "path"), [("get", "{pk}/"), ("post", "{pk}/open/"), ("post", "{pk}/read/")]
)
def test_letter_of_another_does_not_exist(desk, colleague, method, path):
    [foreign] = write(colleague, 1)
    act = getattr(desk, method)
    answers = [act(INBOX + path.format(pk=pk)) for pk in (foreign.pk, foreign.pk + 1000)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert Message.objects.get().is_unread


@pytest.mark.parametrize("path", ["", "1/"])
def test_inbox_sends_somebody_unknown_to_the_login(client, db, path):
    assert client.get(INBOX + path).url == f"/accounts/login/?next={INBOX}{path}"


def test_inbox_shows_the_count_in_the_header(desk, officer):
    write(officer, 3)

    assert desk.get(INBOX).context["unread_count"] == 3
