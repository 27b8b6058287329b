"""A case that takes every turn: the wrong person, another matter, a rest, two returns, a false accusation."""

from dataclasses import replace

from tests import stories
from tests.cases import detours

OFFICER, APPROVER = detours.OFFICER, detours.APPROVER
ONE, TWO = "lucheng.investigator", "lucheng.investigator2"
CLEARED = replace(detours.PERSON, name="陈演甲", finding="unfounded")


def through_turns(hands, other_case):
    """All verbs of an inquiry's course, once each."""
    complaint = detours.report(hands)
    case = stories.take_in(detours.STORY, hands, complaint)
    hands.act(
        "city.approver", complaint, "open_retaliation", teachers="谢演寅", lead_summary="有人施压。",
        school=detours.SCHOOL, protection="已要求学校不得追查。",
    )  # fmt: skip
    hands.act("city.intake", case, "link", other=other_case[1], reason="同一学校")
    team = stories.team_of(detours.STORY)
    hands.act(OFFICER, case, "appoint", people=team)
    for who in (ONE, TWO):
        hands.act(who, case, "declare_no_conflict")
    hands.act(OFFICER, case, "assign", person="演示鹿城区承办员", reason="熟悉情况")
    hands.act("city.intake", case, "remind", reason="临近期限")
    _from_above(hands, case)
    _people(hands, case)
    _rest(hands, case)
    _returned_twice(hands, case)
    _refer(hands, case)
    _clear(hands, case)


def _from_above(hands, case):
    intake, approver = "city.intake", "city.approver"
    organ = "浙江省教育厅 浙教督〔2026〕5号"
    hands.act(
        intake, case, "enter_instruction", kind="superior", source="浙江省教育厅",
        number="浙教督〔2026〕5号", text="请依法查处。", task="书面报告。", received_on=hands.today,
        due_on=hands.in_days(20),
    )  # fmt: skip
    hands.act(intake, case, "report_back", instruction=organ, report="正在核查。")
    hands.act(
        intake, case, "take_back_report", instruction=organ, reason="事实不清",
        due_on=hands.in_days(30),
    )  # fmt: skip
    hands.act(intake, case, "report_back", instruction=organ, report="已查清。")
    hands.act(
        intake, case, "close_off_instruction", instruction=organ, paper="销号通知", on=hands.today
    )
    hands.act(
        OFFICER, case, "flag_opinion", where="本地论坛", noticed_on=hands.today, report="首报。"
    )
    hands.act(OFFICER, case, "report_opinion", report="续报。")
    hands.act(intake, case, "word_opinion", wording="正在核查。")
    hands.act(approver, case, "approve_wording")
    hands.act(approver, case, "end_opinion", reason="已平息")


def _people(hands, case):
    hands.act(
        APPROVER, case, "clear_respondent", respondent="谢演寅", reason="名字听错", school="",
        teachers="陈演甲",
    )  # fmt: skip
    hands.act(ONE, case, "add_allegation", kind="other", on=hands.today, text="另发现拖堂罚站。")
    hands.act(ONE, case, "add_respondent", clues="另一位老师")
    hands.act(
        "city.approver", case, "split", title="罚站", kind="other", was_reported="no",
        respondents="另一位老师", leaves="yes", lead_summary="反映罚站。",
    )  # fmt: skip


def _rest(hands, case):
    hands.act(APPROVER, case, "suspend", ground="HOLIDAYS", reason="学校放假")
    hands.act(APPROVER, case, "review_suspension", reason="尚未开学")
    hands.act(APPROVER, case, "resume", reason="已开学")


def _returned_twice(hands, case):
    story = replace(detours.STORY, people=(CLEARED,))
    hands.act(ONE, case, "draft_report", facts="写到一半。")
    for points in ("补充笔录\n补充凭证", "仍缺凭证", ""):
        hands.act(
            ONE, case, "write_report", stories.findings(story), is_simple="yes", facts="查明如下。",
            evidence="凭证。", opinion="建议不予处理。",
        )  # fmt: skip
        hands.act(TWO, case, "sign_report")
        hands.act(ONE, case, "submit_report")
        if points:
            hands.act(APPROVER, case, "return_report", points=points)
    hands.act(APPROVER, case, "ask_recall", reason="两次退回仍不清楚")


def _refer(hands, case):
    hands.act(
        APPROVER, case, "refer", kind="off_campus", authority="鹿城区综合行政执法局",
        matter="某培训点无证收费。", sent_on=hands.today,
    )  # fmt: skip
    hands.act(
        OFFICER, case, "record_referral", referral="鹿城区综合行政执法局", receipt="已收",
        received_on=hands.today, result="罚款", penalty_number="温鹿罚〔2026〕1号",
        result_on=hands.today,
    )  # fmt: skip


def _clear(hands, case):
    story = replace(detours.STORY, people=(CLEARED,))
    hands.act(
        APPROVER, case, "conclude", stories.findings(story), is_accountable="not",
        accountability="首次发生。",
    )  # fmt: skip
    hands.act(
        OFFICER, case, "record_change_of_person", respondent="陈演甲", kind="moved",
        on=hands.today, unit=detours.SCHOOL, reason="调动文件",
    )  # fmt: skip
    hands.act(
        OFFICER, case, "clarify", respondent="陈演甲", circle="school", way="meeting",
        on=hands.today, text="经核查不属实。",
    )  # fmt: skip
    hands.act(
        "city.approver", case, "record_false_accusation", nature="false", intent="索要好处未果",
        fabrication="虚构收费", organ="中共温州市纪委", level="prefecture",
        approval_number="温纪〔2026〕1号", approved_on=hands.today,
    )  # fmt: skip
