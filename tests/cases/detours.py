"""Short ways through the verbs that lie off the three stories, for the same hands."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from cases.actions import dialogue
from cases.models import Complaint
from people.models import Unit
from tests import stories
from tests.cases import factories

UNIT, SCHOOL, NEIGHBOUR = "鹿城区教育局", "鹿城区演示第二小学", "乐清市教育局"
NAMED = {"identity": "named", "name": "演示家长", "phone": "13800000000"}
OFFICER, APPROVER, PERSONNEL = "lucheng.officer", "lucheng.approver", "lucheng.personnel"
PERSON = stories.Person("谢演寅", violation="T4", sanction="PL")
STORY = stories.Story(
    county="lucheng", unit=UNIT, school=SCHOOL, narrative="收费补课。", people=(PERSON,)
)


def report(hands, **who):
    return hands.report(
        kind="tutoring", county=UNIT, school=SCHOOL, teacher="谢演寅", narrative="收费补课。",
        **(who or {"identity": "anonymous"}),
    )  # fmt: skip


def through_intake(hands, open_case):
    """Danger, shelving and waking, referral, refusal, merging and un-merging."""
    intake, approver = "city.intake", "city.approver"
    one, two, three = report(hands), report(hands), report(hands, **NAMED)
    hands.act(intake, report(hands, identity="anonymous", doubt="challenge"), "trust")
    order = report(
        hands, identity="anonymous", channel="HOTLINE", foreign_number="12345-1", due_on=20
    )
    hands.act(intake, order, "extend_order", due_on=hands.in_days(30), reason="平台同意延期")
    hands.act(intake, order, "answer_interim", text="已安排核查,预计一周内答复。")
    hands.act(intake, order, "screen")
    hands.act(intake, order, "return_order", reason="属外市学校")
    hands.act(intake, one, "screen")
    hands.act(
        intake, one, "report_danger", to="POLICE", on=hands.today, told_by="演示受理员", number="A1",
        text="已报派出所,受理。",
    )  # fmt: skip
    hands.act(approver, one, "shelve", missing=["facts"], reason="暂无具体线索")
    hands.act(approver, one, "review_shelved", reason="仍无可查线索")
    hands.act(intake, one, "wake", reason="又有人反映")
    refer(hands, one)
    hands.act(intake, one, "record_receipt", on=hands.today, received_by="演示收件员")
    hands.act(intake, one, "record_return", on=hands.today, reason="查无此店")
    refer(hands, one)
    hands.act(intake, one, "settle_referral", outcome="未发现在职教师")
    refer(hands, named := report(hands, **NAMED), first="screen")
    hands.act(intake, named, "answer", answer="已转市场监管局。")
    hands.act(intake, one, "answer", answer="已转市场监管局。")
    hands.act(intake, two, "screen")
    hands.act(approver, two, "decline", ground="FINAL", reason="已复核终结")
    hands.act(intake, other := report(hands, **NAMED), "screen")
    hands.act(approver, other, "decline", ground="ACCEPTED", reason="同一事项")
    hands.act(intake, three, "reach", means="sms", text="请登录原来的页面查看。")
    hands.act(intake, three, "verify_reporter", level="verified", note="电话核实。")
    hands.act(intake, three, "screen")
    factories.a_file(Complaint.objects.get(slug=three[1]))
    hands.act(intake, three, "mark_file", file="证据1.jpg", shows_reporter="yes")
    hands.act(intake, three, "mark_file", file="证据1.jpg", shows_reporter="no")
    dialogue.say(Complaint.objects.get(slug=three[1]), body="又见到了。", kind="lead", nonce="m1")
    hands.act(intake, three, "read_messages")
    dialogue.say(
        Complaint.objects.get(slug=three[1]), body="孩子被停课。", kind="retaliation", nonce="m2"
    )
    hands.act(intake, three, "settle_retaliation", done="已约谈校长。", organ="discipline")
    hands.act(intake, three, "reply", body="请问是哪几天？")
    hands.act(intake, three, "merge", case=open_case[1], reason="同一事项")
    hands.act(intake, three, "pass_files", chosen="all")
    hands.act(intake, three, "unmerge", reason="并非同一事项")


def refer(hands, complaint, *, first=""):
    """To the market supervision, with an eye on teachers in service."""
    if first:
        hands.act("city.intake", complaint, first)
    hands.act(
        "city.approver", complaint, "refer", authority="MARKET", addressee="演示市场监督管理局",
        matter="某培训点无照经营。", is_watched="on", reason="属其职权",
    )  # fmt: skip


def through_dispatch(hands):
    """Objections overruled and agreed to, a designation, recall, recusal; then the unit signs."""
    complaint = report(hands)
    hands.act("city.intake", complaint, "screen")
    hands.act(
        "city.intake", complaint, "accept", title="有偿补课", kind="tutoring", reporting_unit=UNIT,
        school=SCHOOL, teachers="谢演寅", clues="另一位数学老师", **stories.SCREENED,
    )  # fmt: skip
    case = hands.case_of(complaint)
    _dispatch(hands, case)
    hands.act(OFFICER, case, "propose_objection", reason="不属本县")
    hands.act("city.approver", case, "overrule_objection", reason="属本县")
    hands.act(OFFICER, case, "propose_objection", reason="不属本县")
    hands.act("city.approver", case, "object", reason="重新研究")
    _dispatch(hands, case, unit=NEIGHBOUR, overridden_because="鹿城区提出异议")
    hands.act("yueqing.officer", case, "propose_objection", reason="教师不在本县")
    hands.act("city.approver", case, "object", reason="有争议")
    hands.act(
        "city.approver", case, "designate", unit=UNIT, view_0="在乐清授课", view_1="编制不在",
        reason="编制在鹿城区。",
    )  # fmt: skip
    _dispatch(hands, case, mode="designated")
    hands.act("city.approver", case, "recall", mode="raised", reason="久拖不办")
    _dispatch(hands, case, overridden_because="鹿城区已重新组织人员")
    hands.act("city.approver", case, "recuse", person="演示鹿城区法制审核员", reason="亲属关系")
    approver = "演示鹿城区审批领导"
    hands.act("city.approver", case, "recuse", person=approver, reason="误认为亲属")
    hands.act("city.approver", case, "end_recusal", person=approver, reason="查明并非亲属")
    hands.act(OFFICER, case, "sign")
    _errands(hands, case)
    return case


def _errands(hands, case):
    """A school entrusted, a teaching point entered for, a neighbour asked, somebody lent, a recusal refused."""
    one, two = SCHOOL.replace("第二", "第一"), "鹿城区演示教学点"
    first = Unit.objects.get(name=one)
    Unit.objects.create(name=two, kind="school", parent=first.parent, served_by=first)
    told = {"lead_summary": "反映收费补课。", "due_on": hands.in_days(20)}
    hands.act(
        OFFICER, case, "entrust", unit=one, people="演示学校调查员一、演示学校调查员二", **told
    )
    hands.act(OFFICER, case, "take_back", entrustment=one, reason="改由本局核查")
    hands.act(OFFICER, case, "entrust", unit=two, **told)
    hands.act(
        OFFICER,
        case,
        "enter_for",
        entrustment=two,
        on=hands.today,
        signed_by="甲、乙",
        text="属实。",
        scan=b"%PDF-1.7 signed",
    )
    hands.act(
        OFFICER, case, "ask_assistance", unit=NEIGHBOUR, background="某培训点在贵县。",
        asked="请核实开办情况。", due_on=hands.in_days(20),
    )  # fmt: skip
    hands.act(OFFICER, case, "close_assistance", request=NEIGHBOUR, note="已另行查清。")
    hands.act(
        OFFICER, case, "borrow", unit=NEIGHBOUR, person="演示乐清市承办员", agreed_by="乐清市局领导",
        agreed_on=hands.today, note="电话同意。",
    )  # fmt: skip
    hands.act(OFFICER, case, "release", person="演示乐清市承办员", reason="人手已够")
    hands.act(
        OFFICER,
        case,
        "request_recusal",
        person="演示鹿城区承办员",
        origin="self",
        reason="曾为同事",
    )
    hands.act(
        APPROVER, case, "decide_recusal", request="演示鹿城区承办员", is_granted="no",
        reason="不影响公正。",
    )  # fmt: skip


def _dispatch(hands, case, **fields):
    chosen = {"unit": UNIT, "mode": "ordinary", **fields}
    hands.act(
        "city.intake", case, "propose_dispatch", lead_summary="反映收费补课。",
        due_on=hands.in_days(50), **chosen,
    )  # fmt: skip
    hands.act("city.approver", case, "dispatch")


def through_inquiry(hands, case):
    """A third investigator leaves; extension, suspension, a simple report returned; all concluded."""
    one, two = "lucheng.investigator", "lucheng.investigator2"
    team = ["演示鹿城区调查员一", "演示鹿城区调查员二", "演示温州市调查员一"]
    hands.act(OFFICER, case, "appoint", people=team)
    hands.act(OFFICER, case, "release", person="演示温州市调查员一", reason="另有任务")
    for who in (one, two):
        hands.act(who, case, "declare_no_conflict")
    hands.act(
        one, case, "identify_respondent", respondent="另一位数学老师", school="", teacher="陈演甲"
    )
    hands.act(APPROVER, case, "extend", days="30", reason="案情复杂")
    hands.act(APPROVER, case, "suspend", ground="UNREACHABLE", reason="当事人住院")
    hands.act(APPROVER, case, "resume", reason="已出院")
    _report(hands, case, one, two, is_simple="yes")
    hands.act(APPROVER, case, "return_report", points="补充转账凭证")
    through_materials(hands, case, one)
    _report(hands, case, one, two, is_simple="no")
    hands.act(
        APPROVER, case, "conclude", _findings(), is_accountable="not", accountability="首次发生。"
    )


def through_materials(hands, case, one):
    """A site, money, files, a child's talk, a name asked for, a signed scan."""
    hands.act(one, case, "add_material", kind="other", on=hands.today, text="已入卷。")
    hands.act(one, case, "attach_file", kind="bank_slip", upload=b"%PDF-1.7 slip", said="流水")
    visit = {"begins": "15:00", "ends": "16:00", "people": "all", "occasion": "明察暗访"}
    hands.act(one, case, "record_site", place="某小区", on=hands.today, found="正在上课。", **visit)
    hands.act(one, case, "record_payment", respondent="谢演寅", amount="400", proof="流水")
    hands.act(one, case, "close_ledger")
    stories.gather(hands, one, case)
    hands.act(one, case, "ask_witness_name", witness="家长A", reason="核对流水")
    hands.act(
        APPROVER, case, "rule_witness_name", opening="家长A", is_approved="yes", reason="同意"
    )
    hands.act(one, case, "attach_signed", paper="核查方案", upload=b"%PDF-1.7 signed")


def _findings():
    return stories.findings(replace(STORY, people=(PERSON, replace(PERSON, name="陈演甲"))))


def _report(hands, case, one, two, *, is_simple):
    hands.act(
        one, case, "write_report", _findings(), is_simple=is_simple, facts="查明如下。",
        evidence="凭证。", opinion="建议处理。",
    )  # fmt: skip
    hands.act(two, case, "sign_report")
    hands.act(one, case, "submit_report")


def through_hearing(hands, case):
    """One person transferred; the other heard, sanctioned, changed, upheld and then freed."""
    kinds = {("谢演寅", "kind"): "sanction", ("陈演甲", "kind"): "transfer"}
    hands.act(APPROVER, case, "open_proceedings", kinds, reason="立案")
    found = hands.proceedings_of(case)
    hands.act(APPROVER, found["陈演甲"], "transfer", authority_name="公安机关", reason="涉嫌犯罪")
    proceeding = found["谢演寅"]
    hands.act(OFFICER, proceeding, "investigate", report="属实。", met_on=hands.today)
    hands.act(OFFICER, proceeding, "notify", sanction="PL", grounds="事实清楚。")
    hands.act(OFFICER, proceeding, "request_hearing", on=hands.today, text="申请听证。")
    hands.act(
        OFFICER, proceeding, "hold_hearing", on=hands.today, chair="演示主持人", text="听证笔录。"
    )
    decide(hands, proceeding, sanction="PL", legal="lucheng.legal2")
    for verb in ("change", "uphold", "revoke"):
        _review(hands, proceeding, verb)
    return proceeding


def _review(hands, proceeding, verb):
    who = "city.discipline"
    hands.act(who, proceeding, "file_review", on=hands.today, body="市教育局", text="不服。")
    said = {
        "uphold": {"text": "维持。"},
        "change": {"sanction": "W", "facts": "情节较轻。", "basis": stories.BASIS},
        "revoke": {"reason": "程序不当。"},
    }[verb]
    hands.act(who, proceeding, verb, on=hands.today, **said)
    if verb == "change":
        _serve(hands, proceeding)


def decide(hands, proceeding, *, legal, **penalty):
    hands.act(
        OFFICER, proceeding, "draft_decision", facts="事实清楚。", basis=stories.BASIS, **penalty
    )
    hands.act(legal, proceeding, "check_legality", opinion="同意。")
    hands.act(OFFICER, proceeding, "record_meeting", on=hands.today, minutes="一致同意。")
    hands.act(APPROVER, proceeding, "decide")
    _serve(hands, proceeding)


def _serve(hands, proceeding):
    hands.act(OFFICER, proceeding, "serve", on=hands.today, service="personal", text="签收。")


def through_measures(hands):
    """One disqualified for 24 months, one dropped; a second round of the same path."""
    complaint = report(hands)
    story = replace(STORY, people=(replace(PERSON, sanction="", measures=("DISQ",), months=24),))
    case = stories.take_in(story, hands, complaint)
    stories.inquire(story, hands, case)
    hands.act(APPROVER, case, "open_proceedings", {("谢演寅", "kind"): "measure"}, reason="处理")
    proceeding = hands.proceedings_of(case)["谢演寅"]
    hands.act(OFFICER, proceeding, "notify", measures=["DISQ"], months="24", grounds="事实清楚。")
    hands.act(OFFICER, proceeding, "hear", on=hands.today, has_waived="on")
    decide(hands, proceeding, legal="lucheng.legal", measures=["DISQ"], months="24")
    return case, proceeding


def through_a_drop(hands):
    """Opened, and not handled after all."""
    complaint = report(hands)
    case = stories.take_in(STORY, hands, complaint)
    stories.inquire(STORY, hands, case)
    hands.act(APPROVER, case, "open_proceedings", {("谢演寅", "kind"): "sanction"}, reason="立案")
    hands.act(APPROVER, hands.proceedings_of(case)["谢演寅"], "drop", reason="情节轻微")


def through_the_archive(hands, case):
    """Archived, and opened again on new evidence."""
    hands.act("city.archivist", case, "archive", place="档案室甲架")
    hands.act("city.approver", case, "reopen", reason="新证据")


def after_the_term(hands, set_today, sanctioned, disqualified):
    """Seven months later a warning is lifted; after two years a disqualification expires."""
    today = timezone.localdate()
    for days, verb, proceeding in [(220, "lift", sanctioned), (760, "expire", disqualified)]:
        set_today(today + timedelta(days=days))
        hands.act(PERSONNEL, proceeding, verb, on=hands.today, text="期满。")
