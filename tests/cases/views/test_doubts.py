"""W4, R4: what a report meets that a machine may have sent. It is kept, and waits apart."""

import json
import re

import altcha
import pytest
from django.test import Client

from cases import challenges, floods
from cases.models import Complaint
from cases.models.complaint import Doubt
from people import network
from tests.cases.views.reporter import REPORT, a_browser, a_code, answer_on, send, text_of
from tests.people.factories import a_unit_tree

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def units(db):
    return a_unit_tree()


@pytest.fixture
def cheap(monkeypatch):
    monkeypatch.setattr(challenges, "COST", 1)


def work_on(page):
    return json.loads(
        re.search(r'data-work="([^"]*)"', page.content.decode())[1].replace("&quot;", '"')
    )


def proof_for(page):
    work = altcha.Challenge.from_dict(work_on(page))
    return altcha.Payload(work, altcha.solve_challenge(work)).to_base64()


def doubt_after(**changes):
    browser = Client()
    page = browser.get("/report/")
    changes = {key: value(page) if callable(value) else value for key, value in changes.items()}
    assert send(browser, **changes).status_code == 303
    return Complaint.objects.latest("pk").doubt


def test_w4_report_of_a_browser_that_did_the_work_is_trusted(cheap):
    assert doubt_after(proof=proof_for) == ""


def test_w4_report_with_the_question_answered_is_trusted():
    assert doubt_after(answer=answer_on) == ""


def test_w4_report_without_either_waits_apart():
    assert doubt_after() == Doubt.CHALLENGE


def test_w4_report_with_a_wrong_answer_waits_apart():
    assert doubt_after(answer="77") == Doubt.CHALLENGE


def test_w4_report_with_the_work_of_another_form_waits_apart(cheap):
    other = proof_for(Client().get("/report/"))

    assert doubt_after(proof=other) == Doubt.CHALLENGE


def test_w4_report_that_fell_into_the_trap_waits_apart(cheap):
    assert doubt_after(proof=proof_for, homepage="http://spam.example") == Doubt.TRAP


def test_w4_report_that_waits_apart_gets_its_receipt():
    code = a_code()

    assert re.fullmatch(r"[0-9A-Z]{5}(-[0-9A-Z]{5,6}){3}", code)
    assert Complaint.objects.get().is_doubtful


def test_w4_the_answer_is_not_on_the_page():
    page = a_browser().get("/report/")
    nonce = page.context["form"].nonce

    assert challenges.question(nonce) in text_of(page)
    assert nonce not in text_of(page)


def test_w4_work_sent_again_makes_no_second_report(cheap):
    browser = Client()
    proof = proof_for(browser.get("/report/"))
    send(browser, proof=proof)
    send(browser, proof=proof)

    assert Complaint.objects.count() == 1


def test_w4_work_is_not_good_for_the_next_report(cheap):
    browser = Client()
    proof = proof_for(browser.get("/report/"))
    send(browser, proof=proof)
    browser.get("/report/")
    send(browser, proof=proof, narrative="又一件事。")

    assert [one.doubt for one in Complaint.objects.order_by("pk")] == ["", Doubt.CHALLENGE]


def test_w4_work_outlives_a_mistake_in_the_form(cheap):
    browser = Client()
    proof = proof_for(browser.get("/report/"))
    again = send(browser, proof=proof, narrative="")
    kept = re.search(r'name="proof" value="([^"]+)"', again.content.decode())[1]
    send(browser, proof=kept)

    assert Complaint.objects.get().doubt == ""


def broken(*_args, **_more):
    raise RuntimeError


@pytest.mark.parametrize(
    ("module", "part"),
    [
        (altcha, "verify_solution"),
        (challenges, "is_solved"),
        (floods, "count"),
        (network, "name"),
    ],
)
def test_w4_a_broken_check_trusts_and_loses_nobody(cheap, monkeypatch, module, part):
    monkeypatch.setattr(module, part, broken)

    assert doubt_after(proof=proof_for) == Doubt.CHALLENGE


def test_w4_a_broken_check_is_logged_without_what_was_typed(cheap, monkeypatch, caplog):
    monkeypatch.setattr(floods, "count", broken)
    doubt_after(proof=proof_for)

    assert [one.getMessage() for one in caplog.records] == [
        "the check against floods is broken: RuntimeError"
    ]


def test_r4_sixty_reporters_of_one_address_are_all_trusted(cheap):
    for _one in range(60):
        assert doubt_after(proof=proof_for) == ""


def test_r4_sixty_reporters_without_javascript_are_all_trusted():
    for _one in range(60):
        assert doubt_after(answer=answer_on) == ""


def test_r4_reports_beyond_the_limit_wait_apart(cheap, monkeypatch):
    monkeypatch.setitem(floods.LIMITS, "report", floods.Limit(2, 600))

    assert [doubt_after(proof=proof_for) for _one in range(3)] == ["", "", Doubt.FLOOD]


def test_r4_reports_that_did_no_work_take_nothing_from_their_neighbours(cheap, monkeypatch):
    monkeypatch.setitem(floods.LIMITS, "report", floods.Limit(2, 600))

    assert [doubt_after() for _one in range(5)] == [Doubt.CHALLENGE] * 5
    assert doubt_after(proof=proof_for) == ""


def test_r4_one_report_sent_many_times_counts_once(cheap, monkeypatch):
    monkeypatch.setitem(floods.LIMITS, "report", floods.Limit(2, 600))
    browser = Client()
    proof = proof_for(browser.get("/report/"))
    for _one in range(10):
        send(browser, proof=proof)

    assert doubt_after(proof=proof_for) == ""


def test_r4_a_forged_header_is_no_other_network(cheap, monkeypatch, settings):
    settings.TRUSTED_PROXIES = []
    monkeypatch.setitem(floods.LIMITS, "report", floods.Limit(1, 600))
    seen = []
    for number in range(2):
        browser = Client(headers={"x-forwarded-for": f"203.0.113.{number}"})
        send(browser, proof=proof_for(browser.get("/report/")))
        seen.append(Complaint.objects.latest("pk").doubt)

    assert seen == ["", Doubt.FLOOD]


def test_report_keeps_what_was_told_when_in_doubt():
    doubt_after()

    assert Complaint.objects.get().narrative == REPORT["narrative"]
