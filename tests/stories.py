"""Three stories after published cases, told once and played by two kinds of hands.

``hands`` is a browser (tests/e2e) or the forms themselves (tests/cases). It offers
``report(**fields) -> complaint``, ``act(who, record, verb, own=None, /, **fields)``, ``case_of(complaint)``,
``proceedings_of(case) -> {name: proceeding}``. A record is a pair ("case", "2026-00001"). A key
("陈演甲", "finding") of ``own`` is a field of one person's group.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    """One respondent: what is found, and what is decided."""

    name: str
    finding: str = "substantiated"
    violation: str = ""
    amount: int = 0
    sanction: str = ""
    measures: tuple[str, ...] = ()
    months: int | None = None
    found_later: bool = False

    @property
    def kind(self) -> str:
        return "sanction" if self.sanction else "measure"

    @property
    def is_at_fault(self) -> bool:
        return self.finding == "substantiated"


@dataclass(frozen=True)
class Story:
    """One report and where it ends."""

    county: str
    unit: str
    school: str
    narrative: str
    people: tuple[Person, ...]
    identity: dict = field(default_factory=lambda: {"identity": "anonymous"})
    accountable: str = "not"
    leader: dict = field(default_factory=dict)

    @property
    def reported(self) -> list[str]:
        return [one.name for one in self.people if not one.found_later]

    @property
    def found(self) -> list[str]:
        return [one.name for one in self.people if one.found_later]


A = Story(
    county="lucheng", unit="鹿城区教育局", school="鹿城区演示第一小学",
    narrative="老师每周六在家里给八个学生补课,每人每月收四百元。",
    identity={"identity": "named", "name": "演示家长", "phone": "13800000000"},
    people=(
        Person("陈演甲", violation="T4", amount=12800, sanction="W", measures=("DISQ",), months=24),
    ),
)  # fmt: skip
B = Story(
    county="pingyang", unit="平阳县教育局", school="平阳县演示第一小学",
    narrative="两位老师在校外机构上课收费,请查。",
    people=(
        Person("林演乙", finding="unfounded"),
        Person("黄演丙", finding="unfounded"),
        Person("郑演丁", violation="T5", amount=3600, sanction="D", found_later=True),
        Person("叶演戊", violation="T5", amount=2400, sanction="W", found_later=True),
        Person("周演己", violation="T6", amount=1200, measures=("TALK", "NOTICE"), found_later=True),
    ),
)  # fmt: skip
C = Story(
    county="yueqing", unit="乐清市教育局", school="乐清市演示第一小学",
    narrative="家委会组织集体补课,几位老师上课,校长知道。",
    accountable="yes",
    leader={
        "leader_first_name": "项演丑", "leader_first_post": "principal",
        "leader_first_situations": ["L3"], "leader_first_measure": "ADMON",
    },
    people=(
        Person("吴演庚", violation="T5", amount=15000, sanction="D"),
        Person("徐演辛", violation="T5", amount=8000, sanction="W"),
        Person("金演壬", violation="T5", amount=8000, sanction="W"),
        Person("朱演癸", violation="T5", amount=2000, measures=("CRIT", "DISQ"), months=24),
        Person("潘演子", violation="T5", amount=2000, measures=("CRIT", "DISQ"), months=24),
        Person("项演丑", violation="L3", measures=("TALK",)),
    ),
)  # fmt: skip
ALL = (A, B, C)

SCREENED = {  # what screening of paid tutoring found, as the form of acceptance asks for it
    "scene": "HOME", "place": "某小区", "happened": "周六上午", "evidence": "暂无",
    "duplicates_seen": "on", "no_conflict": "on",
}  # fmt: skip
BASIS = "《中小学教师违反职业道德行为处理办法(2018年修订)》第四条第十项。"


PLAN = {
    "aims": "查明是否有偿补课及收费金额。", "persons": "被反映教师,学生和家长各若干名。",
    "steps": "一、现场检查。\n二、谈话。", "occasion": "明察暗访", "safety": "不提及有人反映。",
}  # fmt: skip
TALK = {
    "part": "parent", "name": "演示家长", "place": "社区办公室", "begins": "09:00", "ends": "09:40",
    "recorder": "演示记录员", "rights_read": "on", "rows": "问:是否交费?\n答:交了四百元。",
    "read_back": "已由被谈话人阅读",
}  # fmt: skip


def gather(hands, who, case):
    """The papers that a full inquiry needs: plan, an interview, the list of evidence."""
    days = {"begins_on": hands.today, "ends_on": hands.in_days(20)}
    hands.act(who, case, "write_plan", **PLAN, **days)
    hands.act(who, case, "record_interview", **TALK, on=hands.today, askers="all")
    hands.act(who, case, "list_evidence")


def play(story, hands):
    """From the report to the answer. Returns complaint and case."""
    complaint = hands.report(
        kind="tutoring", county=story.unit, school=story.school,
        teacher="、".join(story.reported), narrative=story.narrative, **story.identity,
    )  # fmt: skip
    case = take_in(story, hands, complaint)
    inquire(story, hands, case)
    decide(story, hands, case)
    finish(story, hands, complaint, case)
    return complaint, case


def take_in(story, hands, complaint):
    hands.act("city.intake", complaint, "screen")
    hands.act(
        "city.intake", complaint, "accept", title=f"{story.school}有偿补课", kind="tutoring",
        reporting_unit=story.unit, school=story.school, teachers="、".join(story.reported), **SCREENED,
    )  # fmt: skip
    case = hands.case_of(complaint)
    hands.act(
        "city.intake", case, "propose_dispatch", unit=story.unit,
        lead_summary="反映该校教师有偿补课,时间为周六上午,请核实人数和收费。",
        due_on=hands.in_days(50), mode="ordinary",
    )  # fmt: skip
    hands.act("city.approver", case, "dispatch")
    hands.act(f"{story.county}.officer", case, "sign")
    return case


def inquire(story, hands, case):
    officer, one, two = (
        f"{story.county}.{who}" for who in ("officer", "investigator", "investigator2")
    )
    hands.act(officer, case, "appoint", people=team_of(story))
    hands.act(one, case, "declare_no_conflict")
    hands.act(two, case, "declare_no_conflict")
    if story.found:
        hands.act(one, case, "add_respondent", school=story.school, teachers="、".join(story.found))
    gather(hands, one, case)
    hands.act(
        one, case, "write_report", findings(story), is_simple="no", facts="经核查,查明如下事实。",
        evidence="谈话笔录、转账凭证。", opinion="建议按规定处理。",
    )  # fmt: skip
    hands.act(two, case, "sign_report")
    hands.act(one, case, "submit_report")
    hands.act(
        f"{story.county}.approver", case, "conclude", findings(story),
        is_accountable=story.accountable, accountability="已集体研究。",
        **story.leader,
    )  # fmt: skip


def team_of(story):
    place = story.unit.removesuffix("教育局")
    return [f"演示{place}调查员一", f"演示{place}调查员二"]


def findings(story):
    fields = {}
    for one in story.people:
        fields[one.name, "finding"] = one.finding
        if one.is_at_fault:
            fields[one.name, "violations"] = [one.violation]
            fields[one.name, "facts"] = f"{one.name}参与有偿补课,收取费用{one.amount}元。"
        fields[one.name, "amount_taken"] = str(one.amount)
    return fields


def decide(story, hands, case):
    officer = f"{story.county}.officer"
    for one in story.people:
        if not one.is_at_fault:
            hands.act(
                officer, case, "tell_respondent", respondent=one.name, on=hands.today,
                clarification="已在原反映范围内当面澄清。",
            )  # fmt: skip
    hands.act(
        f"{story.county}.approver", case, "open_proceedings",
        {(one.name, "kind"): one.kind for one in story.people if one.is_at_fault},
        reason="经研究,予以立案处理。",
    )  # fmt: skip
    for name, proceeding in hands.proceedings_of(case).items():
        handle(story, hands, proceeding, next(one for one in story.people if one.name == name))


def handle(story, hands, proceeding, person):
    officer, county = f"{story.county}.officer", story.county
    penalty = {"sanction": person.sanction, "measures": list(person.measures)}
    if person.months:
        penalty["months"] = str(person.months)
    if person.kind == "sanction":
        hands.act(
            f"{county}.investigator", proceeding, "investigate", report="调查属实。",
            met_on=hands.today,
        )  # fmt: skip
    hands.act(officer, proceeding, "notify", grounds="事实清楚,依据充分。", **penalty)
    hands.act(
        officer, proceeding, "hear", on=hands.today, defence="对事实无异议。", opinions="无。"
    )
    hands.act(
        officer, proceeding, "draft_decision", facts="事实清楚,证据确凿。", basis=BASIS, **penalty
    )
    hands.act(f"{county}.legal", proceeding, "check_legality", opinion="同意。")
    hands.act(
        officer,
        proceeding,
        "record_meeting",
        on=hands.today,
        minutes="应到五人,实到五人,一致同意。",
    )
    hands.act(f"{county}.approver", proceeding, "decide")
    hands.act(officer, proceeding, "serve", on=hands.today, service="personal", text="本人签收。")


def finish(story, hands, complaint, case):
    officer, personnel = f"{story.county}.officer", f"{story.county}.personnel"
    hands.act(
        personnel,
        case,
        "record",
        on=hands.today,
        place="人事档案、教师管理信息系统",
        receipt="已入档",
    )
    hands.act(personnel, case, "apply")
    hands.act(personnel, case, "carry_out_effects", effects="all", on=hands.today, proof="已登记。")
    for one in story.people:
        if one.amount:
            hands.act(
                officer, case, "record_refund", respondent=one.name, amount=str(one.amount),
                on=hands.today, proof="家长签收单。",
            )  # fmt: skip
    hands.act(officer, case, "report_completion", text="已全部办结。")
    hands.act("city.approver", case, "close")
    hands.act("city.intake", complaint, "answer", answer="经查,您反映的问题已依规处理。")
