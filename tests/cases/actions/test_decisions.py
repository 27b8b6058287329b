"""Guards of the handling of one person, from opening to service."""

from datetime import date

import pytest

from cases.actions.outcomes import Penalty
from cases.models import Respondent
from tests.cases.factories import (
    TODAY,
    a_case,
    a_draft,
    a_proceeding,
    an_investigator,
    fix_finding,
    refusal,
)
from tests.people.factories import a_teacher

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]

WARNING = Penalty(sanction="W")
TALK = Penalty(measures=("TALK",))


def concluded(world, finding="substantiated", **fields):
    case = a_case(world, "concluded", **fields)
    fix_finding(case, finding)
    return case


def open_(world, case, kind="measure"):
    kinds = {one.pk: kind for one in case.respondents.all()}
    return refusal(
        case, "open_proceedings", by=world["county.approver"], kinds=kinds, reason="立案"
    )


def test_open_proceedings_needs_somebody_at_fault(world):
    assert open_(world, concluded(world, "unfounded")) == (
        "Nobody is left to be handled; record the conclusion instead."
    )
    assert open_(world, concluded(world)) is None


@pytest.mark.parametrize(
    ("state", "number"), [("served", 1), ("under_review", 1), ("revoked", 2), ("dropped", 2)]
)
def test_open_proceedings_of_a_later_round_leaves_standing_decisions_alone(world, state, number):
    case = a_proceeding(world, state, case_state="concluded").case
    Respondent.objects.create(case=case, teacher=world.teacher2, finding="partly")

    assert open_(world, case) is None
    assert case.respondents.first().proceedings.count() == number


def test_open_proceedings_needs_the_person_identified(world):
    case = concluded(world)
    unknown = Respondent.objects.create(case=case, clues="某老师", finding="partly")

    assert open_(world, case) == "A respondent at fault has not been identified yet."
    unknown.teacher = world.teacher2
    unknown.save()
    assert open_(world, case) is None


def test_simple_check_leads_to_no_sanction(world):
    case = concluded(world, is_simple=True)

    assert open_(world, case, "sanction") == "A simple check cannot lead to a sanction."
    assert (case.proceedings.count(), case.state) == (0, "concluded")
    assert open_(world, case, "measure") is None


def test_full_inquiry_may_lead_to_a_sanction(world):
    case = concluded(world)

    assert open_(world, case, "sanction") is None
    assert list(case.proceedings.values_list("kind", "state")) == [("sanction", "opened")]


def investigate(world, proceeding):
    return refusal(
        proceeding, "investigate", by=world["county.officer"], report="属实", met_on=TODAY
    )


def test_investigate_is_for_sanctions_only(world):
    assert investigate(world, a_proceeding(world, kind="measure")) == (
        "Only a sanction is investigated again after formal opening."
    )
    assert investigate(world, a_proceeding(world, kind="sanction")) is None


def test_investigate_needs_two_with_recusal_statements(world):
    one, two = world.team
    case = a_case(world, "proceeding", team=[one])
    fix_finding(case)
    second = an_investigator(case, two, no_conflict_on=None)
    proceeding = a_proceeding(world, case=case)

    assert investigate(world, proceeding) == "Two investigators with recusal statements are needed."
    second.no_conflict_on = TODAY
    second.save()
    assert investigate(world, proceeding) is None


def notify(world, proceeding, penalty=WARNING):
    return refusal(
        proceeding, "notify", by=world["county.officer"], penalty=penalty, grounds="事实清楚"
    )


def test_notify_needs_a_known_person(world):
    case = a_case(world, "proceeding", teachers=[])
    unknown = Respondent.objects.create(case=case, clues="某老师", finding="substantiated")
    proceeding = a_proceeding(world, kind="measure", case=case)

    assert notify(world, proceeding, TALK) == "The person has not been identified yet."
    unknown.teacher = world.teacher
    unknown.save()
    proceeding.refresh_from_db()
    assert notify(world, proceeding, TALK) is None


def test_notify_of_a_sanction_comes_after_its_investigation(world):
    proceeding = a_proceeding(world, "opened")

    assert notify(world, proceeding) == "A sanction is investigated before the person is notified."
    assert investigate(world, proceeding) is None
    assert notify(world, proceeding) is None


def test_notify_of_a_measure_needs_no_investigation(world):
    assert notify(world, a_proceeding(world, kind="measure"), TALK) is None


def test_notify_is_not_for_what_goes_to_another_authority(world):
    assert notify(world, a_proceeding(world, kind="transfer"), TALK) == (
        "This matter goes to another authority."
    )


def test_notify_of_nothing_is_refused(world):
    assert notify(world, a_proceeding(world, kind="measure"), Penalty()) == (
        "Choose a sanction or a measure."
    )


def test_notify_of_a_sanction_needs_a_formal_opening(world):
    assert notify(world, a_proceeding(world, kind="measure"), WARNING) == (
        "A sanction needs a formal opening."
    )


@pytest.mark.parametrize("personnel_type", ["private", "contract"])
def test_bureau_does_not_warn_whom_the_school_decides_upon(world, personnel_type):
    case = a_case(
        world, "proceeding", teachers=[a_teacher(world.school, personnel_type=personnel_type)]
    )
    fix_finding(case)
    proceeding = a_proceeding(world, "investigated", case=case)

    assert notify(world, proceeding) == (
        "For this person the school decides; the bureau keeps a record."
    )
    assert notify(world, proceeding, TALK) is None


def test_ordinary_teacher_is_not_sanctioned_by_the_table_of_managers(world):
    """记过 stands in both tables, 记大过 for those who manage only."""
    assert notify(world, a_proceeding(world, "investigated"), Penalty(sanction="MD")) == (
        "This sanction is not in the table that stands for this person."
    )
    assert notify(world, a_proceeding(world, "investigated"), Penalty(sanction="D")) is None


@pytest.mark.parametrize("months", [None, 1, 23])
def test_disqualification_of_less_than_24_months_is_refused(world, months):
    proceeding = a_proceeding(world, kind="measure")

    assert notify(world, proceeding, Penalty(measures=("DISQ",), months=months)) == (
        "A disqualification lasts at least 24 months."
    )
    assert notify(world, proceeding, Penalty(measures=("DISQ",), months=24)) is None


@pytest.mark.parametrize("sanction", ["W", "D"])
def test_hearing_is_not_owed_for_a_light_sanction(world, sanction):
    proceeding = a_proceeding(world, "notified", proposed_sanction=sanction)

    assert ask_for_hearing(world, proceeding) == (
        "A hearing is owed from a reduction of post level upwards only."
    )


@pytest.mark.parametrize("sanction", ["PL", "X"])
def test_hearing_is_owed_from_a_reduction_of_post_level(world, sanction):
    proceeding = a_proceeding(world, "notified", proposed_sanction=sanction)

    assert ask_for_hearing(world, proceeding) is None
    assert proceeding.state == "hearing"


def ask_for_hearing(world, proceeding):
    return refusal(
        proceeding, "request_hearing", by=world["county.officer"], on=TODAY, text="要求听证"
    )


def test_hold_hearing_is_not_chaired_by_who_investigated(world):
    proceeding = a_proceeding(world, "hearing", proposed_sanction="PL")
    by = world["county.officer"]
    said = {"on": TODAY, "text": "听证笔录"}
    investigator = world.team[0].full_name

    assert refusal(proceeding, "hold_hearing", by=by, chair=investigator, **said) == (
        "Whoever investigated does not chair the hearing."
    )
    assert refusal(proceeding, "hold_hearing", by=by, chair="试验主持人", **said) is None
    assert (proceeding.state, proceeding.heard_on) == ("heard", TODAY)


def test_hold_hearing_remembers_who_has_left_the_team(world):
    proceeding = a_proceeding(world, "hearing", proposed_sanction="PL")
    proceeding.case.investigators.update(left_on=TODAY)

    assert refusal(
        proceeding, "hold_hearing", by=world["county.officer"], on=TODAY, text="笔录",
        chair=world.team[0].full_name,
    ) == "Whoever investigated does not chair the hearing."  # fmt: skip


def hear(world, proceeding, **said):
    return refusal(proceeding, "hear", by=world["county.officer"], on=TODAY, **said)


def test_hear_needs_the_defence_or_its_waiver(world):
    assert hear(world, a_proceeding(world, "notified"), defence="", has_waived=False) == (
        "Record the statement and defence, or that it was waived."
    )
    assert hear(world, a_proceeding(world, "notified"), defence="", has_waived=True) is None
    assert hear(world, a_proceeding(world, "notified"), defence="有异议", has_waived=False) is None


def draft(world, proceeding, penalty, by="county.officer"):
    return refusal(
        proceeding, "draft_decision", by=world[by], penalty=penalty, facts="事实", basis="依据"
    )


def test_draft_decision_knows_the_least_term_too(world):
    proceeding = a_proceeding(
        world, "heard", kind="measure", proposed_measures=["DISQ"], proposed_months=24
    )

    assert draft(world, proceeding, Penalty(measures=("DISQ",), months=23)) == (
        "A disqualification lasts at least 24 months."
    )
    assert draft(world, proceeding, Penalty(measures=("DISQ",), months=24)) is None


def test_new_draft_asks_for_legality_and_meeting_anew(world):
    proceeding = a_proceeding(world, "heard", proposed_sanction="W")
    a_draft(world, proceeding)

    assert draft(world, proceeding, WARNING) is None
    assert decide(world, proceeding) == "The legality check is missing."


def decide(world, proceeding, by="county.approver"):
    return refusal(proceeding, "decide", by=world[by])


def test_decide_of_a_whole_draft_is_done(world):
    proceeding = a_proceeding(world, "heard")
    a_draft(world, proceeding)

    assert decide(world, proceeding) is None
    decision = proceeding.decision
    assert (decision.decided_on, decision.starts_on, decision.ends_on) == (
        TODAY,
        TODAY,
        date(2027, 4, 11),
    )


def test_decide_needs_a_draft(world):
    assert decide(world, a_proceeding(world, "heard")) == "The decision has not been drafted yet."


@pytest.mark.parametrize("verb", ["check_legality", "record_meeting"])
def test_nobody_checks_or_meets_without_a_draft(world, verb):
    proceeding = a_proceeding(world, "heard")
    by, said = {
        "check_legality": ("county.legal", {"opinion": "同意"}),
        "record_meeting": ("county.officer", {"on": TODAY, "minutes": "一致同意"}),
    }[verb]

    assert refusal(proceeding, verb, by=world[by], **said) == (
        "The decision has not been drafted yet."
    )
    a_draft(world, proceeding, ready=False)
    assert refusal(proceeding, verb, by=world[by], **said) is None


def test_decide_needs_the_legality_check(world):
    proceeding = a_proceeding(world, "heard")
    a_draft(world, proceeding, legality_on=None)

    assert decide(world, proceeding) == "The legality check is missing."


def test_decide_needs_the_collective_decision(world):
    proceeding = a_proceeding(world, "heard")
    a_draft(world, proceeding, met_on=None)

    assert decide(world, proceeding) == "The collective decision has not been recorded."


def test_decide_is_refused_to_the_drafter(world):
    proceeding = a_proceeding(world, "heard")
    a_draft(world, proceeding, drafted_by=world["county.approver"])

    assert decide(world, proceeding) == "Whoever drafted the decision does not issue it."


def test_decide_of_a_sanction_needs_two_investigators(world):
    proceeding = a_proceeding(world, "heard")
    a_draft(world, proceeding)
    proceeding.case.investigators.filter(user=world.team[0]).update(left_on=TODAY)

    assert decide(world, proceeding) == "Two investigators with recusal statements are needed."


def test_decide_of_a_measure_needs_no_two_investigators(world):
    proceeding = a_proceeding(world, "heard", kind="measure")
    a_draft(world, proceeding, sanction="", measures=["TALK"])
    proceeding.case.investigators.update(left_on=TODAY)

    assert decide(world, proceeding) is None


def test_decide_looks_again_at_the_authority(world):
    """The person may have changed employment since the draft."""
    case = a_case(world, "proceeding", teachers=[a_teacher(world.school, personnel_type="private")])
    fix_finding(case)
    proceeding = a_proceeding(world, "heard", case=case)
    a_draft(world, proceeding)

    assert decide(world, proceeding) == (
        "For this person the school decides; the bureau keeps a record."
    )


def test_open_proceedings_again_for_a_dropped_one(world):
    case = a_proceeding(world, "dropped").case

    assert open_(world, case) is None
    assert case.respondents.first().proceeding().state == "opened"


@pytest.mark.parametrize(
    ("proposed", "penalty", "refused"),
    [
        ("W", Penalty(sanction="W"), False),
        ("W", Penalty(sanction="D"), True),
        ("D", WARNING, False),
    ],
)
def test_draft_goes_no_further_than_the_notice(world, proposed, penalty, refused):
    proceeding = a_proceeding(world, "heard", proposed_sanction=proposed)
    said = refusal(
        proceeding, "draft_decision", by=world["county.officer"], penalty=penalty, facts="事实",
        basis="依据",
    )  # fmt: skip

    assert (said == "The person was notified of less: drop this and notify again.") is refused


def test_retired_teacher_is_not_sanctioned(world):
    proceeding = a_proceeding(world, "investigated")
    teacher = proceeding.respondent.teacher
    type(teacher).objects.filter(pk=teacher.pk).update(status="retired")

    said = refusal(
        proceeding, "notify", by=world["county.officer"], penalty=WARNING, grounds="事实"
    )
    assert said == "Whoever is no longer in service is not sanctioned."
