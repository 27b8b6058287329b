"""The city's units are loaded once, whatever they were called before."""

from io import StringIO

import pytest
from django.core.management import call_command

from people.models import Unit

pytestmark = pytest.mark.django_db


def test_units_loads_the_city_and_fourteen_rows():
    said = StringIO()

    call_command("units", stdout=said)

    assert (said.getvalue(), Unit.objects.count()) == ("14 units report.\n", 15)


def test_units_twice_makes_nothing_twice():
    call_command("units", stdout=StringIO())
    call_command("units", stdout=StringIO())

    assert Unit.objects.count() == 15


def test_units_puts_a_name_right():
    call_command("units", stdout=StringIO())
    Unit.objects.filter(region_code="330302").update(name="old")

    call_command("units", stdout=StringIO())

    assert Unit.objects.get(region_code="330302").name == "鹿城区教育局"


def test_rows_stand_below_the_city():
    call_command("units", stdout=StringIO())

    assert {unit.parent.name for unit in Unit.objects.reporting()} == {"温州市教育局"}
