"""The notice of a year's holidays: who enters it, and what is said about one that cannot be true."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from cases.models import HolidayYear
from ledger import history
from tests.cases.views.desk import at_desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
PAGE = "/desk/holidays/"
OFF = "2027-01-01 至 2027-01-03\n2027-05-01—2027-05-05\n2027-10-01 2027-10-07"
NOTICE = {
    "number": "2027",
    "source": "国办发明电〔2026〕9号",
    "days_off": OFF,
    "days_on": "2027-10-09",
}


@pytest.fixture
def desk(world):
    return at_desk(world["city.sysadmin"])


def test_an_administrator_enters_a_notice(desk):
    assert desk.post(PAGE, NOTICE).status_code == 303

    row = HolidayYear.objects.get(number=2027)
    assert (len(row.days_off), row.days_on) == (15, [date(2027, 10, 9)])
    assert history.of("calendar:2027").get().kind == "calendar.year_loaded"


def test_the_same_notice_twice_is_one_year(desk):
    desk.post(PAGE, NOTICE)
    desk.post(PAGE, NOTICE)

    assert HolidayYear.objects.count() == 1


@pytest.mark.parametrize(
    "login", ["city.intake", "city.approver", "county.officer", "city.auditor"]
)
def test_for_others_there_is_no_such_page(world, login):
    assert at_desk(world[login]).post(PAGE, NOTICE).status_code == 404
    assert not HolidayYear.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("days_off", "明年元旦", "cannot be read"),
        ("days_off", "2027-02-30", "cannot be read"),
        ("days_off", "2027-01-01 至 2027-12-31", "cannot be read"),
        ("days_off", OFF + "\n2028-01-01", "does not belong"),
        ("days_off", "2027-01-01", "statutory day off"),
        ("days_on", "2027-10-08", "no weekend day"),
        ("days_on", "2027-01-02", "both lists"),
        ("number", "2099", "cannot have appeared"),
        ("number", "二〇二七", "whole number"),
    ],
)
def test_what_cannot_be_true_is_said_beside_it_and_keeps_what_was_typed(desk, field, typed, said):
    answer = desk.post(PAGE, NOTICE | {field: typed})

    assert answer.status_code == 200
    assert said in " ".join(answer.context["form"].errors[field])
    assert typed.splitlines()[0] in answer.content.decode()
    assert not HolidayYear.objects.exists()


LAID_OUT = """
[[year]]
number = 2027
source = "国办发明电〔2026〕9号"
off = [[2027-01-01, 2027-01-03], [2027-05-01, 2027-05-02], [2027-10-01, 2027-10-03]]
on = []
"""


def test_a_file_is_taken_in_by_command(tmp_path, capsys):
    (tmp_path / "2027.toml").write_text(LAID_OUT)

    call_command("load_holidays", str(tmp_path / "2027.toml"))

    assert HolidayYear.objects.get().number == 2027
    assert "2027: 0 provisional dates" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text",
    ["off = 1", "[[year]]\nnumber = 2027", "nothing", LAID_OUT.replace("2027-05-02", "2027-05-01")],
)
def test_a_file_that_cannot_be_true_takes_nothing_in(tmp_path, text):
    (tmp_path / "bad.toml").write_text(text)

    with pytest.raises(CommandError):
        call_command("load_holidays", str(tmp_path / "bad.toml"))
    assert not HolidayYear.objects.exists()
