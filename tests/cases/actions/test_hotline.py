"""Orders of the hotline: its clock, interim answers, returns."""

from datetime import date

import pytest

from cases.actions import clocks
from tests.cases.factories import a_complaint, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]


@pytest.fixture
def order(world):
    made = a_complaint(world, "screening", channel="HOTLINE", foreign_number="WZ-1")
    clocks.set_due(made, "K16", due_on=date(2026, 10, 19), on=date(2026, 10, 12))
    return made


def due(complaint):
    running = clocks.running(complaint, "K16")
    return running.due_on if running else None


def test_interim_answer_closes_nothing(world, order):
    by = world["city.intake"]

    assert refusal(order, "answer_interim", by=by, text="正在核查。") is None
    assert (order.state, due(order)) == ("screening", date(2026, 10, 19))
    assert order.dossier.get().text == "正在核查。"


def test_extension_takes_the_place_of_the_old_limit(world, order):
    said = {"due_on": date(2026, 10, 26), "reason": "平台同意"}

    assert refusal(order, "extend_order", by=world["city.intake"], **said) is None
    assert due(order) == order.next_due == date(2026, 10, 26)
    assert order.clocks.count() == 2  # the old one is kept, superseded


def test_extension_ends_later(world, order):
    said = {"due_on": date(2026, 10, 19), "reason": "x"}

    found = refusal(order, "extend_order", by=world["city.intake"], **said)

    assert found == "The new last day must lie behind the old one."


def test_return_ends_the_limits(world, order):
    assert refusal(order, "return_order", by=world["city.intake"], reason="属外市") is None
    assert (order.state, order.ruling, due(order)) == ("referred", "属外市", None)


def test_answer_ends_the_hotlines_limit(world, order):
    refusal(order, "return_order", by=world["city.intake"], reason="属外市")
    clocks.set_due(order, "K16", due_on=date(2026, 10, 19), on=date(2026, 10, 12))

    assert refusal(order, "answer", by=world["city.intake"], answer="已退回。") is None
    assert due(order) is None


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("answer_interim", {"text": "x"}),
        ("extend_order", {"due_on": date(2026, 10, 26), "reason": "x"}),
        ("return_order", {"reason": "x"}),
    ],
)
def test_other_channels_know_no_orders(world, verb, said):
    other = a_complaint(world, "screening", channel="PHONE")

    found = refusal(other, verb, by=world["city.intake"], **said)

    assert found == "Only an order of the hotline knows this."
    assert other.state == "screening"


def test_return_waits_for_the_report_of_a_childs_danger(world):
    order = a_complaint(world, "screening", channel="HOTLINE", minor_risk=True)

    found = refusal(order, "return_order", by=world["city.intake"], reason="x")

    assert found == "A child may be in danger: record the report to the police first."
