"""Guards of the inquiry: team, report, extension, return, conclusion."""

from datetime import date

import pytest

from cases.actions import clocks
from cases.actions.accountability import Verdict
from cases.actions.inquiry import Opinion
from cases.models import Clock, DossierItem, Recusal, Respondent
from tests.cases.factories import (
    TODAY,
    a_case,
    a_report,
    an_investigator,
    fix_finding,
    refusal,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]

PAPERS = ("plan", "interview", "evidence_list")
TWICE = (
    "The report has been returned twice: conclude with findings of your own, or ask the city to"
    " take the case over."
)


def keep(world, case, *kinds):
    for kind in kinds:
        DossierItem.objects.create(
            case=case, kind=kind, on=TODAY, text="已入卷", entered_by=world["county.officer"]
        )


def inquired(world, **fields):
    """An inquiry that lacks nothing."""
    case = a_case(world, "investigating", **fields)
    a_report(world, case)
    keep(world, case, *PAPERS)
    return case


def submit(world, case):
    return refusal(case, "submit_report", by=world["county.officer"])


def test_appoint_refuses_who_was_recused(world):
    case = a_case(world, "investigating", team=[])
    one, two = world.team
    Recusal.objects.create(case=case, user=one, reason="亲属", on=TODAY)

    assert refusal(case, "appoint", by=world["county.officer"], people=[one]) == (
        "A recused person does not investigate."
    )
    assert refusal(case, "appoint", by=world["county.officer"], people=[two]) is None


def test_submit_report_is_done_when_nothing_is_missing(world):
    case = inquired(world)

    assert submit(world, case) is None
    assert case.state == "reported"


def test_submit_report_needs_a_report(world):
    case = a_case(world, "investigating")
    keep(world, case, *PAPERS)

    assert submit(world, case) == "The report has not been written yet."


def test_submit_report_needs_two_signatures(world):
    case = a_case(world, "investigating")
    a_report(world, case, signed_by=world.team[:1])
    keep(world, case, *PAPERS)

    assert submit(world, case) == (
        "Two investigators with recusal statements must have signed the report."
    )


def test_submit_report_counts_no_signature_without_recusal_statement(world):
    one, two = world.team
    case = a_case(world, "investigating", team=[one])
    an_investigator(case, two, no_conflict_on=None)
    a_report(world, case)
    keep(world, case, *PAPERS)

    assert submit(world, case) == (
        "Two investigators with recusal statements must have signed the report."
    )


@pytest.mark.parametrize(
    ("missing", "name"),
    [
        ("plan", "inquiry plan"),
        ("interview", "interview record"),
        ("evidence_list", "evidence list"),
    ],
)
def test_submit_report_of_a_full_inquiry_needs_its_papers(world, missing, name):
    case = a_case(world, "investigating")
    a_report(world, case)
    keep(world, case, *(kind for kind in PAPERS if kind != missing))

    assert submit(world, case) == f"Still missing: {name}"


def test_submit_report_of_a_simple_check_needs_no_papers_but_both_signatures(world):
    case = a_case(world, "investigating", is_simple=True)
    report = a_report(world, case, signed_by=world.team[:1])

    assert submit(world, case) == (
        "Two investigators with recusal statements must have signed the report."
    )
    report.signatures.create(user=world.team[1], on=TODAY)
    assert submit(world, case) is None


def test_submit_report_leaves_nobody_out(world):
    case = inquired(world)
    Respondent.objects.create(case=case, teacher=world.teacher2)

    assert submit(world, case) == "The report says nothing about: 试验教师乙"


def test_submit_report_needs_a_respondent(world):
    case = inquired(world, teachers=[])

    assert submit(world, case) == "The case has no respondent yet."


def test_report_is_returned_twice_and_not_a_third_time(world):
    for returns, expected in [
        (1, None),
        (2, TWICE),
    ]:
        case = a_case(world, "reported", returns=returns)
        a_report(world, case)
        assert (
            refusal(case, "return_report", by=world["county.approver"], points=["补充笔录"])
            == expected
        )


def test_returned_report_comes_back_in_a_new_version_only(world):
    case = inquired(world)
    case.reports.update(returned_on=TODAY)

    assert submit(world, case) == "This version was returned: write a new one first."


def with_limit(world, due_on=TODAY, **fields):
    case = a_case(world, "investigating", **fields)
    Clock.objects.create(
        case=case, limit="K4", name="办结", started_on=case.opened_on, due_on=due_on
    )
    return case


def extend(world, case, days=30):
    return refusal(case, "extend", by=world["county.approver"], days=days, reason="案情复杂")


def test_extend_on_the_last_day_is_done(world):
    case = with_limit(world, due_on=TODAY)

    assert extend(world, case) is None
    assert (clocks.running(case, "K4").due_on, case.next_due) == (
        date(2026, 11, 11),
        date(2026, 11, 11),
    )


def test_extend_after_the_last_day_is_refused(world):
    """Asked on day 61 of 60."""
    case = with_limit(world, due_on=date(2026, 10, 11))

    assert extend(world, case) == ("The limit has passed; it can only be extended before it does.")


def test_extend_is_done_once(world):
    case = with_limit(world)
    assert extend(world, case, 10) is None

    assert extend(world, case, 10) == "The limit has been extended once already."


@pytest.mark.parametrize("days", [0, -1, 31])
def test_extend_is_at_most_thirty_days(world, days):
    assert extend(world, with_limit(world), days) == "An extension is 1 to 30 days long."


def test_extend_never_edits_a_clock(world):
    case = with_limit(world)
    before = Clock.objects.values().get(case=case)
    extend(world, case)

    after = Clock.objects.values().get(pk=before["id"])
    assert after == before | {"superseded_by_id": clocks.running(case, "K4").pk}


def test_suspended_inquiry_ends_later_by_the_days_it_rested(world, set_today):
    case = with_limit(world, due_on=date(2026, 10, 31))
    assert (
        refusal(case, "suspend", by=world["county.approver"], ground="CRIMINAL", reason="案件未结")
        is None
    )
    set_today(date(2026, 10, 22))

    assert refusal(case, "resume", by=world["county.approver"], reason="恢复") is None
    assert clocks.running(case, "K4").due_on == date(2026, 11, 10)


def conclude(world, case, findings, accountability="首次发生"):
    return refusal(
        case, "conclude", by=world["county.approver"], findings=findings,
        accountability=Verdict(accountability),
    )  # fmt: skip


def test_conclude_needs_an_opinion_on_the_schools_leaders(world):
    case = a_case(world, "reported")
    clear = {case.respondents.get().pk: Opinion(finding="unfounded")}

    assert conclude(world, case, clear, accountability="") == (
        "The opinion on the school's leaders is missing."
    )
    assert conclude(world, case, clear, accountability="首次发生") is None


def test_conclude_needs_a_finding_for_everybody(world):
    case = a_case(world, "reported", teachers=[world.teacher, world.teacher2])
    first, second = case.respondents.all()
    clear = Opinion(finding="unfounded")

    assert conclude(world, case, {first.pk: clear}) == "No finding yet for: 试验教师乙"
    assert conclude(world, case, {first.pk: clear, second.pk: clear}) is None
    assert case.state == "concluded"


def test_refused_conclusion_leaves_no_finding_behind(world):
    case = a_case(world, "reported", teachers=[world.teacher, world.teacher2])
    conclude(world, case, {case.respondents.first().pk: Opinion(finding="unfounded")})

    assert list(case.respondents.values_list("finding", flat=True)) == ["", ""]


def test_investigator_does_not_conclude_even_as_approver(world):
    approver = world["county.approver"]
    case = a_case(world, "reported", team=[approver, *world.team])
    clear = {case.respondents.get().pk: Opinion(finding="unfounded")}

    assert conclude(world, case, clear) == "You have no right to do this."
    case.investigators.filter(user=approver).update(left_on=TODAY)
    assert conclude(world, a_case(world, "reported"), {}) == "No finding yet for: 试验教师甲"


def tell(world, case, respondent):
    return refusal(
        case, "tell_respondent", by=world["county.officer"], respondent=respondent, on=TODAY,
        clarification="已在全校教师会上说明",
    )  # fmt: skip


def test_tell_respondent_needs_a_known_person(world):
    case = a_case(world, "concluded", teachers=[])
    unknown = Respondent.objects.create(case=case, clues="某数学老师", finding="unfounded")

    assert tell(world, case, unknown) == "The person has not been identified yet."


@pytest.mark.parametrize("finding", ["", "substantiated", "partly"])
def test_tell_respondent_clears_nobody_but_the_cleared(world, finding):
    case = a_case(world, "concluded")
    fix_finding(case, finding)

    assert tell(world, case, case.respondents.get()) == (
        "Only a person found not at fault is told of this conclusion."
    )
    fix_finding(case, "unfounded")
    assert tell(world, case, case.respondents.get()) is None


def test_identify_respondent_names_nobody_twice(world):
    case = a_case(world, "investigating")
    unknown = Respondent.objects.create(case=case, clues="某数学老师")
    by = world["county.officer"]

    assert refusal(
        case, "identify_respondent", by=by, respondent=unknown, teacher=world.teacher
    ) == ("This teacher is a respondent of the case already.")
    assert (
        refusal(case, "identify_respondent", by=by, respondent=unknown, teacher=world.teacher2)
        is None
    )


def test_add_respondent_needs_somebody(world):
    case = a_case(world, "investigating")

    assert refusal(case, "add_respondent", by=world["county.officer"]) == (
        "Name a teacher, or say what is known of the person."
    )
    assert refusal(case, "add_respondent", by=world["county.officer"], clues="某老师") is None


def test_reopen_begins_a_round_that_asks_for_everything_anew(world):
    case = a_case(world, "closed", team=[], returns=2, extended_on=TODAY)

    assert refusal(case, "reopen", by=world["city.approver"], reason="新证据") is None
    assert (case.state, case.round, case.returns, case.extended_on) == ("investigating", 2, 0, None)
    assert case.report is None
