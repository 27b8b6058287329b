"""Each sanction's first and last day, as the desk shows them, against the day of the decision."""

import calendar
from datetime import date, timedelta

import pytest

from tests import stories

MONTHS = {"W": 6, "D": 12}
LETTERS = dict(zip("abc", stories.ALL, strict=True))
SANCTIONED = [
    (letter, person)
    for letter, story in LETTERS.items()
    for person in story.people
    if person.sanction
]
DISQUALIFIED = [
    (letter, person)
    for letter, story in LETTERS.items()
    for person in story.people
    if person.months
]


def last_day(first, months):
    """The day before the corresponding day so many months later (civil code, art. 202)."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    day = min(first.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=1)


def shown(day):
    return f"{day.year}年{day.month}月{day.day}日"


@pytest.fixture(scope="module")
def proceedings(played, hands):
    return {letter: hands.proceedings_of(case) for letter, (_complaint, case) in played.items()}


def page_of(hands, proceedings, letter, person):
    proceeding = proceedings[letter][person.name]
    return hands.read("city.approver", proceeding).locator("main").inner_text()


@pytest.mark.parametrize(
    ("letter", "person"), SANCTIONED, ids=lambda one: getattr(one, "name", one)
)
def test_sanction_runs_from_the_day_of_the_decision_to_its_last_day(
    proceedings, hands, letter, person
):
    today = date.fromisoformat(hands.today)
    text = page_of(hands, proceedings, letter, person)

    assert shown(today) in text
    assert shown(last_day(today, MONTHS[person.sanction])) in text


@pytest.mark.parametrize(
    ("letter", "person"), DISQUALIFIED, ids=lambda one: getattr(one, "name", one)
)
def test_disqualification_ends_after_its_months(proceedings, hands, letter, person):
    today = date.fromisoformat(hands.today)

    assert shown(last_day(today, person.months)) in page_of(hands, proceedings, letter, person)
