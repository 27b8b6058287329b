"""Edge cases of domain reference §8 on the course of an inquiry, by their numbers."""

from datetime import date, timedelta

import pytest

from cases.actions import clocks
from cases.actions.accountability import Leader, Verdict
from cases.actions.clearing import Recognition, Said
from cases.actions.decisions import check_penalty
from cases.actions.inquiry import Opinion
from cases.actions.links import Incident, Part
from cases.actions.outcomes import Penalty
from cases.actions.persons import Change
from cases.actions.referrals import Answer
from cases.exceptions import NotAllowed
from cases.models import (
    Case,
    CaseLink,
    Clock,
    FalseAccusation,
    LeaderOpinion,
    PersonChange,
    Referral,
    Respondent,
    Retaliation,
    Suspension,
)
from ledger import history
from notifications.models import Message, Paper
from tests.cases.factories import (
    TODAY,
    a_case,
    a_complaint,
    a_decision,
    a_proceeding,
    a_report,
    fix_finding,
    refusal,
)
from tests.people.factories import a_teacher

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]

CLEAR = Opinion(finding="unfounded")
GUILTY = Opinion(finding="substantiated", violations=("T4",), facts="收费补课")


def with_limit(case, due_on=date(2026, 11, 30)):
    return Clock.objects.create(
        case=case, limit="K4", name="办结", started_on=case.opened_on, due_on=due_on
    )


def conclude(world, case, finding, verdict=None):
    return refusal(
        case, "conclude", by=world["county.approver"], accountability=verdict or Verdict("首次"),
        findings={one.pk: finding for one in case.respondents.all()},
    )  # fmt: skip


def change(world, case, kind, **more):
    return refusal(
        case, "record_change_of_person", by=world["county.officer"],
        respondent=case.respondents.get(), change=Change(kind, TODAY, "人事文件", **more),
    )  # fmt: skip


def open_(world, case, kind):
    kinds = {one.pk: kind for one in case.respondents.all()}
    return refusal(case, "open_proceedings", by=world["county.approver"], kinds=kinds, reason="x")


def test_edge_1_an_unknown_teacher_is_inquired_into_but_not_handled_until_identified(world):
    case = a_case(world, "reported", teachers=[])
    unknown = Respondent.objects.create(case=case, clues="某数学老师")

    assert conclude(world, case, GUILTY) is None
    assert open_(world, case, "sanction") == "A respondent at fault has not been identified yet."
    by = world["county.officer"]
    assert (
        refusal(case, "identify_respondent", by=by, respondent=unknown, teacher=world.teacher)
        is None
    )
    assert open_(world, case, "sanction") is None


def test_edge_4_the_institution_is_referred_with_a_letter_and_watched_for_ninety_days(world):
    case = a_case(world, "investigating")
    sent = {"kind": "off_campus", "authority": "综合行政执法局", "matter": "某机构无证办学"}

    assert refusal(case, "refer", by=world["county.approver"], sent_on=TODAY, **sent) is None

    referral = Referral.objects.get(case=case)
    assert Paper.objects.filter(kind="transfer_letter").get().sheet["to"] == "综合行政执法局"
    assert referral.watched_until == clocks.running(case, "REFERRAL_WATCH").due_on
    assert referral.watched_until >= TODAY + timedelta(days=90)
    assert case.state == "investigating"


def test_edge_4_the_watch_ends_with_the_result_not_with_the_receipt(world):
    case = a_case(world, "investigating")
    sent = {"kind": "off_campus", "authority": "综合行政执法局", "matter": "某机构无证办学"}
    refusal(case, "refer", by=world["county.approver"], sent_on=TODAY, **sent)
    referral, by = Referral.objects.get(case=case), world["county.officer"]
    receipt = Answer(receipt="已收", received_on=TODAY)
    result = Answer(result="罚款", penalty_number="温鹿罚〔2026〕1号", result_on=TODAY)

    assert refusal(case, "record_referral", by=by, referral=referral, answer=receipt) is None
    assert clocks.running(case, "REFERRAL_WATCH")
    assert refusal(case, "record_referral", by=by, referral=referral, answer=result) is None
    assert clocks.running(case, "REFERRAL_WATCH") is None
    referral.refresh_from_db()
    assert (referral.receipt, referral.penalty_number) == ("已收", "温鹿罚〔2026〕1号")


def test_edge_9_of_a_retired_person_the_facts_are_found_and_benefits_adjusted_no_sanction(world):
    case = a_case(world, "reported")
    assert change(world, case, "retired") is None
    assert conclude(world, case, GUILTY) is None

    assert open_(world, case, "sanction") == (
        "试验教师甲 is no longer in service: no sanction, but benefits can be adjusted."
    )
    assert open_(world, case, "measure") is None
    proceeding = case.proceedings.get()
    check_penalty(proceeding, Penalty(measures=("BEN",)), TODAY)


def test_edge_9_benefits_of_somebody_in_service_are_not_adjusted(world):
    proceeding = a_proceeding(world, "notified", kind="measure")

    with pytest.raises(NotAllowed, match="retired or left"):
        check_penalty(proceeding, Penalty(measures=("BEN",)), TODAY)


def test_edge_9_death_drops_what_is_undecided_and_the_facts_stay(world):
    proceeding = a_proceeding(world, "heard")
    case = proceeding.case

    assert change(world, case, "died") is None

    proceeding.refresh_from_db()
    assert (proceeding.state, case.respondents.get().finding) == ("dropped", "substantiated")
    assert open_(world, case, "measure") == (
        "Nobody is left to be handled; record the conclusion instead."
    )
    filing = {"by": world["county.personnel"], "on": TODAY, "place": "档案室", "receipt": "收"}
    assert refusal(case, "record", **filing) is None


def test_edge_9_whoever_has_died_changes_no_more(world):
    case = a_case(world, "investigating")
    assert change(world, case, "died") is None

    assert change(world, case, "retired") == "This person has died; nothing changes any more."


def recognition(**fields):
    told = {
        "intent": "索要好处未果", "fabrication": "虚构收费", "organ": "中共温州市纪委",
        "level": "prefecture", "approval_number": "温纪〔2026〕1号", "approved_on": TODAY,
    }  # fmt: skip
    return Recognition(**(told | fields))


def accuse(world, case):
    by = world["city.approver"]
    return refusal(case, "record_false_accusation", by=by, recognition=recognition())


def test_edge_10_a_false_accusation_is_kept_and_names_no_reporter(world):
    case = a_case(world, "concluded")
    complaint = a_complaint(world, "accepted", case=case)
    fix_finding(case, "unfounded")

    assert accuse(world, case) is None

    said = FalseAccusation.objects.values().get(case=case)
    assert not [key for key in said if "complaint" in key or "reporter" in key]
    assert complaint.number not in str(said)
    assert [one.kind for one in history.of(complaint.subject)] == []


def test_edge_10_what_was_partly_true_is_no_false_accusation(world):
    case = a_case(world, "concluded", teachers=[world.teacher, world.teacher2])
    first, second = case.respondents.all()
    case.respondents.filter(pk=first.pk).update(finding="unfounded")
    case.respondents.filter(pk=second.pk).update(finding="partly")

    assert accuse(world, case) == (
        "Something of the report was true, or nothing has been disproved."
    )


def test_edge_10_the_name_is_cleared_in_its_circle_with_a_letter(world):
    case = a_case(world, "concluded", concluded_on=TODAY)
    fix_finding(case, "unfounded")
    person, by = case.respondents.get(), world["county.officer"]
    said = Said(circle="school", way="meeting", on=TODAY, text="经核查不属实。")

    assert refusal(case, "clarify", by=by, respondent=person, said=said) is None

    sheet = Paper.objects.get(kind="clarification").sheet
    assert (sheet["to"], sheet["body"]["circle"]) == (world.school.name, "全校教职工")
    fix_finding(case, "unverifiable")
    assert refusal(case, "clarify", by=by, respondent=case.respondents.get(), said=said) == (
        "Only a name against which nothing was found is cleared."
    )


def send_back(world, case, *points):
    return refusal(case, "return_report", by=world["county.approver"], points=list(points))


def test_edge_14_the_second_return_is_the_last_then_the_approver_or_the_city_takes_over(world):
    case = a_case(world, "reported", returns=1)
    a_report(world, case)
    asking = {"by": world["county.approver"], "reason": "两次退回仍不清楚"}
    assert refusal(case, "ask_recall", **asking) == "The report can still be returned with points."

    assert send_back(world, case, "补充笔录", "补充凭证") is None
    assert [str(one) for one in case.report.points.all()] == ["1. 补充笔录", "2. 补充凭证"]
    Case.objects.filter(pk=case.pk).update(state="reported")
    case = Case.objects.get(pk=case.pk)
    assert send_back(world, case, "再补").startswith("The report has been returned twice")
    assert refusal(case, "ask_recall", **asking) is None
    recall = {"by": world["city.approver"], "mode": "raised", "reason": "提级办理"}
    assert refusal(case, "recall", **recall) is None


def test_edge_14_after_two_returns_the_approver_concludes_by_his_own_findings(world):
    case = a_case(world, "reported", returns=2)
    a_report(world, case)

    assert conclude(world, case, CLEAR) is None
    assert case.respondents.get().finding == "unfounded"


@pytest.mark.parametrize(("day", "expected"), [(60, True), (61, False)])
def test_edge_15_an_extension_is_asked_on_day_60_at_the_latest(world, set_today, day, expected):
    """Scenario g: asked on day 61 it is refused, and the clock is as before."""
    case = a_case(world, "investigating", opened_on=date(2026, 8, 31))
    clock = clocks.start(case, "K4", on=date(2026, 8, 31))
    assert clock.due_on == date(2026, 10, 30)
    set_today(date(2026, 8, 31) + timedelta(days=day))

    said = refusal(case, "extend", by=world["county.approver"], days=30, reason="案情复杂")

    assert (said is None) is expected
    last = date(2026, 11, 30) if expected else clock.due_on  # 29 November is a Sunday
    assert clocks.running(case, "K4").due_on == last


def test_edge_16_a_rest_has_a_ground_and_is_looked_at_every_thirty_days(world, set_today):
    case = a_case(world, "investigating")
    with_limit(case)
    by = world["county.approver"]
    assert refusal(case, "suspend", by=by, ground="CRIMINAL", reason="公安机关已立案") is None
    set_today(TODAY + timedelta(days=28))

    assert refusal(case, "review_suspension", by=by, reason="尚未审结") is None
    review = clocks.running(case, "SUSPENSION_REVIEW").due_on
    assert review >= TODAY + timedelta(days=58)
    set_today(TODAY + timedelta(days=40))
    assert refusal(case, "resume", by=by, reason="已判决") is None
    assert clocks.running(case, "K4").due_on == date(2027, 1, 11)  # 40 days later, a Monday
    rest = Suspension.objects.get(case=case)
    assert (rest.ground, rest.ended_on) == ("CRIMINAL", TODAY + timedelta(days=40))


def test_edge_17_a_new_round_leaves_the_decision_until_it_is_reviewed(world):
    case = a_case(world, "closed", team=[])
    fix_finding(case)
    proceeding = a_proceeding(world, "served", case=case)

    assert refusal(case, "reopen", by=world["city.approver"], reason="新证据") is None

    assert (case.round, case.state) == (2, "investigating")
    assert proceeding.current_decision().ended_on is None
    assert not case.respondents.to_be_handled()


def test_edge_21_harm_to_a_child_goes_to_the_police_before_anything_is_concluded(world):
    case = a_case(world, "reported", minor_risk=True)
    harm = Opinion(finding="substantiated", violations=("4-7",), facts="x")
    told = {"kind": "police", "authority": "鹿城区公安分局", "matter": "涉嫌猥亵", "sent_on": TODAY}

    assert conclude(world, case, harm) == "A child was harmed: refer it to the police first."
    assert refusal(case, "refer", by=world["county.approver"], **told) is None
    assert conclude(world, case, harm) is None


def test_edge_22_another_violation_is_added_and_its_rules_can_be_found_broken(world):
    case = a_case(world, "investigating")
    a_report(world, case)
    from cases.forms.reports import WriteReport  # noqa: PLC0415

    def offered():
        form = WriteReport(record=Case.objects.get(pk=case.pk), user=world.team[0])
        return [key for key, _label in form.fields[f"violations_{person.pk}"].choices]

    person = case.respondents.get()
    assert "4-5" not in offered()
    found = {"kind": "other", "text": "罚站", "on": TODAY}
    assert refusal(case, "add_allegation", by=world.team[0], **found) is None
    assert "4-5" in offered()
    assert "T5" in offered()


def a_part(case, **fields):
    told = {
        "title": "体罚", "kind": "other", "lead_summary": "反映罚站", "leaves": False,
        "was_reported": False, "respondents": [case.respondents.first()],
    }  # fmt: skip
    return Part(**(told | fields))


def split(world, case, **fields):
    return refusal(case, "split", by=world["city.approver"], part=a_part(case, **fields))


def test_edge_22_what_came_to_light_becomes_a_case_with_a_limit_of_its_own(world):
    case = a_case(world, "investigating")
    with_limit(case)

    assert split(world, case) is None

    new = CaseLink.objects.get(first=case, kind="found").second
    assert (new.state, [one.teacher for one in new.respondents.all()]) == (
        "pending", [world.teacher],
    )  # fmt: skip
    assert clocks.running(new, "K4").started_on == TODAY
    assert case.respondents.standing().count() == 1


def test_split_of_what_was_reported_keeps_its_last_day_and_holds_up_the_answer(world):
    case = a_case(world, "investigating", teachers=[world.teacher, world.teacher2])
    with_limit(case)
    complaint = a_complaint(world, "accepted", case=case)

    assert split(world, case, was_reported=True, leaves=True) is None

    new = CaseLink.objects.get(first=case).second
    assert clocks.running(new, "K4").due_on == date(2026, 11, 30)
    assert [one.teacher for one in case.respondents.standing()] == [world.teacher2]
    Case.objects.filter(pk=case.pk).update(state="closed")
    answer = {"by": world["city.intake"], "answer": "已办结"}
    assert refusal(complaint, "answer", **answer) == (
        f"A part of it is still being looked into: {new.number}"
    )
    Case.objects.filter(pk=new.pk).update(state="closed", handling_unit=world.county)
    assert refusal(complaint, "answer", **answer) is None


def test_split_leaves_somebody_behind(world):
    case = a_case(world, "investigating")

    assert split(world, case, leaves=True) == "Somebody must stay in this case."
    assert not CaseLink.objects.exists()


def test_edge_28_retaliation_is_a_case_of_its_own_and_discipline_is_told(world):
    case = a_case(world, "investigating")
    complaint = a_complaint(world, "accepted", case=case)
    incident = Incident(
        lead_summary="有人施压", protection="要求学校不得追查", school=world.school,
        teachers=[world.teacher],
    )  # fmt: skip
    asking = {"by": world["city.approver"], "incident": incident}

    assert refusal(complaint, "open_retaliation", **asking) is None

    own = Retaliation.objects.get(complaint=complaint).case
    assert (own.state, CaseLink.objects.get(second=own).first) == ("pending", case)
    told = Message.objects.filter(kind="complaint.retaliation_opened")
    assert world["city.discipline"] in {one.reader for one in told}
    assert refusal(complaint, "open_retaliation", **asking) == (
        "A case of retaliation is open already for this report."
    )


def test_scenario_m_retirement_during_the_inquiry_is_recorded_once_and_in_the_registry(world):
    case = a_case(world, "investigating")
    assert change(world, case, "retired") is None
    world.teacher.refresh_from_db()

    assert world.teacher.status == "retired"
    assert change(world, case, "retired") == "This is recorded already."


def test_scenario_n_a_withdrawal_stands_on_the_case_and_stops_nothing(world):
    from cases.actions import dialogue  # noqa: PLC0415

    case = a_case(world, "investigating")
    with_limit(case)
    complaint = a_complaint(world, "accepted", case=case)

    dialogue.withdraw(complaint)

    assert [one.kind for one in history.of(case.subject)] == ["case.report_withdrawn"]
    case.refresh_from_db()
    assert (case.state, clocks.running(case, "K4") is None) == ("investigating", False)


def clear(world, case, **more):
    return refusal(
        case, "clear_respondent", by=world["county.approver"],
        respondent=case.respondents.first(), reason="名字听错", **more,
    )  # fmt: skip


def test_wrongly_named_person_is_cleared_and_another_takes_his_place(world):
    case = a_case(world, "investigating")

    assert clear(world, case) == ("He is the only person of the case: say who takes his place.")
    assert clear(world, case, teacher=world.teacher2) is None
    assert [one.teacher for one in case.respondents.standing()] == [world.teacher2]
    made = PersonChange.objects.get()
    assert (made.respondent.finding, made.replaced_by.teacher) == ("unfounded", world.teacher2)
    assert [one.teacher for one in case.respondents.cleared_untold()] == [world.teacher]


def test_cleared_person_named_again_stands_in_the_case_again(world):
    case = a_case(world, "investigating")
    clear(world, case, teacher=world.teacher2)
    by = world["county.officer"]

    assert refusal(case, "add_respondent", by=by, teachers=[world.teacher]) is None
    assert case.respondents.without_finding().count() == 2


def test_person_who_moved_belongs_to_his_new_school(world):
    case = a_case(world, "investigating")

    assert change(world, case, "moved") == "Say which school the person has moved to."
    assert change(world, case, "moved", unit=world.other_school) is None
    world.teacher.refresh_from_db()
    assert world.teacher.establishment_unit == world.other_school
    told = Message.objects.filter(kind="case.person_changed")
    assert world["city.intake"] in {one.reader for one in told}


def test_conclude_keeps_who_answers_for_what(world):
    case = a_case(world, "reported")
    head = Leader("校长甲", "principal", ("L3",), "ADMON", a_teacher(world.school))

    assert conclude(world, case, CLEAR, Verdict("拖延", (head,))) is None

    assert case.accountability == (
        "予以问责：校长校长甲（第十二条第（三）项，建议诫勉谈话）。理由：拖延"
    )
    opinion = LeaderOpinion.objects.get(case=case)
    assert (opinion.is_accountable, opinion.leaders.get().situations) == (True, ["L3"])


def test_leader_without_a_situation_is_not_held_to_account(world):
    case = a_case(world, "reported")

    assert conclude(world, case, CLEAR, Verdict("拖延", (Leader("甲", "head", (), "ADMON"),))) == (
        "Say for each leader in which situation he answers."
    )
    assert not LeaderOpinion.objects.exists()


def test_money_of_somebody_who_died_holds_up_no_close(world):
    case = a_case(world, "recorded", completion_reported_on=TODAY)
    fix_finding(case, amount_taken=100)
    a_decision(world, a_proceeding_of(world, case), served_on=TODAY)
    assert refusal(case, "close", by=world["city.approver"]) == (
        "Money taken has not been refunded in full yet."
    )
    type(world.teacher).objects.filter(pk=world.teacher.pk).update(status="dead")

    assert refusal(case, "close", by=world["city.approver"]) is None


def a_proceeding_of(world, case):
    from tests.cases.factories import a_slug  # noqa: PLC0415

    return case.proceedings.create(
        slug=a_slug(case.proceedings.model), respondent=case.respondents.get(), state="served",
        kind="measure", opened_on=TODAY, notified_on=TODAY, heard_on=TODAY,
    )  # fmt: skip


def test_retaliation_for_a_report_without_a_county_belongs_to_the_schools(world):
    complaint = a_complaint(world, "registered", reporting_unit=None, school=None)
    told = {"lead_summary": "有人施压", "protection": "不得追查", "clues": "某老师"}
    by = world["city.approver"]

    assert refusal(complaint, "open_retaliation", by=by, incident=Incident(**told)) == (
        "Name the school: nobody knows yet which county this belongs to."
    )
    incident = Incident(**told, school=world.school)
    assert refusal(complaint, "open_retaliation", by=by, incident=incident) is None
    assert Retaliation.objects.get(complaint=complaint).case.reporting_unit == world.county
