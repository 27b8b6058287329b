"""AB角: a deputy in the chair, for a time, never past what bars him."""

from datetime import timedelta

import pytest

from cases.actions import absence
from cases.exceptions import NotAllowed, NotPermitted
from cases.models import Case
from cases.models.rights import rights_of
from notifications.models import Message
from people.models import Appointment
from tests.cases.factories import TODAY, a_case
from tests.cases.views.desk import at_desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]
TERM = absence.Term(TODAY, TODAY + timedelta(5))


def chair(world, login):
    return Appointment.objects.get(user=world[login], stands_in_for=None)


def stand_in(world, login="county.officer", deputy="county.legal", *, term=TERM, by=None):
    return absence.stand_in(
        chair(world, login), deputy=world[deputy], term=term, by=world[by or login]
    )


@pytest.fixture
def case(world):
    return a_case(world, "investigating")


def test_the_deputy_does_what_the_chair_does(world, case):
    assert "handle_case" not in rights_of(case, world["county.legal"])

    stand_in(world)

    assert "handle_case" in rights_of(case, world["county.legal"])


def test_after_the_last_day_the_chair_is_closed_to_him(world, case, set_today):
    stand_in(world)

    set_today(TODAY + timedelta(6))

    assert "handle_case" not in rights_of(case, world["county.legal"])


def test_before_the_first_day_it_is_closed_too(world, case):
    later = absence.Term(TODAY + timedelta(2), TODAY + timedelta(5))
    stand_in(world, term=later)

    assert "handle_case" not in rights_of(case, world["county.legal"])


def test_a_deputy_who_is_recused_stays_away(world, case):
    case.recusals.create(user=world["county.legal"], reason="亲属", on=TODAY)
    stand_in(world)

    assert not Case.objects.visible_to(world["county.legal"]).filter(pk=case.pk).exists()


def test_an_investigator_in_the_approver_s_chair_does_not_approve_his_own_case(world, case):
    stand_in(world, "county.approver", "county.investigator")

    assert "approve_case" not in rights_of(case, world["county.investigator"])


def test_both_are_told(world):
    stand_in(world)

    told = Message.objects.filter(kind="absence.begun").values_list("reader", flat=True)
    assert set(told) == {world["county.legal"].pk, world["county.officer"].pk}


def test_the_head_names_a_deputy_for_somebody_who_fell_ill(world, case):
    stand_in(world, by="county.approver")

    assert "handle_case" in rights_of(case, world["county.legal"])


@pytest.mark.parametrize(
    "by", ["county.legal", "other.approver", "city.approver", "county.officer"]
)
def test_nobody_else_gives_a_chair_away(world, by):
    with pytest.raises(NotPermitted):
        stand_in(world, "county.personnel", by=by)


@pytest.mark.parametrize(
    "role", ["custodian", "auditor", "secadmin", "sysadmin", "discipline", "investigator"]
)
def test_some_chairs_are_a_person_s_own(world, role):
    with pytest.raises(NotPermitted):
        stand_in(world, f"city.{role}", "city.legal")


@pytest.mark.parametrize("deputy", ["other.officer", "county.officer", "city.intake"])
def test_a_deputy_is_a_colleague(world, deputy):
    with pytest.raises(NotAllowed, match="colleague"):
        stand_in(world, deputy=deputy)


@pytest.mark.parametrize(
    "term",
    [
        absence.Term(TODAY - timedelta(1), TODAY), absence.Term(TODAY, TODAY - timedelta(1)),
        absence.Term(TODAY, TODAY + timedelta(181)),
    ],
)  # fmt: skip
def test_a_time_that_makes_no_sense_is_refused(world, term):
    with pytest.raises(NotAllowed):
        stand_in(world, term=term)


def test_the_same_deputy_twice_is_refused_with_a_sentence(world):
    stand_in(world)

    with pytest.raises(NotAllowed, match="already"):
        stand_in(world)


def test_back_early_the_deputy_leaves_the_next_day(world, case, set_today):
    deputy = stand_in(world)
    set_today(TODAY + timedelta(2))

    absence.come_back(deputy, by=world["county.officer"])

    assert "handle_case" not in rights_of(case, world["county.legal"])


def test_a_deputy_passes_the_chair_to_nobody(world):
    made = stand_in(world)

    with pytest.raises(NotPermitted):
        absence.stand_in(
            made, deputy=world["county.personnel"], term=TERM, by=world["county.legal"]
        )


def test_on_the_page(world):
    desk = at_desk(world["county.officer"])
    fields = {
        "chair": chair(world, "county.officer").pk, "deputy": world["county.legal"].pk,
        "starts_on": TODAY.isoformat(), "ends_on": (TODAY + timedelta(3)).isoformat(),
    }  # fmt: skip

    assert desk.post("/desk/absence/", fields).status_code == 303
    (row,) = desk.get("/desk/absence/").context["named"]
    assert desk.post("/desk/absence/", {"ends": row.pk}).status_code == 303


def test_another_s_deputy_is_not_ended(world):
    made = stand_in(world)

    assert (
        at_desk(world["other.officer"]).post("/desk/absence/", {"ends": made.pk}).status_code == 403
    )
