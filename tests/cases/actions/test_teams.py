"""Recusal asked for and decided; somebody borrowed from another unit."""

import pytest

from cases.actions.teams import Agreement
from cases.models import Case
from cases.models.rights import rights_of
from people.roles import Role
from tests.cases.factories import TODAY, a_case, a_person, refusal
from tests.people.factories import a_teacher

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]


def sees(case, user):
    return Case.objects.visible_to(user).filter(pk=case.pk).exists()


def ask(world, case, person, *, by, origin="unit"):
    named = {"person": world[person], "origin": origin, "reason": "亲属"}
    return refusal(case, "request_recusal", by=world[by], **named)


def decide(world, case, *, by, is_granted=True):
    request = case.recusal_requests.get()
    ruling = {"request": request, "is_granted": is_granted, "reason": "属实"}
    return refusal(case, "decide_recusal", by=world[by], **ruling)


def test_a_head_does_not_send_himself_away_nor_another_head(world):
    case = a_case(world, "investigating")
    second = a_person(world.county, Role.APPROVER)
    away = {"person": world["county.approver"], "reason": "亲属"}

    for by in (world["county.approver"], second):
        assert refusal(case, "recuse", by=by, **away) == (
            "On the head of a unit his superior decides: the city."
        )
    assert refusal(case, "recuse", by=world["city.approver"], **away) is None


def test_a_recusal_that_was_refused_changes_nothing(world):
    case = a_case(world, "investigating")
    ask(world, case, "county.officer", by="county.officer", origin="self")

    assert decide(world, case, by="county.approver", is_granted=False) is None
    assert sees(case, world["county.officer"])
    assert case.recusal_requests.get().is_granted is False


def test_a_recusal_is_decided_once(world):
    case = a_case(world, "investigating")
    ask(world, case, "county.officer", by="county.officer")
    decide(world, case, by="county.approver", is_granted=False)

    assert decide(world, case, by="county.approver") == "This request has been decided already."


def test_of_somebody_without_a_seat_nothing_is_asked(world):
    case = a_case(world, "investigating")

    assert ask(world, case, "other.officer", by="county.officer") == (
        "This person has no seat at this case."
    )


def agreement(unit):
    return Agreement(unit=unit, agreed_by="乐清局领导", agreed_on=TODAY, note="电话同意")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.INSPECTOR])
def test_somebody_borrowed_investigates_and_the_agreement_is_kept(world, role):
    case = a_case(world, "investigating", team=world.team[:1])
    lent = a_person(world.other, role)
    borrow = {"person": lent, "agreement": agreement(world.other)}

    assert refusal(case, "borrow", by=world["county.officer"], **borrow) is None

    assert rights_of(case, lent) == {"view_case", "investigate_case"}
    loan = case.loans.get()
    assert (loan.user, loan.unit, loan.agreed_by) == (lent, world.other, "乐清局领导")


def test_nobody_is_borrowed_from_a_unit_accused_nor_from_where_he_is_not(world):
    case = a_case(world, "investigating", teachers=[a_teacher(world.other)], team=[])
    by = world["county.officer"]
    borrow = {"person": world["other.officer"], "agreement": agreement(world.other)}

    assert refusal(case, "borrow", by=by, **borrow) == "The unit accused lends nobody."
    borrow["agreement"] = agreement(world.city)
    assert refusal(case, "borrow", by=by, **borrow) == "This person does not belong to that unit."


def test_nobody_recused_is_borrowed(world):
    case = a_case(world, "investigating", team=[world["other.officer"]])
    away = {"person": world["other.officer"], "reason": "亲属"}
    assert refusal(case, "recuse", by=world["city.approver"], **away) is None
    borrow = {"person": world["other.officer"], "agreement": agreement(world.other)}

    assert refusal(case, "borrow", by=world["county.officer"], **borrow) == (
        "A recused person does not investigate."
    )
