"""What is loaded is what the actions would have left behind."""

import pytest
from django.db.models import Count, F, Q

from cases import grants
from cases.actions import clocks, waiting
from cases.models import (
    Case,
    CaseGroupObjectPermission,
    CaseUserObjectPermission,
    CaseWords,
    Complaint,
    ComplaintGroupObjectPermission,
    ComplaintWords,
    Decision,
    Effect,
    Proceeding,
)
from cases.search.indexing import index_cases, index_complaints
from cases.states import CaseState, ComplaintState, Finding
from ledger import history
from ledger.models import Register
from people.models import Teacher, Unit, User
from tests.cases.synthetic.conftest import DAY, SIZE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city", "fixed_day")]

RIGHTS = (CaseGroupObjectPermission, CaseUserObjectPermission, ComplaintGroupObjectPermission)


def shares(rows, column):
    return {one[column]: one["n"] for one in rows.values(column).annotate(n=Count("pk"))}


def test_city_has_fourteen_rows_with_schools_and_teachers():
    rows = Unit.objects.reporting()

    assert (len(rows), rows.filter(children__kind="school").distinct().count()) == (14, 14)
    assert Teacher.objects.count() >= SIZE * 4 * 0.9


def test_as_many_reports_as_asked_for_and_about_three_cases_in_ten():
    assert Complaint.objects.count() == SIZE
    assert 0.27 * SIZE <= Case.objects.count() <= 0.3 * SIZE


def test_most_reports_are_short_and_some_are_long():
    lengths = sorted(map(len, Complaint.objects.values_list("narrative", flat=True)))

    assert (lengths[SIZE // 2] < 120, lengths[-1] > 400) == (True, True)


def test_most_inquiries_find_nothing():
    cases = Case.objects.filter(concluded_on__isnull=False)
    proven = cases.filter(respondents__finding__in=[Finding.SUBSTANTIATED, Finding.PARTLY])

    assert 0 < proven.distinct().count() < cases.count() / 3


def test_numbers_have_no_gap_and_the_registers_go_on():
    last = {(one.series, one.year): one.last for one in Register.objects.all()}

    for model in (Complaint, Case, Proceeding):
        slugs = sorted(
            model.objects.filter(slug__startswith="2025-").values_list("slug", flat=True)
        )
        assert slugs == [f"2025-{number:05d}" for number in range(1, len(slugs) + 1)]
        assert last[model.SERIES, 2025] == len(slugs)


def test_rights_are_those_that_the_state_asks_for():
    before = [sorted(model.objects.values_list()) for model in RIGHTS]
    assert all(before)

    for one in [*Case.objects.all(), *Complaint.objects.all()[:50]]:
        grants.renew(one)

    assert [sorted(model.objects.values_list()) for model in RIGHTS] == before


def test_due_dates_are_those_of_the_clocks():
    for one in [*Case.objects.all(), *Complaint.objects.all()]:
        kept = (one.next_due, getattr(one, "next_due_is_provisional", None))
        clocks.renew_due(one)
        assert (one.next_due, getattr(one, "next_due_is_provisional", None)) == kept


def test_what_a_case_waits_for_is_what_it_would_be_found_to_wait_for():
    before = dict(Case.objects.values_list("slug", "waits_for"))
    assert any(before.values())

    waiting.renew_all()

    assert dict(Case.objects.values_list("slug", "waits_for")) == before


@pytest.mark.parametrize(
    ("model", "words", "index"),
    [(Case, CaseWords, index_cases), (Complaint, ComplaintWords, index_complaints)],
)
def test_words_are_those_of_the_search(model, words, index):
    before = sorted(words.objects.values_list())
    assert len(before) == model.objects.count()

    index(list(model.objects.all()))

    assert sorted(words.objects.values_list()) == before


def test_every_link_of_history_holds():
    assert history.first_broken_link() is None
    assert history.of(f"case:{Case.objects.latest('pk').slug}").exists()


def test_days_of_a_case_follow_one_another_up_to_today():
    names = ("opened_on", "concluded_on", "recorded_on", "completion_reported_on", "closed_on", "archived_on")  # fmt: skip
    for row in Case.objects.values_list(*names):
        known = [day for day in row if day]
        assert known == sorted(known)
        assert known[-1] <= DAY
        assert list(row[: len(known)]) == known


@pytest.mark.parametrize(
    ("state", "condition"),
    [
        (CaseState.ARCHIVED, Q(archived_on=None)),
        (CaseState.CLOSED, Q(closed_on=None) | Q(archived_on__isnull=False)),
        (CaseState.CONCLUDED, Q(concluded_on=None) | Q(recorded_on__isnull=False)),
    ],
)
def test_state_of_a_case_is_that_of_its_days(state, condition):
    found = Case.objects.filter(state=state)

    assert (found.exists() or state == CaseState.CONCLUDED, found.filter(condition).count()) == (
        True,
        0,
    )


def test_answered_reports_have_an_answer_and_their_case_is_closed():
    answered = Complaint.objects.filter(state=ComplaintState.ANSWERED)
    lacking = Q(answer_text="") | Q(answered_on=None) | Q(case__isnull=False, case__closed_on=None)

    assert (answered.count() > SIZE / 3, answered.filter(lacking).count()) == (True, 0)


def test_whoever_is_at_fault_in_a_closed_case_has_a_decision_with_its_consequences_done():
    closed = Decision.objects.filter(proceeding__case__closed_on__isnull=False)
    effects = Effect.objects.filter(decision__in=closed)

    assert (closed.exists(), closed.filter(served_on=None).count()) == (True, 0)
    assert (effects.exists(), effects.filter(done_on=None).count()) == (True, 0)
    assert not closed.exclude(starts_on=F("decided_on")).exists()


@pytest.mark.parametrize(
    ("login", "least", "most"),
    [
        ("city.intake", 1.0, 1.0),
        ("city.recused", 0.9, 0.999),
        ("lucheng.officer", 0.1, 0.3),
        ("school.investigator", 0.001, 0.05),
        ("sysadmin", 0.0, 0.0),
    ],
)
def test_each_kind_of_reader_sees_his_share(login, least, most):
    seen = Case.objects.visible_to(User.objects.get(username=login)).count()

    assert least <= seen / Case.objects.count() <= most
