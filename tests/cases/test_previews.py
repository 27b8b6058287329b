"""Before a click the page says what will be told to whom, and for whom each paper is."""

import pytest

from cases import previews, verbs
from cases.catalogues import titles
from tests.cases.factories import a_case, a_complaint
from tests.cases.views.desk import at_desk, page_of, text_of

pytestmark = pytest.mark.django_db


def test_the_page_of_a_verb_shows_the_letter_before_it_is_sent(world):
    case = a_case(world, "dispatched")
    page = text_of(at_desk(world["county.officer"]).get(page_of(case, "propose_objection")))

    assert previews.letter(verbs.get("case", "propose_objection"), case) in page


def test_the_page_of_a_verb_says_for_whom_its_paper_is(world):
    complaint = a_complaint(world, "screening")
    page = text_of(at_desk(world["city.intake"]).get(page_of(complaint, "accept")))

    assert "举报受理告知书：for the reporter who gave his name" in page


def test_a_verb_that_tells_nobody_shows_no_letter(world):
    complaint = a_complaint(world)

    assert previews.letter(verbs.get("complaint", "screen"), complaint) == ""


def test_every_verb_that_tells_somebody_has_words_for_it():
    assert [one.key for one in verbs.ROWS if one.tells and one.event not in titles.LETTERS] == []
    assert {kind for one in verbs.ROWS for kind in one.papers} <= set(titles.TITLES)
