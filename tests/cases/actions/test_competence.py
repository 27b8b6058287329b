"""Which unit is proposed, and the sentence that says why."""

from datetime import date

import pytest

from cases.actions.competence import is_accused, suggest
from cases.models import Designation
from people.models import TeacherPost
from tests.cases.factories import TODAY, a_case
from tests.people.factories import a_teacher

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]


def suggested(case):
    found = suggest(case)
    return found.unit, found.reason


def test_the_county_answers_for_its_school(world):
    assert suggested(a_case(world)) == (
        world.county,
        "试验教师甲 holds his post at 鹿城区试验小学, for which 鹿城区教育局 answers.",
    )


def test_the_city_answers_for_its_own_schools(world):
    case = a_case(world, teachers=[a_teacher(world.direct_school)], school=world.direct_school)

    assert suggest(case).unit == world.city


def test_the_school_named_decides_while_nobody_is_known(world):
    assert suggested(a_case(world, teachers=[])) == (
        world.county,
        "鹿城区试验小学 is named, for which 鹿城区教育局 answers.",
    )


def test_the_county_named_decides_while_no_school_is_known(world):
    case = a_case(world, teachers=[], school=None, reporting_unit=world.other)

    assert suggested(case) == (
        world.other,
        "No school is known yet; 乐清市教育局 answers for 乐清市教育局.",
    )


def test_who_answers_for_a_zone_is_said_to_be_unsettled(world):
    zone = type(world.city).objects.get(kind="zone")
    found = suggest(a_case(world, teachers=[], school=None, reporting_unit=zone))

    assert found.unit == zone
    assert found.notes == (
        "Who answers for the schools of 温州湾新区（经开区） is not settled: choose otherwise where you know better.",
    )


def test_the_post_decides_where_somebody_teaches_in_another_county(world):
    teacher = a_teacher(world.school, teaching_unit=world.other_school, name="试验教师丙")
    found = suggest(a_case(world, teachers=[teacher]))

    assert found.unit == world.county
    assert found.notes == (
        "试验教师丙 teaches at 乐清市试验小学, in another county: the post decides; ask 乐清市教育局 for assistance.",
    )


def test_people_of_two_counties_are_for_the_city(world):
    case = a_case(world, teachers=[world.teacher, a_teacher(world.other_school)])

    assert suggested(case) == (
        world.city,
        "The people concerned belong to 鹿城区教育局、乐清市教育局: 温州市教育局, above them all, handles it.",
    )


def test_a_bureau_whose_own_people_are_accused_is_passed_over(world):
    case = a_case(world, teachers=[a_teacher(world.county)])

    assert suggested(case) == (
        world.city,
        "People of 鹿城区教育局 are accused themselves: 温州市教育局 handles it.",
    )


def test_nobody_is_proposed_where_the_city_itself_is_accused(world):
    case = a_case(world, teachers=[a_teacher(world.city)])

    assert suggested(case) == (
        None,
        "People of 温州市教育局 are accused themselves: choose a unit elsewhere.",
    )


def test_a_designated_unit_is_proposed_before_all_others(world):
    case = a_case(world)
    Designation.objects.create(
        case=case, number="温师指〔2026〕1号", unit=world.other, reason="编制",
        designated_by=world["city.approver"], designated_on=TODAY,
    )  # fmt: skip

    assert suggested(case) == (
        world.other,
        "The city has designated 乐清市教育局 (温师指〔2026〕1号).",
    )


@pytest.mark.parametrize("side", ["establishment_unit", "teaching_unit"])
def test_both_units_of_a_teacher_count_as_accused(world, side):
    units = {"establishment_unit": world.school, "teaching_unit": world.school}
    units[side] = world.other_school
    teacher = a_teacher(units["establishment_unit"], teaching_unit=units["teaching_unit"])
    case = a_case(world, teachers=[teacher], school=None)

    assert [is_accused(case, one) for one in (world.school, world.other_school, world.county)] == [
        True,
        True,
        False,
    ]


def test_a_former_county_that_is_the_present_one_too_is_not_named(world):
    teacher = a_teacher(world.school)
    TeacherPost.objects.create(
        teacher=teacher, unit=world.school, starts_on=date(2020, 9, 1), ends_on=date(2022, 7, 1)
    )

    assert suggest(a_case(world, teachers=[teacher])).notes == ()
