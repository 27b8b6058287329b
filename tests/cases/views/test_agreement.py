"""List, counters, search, page, verb page and paper agree for anybody and any case."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Case
from cases.models.rights import rights_of
from tests.cases.factories import TODAY, a_case, a_complaint, a_proceeding
from tests.cases.test_visible_to import A_CASE, LOGINS, SECOND_POSTS, a_second_post, make, undone
from tests.cases.views.desk import at_desk, page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]
SEARCHED = "有偿补课"
QUICK = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def listed(client, query):
    """The numbers of all pages of a list."""
    found, after = [], ""
    while after is not None:
        answer = client.get("/desk/cases/", query | {"after": after})
        found += [row.record.slug for row in answer.context["rows"]]
        after = answer.context["older"]
    return found


@QUICK
@given(chosen=st.lists(A_CASE, min_size=1, max_size=4), posts=SECOND_POSTS, login=LOGINS)
def test_everything_agrees_for_anybody(world, chosen, posts, login):
    with undone():
        cases = [make(world, one) for one in chosen]
        for who, place, role, days in posts:
            a_second_post(world[who], getattr(world, place), role, TODAY + timedelta(days))
        client, user = at_desk(world[login]), world[login]
        may = sorted(one.slug for one in cases if "view_case" in rights_of(one, user))

        assert sorted(listed(client, {})) == may
        assert sorted(listed(client, {"q": SEARCHED})) == may
        assert opened(client, cases) == may
        assert [verb_page(client, one) for one in cases] == [
            404 if one.slug not in may else 200 for one in cases
        ]  # fmt: skip
        still_open = [one for one in cases if one.slug in may and one.state != "closed"]
        assert client.get("/desk/cases/").context["counts"]["open"] == len(still_open)


def opened(client, cases):
    return sorted(one.slug for one in cases if client.get(page_of(one)).status_code == 200)


def verb_page(client, case):
    """404 where the case is closed to him; else something, be it a refusal."""
    code = client.get(page_of(case, "recuse")).status_code
    return 200 if code in {200, 403, 409} else code


@QUICK
@given(
    schools=st.lists(st.sampled_from(["school", "other_school", None]), min_size=1, max_size=4),
    posts=SECOND_POSTS,
    login=LOGINS,
)
def test_complaints_agree_for_anybody(world, schools, posts, login):
    with undone():
        rows = [
            a_complaint(world, school=one and getattr(world, one), school_name="试验小学")
            for one in schools
        ]
        for who, place, role, days in posts:
            a_second_post(world[who], getattr(world, place), role, TODAY + timedelta(days))
        client = at_desk(world[login])
        pages = {one.slug for one in rows if client.get(page_of(one)).status_code == 200}

        for query in ({}, {"q": "试验小学"}):
            answer = client.get("/desk/complaints/", query)
            assert {row.record.slug for row in answer.context["rows"]} == pages


@pytest.mark.parametrize("login", ["county.officer", "other.officer", "school.principal"])
def test_a_proceeding_is_open_exactly_where_its_case_is(world, login):
    proceeding, client = a_proceeding(world), at_desk(world[login])

    codes = {client.get(page_of(one)).status_code for one in (proceeding, proceeding.case)}

    assert codes == {200 if login == "county.officer" else 404}


def test_handing_over_closes_list_page_search_and_counters_at_once(world):
    case = a_case(world, "dispatched", title="移交")
    client = at_desk(world["county.officer"])
    assert (listed(client, {}), opened(client, [case])) == ([case.slug], [case.slug])

    answer = at_desk(world["city.approver"]).post(
        page_of(case, "recall"),
        {"version": case.version, "seen": 0, "mode": "raised", "reason": "x"},
    )

    assert answer.status_code == 302
    assert Case.objects.get(pk=case.pk).state == "pending"
    assert (listed(client, {}), listed(client, {"q": "移交"}), opened(client, [case])) == (
        [],
        [],
        [],
    )
    assert client.get("/desk/cases/").context["counts"]["open"] == 0
