"""Lists, search and case page find their rows by index, whatever the size: PostgreSQL's own plans."""

import json

import pytest
from django.db import connection, transaction
from django.utils import timezone

from cases.lists import filters, orders
from cases.models import Case, CaseWords, Complaint, ComplaintWords
from cases.search.looking import Index
from ledger import history
from people.models import User
from tests.cases.factories import always
from tests.cases.synthetic.conftest import DAY, a_load

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_city", "fixed_plans")]


@pytest.fixture(scope="module")
def small_city(django_db_setup, django_db_blocker):
    """Four hundred reports; taken back after the module."""
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        patch.setattr(timezone, "localdate", always(DAY))
        a_load(seed=1)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def fixed_plans(fixed_day):
    """In a small table the planner would rather read everything: it is not allowed to."""
    with connection.cursor() as cursor:
        cursor.execute("analyze")
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("set local enable_sort = off")


def nodes(plan):
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


def plan_of(rows):
    found = json.loads(rows.explain(format="json"))
    return list(nodes(found[0]["Plan"]))


def indexes(plan):
    return {node["Index Name"] for node in plan if "Index Name" in node}


def read_whole(plan):
    """Tables of ours that are read from end to end."""
    found = {node["Relation Name"] for node in plan if node["Node Type"] == "Seq Scan"}
    return {name for name in found if name.startswith(("cases_", "ledger_"))}


def reader(login):
    return User.objects.get(username=login)


@pytest.mark.parametrize("login", ["city.intake", "lucheng.officer", "city.recused"])
@pytest.mark.parametrize("key", ["", "2026-10-12.1", "9999-12-31.1"])
def test_list_of_cases_walks_along_the_due_dates_and_looks_each_up(login, key):
    order, visible = orders.OF_CASES["due"], Case.objects.visible_to(reader(login))

    plan = plan_of(order.after(visible, order.parse(key))[: orders.PAGE])

    assert "cases_case_by_due" in indexes(plan)
    assert any("groupobjectper" in name for name in indexes(plan))
    assert (read_whole(plan), [one for one in plan if one["Node Type"] == "Sort"]) == (set(), [])


def test_list_of_reports_walks_along_their_keys():
    visible = Complaint.objects.visible_to(reader("city.intake"))

    plan = plan_of(orders.OF_COMPLAINTS["new"].after(visible, None)[: orders.PAGE])

    assert "cases_complaint_pkey" in indexes(plan)
    assert read_whole(plan) == set()


def test_list_of_an_investigator_begins_with_his_own_rows():
    plan = plan_of(Case.objects.visible_to(reader("school.investigator")))

    assert any(name.startswith("cases_caseuserobjectper") for name in indexes(plan))
    assert not any("groupobjectper" in name for name in indexes(plan))
    assert read_whole(plan) == set()


@pytest.mark.parametrize("due", ["soon", "overdue"])
def test_what_presses_is_counted_along_the_due_dates(due):
    """Without the reader, whose rights are as quick a beginning in so small a table."""
    plan = plan_of(Case.objects.open().filter(filters.due_of_cases()[due]))

    assert indexes(plan) & {"cases_case_by_due", "cases_case_by_state_due"}
    assert read_whole(plan) == set()


@pytest.mark.parametrize(
    ("model", "condition", "looked_into"),
    [
        (CaseWords, {"names__overlap": ["=陈演甲"]}, "cases_casewords_by"),
        (CaseWords, {"words__holds": "'周六' & '六上'"}, "cases_casewords_by"),
        (ComplaintWords, {"names__overlap": ["=陈演甲"]}, "cases_complaintwords_"),
        (ComplaintWords, {"original__holds": "'周六' & '六上'"}, "cases_complaintwords_"),
    ],
)
def test_search_looks_into_an_index_that_knows_the_readers(model, condition, looked_into):
    """In so small a table the indexes of names and of words cost the same: each holds the readers."""
    plan = plan_of(Index(model, [1]).rows.filter(**condition))

    (name,) = indexes(plan)
    assert name.startswith(looked_into)
    assert "readers" in next(node["Index Cond"] for node in plan if "Index Cond" in node)


def test_a_number_is_found_by_its_index():
    slug = Case.objects.latest("pk").slug

    plan = plan_of(Case.objects.filter(slug__in=[slug]))

    assert any("slug" in name for name in indexes(plan))
    assert read_whole(plan) == set()


def test_history_of_a_case_is_read_along_its_chain():
    plan = plan_of(history.of(Case.objects.latest("pk").subject))

    assert "ledger_event_position_is_unique" in indexes(plan)
    assert read_whole(plan) == set()
