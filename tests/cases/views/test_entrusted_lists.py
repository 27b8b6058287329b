"""What lists, searches and exports tell a school that was asked for a check: that there is one, and its number."""

import re

import pytest

from cases import search
from tests.cases.views.desk import at_desk, text_of
from tests.cases.views.test_entrusted import case, checker  # noqa: F401 - fixtures
from tests.cases.views.test_exports import lines, made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]
FILTERS = re.compile('<form class="filters".*?</form>', re.DOTALL)  # what anybody could choose
TYPED = "王小明家长反映补课"  # as an officer should not have typed it


@pytest.fixture
def told(case, checker):  # noqa: F811
    """The case, with a title that shows who reported."""
    waits_for = ["case.declare_no_conflict"]
    type(case).objects.filter(pk=case.pk).update(title=TYPED, minor_risk=True, waits_for=waits_for)
    case.refresh_from_db()
    search.index_case(case)
    return case


def pages(user, told):
    desk, numbered = at_desk(user), f"?q={told.slug}"
    addresses = ("/desk/cases/", f"/desk/search/{numbered}", f"/desk/cases/{numbered}")
    return {one: text_of(desk.get(one)) for one in addresses}


def test_no_list_shows_the_school_the_matter_as_it_was_typed(world, told, checker):  # noqa: F811
    words = (TYPED, told.school.name, "child in danger", "Paid tutoring")

    assert [one for one in pages(world["county.officer"], told).values() if TYPED not in one] == []
    home = {"/desk/": text_of(at_desk(checker).get("/desk/"))}
    for address, page in (home | pages(checker, told)).items():
        assert told.number in page, address
        assert "A check that your school is entrusted with" in page, address
        assert [word for word in words if word in FILTERS.sub("", page)] == [], address


def rows(user, address):
    return at_desk(user).get(address).context["rows"]


@pytest.mark.parametrize(
    "asked", [f"q={TYPED[:3]}", "q=试验教师甲", "teacher=试验教师甲", "school=试验", "kind=tutoring",
              "flag=danger", "channel=WEB"],
)  # fmt: skip
def test_nothing_asked_about_the_matter_finds_it_for_the_school(world, told, checker, asked):  # noqa: F811
    address = f"/desk/cases/?{asked}"

    assert [one.record for one in rows(world["county.officer"], address)] == [told]
    assert list(rows(checker, address)) == []
    assert [one.record for one in rows(checker, "/desk/cases/?state=investigating")] == [told]


def test_an_export_of_the_school_holds_no_more_than_its_list(world, told, checker):  # noqa: F811
    named = ["number", "matter", "kind", "state", "unit", "due", "county"]
    found = {
        who: lines(at_desk(user), made(at_desk(user), columns=named, token=who))[2]
        for who, user in (("county", world["county.officer"]), ("school", checker))
    }

    assert TYPED in found["county"][1]
    assert found["school"] == [
        told.number, "A check that your school is entrusted with", None, "Investigating", None, "2026-11-02", None,
    ]  # fmt: skip
