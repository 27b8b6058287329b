"""The pages of handing over: drawn up, allotted, signed in the browser's way, and closed to others."""

from datetime import timedelta

import pytest

from cases.actions import handovers
from cases.models import Handover, Recusal
from ledger.models import Access
from notifications import papers
from people.models import Appointment
from people.roles import Role
from tests.cases.factories import TODAY, a_case, a_person
from tests.cases.views.desk import at_desk, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]
LIST = "/desk/handovers/"


@pytest.fixture
def successor(world):
    return a_person(world.county, Role.OFFICER, name="successor")


@pytest.fixture
def assigned(world):
    return a_case(world, "investigating", assignee=world["county.officer"])


@pytest.fixture
def made(world, successor, assigned):
    wanted = handovers.Wanted(
        world["county.officer"], world.county, successor, world["county.approver"], "moved", TODAY
    )
    return handovers.begin(wanted, by=world["county.approver"])


def page(made):
    return f"{LIST}{made.pk}/"


def sign(user, made, part, person=None, **more):
    fields = {
        "deed": "sign", "part": part, "person": (person or user).pk, "version": made.version, **more
    }  # fmt: skip
    return at_desk(user).post(page(made), fields)


def said(world, successor, **more):
    return {
        "unit": world.county.pk, "successor": successor.pk, "monitor": world["county.approver"].pk,
        "reason": "moved", "note": "", "from_on": TODAY.isoformat(), "ends_posts": "on", **more,
    }  # fmt: skip


def begin(user, giver, fields):
    return at_desk(user).post(f"{LIST}new/?giver={giver.pk}", fields)


def test_a_leader_draws_a_list_up_and_sent_twice_it_is_one(world, successor, assigned):
    for _twice in range(2):
        answer = begin(world["county.approver"], world["county.officer"], said(world, successor))

    assert (answer.status_code, answer.url) == (303, page(Handover.objects.get()))


@pytest.mark.parametrize(
    ("name", "value"), [("from_on", "2036-01-01"), ("from_on", "übermorgen"), ("monitor", "999999"), ("reason", "%")]
)  # fmt: skip
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(
    world, successor, assigned, name, value
):
    fields = said(world, successor, note="转岗到教育技术中心", **{name: value})

    answer = begin(world["county.approver"], world["county.officer"], fields)

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [name])
    assert "转岗到教育技术中心" in text_of(answer)


@pytest.mark.parametrize("giver", ["other.officer", "city.intake", "x", ""])
def test_work_of_another_unit_is_not_there(world, giver):
    who = world[giver].pk if "." in giver else giver

    assert at_desk(world["county.approver"]).get(f"{LIST}new/?giver={who}").status_code == 404


def test_three_names_in_the_browser(world, made, successor, assigned):
    sign(world["county.officer"], made, "giver")
    sign(successor, made, "taker")
    answer = sign(world["county.approver"], made, "monitor")

    assigned.refresh_from_db()
    assert (answer.status_code, assigned.assignee) == (302, successor)


def test_a_name_under_an_older_list_gets_the_new_list(world, made, successor, assigned):
    a_case(world, "investigating", assignee=world["county.officer"])
    answer = sign(successor, made, "taker")

    assert answer.status_code == 409
    assert "void" in text_of(answer)


def test_signing_for_another_without_a_reason_is_said_beside_the_field(world, made):
    answer = sign(world["county.approver"], made, "giver", made.giver)

    assert answer.context["form"].errors["reason"]
    assert not made.signatures.exists()


@pytest.mark.parametrize(
    "login", ["other.approver", "county.legal", "school.principal", "city.sysadmin"]
)
def test_for_others_there_is_no_such_list(world, made, login):
    desk = at_desk(world[login])

    assert desk.get(page(made)).status_code == 404
    assert desk.post(page(made), {"deed": "withdraw", "reason": "x"}).status_code == 404
    assert desk.get(f"{LIST}{made.pk}.pdf").status_code == 404
    assert list(desk.get(LIST).context["rows"]) == []


def test_a_line_that_bars_its_reader_is_not_shown_nor_the_paper(world, made, assigned):
    paper = papers.of(made.subject).last()
    papers.make(paper.pk)
    leader = at_desk(world["county.approver"])
    assert leader.get(f"{LIST}{made.pk}.pdf").status_code == 200

    Recusal.objects.create(case=assigned, user=world["county.approver"], reason="亲属", on=TODAY)

    shown = leader.get(page(made))
    assert assigned.number not in text_of(shown)
    assert leader.get(f"{LIST}{made.pk}.pdf").status_code == 404


@pytest.mark.parametrize(
    "fields", [{"part": "nobody"}, {"person": "x"}, {"version": "-1"}, {"deed": "steal"}]
)
def test_a_forged_name_is_answered_like_no_page(world, made, fields):
    typed = {"deed": "sign", "part": "giver", "person": made.giver_id, "version": "1", **fields}

    assert at_desk(made.giver).post(page(made), typed).status_code == 404


def test_lines_go_to_another_who_is_chosen_for_them(world, made, assigned):
    second = a_person(world.county, Role.OFFICER, name="second")
    line = made.items.get(kind="case")
    fields = {"deed": "allot", "items": [line.pk], "successor": second.pk}

    at_desk(world["county.officer"]).post(page(made), fields)

    line.refresh_from_db()
    assert line.successor == second


def test_a_whole_kind_goes_to_another(world, made, assigned):
    second = a_person(world.county, Role.OFFICER, name="second")
    a_case(world, "investigating", assignee=world["county.officer"])
    handovers.renew(made)

    at_desk(made.giver).post(page(made), {"deed": "allot", "kinds": "case", "successor": second.pk})

    assert set(made.items.values_list("successor", flat=True)) == {second.pk}


def test_each_reading_is_recorded_and_costs_the_same(world, made, django_assert_num_queries):
    desk = at_desk(world["county.approver"])
    desk.get(page(made))
    for _more in range(3):
        a_case(world, "investigating", assignee=world["county.officer"])
    handovers.renew(made)

    with django_assert_num_queries(39):
        desk.get(page(made))
    assert Access.objects.filter(subject=made.subject).count() == 2


def test_work_that_nobody_holds_is_on_the_leader_s_page(world, assigned):
    Appointment.objects.filter(user=world["county.officer"]).update(ends_on=TODAY - timedelta(1))

    shown = at_desk(world["county.approver"]).get(LIST)
    (row,) = shown.context["leavers"]
    assert (row.user, row.cases) == (world["county.officer"], 1)
    assert at_desk(world["county.legal"]).get(LIST).context["leavers"] == []
