"""The pages of the ladder: drafted, issued, answered in the browser's way, and closed to others."""

from datetime import timedelta

import pytest

from cases.actions import slips
from cases.models import Rung, Slip
from ledger.models import Access
from tests.cases.factories import TODAY, a_case
from tests.cases.views.desk import at_desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]
LIST = "/desk/supervision/"
LATER = (TODAY + timedelta(7)).isoformat()
SAID = {"matter": "已超期。", "requirement": "请反馈。", "responsible": "", "reply_by": LATER}
WORDS = slips.Words("已超期。", "请反馈。", TODAY + timedelta(7))


@pytest.fixture
def draft(world):
    about = slips.About(world.city, world.county)
    return slips.draft(Rung.REMINDER, key="k", about=about, words=WORDS)


@pytest.fixture
def issued(world, draft):
    slips.issue(draft, words=WORDS, by=world["city.approver"])
    return draft


def act(user, slip, deed, **said):
    fields = {"deed": deed, "version": slip.version, **said}
    return at_desk(user).post(f"{LIST}{slip.pk}/", fields)


def test_the_city_issues_a_draft_with_mended_words(world, draft):
    answer = act(world["city.intake"], draft, "issue", **SAID | {"matter": "超期三日。"})

    draft.refresh_from_db()
    assert (answer.status_code, draft.state, draft.matter) == (302, "issued", "超期三日。")


def test_the_unit_signs_and_answers(world, issued):
    act(world["county.officer"], issued, "sign")
    issued.refresh_from_db()
    act(world["county.officer"], issued, "reply", answer="已办结。")

    issued.refresh_from_db()
    assert (issued.state, issued.answer) == ("answered", "已办结。")


def test_a_slip_sent_twice_is_answered_once_and_keeps_what_was_typed(world, issued):
    act(world["county.officer"], issued, "sign")
    again = act(world["county.officer"], issued, "sign")

    assert again.status_code == 409
    assert Slip.objects.get(pk=issued.pk).version == issued.version + 1


def test_a_stale_answer_is_kept_on_the_page(world, issued):
    act(world["county.officer"], issued, "sign")
    stale = act(world["county.approver"], issued, "reply", answer="长长的答复。")

    assert stale.status_code == 409
    assert "长长的答复。" in stale.content.decode()


def test_a_day_in_the_past_is_refused_beside_its_field(world, draft):
    answer = act(world["city.intake"], draft, "issue", **SAID | {"reply_by": "2026-10-12"})

    assert answer.status_code == 200
    assert "lie ahead" in answer.content.decode()


def test_a_slip_by_hand_about_a_case_of_the_unit(world):
    case = a_case(world, "investigating")
    fields = SAID | {
        "rung": "letter", "unit": world.county.pk, "number": case.slug, "key": "once",
    }  # fmt: skip

    for _twice in range(2):
        at_desk(world["city.intake"]).post(f"{LIST}new/", fields)

    slip = Slip.objects.get()
    assert (slip.rung, slip.case, slip.drafted_by) == ("letter", case, world["city.intake"])


@pytest.mark.parametrize("number", ["2026-99999", "%", "'"])
def test_a_case_that_is_not_there_is_said_beside_the_field(world, number):
    fields = SAID | {"rung": "letter", "unit": world.county.pk, "number": number, "key": "k"}

    answer = at_desk(world["city.intake"]).post(f"{LIST}new/", fields)

    assert answer.context["form"].errors["number"]


def test_a_case_of_another_unit_is_refused(world):
    case = a_case(world, "investigating")
    fields = SAID | {"rung": "letter", "unit": world.other.pk, "number": case.slug, "key": "k"}

    answer = at_desk(world["city.intake"]).post(f"{LIST}new/", fields)

    assert answer.context["form"].errors["number"]


@pytest.mark.parametrize(
    "login", ["other.officer", "county.investigator", "school.principal", "city.leader", "city.sysadmin"]
)  # fmt: skip
def test_for_others_there_is_no_such_slip(world, issued, login):
    desk = at_desk(world[login])

    assert desk.get(f"{LIST}{issued.pk}/").status_code == 404
    assert desk.get(f"{LIST}{issued.pk}.pdf").status_code == 404
    assert list(desk.get(LIST).context["rows"]) == []
    assert list(desk.get(LIST).context["tally"]) == []


@pytest.mark.parametrize("login", ["county.officer", "county.approver", "city.leader"])
def test_only_the_city_drafts(world, login):
    assert at_desk(world[login]).get(f"{LIST}new/").status_code == 404


def test_each_reading_is_recorded(world, issued):
    at_desk(world["county.officer"]).get(f"{LIST}{issued.pk}/")

    assert Access.objects.filter(subject=issued.subject).count() == 1


def test_the_list_costs_the_same_however_long_it_is(world, issued, django_assert_num_queries):
    desk = at_desk(world["city.intake"])
    about = slips.About(world.city, world.other)
    for number in range(5):
        slips.draft(Rung.LETTER, key=f"n{number}", about=about, words=WORDS)
    desk.get(LIST)

    with django_assert_num_queries(6):
        desk.get(LIST)


def test_the_year_is_counted_unit_by_unit(world, issued):
    (row,) = at_desk(world["city.intake"]).get(LIST).context["tally"]

    assert (row.name, row.rungs, row.late) == (world.county.name, [1, 0, 0, 0, 0, 0], 0)
