"""My desk: tiles that count what they lead to, what waits for me, at a fixed price."""

from datetime import timedelta

import pytest

from cases.actions import waiting
from tests.cases.factories import TODAY, a_case, a_complaint, an_order
from tests.cases.views.desk import at_desk, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]
# session and its renewal (4), reader, his posts, unread; what he holds, his views, all counts, the rows
QUERIES = 11
QUERIES_OF_INTAKE = 13  # and the reports that he holds, and those that wait


def renewed(case):
    waiting.renew(case)
    return case


@pytest.fixture
def busy(world):
    """A county with something under every tile."""
    day = TODAY - timedelta(1)
    renewed(a_case(world, "dispatched", title="待签收", next_due=day, due_order=day))
    renewed(a_case(world, "investigating", title="退回的", returns=1, team=[]))
    soon = renewed(a_case(world, "reported", title="待审", next_due=TODAY, due_order=TODAY))
    an_order(world, soon, issued_on=TODAY, number="1")
    renewed(a_case(world, "dispatched", title="别家的", handling_unit=world.other))


def tiles(answer):
    return {tile.name: tile.count for tile in answer.context["tiles"]}


def test_tiles_count_ones_own_and_lead_to_the_same(world, busy):
    client = at_desk(world["county.officer"])

    answer = client.get("/desk/")

    assert tiles(answer) == {"waits": 2, "soon": 1, "overdue": 1, "returned": 1, "new": 1}
    for tile in answer.context["tiles"]:
        assert len(client.get(tile.address).context["rows"]) == tile.count


def test_below_stands_what_waits_for_me_with_the_step_itself(world, busy):
    answer = at_desk(world["county.officer"]).get("/desk/")

    assert [row.record.title for row in answer.context["rows"]] == ["待签收", "退回的"]
    assert "Sign for the case" in text_of(answer)


def test_another_county_and_a_leader_see_nothing_of_it(world, busy):
    for login, waits in (("other.officer", 1), ("city.leader", 0), ("county.legal", 0)):
        assert tiles(at_desk(world[login]).get("/desk/"))["waits"] == waits


def test_intake_sees_reports_to_screen_and_doubtful_ones_apart(world):
    a_complaint(world)
    a_complaint(world, "screening")
    a_complaint(world, doubt="flood")
    client = at_desk(world["city.intake"])

    answer = client.get("/desk/")

    assert tiles(answer)["reports"] == len(answer.context["reports"]) == 2
    assert len(client.get("/desk/complaints/?mine=waits").context["rows"]) == 2
    assert "Doubtful, to be told apart: 1" in text_of(answer)


def test_who_may_open_no_report_is_told_of_none(world):
    a_complaint(world)
    a_complaint(world, doubt="flood")

    answer = at_desk(world["county.officer"]).get("/desk/")

    assert ("reports" in tiles(answer), "Doubtful" in text_of(answer)) == (False, False)


def test_an_empty_desk_says_what_comes_next(world):
    answer = at_desk(world["county.officer"]).get("/desk/")

    assert "Nothing waits for you" in text_of(answer)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("login", "queries"), [("county.officer", QUERIES), ("city.intake", QUERIES_OF_INTAKE)]
)
def test_the_desk_costs_the_same_however_much_waits(
    world, rows, login, queries, django_assert_num_queries
):
    for _n in range(rows):
        renewed(a_case(world, "dispatched"))
        a_complaint(world)
    client = at_desk(world[login])

    with django_assert_num_queries(queries):
        client.get("/desk/")


@pytest.mark.parametrize("query", ["?state=open", "?q=没有", "?due=soon", "?unit=1", "?after=x"])
def test_a_desk_with_a_filter_is_the_list_of_cases(world, query):
    answer = at_desk(world["county.officer"]).get(f"/desk/{query}")

    assert next(one.name for one in answer.templates) == "desk/cases.html"
