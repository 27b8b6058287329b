"""The check against floods: work for a browser, a question for a person, both bound to one form."""

import json

import altcha
import freezegun
import pytest
from django.utils import translation

from cases import challenges, receipts
from ledger import sealing


@pytest.fixture(scope="module")
def nonce():
    return receipts.new_nonce()


@pytest.fixture(scope="module")
def proof(nonce):
    return solved(challenges.issue(nonce))


def solved(issued):
    work = altcha.Challenge.from_dict(json.loads(issued))
    return altcha.Payload(work, altcha.solve_challenge(work)).to_base64()


def answer_to(nonce):
    first, second, adds = challenges._numbers(nonce)
    return first + second if adds else first - second


def test_w4_work_done_is_believed(nonce, proof):
    assert challenges.is_solved(nonce, proof)


def test_w4_work_for_another_form_is_not_believed(proof):
    assert not challenges.is_solved(receipts.new_nonce(), proof)


@pytest.mark.parametrize("typed", ["", "1", "e30=", "{}", "A" * 100_000, "中文", "bnVsbA=="])
def test_w4_nonsense_is_not_believed(nonce, typed):
    assert not challenges.is_solved(nonce, typed)


def test_w4_work_of_ones_own_making_is_not_believed(nonce):
    own = altcha.create_challenge(
        challenges.KIND, 1, counter=1, data={"form": challenges.name(nonce)}, hmac_secret="mine",
        hmac_key_secret="mine",
    )  # fmt: skip

    assert not challenges.is_solved(nonce, solved(json.dumps(own.to_dict())))


def test_w4_work_runs_out(nonce):
    with freezegun.freeze_time("2026-11-23 08:00") as clock:
        proof = solved(challenges.issue(nonce))
        assert challenges.is_solved(nonce, proof)
        clock.tick(challenges.LASTS + 1)

        assert not challenges.is_solved(nonce, proof)


def test_w4_work_says_nothing_of_the_nonce(nonce):
    assert nonce not in challenges.issue(nonce)


def test_w4_a_broken_check_lets_nobody_through(nonce, proof, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr(altcha, "verify_solution", broken)

    assert not challenges.is_solved(nonce, proof)


def test_w4_a_form_opens_although_no_work_can_be_made(nonce, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr(altcha, "create_challenge", broken)

    assert challenges.issue(nonce) == ""


def test_w4_the_question_has_its_answer(nonce):
    assert challenges.is_answered(nonce, str(answer_to(nonce)))


def test_w4_the_question_refuses_another_answer(nonce):
    assert not challenges.is_answered(nonce, str(answer_to(nonce) + 1))


def test_w4_the_question_stays_while_the_form_does(nonce):
    assert challenges.question(nonce) == challenges.question(nonce)


def test_w4_there_are_many_questions():
    assert len({challenges.question(receipts.new_nonce()) for _one in range(200)}) > 30


def test_w4_the_question_is_in_the_readers_language(monkeypatch):
    monkeypatch.setattr(challenges, "_numbers", lambda _nonce: (5, 3, True))

    with translation.override("en"):
        assert challenges.question("any") == "What is five plus three?"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("8", 8), (" \uff18 ", 8), ("八", 8), ("等于八", 8), ("8。", 8), ("eight", 8), ("Eight", 8),
        ("十", 10), ("十二", 12), ("一十二", 12), ("18", 18), ("两", 2), ("零", 0), ("0", 0),
        ("", None), ("二二", None), ("二十", None), ("abc", None), ("十十", None), ("8" * 500, 8888),
    ],
)  # fmt: skip
def test_w4_an_answer_is_read_as_people_write_it(typed, number):
    assert challenges._read(typed) == number


def test_w4_an_unreadable_key_makes_the_question_unanswered(nonce, monkeypatch):
    right = str(answer_to(nonce))

    def broken(*_args):
        raise RuntimeError

    monkeypatch.setattr(sealing, "derive", broken)

    assert not challenges.is_answered(nonce, right)
