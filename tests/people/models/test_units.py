"""The tree of units: which rows report, and who answers for a school."""

import datetime

import pytest
from django.db import IntegrityError

from people.models import Unit, UnitKind
from tests.people.factories import a_school

pytestmark = pytest.mark.django_db


def test_reporting_gives_fourteen_rows_in_order(units):
    assert [unit.shown_name for unit in Unit.objects.reporting()] == [
        "鹿城区",
        "龙湾区",
        "瓯海区",
        "洞头区",
        "永嘉县",
        "平阳县",
        "苍南县",
        "文成县",
        "泰顺县",
        "瑞安市",
        "乐清市",
        "龙港市",
        "温州湾新区",
        "市直属学校",
    ]


def test_reporting_leaves_out_what_has_ended(units):
    Unit.objects.filter(pk=units.zone.pk).update(valid_to=datetime.date(2026, 6, 30))

    assert Unit.objects.reporting(datetime.date(2026, 7, 1)).count() == 13
    assert Unit.objects.reporting(datetime.date(2026, 6, 30)).count() == 14


def test_reporting_leaves_out_what_has_not_begun(units):
    Unit.objects.filter(pk=units.zone.pk).update(valid_from=datetime.date(2026, 7, 1))

    assert Unit.objects.reporting(datetime.date(2026, 6, 30)).count() == 13
    assert Unit.objects.reporting(datetime.date(2026, 7, 1)).count() == 14


def test_schools_are_schools_alone(units):
    assert {unit.kind for unit in Unit.objects.schools()} == {UnitKind.SCHOOL}
    assert Unit.objects.schools().count() == 5


@pytest.mark.parametrize(
    ("unit", "bureau"),
    [
        ("city", "city"),
        ("lucheng", "lucheng"),
        ("zone", "zone"),
        ("direct", "city"),
        ("lucheng_school", "lucheng"),
        ("direct_school", "city"),
    ],
)
def test_bureau_answers_for_the_unit(unit, bureau, units):
    assert getattr(units, unit).bureau == getattr(units, bureau)


@pytest.mark.parametrize(
    ("unit", "row"),
    [
        ("city", None),
        ("lucheng", "lucheng"),
        ("direct", "direct"),
        ("lucheng_school", "lucheng"),
        ("direct_school", "direct"),
    ],
)
def test_reporting_unit_is_the_row_of_the_unit(unit, row, units):
    assert getattr(units, unit).reporting_unit == (getattr(units, row) if row else None)


def test_bureau_of_a_teaching_point_is_found_past_its_central_school(units):
    assert a_school(units.lucheng_school).bureau == units.lucheng


def test_school_needs_a_parent(units):
    with pytest.raises(IntegrityError, match="only_the_city_has_no_parent"):
        Unit.objects.create(name="x", kind=UnitKind.SCHOOL)


def test_city_has_no_parent(units):
    with pytest.raises(IntegrityError, match="only_the_city_has_no_parent"):
        Unit.objects.create(name="x", kind=UnitKind.CITY, parent=units.city)


def test_unit_is_not_its_own_parent(units):
    with pytest.raises(IntegrityError, match="not_its_own_parent"):
        Unit.objects.filter(pk=units.lucheng.pk).update(parent=units.lucheng)


def test_school_code_is_unique(units):
    Unit.objects.filter(pk=units.lucheng_school.pk).update(code="3133000001")

    with pytest.raises(IntegrityError, match="code_is_unique"):
        Unit.objects.filter(pk=units.yueqing_school.pk).update(code="3133000001")


def test_name_is_unique_below_one_parent(units):
    with pytest.raises(IntegrityError, match="name_is_unique"):
        Unit.objects.create(name="鹿城区试验小学", kind=UnitKind.SCHOOL, parent=units.lucheng)


def test_unit_is_shown_by_its_full_name(units):
    assert (str(units.lucheng), units.lucheng_school.shown_name) == (
        "鹿城区教育局",
        "鹿城区试验小学",
    )
