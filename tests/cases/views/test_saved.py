"""Saved views: list, count and weekly letter in one; each reader sees his own rows in it."""

from datetime import date

import pytest

from cases import tasks
from cases.models import SavedView
from notifications.models import Message
from tests.cases.factories import a_case
from tests.cases.views.desk import at_desk, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]
VIEWS = "/desk/views/"
WANTED = {"kind": "cases", "query": "state=investigating&nonsense=1", "columns": ["number", "due"], "name": "在查"}  # fmt: skip


@pytest.fixture
def approver(world):
    return at_desk(world["county.approver"])


@pytest.fixture
def view(world, approver):
    """The approver's view of what is being looked into."""
    approver.post(VIEWS, WANTED)
    return SavedView.objects.get()


def test_save_keeps_the_filters_that_the_list_knows_and_shows_them_with_their_count(
    world, approver, view
):
    a_case(world, "investigating")
    a_case(world, "dispatched")

    answer = approver.get(view.get_absolute_url())

    assert view.query == {"state": ["investigating"]}
    assert [row.record.state for row in answer.context["rows"]] == ["investigating"]
    assert [(one.name, n) for one, n in answer.context["views"]] == [("在查", 1)]
    assert approver.get("/desk/").context["views"] == [(view, 1)]


def test_save_twice_is_one_view_and_another_of_the_name_is_refused(approver, view):
    again = approver.post(VIEWS, WANTED)
    other = approver.post(VIEWS, WANTED | {"query": "state=open"})

    assert (again.status_code, SavedView.objects.count()) == (303, 1)
    assert "You have a view of this name already" in text_of(other)


def test_a_view_of_somebody_else_is_not_found(world, view):
    client = at_desk(world["county.officer"])

    for address in (view.get_absolute_url(), f"{VIEWS}{view.pk}/"):
        assert client.get(address).status_code == 404
    assert client.post(f"{VIEWS}{view.pk}/subscribe/", {"wanted": "yes"}).status_code == 404


def test_share_lets_the_unit_see_it_each_with_his_own_rows(world, approver, view):
    a_case(world, "investigating")
    approver.post(f"{VIEWS}{view.pk}/", {"name": "在查", "unit": world.county.pk})
    officer, away = at_desk(world["county.officer"]), at_desk(world["other.officer"])

    assert len(officer.get(view.get_absolute_url()).context["rows"]) == 1
    assert at_desk(world["county.personnel"]).get(view.get_absolute_url()).context["rows"] == []
    assert away.get(view.get_absolute_url()).status_code == 404
    assert officer.post(f"{VIEWS}{view.pk}/", {"name": "我的"}).status_code == 403
    assert officer.post(f"{VIEWS}{view.pk}/delete/").status_code == 403


def test_share_is_for_approvers_with_their_own_unit(world, approver, view):
    officer = at_desk(world["county.officer"])
    officer.post(VIEWS, WANTED)
    own = SavedView.objects.get(owner=world["county.officer"])

    officer.post(f"{VIEWS}{own.pk}/", {"name": "在查", "unit": world.county.pk})
    wrong = approver.post(f"{VIEWS}{view.pk}/", {"name": "在查", "unit": world.other.pk})

    own.refresh_from_db()
    view.refresh_from_db()
    assert (own.unit, view.unit, wrong.status_code) == (None, None, 200)


def test_rename_and_delete_may_be_sent_twice(approver, view):
    for _n in range(2):
        assert approver.post(f"{VIEWS}{view.pk}/", {"name": "核查中"}).status_code == 303
    assert SavedView.objects.get().name == "核查中"
    for _n in range(2):
        assert approver.post(f"{VIEWS}{view.pk}/delete/").status_code == 303
    assert not SavedView.objects.exists()


def test_digest_comes_once_a_week_and_its_mail_says_no_name(
    world, approver, view, set_today, mailoutbox
):
    a_case(world, "investigating")
    approver.post(f"{VIEWS}{view.pk}/subscribe/", {"wanted": "yes"})
    for day in (date(2026, 10, 13), date(2026, 10, 19), date(2026, 10, 19), date(2026, 10, 20)):
        set_today(day)
        tasks.write_digests()

    letter = Message.objects.get(kind="desk.digest")
    assert (letter.reader, letter.body) == (world["county.approver"], "“在查”共 1 件")
    assert "在查" not in letter.title
    assert letter.link == VIEWS


def test_digest_tells_nobody_whose_view_is_no_longer_shared(world, approver, view, set_today):
    SavedView.objects.update(unit=world.county)
    at_desk(world["county.officer"]).post(f"{VIEWS}{view.pk}/subscribe/", {"wanted": "yes"})
    SavedView.objects.update(unit=None)
    set_today(date(2026, 10, 19))

    tasks.write_digests()

    assert not Message.objects.filter(kind="desk.digest").exists()


@pytest.mark.parametrize(
    "sent", [{}, {"kind": "x"}, WANTED | {"name": ""}, WANTED | {"name": "长" * 41}, WANTED | {"query": "a" * 2001}]
)  # fmt: skip
def test_what_makes_no_sense_is_no_view(approver, sent):
    assert approver.post(VIEWS, sent).status_code == 200
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("typed", ["x", "0", "99999999999999999999", ""])
def test_no_view_of_an_address_is_a_failure(approver, typed):
    assert approver.get("/desk/cases/", {"view": typed}).status_code in {200, 404}
