"""The report: one form, one POST, one complaint."""

import re
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client

from cases.models import Complaint, Reporter
from ledger import vault
from tests.cases.views.reporter import NAMED, REPORT, a_browser, a_code, code_in, send, text_of
from tests.people.factories import a_school, a_unit_tree

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def units(db):
    return a_unit_tree()


@pytest.fixture
def custodian(db):
    return vault.establish({"custodian": "a passphrase"}, effort=vault.INTERACTIVE)


def test_home_leads_to_the_form_and_to_the_progress():
    page = text_of(Client().get("/"))

    assert 'href="/report/"' in page
    assert 'href="/track/"' in page


def test_report_keeps_what_was_told(units):
    answer = send(
        a_browser(), subject="数学", place="某小区", happened="每周六", amount="12,800",
        exposing="只有我知道", minor_risk="on",
    )  # fmt: skip

    kept = Complaint.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, "/report/done/")
    assert (kept.kind, kept.narrative, kept.channel) == ("tutoring", REPORT["narrative"], "WEB")
    assert (kept.reporting_unit, kept.school) == (units.lucheng, units.lucheng_school)
    assert (kept.school_name, kept.teacher_name) == ("鹿城区试验小学", "试验教师甲")
    assert (kept.subject_taught, kept.place, kept.happened) == ("数学", "某小区", "每周六")
    assert (kept.amount, kept.exposing, kept.minor_risk) == (
        Decimal("12800.00"),
        "只有我知道",
        True,
    )
    assert kept.is_named is False


def test_report_needs_only_three_answers():
    client = a_browser()

    answer = client.post(
        "/report/", {"kind": "other", "narrative": "说不清楚。", "identity": "anonymous"}
    )

    assert answer.status_code == 303
    assert Complaint.objects.get().reporting_unit is None


def test_report_names_its_fields_as_agreed():
    page = text_of(Client().get("/report/"))

    names = "kind county school teacher subject place happened amount narrative exposing identity name phone minor_risk"
    assert [one for one in names.split() if f'name="{one}"' not in page] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "I come back here with my code to read your questions and the answer.",
        "I am also told in writing, at the beginning and at the end.",
        "Who can see my name, and how",
        "What we cannot promise, with or without a name",
        "Your style of writing",
        "Our server must be able to read what you send",
        "Please do not use a network or a computer of the school or of your work.",
        "What helps us to check it: examples",
        'href="tel:110"',
        'href="tel:12355"',
    ],
)
def test_report_is_honest_and_helps(sentence):
    client = Client()
    client.cookies["django_language"] = "en"

    assert sentence in text_of(client.get("/report/"))


def test_report_is_remembered_by_no_browser():
    assert re.search(
        r'<form id="report"[^>]* autocomplete="off"', text_of(Client().get("/report/"))
    )


def test_report_offers_the_fourteen_rows_by_region_code(units):
    page = text_of(Client().get("/report/"))

    assert page.count('<option value="3303') == 14
    assert '<option value="330300">市直属学校</option>' in page


def test_report_takes_a_school_that_nobody_knows():
    send(a_browser(), school="某某学校")

    assert (Complaint.objects.get().school_name, Complaint.objects.get().school) == (
        "某某学校",
        None,
    )


def test_report_finds_the_row_of_a_registered_school(units):
    send(a_browser(), county="", school="温州试验直属中学")

    kept = Complaint.objects.get()
    assert (kept.school, kept.reporting_unit) == (units.direct_school, units.direct)


def test_report_does_not_guess_between_schools_of_one_name(units):
    a_school(units.yueqing, name="鹿城区试验小学")

    send(a_browser(), county="")

    assert Complaint.objects.get().school is None


def test_report_believes_the_county_that_was_chosen(units):
    send(a_browser(), county="330382")

    assert (Complaint.objects.get().reporting_unit, Complaint.objects.get().school) == (
        units.yueqing,
        None,
    )


def test_report_seals_a_name(custodian):
    assert a_browser().post("/report/", NAMED).status_code == 303

    sealed = bytes(Reporter.objects.get().sealed)
    assert Complaint.objects.get().is_named is True
    assert "试验家长".encode() not in sealed
    assert b"13800000000" not in sealed


def test_report_forgets_a_name_typed_by_one_who_stays_anonymous(custodian):
    answer = send(a_browser(), name="试验家长", phone="123")

    assert answer.status_code == 303
    assert (Complaint.objects.get().is_named, Reporter.objects.count()) == (False, 0)


def test_report_without_a_vault_keeps_the_form_and_no_name():
    answer = a_browser().post("/report/", NAMED)

    assert answer.status_code == 503
    assert 'value="试验家长"' in text_of(answer)
    assert REPORT["narrative"] in text_of(answer)
    assert Complaint.objects.count() == 0


def test_report_without_a_vault_takes_anonymous_ones():
    assert send(a_browser()).status_code == 303


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": ""}, "Please say what it is about."),
        ({"narrative": " \n "}, "Please tell us what happened."),
        ({"identity": ""}, "Please choose one; you need not give your name."),
        ({"identity": "named"}, "Please give your name, or choose to report without it."),
        ({"identity": "named"}, "Please give a number at which we can reach you."),
        (
            {"identity": "named", "phone": "12345"},
            "Please check the number: a mobile has 11 figures",
        ),
        ({"amount": "一大笔"}, "Please write one sum in figures"),
    ],
)
def test_report_says_beside_the_field_what_is_missing(changes, sentence):
    client = a_browser()
    client.cookies["django_language"] = "en"

    answer = send(client, **changes)

    assert answer.status_code == 200
    assert text_of(answer).count(sentence) == 2  # in the summary and beside the field
    assert Complaint.objects.count() == 0


def test_report_keeps_everything_typed_when_something_is_missing():
    typed = NAMED | {"subject": "数学", "place": "某小区", "happened": "周六", "exposing": "只有我"}

    page = text_of(a_browser().post("/report/", typed | {"amount": "一大笔"}))

    values = [typed[name] for name in ("school", "teacher", "subject", "place", "happened")]
    assert [
        one
        for one in [*values, "一大笔", "试验家长", "138 0000 0000"]
        if f'value="{one}"' not in page
    ] == []
    assert typed["narrative"] in page
    assert typed["exposing"] in page
    assert '<option value="330302" selected>' in page


def test_r9_report_sent_twice_is_one_and_shows_the_same_code():
    client = a_browser()

    codes = [a_code(client), a_code(client)]

    assert codes[0] == codes[1]
    assert Complaint.objects.count() == 1


def test_report_sent_again_with_other_words_is_not_swallowed():
    client = a_browser()
    first = a_code(client)

    answer = send(client, narrative="这是另一件事。")

    assert answer.status_code == 409
    assert "这是另一件事。" in text_of(answer)
    assert Complaint.objects.count() == 1
    assert code_in(client.get("/report/done/")) == first


def test_report_can_be_sent_once_the_other_code_is_saved():
    client = a_browser()
    first = a_code(client)
    send(client, narrative="这是另一件事。")
    client.post("/report/done/", {"saved": "yes"})

    kept = send(client, narrative="这是另一件事。")
    second = a_code(client, narrative="这是另一件事。")

    assert "这是另一件事。" in text_of(kept)
    assert second != first
    assert Complaint.objects.count() == 2


def test_report_opened_again_is_another_report():
    client = a_browser()
    first = a_code(client)
    client.get("/report/")

    assert a_code(client) != first
    assert Complaint.objects.count() == 2


def test_report_opened_again_keeps_a_code_that_was_not_saved():
    client = a_browser()
    first = a_code(client)
    del client.cookies["receipt"]  # the answer was lost on its way

    page = text_of(client.get("/report/"))

    assert 'href="/report/done/"' in page
    assert code_in(client.get("/report/done/")) == first


def test_report_opened_in_a_second_window_is_the_same_until_sent():
    client = a_browser()
    before = client.cookies["report"].value.split(":")[0]

    client.get("/report/")

    assert client.cookies["report"].value.split(":")[0] == before


def test_report_without_its_cookie_keeps_the_text_and_can_be_sent():
    client = Client()

    refused = send(client)
    sent = send(client)

    assert REPORT["narrative"] in text_of(refused)
    assert (refused.status_code, sent.status_code) == (200, 303)


def test_report_with_a_forged_cookie_is_as_without():
    client = a_browser()
    client.cookies["report"] = "mine:1xVk0L:25A_n5uzNiq9YeyJs2EU2ZTU7I6j5LUyv_Mgm8A4VQg"

    assert send(client).status_code == 200
    assert Complaint.objects.count() == 0


def test_report_without_the_forms_token_keeps_the_text():
    client = a_browser(enforce_csrf_checks=True)

    answer = send(client)

    assert REPORT["narrative"] in text_of(answer)
    assert Complaint.objects.count() == 0


def test_report_with_the_forms_token_is_taken():
    client = Client(enforce_csrf_checks=True)
    token = client.get("/report/").context["csrf_token"]

    assert send(client, csrfmiddlewaretoken=str(token)).status_code == 303


def test_report_sent_by_another_site_shows_nothing_of_it():
    client = a_browser(enforce_csrf_checks=True)

    answer = client.post("/report/", REPORT, headers={"origin": "https://elsewhere.example"})

    assert REPORT["narrative"] not in text_of(answer)
    assert Complaint.objects.count() == 0


def test_report_puts_one_cookie_that_scripts_and_other_pages_cannot_read(settings):
    settings.SESSION_COOKIE_SECURE = True
    cookie = Client().get("/report/").cookies["report"]

    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Strict", True)
    assert (cookie["path"], cookie["max-age"]) == ("/report/", 4 * 3600)


def test_report_keeps_no_session():
    client = a_browser()
    a_code(client)

    assert Session.objects.count() == 0
    assert sorted(client.cookies) == ["csrftoken", "receipt", "report"]


@pytest.mark.parametrize("path", ["/", "/report/", "/report/done/", "/track/", "/track/thread/"])
def test_public_pages_answer_no_other_methods(path):
    assert Client().delete(path).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_r9_report_sent_twenty_times_at_once_is_one_complaint():
    client = a_browser()
    cookie = client.cookies["report"].value

    def send_once(_n):
        one = Client()
        one.cookies["report"] = cookie
        answer = send(one)
        connections.close_all()
        return answer.status_code, one

    with ThreadPoolExecutor(20) as pool:
        sent = list(pool.map(send_once, range(20)))

    assert [status for status, _one in sent] == [303] * 20
    assert len({code_in(one.get("/report/done/")) for _status, one in sent}) == 1
    assert Complaint.objects.count() == 1
