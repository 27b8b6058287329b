"""Orders of the lists, counts to 1,000, filters."""

from datetime import timedelta

import pytest

from cases.actions import attention
from cases.lists import counts as counting
from cases.models import Case, Complaint, PublicOpinion, Remark
from cases.templatetags.desk import at_most
from tests.cases.factories import TODAY, a_case, a_complaint, an_order
from tests.cases.views.desk import at_desk
from tests.people.factories import a_teacher

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]
CASES, COMPLAINTS = "/desk/cases/", "/desk/complaints/"


def slugs(answer):
    return [row.record.slug for row in answer.context["rows"]]


def through(client, address, query):
    """All numbers, page after page."""
    seen, after = [], ""
    while after is not None:
        answer = client.get(address, query | {"after": after})
        seen += slugs(answer)
        after = answer.context["older"]
    return seen


@pytest.mark.parametrize(
    ("order", "columns"),
    [("", ("due_order", "pk")), ("new", ("-pk",)), ("old", ("pk",))],
)
def test_cases_are_paged_in_every_order(world, order, columns):
    for n in range(55):
        day = TODAY + timedelta(n % 4)
        a_case(world, "dispatched", team=[], next_due=day, due_order=day)

    seen = through(at_desk(world["county.officer"]), CASES, {"order": order})

    assert seen == list(Case.objects.order_by(*columns).values_list("slug", flat=True))


@pytest.mark.parametrize(
    ("order", "columns"), [("", ("-pk",)), ("old", ("pk",)), ("due", ("next_due", "pk"))]
)
def test_complaints_are_paged_in_every_order(world, order, columns):
    for n in range(55):
        a_complaint(world, next_due=TODAY + timedelta(n % 4))

    seen = through(at_desk(world["city.intake"]), COMPLAINTS, {"order": order})

    assert seen == list(Complaint.objects.order_by(*columns).values_list("slug", flat=True))


def test_counts_stop_after_the_last_exact_one(world, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(counting, "EXACT", 2)
    for _n in range(5):
        a_case(world)
    rows = {"all": Case.objects.all(), "two": Case.objects.order_by("pk")[:2], "none": Case.objects.none()}  # fmt: skip

    with django_assert_num_queries(1):
        found = counting.counts({"all": rows["all"], "none": rows["none"]})

    assert found == {"all": 3, "none": 0}


def test_a_count_past_a_thousand_says_so():
    assert [at_most(n) for n in (0, 1000, 1001)] == ["0", "1000", "1000+"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"teacher": "丙"}, ["礼金"]),
        ({"school": "实验"}, []),
        ({"flag": "danger"}, ["危险"]),
        ({"flag": "returned"}, ["退回"]),
        ({"flag": "extended"}, ["延期"]),
        ({"flag": "provisional"}, ["延期"]),
        ({"flag": ["danger", "returned"]}, []),
        ({"mine": "assigned"}, ["退回"]),
        ({"channel": "PHONE"}, ["危险"]),
        ({"mine": "new"}, ["新交办"]),
    ],
)
def test_cases_are_filtered_by_what_is_out_of_the_ordinary(world, query, found):
    officer = world["county.officer"]
    a_case(world, "investigating", title="礼金", teachers=[a_teacher(world.school, name="试验丙")])
    danger = a_case(world, "investigating", title="危险", minor_risk=True)
    a_complaint(world, "accepted", case=danger, channel="PHONE")
    a_case(world, "investigating", title="退回", returns=1, assignee=officer)
    a_case(world, "investigating", title="延期", extended_on=TODAY, next_due=TODAY, next_due_is_provisional=True)  # fmt: skip
    fresh = a_case(world, "dispatched", title="新交办")
    an_order(world, fresh, issued_on=TODAY - timedelta(1), number="1")

    answer = at_desk(officer).get(CASES, query)

    assert [row.record.title for row in answer.context["rows"]] == found


@pytest.mark.parametrize(("login", "found"), [("city.intake", 1), ("county.officer", 0)])
def test_retaliation_marks_a_case_for_those_alone_who_read_the_report(world, login, found):
    case = a_case(world, "investigating")
    complaint = a_complaint(world, "accepted", case=case)
    Remark.objects.create(complaint=complaint, kind="retaliation", body="报复", submission_hash="x")
    client = at_desk(world[login])

    assert len(slugs(client.get(CASES))) == 1
    assert len(slugs(client.get(CASES, {"flag": "retaliation"}))) == found


@pytest.mark.parametrize(
    ("login", "found"),
    [("city.intake", 1), ("county.officer", 1), ("county.approver", 1), ("county.investigator", 0)],
)
def test_public_opinion_marks_a_case_for_those_alone_whom_its_page_tells(world, login, found):
    case = a_case(world, "investigating")
    PublicOpinion.objects.create(case=case, where="论坛", noticed_on=TODAY)
    client = at_desk(world[login])

    assert len(slugs(client.get(CASES))) == 1
    assert len(slugs(client.get(CASES, {"flag": "opinion"}))) == found


def test_columns_are_chosen_once_and_stay(world):
    client = at_desk(world["county.officer"])
    a_case(world, "investigating", assignee=world["county.officer"])

    client.post(
        "/desk/columns/cases/", {"columns": ["assignee", "nonsense"], "query": "state=open"}
    )
    answer = client.get(CASES)

    assert [name for name, _label in answer.context["columns"]] == ["number", "matter", "assignee"]
    assert "试验county.officer" in answer.content.decode()


def test_assign_keeps_who_answers_for_a_case_until_the_city_takes_it_back(world):
    case = a_case(world, "investigating")
    attention.assign(case, person=world["county.officer"], reason="按分工", by=world["county.approver"])  # fmt: skip
    assert Case.objects.get().assignee == world["county.officer"]

    case.recall()

    assert case.assignee is None
