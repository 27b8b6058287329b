"""The limit of a dispatch order: ahead of today, and not beyond that of the whole inquiry."""

from datetime import timedelta

import pytest

from cases.actions import clocks
from cases.forms.dispatching import ProposeDispatch
from tests.cases.factories import TODAY, a_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]


@pytest.fixture
def case(world):
    """Its 60 days begin today."""
    case = a_case(world)
    clocks.start(case, "K4", on=TODAY)
    return case


def errors(world, case, due_on):
    typed = {
        "unit": world.county.pk, "lead_summary": "反映收费补课。", "due_on": due_on,
        "mode": "ordinary",
    }  # fmt: skip
    return ProposeDispatch(typed, record=case, user=world["city.intake"]).errors.get("due_on")


def test_order_ends_with_the_inquiry_at_the_latest(world, case):
    last = clocks.running(case, "K4").due_on

    assert errors(world, case, last + timedelta(1)) == [
        "Not later than the limit of the whole inquiry."
    ]
    assert errors(world, case, last) is None


def test_order_ends_after_today(world, case):
    assert errors(world, case, TODAY) == ["The limit must lie ahead."]
    assert errors(world, case, TODAY + timedelta(1)) is None


def test_order_of_an_overdue_inquiry_needs_some_day_ahead(world, case, set_today):
    """The limit of the whole has passed: no day could keep to it."""
    last = clocks.running(case, "K4").due_on
    set_today(last + timedelta(1))

    assert errors(world, case, last + timedelta(20)) is None
