"""A school entrusted, a teaching point entered for, a unit designated."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.actions.dispatching import Proposal
from cases.actions.errands import Entered, Errand
from cases.models import Case
from cases.models.rights import rights_of
from ledger.models import Event
from people.models import Unit
from people.roles import Role
from tests.cases.factories import TODAY, a_case, a_complaint, a_person, an_order, refusal
from tests.cases.identity import NAME

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]

DUE = date(2026, 11, 2)


@pytest.fixture
def school(world):
    """A school of the county that is not accused."""
    return Unit.objects.get(name="鹿城区试验中学")


@pytest.fixture
def checker(school):
    return a_person(school, Role.INVESTIGATOR)


@pytest.fixture
def point(world, school):
    """A 教学点 that the other school serves."""
    return Unit.objects.create(
        name="鹿城区试验教学点", kind="school", parent=world.county, served_by=school
    )


def entrust(world, case, unit, *people, by="county.officer", summary="线索"):
    errand = Errand(unit=unit, lead_summary=summary, due_on=DUE, people=people)
    return refusal(case, "entrust", by=world[by], errand=errand)


def findings(signed_by):
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.7 scan", content_type="application/pdf")
    return Entered(on=TODAY, signed_by=signed_by, text="属实。", scan=scan)


def sees(case, user):
    return Case.objects.visible_to(user).filter(pk=case.pk).exists()


def test_rights_of_the_schools_people_begin_with_the_entrustment(world, school, checker):
    case = a_case(world, "investigating", team=[])
    assert not sees(case, checker)

    assert entrust(world, case, school, checker) is None

    assert rights_of(case, checker) == {"view_case", "check_case"}
    assert not sees(case, a_person(school, Role.PRINCIPAL))


def test_rights_of_the_schools_people_end_when_it_is_taken_back(world, school, checker):
    case = a_case(world, "investigating", team=[])
    entrust(world, case, school, checker)

    back = {"entrustment": case.entrustments.get(), "reason": "改由本局核查"}
    assert refusal(case, "take_back", by=world["county.officer"], **back) is None

    assert (sees(case, checker), rights_of(case, checker)) == (False, frozenset())
    assert refusal(case, "take_back", by=world["county.officer"], **back) == (
        "This was taken back already."
    )


def test_recall_ends_the_rights_of_the_entrusted_school_too(world, school, checker):
    case = a_case(world, "investigating", team=[])
    an_order(world, case, issued_on=TODAY, number="1")
    entrust(world, case, school, checker)
    assert sees(case, checker)

    recall = {"mode": "raised", "reason": "久拖不办"}
    assert refusal(case, "recall", by=world["city.approver"], **recall) is None

    assert (sees(case, checker), rights_of(case, checker)) == (False, frozenset())
    assert not case.entrustments.in_force().exists()


def test_a_neighbours_school_is_not_entrusted(world):
    case = a_case(world, "investigating", team=[])
    stranger = a_person(world.other_school, Role.INVESTIGATOR)

    assert entrust(world, case, world.other_school, stranger) == (
        "Only a school of your own is entrusted."
    )


def test_nobody_but_an_investigator_of_the_school_is_entrusted(world, school):
    case = a_case(world, "investigating", team=[])

    assert entrust(world, case, school, world["county.investigator"]) == (
        "Only investigators of the school are entrusted."
    )
    assert entrust(world, case, school) == "Choose who checks."


def test_a_summary_that_shows_the_reporter_is_not_entrusted(world, school, checker, sealed):
    case = a_case(world, "investigating", team=[])
    type(sealed).objects.filter(pk=sealed.pk).update(case=case)

    said = entrust(world, case, school, checker, summary=f"家长{NAME}反映。")

    assert said.startswith("“Lead summary” holds what must not leave this office")
    assert not case.entrustments.exists()


def test_a_teaching_point_is_served_by_the_people_of_its_centre(world, point, checker):
    case = a_case(world, "investigating", team=[])

    assert entrust(world, case, point, checker) is None
    assert (case.entrustments.get().served_by, sees(case, checker)) == (point.served_by, True)


def test_an_accused_centre_does_not_serve_its_teaching_point(world):
    point = Unit.objects.create(
        name="鹿城区试验教学点二", kind="school", parent=world.county, served_by=world.school
    )
    case = a_case(world, "investigating", team=[])

    assert entrust(world, case, point, world["school.investigator"]) == (
        "The school that serves it is accused: enter what was found for it yourself."
    )
    assert entrust(world, case, point) is None


def test_the_county_enters_for_a_teaching_point_and_the_deed_says_so(world, point):
    case = a_case(world, "investigating", team=[])
    entrust(world, case, point)
    entered = {"entrustment": case.entrustments.get(), "found": findings("甲、乙")}

    assert refusal(case, "enter_for", by=world["county.officer"], **entered) is None

    event = Event.objects.filter(kind="case.entered_for").get()
    assert event.payload.content["entered_for"] == "鹿城区试验教学点"
    assert case.case_files.get().use == "signed"
    assert case.dossier.get().text == "属实。\n（代鹿城区试验教学点录入，签字人：甲、乙）"


def test_nothing_is_entered_for_a_school_that_enters_itself(world, school, checker):
    case = a_case(world, "investigating", team=[])
    entrust(world, case, school, checker)
    entered = {"entrustment": case.entrustments.get(), "found": findings("甲")}

    assert refusal(case, "enter_for", by=world["county.officer"], **entered) == (
        "This school enters its findings itself."
    )


VIEWS = [
    {"unit": "鹿城区教育局", "view": "在乐清授课"},
    {"unit": "乐清市教育局", "view": "编制不在"},
]


def disputed(world, *units):
    case = a_case(world)
    for number, unit in enumerate(units):
        an_order(
            world, case, unit=unit, issued_on=TODAY, number=str(number), objection="不属本县",
            ended_on=TODAY,
        )  # fmt: skip
    return case


def designate(world, case, unit):
    return refusal(
        case, "designate", by=world["city.approver"], unit=unit, views=VIEWS, reason="编制在鹿城"
    )


def test_a_unit_is_designated_only_in_a_dispute_of_two(world):
    assert designate(world, disputed(world, world.county, world.county), world.county) == (
        "There is no dispute: two units must have declined the case."
    )
    assert designate(world, disputed(world, world.county, world.other), world.county) is None


def test_the_accused_unit_is_not_designated(world):
    case = disputed(world, world.county, world.other)
    case.respondents.update(teacher=world.teacher)
    type(world.teacher).objects.filter(pk=world.teacher.pk).update(teaching_unit=world.county)

    assert designate(world, case, world.county) == "The unit accused does not handle its own case."


def test_a_designated_unit_gets_the_case_and_does_not_object_again(world):
    case = disputed(world, world.county, world.other)
    designate(world, case, world.county)
    by = {"by": world["city.intake"]}
    elsewhere = Proposal(world.other, "线索", date(2026, 12, 1), overridden_because="另有考虑")
    there = Proposal(world.county, "线索", date(2026, 12, 1), mode="designated")

    assert refusal(case, "propose_dispatch", proposal=elsewhere, **by).startswith(
        "The city has designated"
    )
    assert refusal(case, "propose_dispatch", proposal=there, **by) is None
    assert refusal(case, "dispatch", by=world["city.approver"]) is None
    assert refusal(case, "propose_objection", by=world["county.officer"], reason="不属本县") == (
        "The city has designated this unit: nobody objects to that."
    )


def test_the_complaint_stays_shut_to_an_entrusted_school(world, school, checker):
    case = a_case(world, "investigating", team=[])
    complaint = a_complaint(world, "accepted", case=case)
    entrust(world, case, school, checker)

    assert not type(complaint).objects.visible_to(checker).exists()
