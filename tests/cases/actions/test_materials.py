"""The papers of the inquiry: what each says, who makes it, what it needs."""

import hashlib
from datetime import time, timedelta

import pytest

from cases.models import CaseFile, Evidence, FileUse
from cases.paper_sheets import dossiers
from ledger import history
from tests.cases.factories import TODAY, a_case, a_complaint, a_file, a_report, refusal
from tests.cases.materials import (
    CHILD,
    a_plan,
    a_visit,
    fresh,
    money,
    paper_of,
    papers_of,
    talk,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]


@pytest.fixture
def case(world):
    return a_case(world, "investigating")


@pytest.fixture
def one(world):
    return world["county.investigator"]


def plan(case, by, **fields):
    return refusal(fresh(case), "write_plan", by=by, plan=a_plan(**fields))


def visit(case, by, people, **fields):
    return refusal(fresh(case), "record_site", by=by, visit=a_visit(**fields), people=people)


def attach(case, by, **fields):
    said = {"kind": FileUse.BANK_SLIP, "upload": upload(), "said": "流水", **fields}
    return refusal(fresh(case), "attach_file", by=by, **said)


def sign(case, by, paper, content=b"%PDF-1.7 scan"):
    return refusal(fresh(case), "attach_signed", by=by, paper=paper, upload=upload(content))


def test_a_plan_under_an_ordinary_inspection_says_so(case, one):
    assert plan(case, one) is None

    sheet = paper_of(case, "inquiry_plan").sheet
    assert (sheet["mark"], sheet["body"]["occasion"], sheet["body"]["hides_reporter"]) == (
        "内部资料", "明察暗访", True,
    )  # fmt: skip
    assert case.dossier.get().paper.sheet == sheet


def test_a_plan_does_not_end_before_it_begins(case, one):
    said = plan(case, one, ends_on=TODAY - timedelta(days=1))

    assert said == "The inquiry cannot end before it begins."


def test_each_statement_of_no_conflict_is_a_paper(world):
    case = a_case(world, "investigating")
    case.investigators.update(no_conflict_on=None)

    for who in world.team:
        assert refusal(fresh(case), "declare_no_conflict", by=who) is None

    names = [one["body"]["name"] for one in papers_of(case, "recusal_statement")]
    assert names == [who.full_name for who in world.team]
    assert case.investigators.filter(no_conflict_on=TODAY).count() == 2


def test_two_of_the_team_inspect_a_site(world, case, one):
    assert visit(case, one, [one]) == (
        "Two investigators with recusal statements are needed for this."
    )
    assert visit(case, one, [one, world["county.officer"]]) is not None
    assert visit(case, one, world.team) is None
    assert paper_of(case, "site_record").sheet["body"]["begins"] == "09:00"


def test_an_inspection_ends_after_it_begins(world, case, one):
    assert visit(case, one, world.team, ends=time(9)) == "It cannot end before it begins."


def test_the_list_of_evidence_names_every_file_with_its_fingerprint(world, case, one):
    complaint = a_complaint(world, "accepted", case=case)
    a_file(complaint, content=b"photo", passed_on=TODAY)
    attach(case, one)
    talk(world, case)
    key = f"file-{CaseFile.objects.get().pk}"

    assert refusal(fresh(case), "list_evidence", by=one, shows={key: "收费"}) is None

    pieces = paper_of(case, "evidence_list").sheet["body"]["pieces"]
    assert [(one["place"], one["name"], one["shows"]) for one in pieces] == [
        (1, "举报线索材料1", ""), (2, "谈话笔录（学生A）", ""), (3, "材料1 流水", "收费"),
    ]  # fmt: skip
    assert pieces[0]["sha256"] == hashlib.sha256(b"photo").hexdigest()
    assert pieces[2]["sha256"] == hashlib.sha256(b"%PDF-1.7 scan").hexdigest()


def test_a_file_of_staff_is_sealed_numbered_and_sent_to_be_checked(world, case, one):
    attach(case, one)
    attach(case, one, said="照片")

    assert list(CaseFile.objects.values_list("number", "said")) == [(1, "流水"), (2, "照片")]
    row = Evidence.objects.first()
    assert (row.state, row.given_by, row.original.sha256) == (
        "queued", one, hashlib.sha256(b"%PDF-1.7 scan").hexdigest(),
    )  # fmt: skip


def test_a_file_of_staff_is_not_swept_away_as_never_sent(world, case, one):
    attach(case, one)

    assert not Evidence.objects.never_sent(before=TODAY + timedelta(days=30)).exists()


def test_the_fingerprint_of_a_signed_scan_stands_in_the_history(world, case, one):
    plan(case, one)

    assert sign(case, one, paper_of(case, "inquiry_plan")) is None

    said = history.of(case.subject).last().payload.content
    assert (said["paper"], said["sha256"]) == (
        "核查方案", hashlib.sha256(b"%PDF-1.7 scan").hexdigest(),
    )  # fmt: skip


def test_a_paper_has_one_signed_original(world, case, one):
    plan(case, one)
    paper = paper_of(case, "inquiry_plan")
    sign(case, one, paper)

    assert sign(case, one, paper) == "The signed original of this paper is here already."


def test_a_scan_of_another_cases_paper_is_refused(world, case, one):
    other = a_case(world, "investigating")
    plan(other, one)

    assert sign(case, one, paper_of(other, "inquiry_plan")) is not None
    assert not CaseFile.objects.exists()


def test_a_full_report_still_needs_plan_interview_and_list(world, case, one):
    a_report(world, case)
    assert refusal(fresh(case), "submit_report", by=one) is not None

    plan(case, one)
    talk(world, case)
    refusal(fresh(case), "list_evidence", by=one, shows={})

    assert refusal(fresh(case), "submit_report", by=one) is None


def test_the_dossier_takes_the_papers_in_order_each_once_with_its_original(world, case, one):
    talk(world, case)
    money(world, case, 400)
    refusal(fresh(case), "close_ledger", by=one)
    plan(case, one)
    sign(case, one, paper_of(case, "inquiry_plan"))

    items = dossiers.dossier(fresh(case))["body"]["parts"][0]["items"]

    assert [item["title"] for item in items] == ["核查方案", "谈话笔录（学生A）", "收退款台账"]
    assert items[0]["signed"]["by"] == one.full_name
    assert items[1]["signed"] == {}


def test_no_paper_of_the_inquiry_bears_a_degree_of_secrecy(world, case, one):
    plan(case, one)
    talk(world, case, CHILD)

    assert {paper["mark"] for kind in ("inquiry_plan", "interview") for paper in papers_of(case, kind)} == {
        "内部资料"
    }  # fmt: skip
