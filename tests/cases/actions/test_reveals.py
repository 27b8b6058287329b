"""What goes to a unit reveals no reporter: refused when proposed, and again when issued."""

from datetime import date

import pytest

from cases.actions.dispatching import Proposal
from cases.actions.screening import Matter
from cases.models import Reporter
from ledger import history, sealing
from tests.cases.factories import a_case, a_complaint, an_order, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]

NAME, PHONE, IDENTITY = "王小明", "13866668888", "33030219900101123X"


@pytest.fixture
def case(world, vault_key):
    """An inquiry into what a named person reported."""
    case = a_case(world)
    named(world, case)
    return case


def named(world, case, name=NAME, complaint=None):
    return Reporter.objects.create(
        complaint=complaint or a_complaint(world, "merged", case=case), vault_key=sealing.current_key(),
        sealed=b"sealed", name_index=sealing.blind_index("name", name),
        phone_index=sealing.blind_index("phone", PHONE),
        id_index=sealing.blind_index("identity", IDENTITY),
    )  # fmt: skip


def propose(world, case, summary, requirements=""):
    proposal = Proposal(
        unit=world.county, lead_summary=summary, due_on=date(2026, 12, 1), requirements=requirements
    )
    return refusal(case, "propose_dispatch", by=world["city.intake"], proposal=proposal)


@pytest.mark.parametrize(
    ("summary", "place"),
    [
        ("老师收费补课。\n家长王小明反映。", "line 2: Name of a person"),
        ("联系138-6666-8888。", "line 1: Telephone number"),
        ("证件33030219900101123x", "line 1: Identity number"),
    ],
)
def test_i6_propose_refuses_sealed_data_and_says_where(world, case, summary, place):
    assert propose(world, case, summary) == (
        f"“Lead summary” holds what must not leave this office ({place}). Write it otherwise."
    )
    assert case.order is None
    assert propose(world, case, "老师收费补课。\n家长反映。") is None


def test_i6_propose_looks_at_the_requirements_too(world, case):
    assert propose(world, case, "收费补课。", "请找王小明核实。") == (
        "“Requirements” holds what must not leave this office "
        "(line 1: Name of a person). Write it otherwise."
    )


def test_i6_every_reporter_of_the_case_counts(world, case):
    named(world, case, "李华")

    assert "line 1: Name of a person" in propose(world, case, "李华反映收费补课。")


def test_i6_who_reported_something_else_does_not_count(world, case):
    named(world, a_case(world), "李华")

    assert propose(world, case, "李华反映收费补课。") is None


@pytest.mark.parametrize("field", ["lead_summary", "requirements"])
def test_i6_dispatch_looks_again(world, vault_key, field):
    """A reporter may have given his name after the proposal."""
    case = a_case(world)
    an_order(world, case, **{field: "王小明反映收费补课。"})
    named(world, case)

    assert "line 1: Name of a person" in refusal(case, "dispatch", by=world["city.approver"])
    assert (type(case).objects.get(pk=case.pk).state, case.order.issued_on) == ("pending", None)


def test_i6_the_history_keeps_the_refusal_and_nothing_of_what_was_found(world, case):
    """The unit reads it later, and must not learn that somebody gave his name."""
    propose(world, case, "王小明反映收费补课。")
    event = history.of(case.subject).get(refused=True)

    assert event.kind == "case.propose_dispatch"
    assert event.payload.content == {"reason": "rule: The text has to be looked at once more."}


def test_i6_an_anonymous_case_costs_one_question_and_no_hash(world, monkeypatch):
    case = a_case(world)
    a_complaint(world, "merged", case=case)
    monkeypatch.setattr(sealing, "indexer", lambda _kind: pytest.fail("nothing to compare"))

    assert propose(world, case, "王小明反映收费补课。") is None


@pytest.mark.parametrize(
    ("field", "name"),
    [("title", "Short title of the matter"), ("clues", "Clues to a person not yet known")],
)
def test_i6_accept_lets_no_reporter_into_title_or_clues(world, vault_key, field, name):
    """Both go to the unit with the case."""
    complaint = a_complaint(world, "screening", is_named=True)
    named(world, None, complaint=complaint)
    words = {"title": "有偿补课", "clues": "数学老师"}

    assert accept(world, complaint, words | {field: "王小明所反映"}) == (
        f"“{name}” holds what must not leave this office "
        "(line 1: Name of a person). Write it otherwise."
    )
    assert complaint.state == "screening"
    assert accept(world, complaint, words) is None


def accept(world, complaint, words):
    matter = Matter(kind="tutoring", reporting_unit=world.county, **words)
    return refusal(complaint, "accept", by=world["city.intake"], matter=matter)
