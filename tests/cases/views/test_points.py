"""Which school acts for a teaching point: kept by the administrator, and heeded when a check is entrusted."""

import pytest

from cases.actions import errands
from ledger import history
from people.models import Unit
from tests.cases.factories import a_case
from tests.cases.views.desk import at_desk, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]
PAGE = "/desk/points/"


@pytest.fixture
def point(world):
    return Unit.objects.create(name="鹿城区试验教学点", kind="school", parent=world.county)


@pytest.fixture
def centre(world):
    return Unit.objects.get(name="鹿城区试验中学")


def keep(world, point, centre="", login="city.sysadmin"):
    said = {"bureau": point.parent_id, "point": point.name, "centre": centre and centre.name}
    return at_desk(world[login]).post(PAGE, said)


def served_by(point):
    point.refresh_from_db()
    return point.served_by


def test_the_administrator_says_who_serves_a_teaching_point(world, point, centre):
    assert errands.servants(a_case(world), point) == point

    assert keep(world, point, centre).status_code == 303

    assert errands.servants(a_case(world), Unit.objects.get(pk=point.pk)) == centre
    assert history.of(f"unit:{point.pk}").get().kind == "unit.served"
    page = text_of(at_desk(world["city.sysadmin"]).get(PAGE))
    assert f">{centre.name}</td>" in page


def test_said_twice_it_is_one_event_and_with_nobody_it_ends(world, point, centre):
    keep(world, point, centre)
    keep(world, point, centre)
    keep(world, point)

    assert served_by(point) is None
    assert history.of(f"unit:{point.pk}").count() == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [("itself", "Another school of the same bureau serves it."),
     ("served", "This school is served by another itself."),
     ("abroad", "No registered school there bears this name.")],
)  # fmt: skip
def test_who_cannot_serve_is_refused_beside_the_field(world, point, centre, wrong, said):
    other = Unit.objects.create(
        name="鹿城区试验教学点二", kind="school", parent=world.county, served_by=centre
    )
    chosen = {"itself": point, "served": other, "abroad": world.other_school}[wrong]

    page = text_of(keep(world, point, chosen))

    assert said in page
    assert f'value="{chosen.name}"' in page
    assert served_by(point) is None


@pytest.mark.parametrize("login", ["city.intake", "county.officer", "city.auditor"])
def test_for_others_there_is_no_such_page(world, point, centre, login):
    assert keep(world, point, centre, login).status_code == 404
    assert served_by(point) is None
