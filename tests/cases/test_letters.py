"""Nine papers, each fit for its reader: what must stand in them, and what must not, read from the PDF."""

import re
from dataclasses import replace

import pypdfium2
import pytest
from django.db import transaction
from django.utils import translation
from freezegun import freeze_time

from cases import verbs
from cases.actions import intake
from cases.catalogues import titles
from cases.models import Material
from cases.paper_sheets import dossiers, reporters, words
from cases.states import Finding, Kind
from notifications import deliveries, paper, papers
from notifications.models import Delivery, Message, Paper
from people import demo
from people.models import Unit
from tests import stories
from tests.cases.hands import FormHands

TODAY = "2026-11-24 09:00"
SAID_BY_REPORTER = {  # every field that a reporter fills in
    "narrative": "金丝雀叙述", "exposing": "金丝雀暴露", "teacher_name": "金丝雀老师",
    "school_name": "金丝雀学校", "subject_taught": "金丝雀学科", "place": "金丝雀地点",
    "happened": "金丝雀时间", "name": "金丝雀姓名", "phone": "13912345678",
}  # fmt: skip
CLUES = "教数学的金丝雀"
TO_REPORTER = {"acceptance_notice", "result_notice"}
OF_OTHER_STORIES = {  # tried where they are made
    "refusal_notice", "referral_notice", "referral_letter", "danger_register", "shelving_sheet",
    "designation_notice", "entrustment_order", "assistance_letter", "clarification",
    "transfer_letter", "site_record", "money_ledger", "progress_report", "handover_list",
}  # fmt: skip
TO_TEACHER = {"proposed_notice", "decision", "conclusion_notice"}


class CanaryHands(FormHands):
    """A reporter whose every word can be recognised, and an officer who copies them into the title."""

    def report(self, *, kind, county, identity, **_fields):
        named = identity == "named"
        said = {k: v for k, v in SAID_BY_REPORTER.items() if named or k not in ("name", "phone")}
        told = intake.Told(kind=Kind(kind), reporting_unit=Unit.objects.get(name=county), **said)
        return "complaint", intake.register(told, nonce=next(self.nonces)).slug

    def act(self, who, record, name, own=None, /, **fields):
        if name == "accept":
            teachers = fields["teachers"].replace(f"、{CLUES}", "")
            clues = CLUES if teachers != fields["teachers"] else ""
            fields |= {"title": "金丝雀学校 金丝雀老师", "clues": clues, "teachers": teachers}
        if name == "tell_respondent" and fields["respondent"] == CLUES:
            return
        super().act(who, record, name, own, **fields)


class AnsweringHands(CanaryHands):
    """A simple check, and an officer whose answer says too much."""

    def act(self, who, record, name, own=None, /, **fields):
        if name == "write_report":
            fields["is_simple"] = "yes"
        if name == "answer":
            fields["answer"] = "经查,郑演丁等人的问题已处理。"
        super().act(who, record, name, own, **fields)


def unknown(story):
    """The story with one person more, of whom only clues are known."""
    return replace(story, people=(*story.people, stories.Person(CLUES, finding="unverifiable")))


def without_sanctions(story):
    """The story as a named reporter's, ended by measures alone."""
    mild = {"sanction": "", "measures": ("CRIT", "DISQ"), "months": 24}
    people = [replace(one, **mild) if one.sanction else one for one in story.people]
    return replace(story, people=tuple(people), identity=stories.A.identity)


def up_to_notice(story, hands):
    """As far as the notice of a heavy sanction."""
    complaint = hands.report(
        kind="tutoring", county=story.unit, school=story.school, teacher="", narrative="",
        identity="anonymous",
    )  # fmt: skip
    case = stories.take_in(story, hands, complaint)
    stories.inquire(story, hands, case)
    kinds = {(one.name, "kind"): one.kind for one in story.people if one.is_at_fault}
    hands.act("lucheng.approver", case, "open_proceedings", kinds, reason="立案。")
    (proceeding,) = hands.proceedings_of(case).values()
    hands.act(
        "lucheng.investigator", proceeding, "investigate", report="属实。", met_on=hands.today
    )
    hands.act("lucheng.officer", proceeding, "notify", grounds="依据充分。", sanction="PL")


class Printed:
    """The papers of one story as text without white space, and their pages."""

    def __init__(self, before):
        rows = Paper.objects.filter(pk__gt=before).order_by("pk")
        self.rows = [(row.kind, *self._read(row)) for row in rows]
        self.numbers = {row.kind: row.number for row in rows}

    def _read(self, row):
        pdf = pypdfium2.PdfDocument(paper.render(f"paper/{row.kind}.html", papers.context_of(row)))
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
        return re.sub(r"—\d+—", "", re.sub(r"\s", "", text)), len(pdf)

    def texts(self, kind):
        return [text for its, text, _pages in self.rows if its == kind]

    def text(self, kind):
        return self.texts(kind)[0]

    def pages(self, kind):
        return next(pages for its, _text, pages in self.rows if its == kind)


def _newest():
    return Paper.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """Three stories played and printed once; the database is as before, only text is kept."""
    with freeze_time(TODAY), django_db_blocker.unblock(), transaction.atomic():
        demo.load()
        start = _newest()
        stories.play(unknown(stories.A), CanaryHands())
        named = Printed(start)
        start, hands = _newest(), AnsweringHands()
        hands.nonces = iter(f"second-{n}" for n in range(9))
        stories.play(without_sanctions(stories.B), hands)
        simple = Printed(start)
        start, hands = _newest(), CanaryHands()
        hands.nonces = iter(f"third-{n}" for n in range(9))
        person = replace(stories.A.people[0], name="谢演寅")
        up_to_notice(
            unknown(replace(stories.A, school="鹿城区演示第二小学", people=(person,))), hands
        )
        heavy = Printed(start)
        mail = list(Message.objects.values_list("kind", "title", "body", "link"))
        words = Delivery.objects.select_related("message")
        outside = [deliveries.text_of(one) for one in words]
        transaction.set_rollback(True)
    return {"named": named, "simple": simple, "heavy": heavy, "mail": mail, "outside": outside}


@pytest.fixture(scope="module")
def named(told):
    """Story a: a named reporter, a sanction with a disqualification, a person never identified."""
    return told["named"]


@pytest.fixture(scope="module")
def simple(told):
    """Story b as a simple check: two cleared, three handled by measures."""
    return told["simple"]


# What each paper must say


def test_every_kind_was_printed(named, simple):
    kinds = {kind for kind, *_ in named.rows + simple.rows}

    assert kinds == set(titles.TITLES) - OF_OTHER_STORIES


def test_acceptance_says_number_day_limit_and_matter(named):
    text = named.text("acceptance_notice")

    assert "反映人：您于2026年11月24日反映的教师有偿补课问题（举报编号：温师举〔2026〕1号）" in text
    assert "本局已于2026年11月24日受理" in text
    assert "前办结" in text
    assert "办结后15个工作日内" in text


def test_acceptance_says_how_to_ask(named):
    assert "凭提交举报时取得的查询码" in named.text("acceptance_notice")


def test_result_says_verified_and_dealt_with(named):
    assert "您反映的问题部分属实，已依规处理" in named.text("result_notice")


def test_result_shows_how_to_add_and_to_object(named):
    assert "选择“补充线索”或者“提出异议”" in named.text("result_notice")


@pytest.mark.parametrize("kind", sorted(TO_REPORTER))
@pytest.mark.parametrize("word", ["信访处理意见书", "复查", "复核", "警告", "处分", "取消资格"])
def test_reporter_gets_neither_petition_remedy_nor_sanction(named, kind, word):
    assert word not in named.text(kind)


def test_dispatch_order_shows_the_lead_summary(named):
    assert "反映该校教师有偿补课,时间为周六上午,请核实人数和收费。" in named.text("dispatch_order")


def test_dispatch_order_shows_numbers_unit_and_limits(named):
    text = named.text("dispatch_order")

    assert "温师交〔2026〕1号" in text
    assert "温师核〔2026〕1号" in text
    assert "鹿城区教育局" in text
    assert "2027年1月13日（暂定）" in text
    assert "2026年11月26日前签收" in text
    assert "2026年12月1日前说明理由提出异议" in text


def test_dispatch_order_is_one_page(named):
    assert named.pages("dispatch_order") == 1


def test_check_sheet_is_one_page_with_two_signatures(simple):
    text = simple.text("check_sheet")

    assert simple.pages("check_sheet") == 1
    assert text.count("（签字）") == 3  # two investigators and whoever approves
    assert "演示平阳县调查员一2026年11月24日" in text
    assert "演示平阳县调查员二2026年11月24日" in text


def test_check_sheet_shows_each_person_with_the_finding(simple):
    text = simple.text("check_sheet")

    assert "林演乙不实" in text
    assert "郑演丁查实" in text
    assert "3,600元" in text


def test_report_gives_facts_evidence_rule_and_opinion(named):
    text = named.text("investigation_report")

    assert "经核查,查明如下事实。" in text
    assert "谈话笔录、转账凭证。" in text
    assert "（一）陈演甲，鹿城区演示第一小学教师认定意见：查实。涉及金额12,800元。" in text
    assert "《严禁中小学校和在职中小学教师有偿补课的规定》（教师〔2015〕5号）第四项" in text
    assert "《新时代中小学教师职业行为十项准则》（教师〔2018〕16号）第十项" in text
    assert "建议按规定处理。" in text


def test_report_bears_its_investigators_with_the_days(named):
    text = named.text("investigation_report")

    assert "演示鹿城区调查员一2026年11月24日" in text
    assert "演示鹿城区调查员二2026年11月24日" in text


def test_report_speaks_of_no_accused_before_the_formal_opening(named):
    text = named.text("investigation_report")

    assert "对被反映人的认定意见" in text
    assert "被调查人" not in text
    assert "案件" not in text


def test_report_calls_an_unknown_person_unknown(named):
    assert "（二）身份待核实人员认定意见：无法查实。" in named.text("investigation_report")


def test_notice_is_addressed_to_the_person(named):
    text = named.text("proposed_notice")

    assert "陈演甲：你系鹿城区演示第一小学教师，是本事项的被调查人" in text


def test_notice_before_a_measure_says_no_formal_opening(simple):
    assert "是本事项的被反映人" in simple.text("proposed_notice")


def test_notice_gives_facts_and_articles(named):
    text = named.text("proposed_notice")

    assert "陈演甲参与有偿补课,收取费用12800元。" in text
    assert "《事业单位工作人员处分规定》（人社部发〔2023〕58号）第四条、第五条" in text
    assert "第四条第（十）项" in text


def test_notice_says_what_is_intended(named):
    text = named.text("proposed_notice")

    assert "给予警告处分，处分期6个月。" in text
    assert "方面的资格，期限24个月。" in text
    assert "退还违规收取的费用12,800元" in text


def test_notice_says_the_last_day_of_the_defence(named):
    text = named.text("proposed_notice")

    assert "五个工作日内（收到当日不计入，最后一日为2026年12月1日）" in text


def test_notice_of_a_warning_offers_no_hearing(named):
    assert "听证" not in named.text("proposed_notice")


def test_notice_of_a_heavy_sanction_offers_a_hearing(told):
    text = told["heavy"].text("proposed_notice")

    assert "给予降低岗位等级处分，处分期24个月。" in text
    assert "你有权要求听证。" in text


def test_decision_shows_first_and_last_day(named):
    text = named.text("decision")

    assert "处分期6个月，自2026年11月24日起至2027年5月23日止" in text
    assert "期限24个月，自2026年11月24日起至2028年11月23日止" in text


def test_decision_shows_facts_reasons_basis_and_refund(named):
    text = named.text("decision")

    assert "陈演甲参与有偿补课,收取费用12800元。事实清楚,证据确凿。" in text
    assert "你的上述行为属于组织、推荐和诱导学生参加校内外有偿补课" in text
    assert "你于2026年11月24日进行了陈述和申辩，本局已予听取并复核。" in text
    assert stories.BASIS in text
    assert "将违规收取的费用12,800元全部退还缴费人" in text


def test_decision_shows_effects_without_notes_to_personnel(named):
    text = named.text("decision")

    assert "岗位聘用、晋级受限" in text
    assert "至2027年5月23日：" in text
    assert "不一，由人事部门确认" not in text


def test_decision_names_the_remedies_with_the_last_day(named):
    text = named.text("decision")

    assert "自收到本决定之日起三十日内，向鹿城区教育局申请复核" in text
    assert "本决定如于作出当日送达，最后一日为2026年12月24日" in text
    assert "上一级教育行政部门温州市教育局，或者同级事业单位人事综合管理部门" in text


def test_decision_leaves_room_for_the_office_number(named):
    gap = 4 * "\N{FULLWIDTH LOW LINE}"

    assert f"{gap}〔2026〕{gap}号" in named.text("decision")
    assert named.numbers["decision"] == "温师处〔2026〕1号"


def test_decision_leaves_room_for_the_seal(named):
    assert "鹿城区教育局（印章）" in named.text("decision")


@pytest.mark.parametrize("kind", sorted(TO_TEACHER))
def test_bureau_never_calls_its_sanction_a_state_sanction(named, simple, kind):
    texts = named.texts(kind) + simple.texts(kind)

    assert texts
    assert not [text for text in texts if "政务处分" in re.sub("《.*?》", "", text)]


def test_cleared_person_reads_the_conclusion_and_the_clarification(simple):
    first, second = simple.texts("conclusion_notice")

    assert first.index("林演乙：") < first.index("涉及你的问题不属实")
    assert "已在原反映范围内当面澄清。" in first
    assert "不载入你的师德档案和人事档案" in first
    assert "黄演丙：" in second


def test_dossier_lists_and_holds_every_item(named):
    text = named.text("dossier")

    assert "件数15件" in text
    for place in range(1, 16):
        assert f"第{place}件" in text
    assert text.count("谈话笔录") >= 2  # in the list and on its own page


def test_dossier_shows_findings_decisions_and_records(named):
    text = named.text("dossier")

    assert "初核结论查实" in text
    assert (
        "2026年11月24日决定：警告、取消资格；处分期至2027年5月23日；取消资格至2028年11月23日"
        in text
    )
    assert "陈演甲温师处〔2026〕1号人事档案、教师管理信息系统已入档2026年11月24日" in text


def test_dossier_holds_the_papers_in_full(named):
    assert "处分期6个月，自2026年11月24日起至2027年5月23日止" in named.text("dossier")


def test_dossier_says_who_was_cleared_and_told(simple):
    assert "2026年11月24日告知核查结论并澄清" in simple.text("dossier")


# What no paper may say


@pytest.mark.parametrize("story", ["named", "simple", "heavy"])
@pytest.mark.parametrize("canary", [*SAID_BY_REPORTER.values(), CLUES, "金丝雀"])
def test_no_paper_holds_a_word_of_the_reporter(told, story, canary):
    rows = told[story].rows

    assert rows
    assert not [kind for kind, text, _pages in rows if canary in text]


@pytest.mark.parametrize("story", ["named", "simple", "heavy"])
@pytest.mark.parametrize("hint", ["温师举", "实名", "匿名", "署名", "举报人", "查询码"])
def test_only_the_reporters_papers_hint_at_him(told, story, hint):
    rows = [(kind, text) for kind, text, _pages in told[story].rows if kind not in TO_REPORTER]

    assert rows
    assert not [kind for kind, text in rows if hint in text]


@pytest.mark.parametrize("kind", sorted(TO_REPORTER))
def test_reporters_papers_name_no_respondent(simple, kind):
    texts = simple.texts(kind)

    assert texts
    assert not [one.name for one in stories.B.people for text in texts if one.name in text]


def test_name_in_the_answer_is_replaced(simple):
    assert "经查,被反映人等人的问题已处理。" in simple.text("result_notice")


def test_teacher_reads_of_no_other_teacher(simple):
    names = {one.name for one in stories.B.people}
    texts = [text for kind in TO_TEACHER for text in simple.texts(kind)]

    assert len(texts) == 8
    assert all(len([name for name in names if name in text]) == 1 for text in texts)


# The words around them


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ({Finding.SUBSTANTIATED}, "true"),
        ({Finding.PARTLY}, "partly"),
        ({Finding.SUBSTANTIATED, Finding.UNFOUNDED}, "partly"),
        ({Finding.UNFOUNDED}, "untrue"),
        ({Finding.UNFOUNDED, Finding.UNVERIFIABLE}, "unproved"),
    ],
)
def test_verdict_is_of_the_matter(findings, verdict):
    assert reporters.verdict(findings) == verdict


@pytest.mark.parametrize(
    ("number", "word"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")]
)
def test_ordinal(number, word):
    assert words.ordinal(number) == word


def test_every_material_has_a_word_and_a_place():
    assert set(words.MATERIALS) == set(Material)
    assert {*Material} - {*dossiers.ORDER} == {
        Material.DANGER_REPORT, Material.RULING, Material.INTERIM_ANSWER
    }  # fmt: skip


# Letters to staff


def test_every_event_that_is_told_has_its_own_letter():
    told = {verb.event for verb in verbs.ROWS if verb.tells}

    assert told - set(titles.LETTERS) == set()


def test_letters_say_different_things():
    with translation.override("en"):
        said = [str(title) for title in titles.LETTERS.values()]
        dispatched = str(titles.LETTERS["case.dispatched"])

    assert len(set(said)) == len(said)
    assert dispatched == "A case was dispatched to you: sign for it"


def test_letter_links_to_the_record_and_names_nobody(told):
    names = [teacher.name for story in stories.ALL for teacher in story.people]
    found = [row for row in told["mail"] if row[0] == "case.dispatched"]

    assert ("温师核〔2026〕1号", "/desk/cases/2026-00001/") in [row[2:] for row in found]
    assert not [name for name in names for row in told["mail"] if name in row[1] + row[2]]


def test_nothing_that_leaves_the_system_says_anything_of_a_case(told):
    names = [teacher.name for story in stories.ALL for teacher in story.people]
    words = {word for row in told["mail"] for word in row[1:] if word}
    places = [place for story in stories.ALL for place in (story.unit, story.school)]
    secrets = {*names, *words, *places, *SAID_BY_REPORTER.values(), "温师", "2026-0", "补课"}

    assert len(told["outside"]) > len(stories.ALL)
    assert [text for text in told["outside"] if any(one in text for one in secrets)] == []
