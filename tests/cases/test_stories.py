"""The three stories, played through the forms and verbs of the desk."""

import pytest

from cases.models import Case, Complaint
from people import demo
from tests import stories
from tests.cases.hands import FormHands

pytestmark = pytest.mark.django_db


@pytest.fixture
def hands():
    demo.load()
    return FormHands()


@pytest.mark.parametrize("story", stories.ALL, ids=["a", "b", "c"])
def test_story_ends_closed_and_answered(story, hands):
    complaint, case = stories.play(story, hands)

    assert Case.objects.get(slug=case[1]).state == "closed"
    assert Complaint.objects.get(slug=complaint[1]).state == "answered"
