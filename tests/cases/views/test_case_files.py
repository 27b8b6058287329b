"""Files of staff, signed originals, drafts for WPS, sealed names: who opens them, and that it is written down."""

import io
from datetime import timedelta

import docx
import pytest
from django.utils import timezone

from cases import letters
from cases.evidence import inspection
from cases.models import CaseFile, Evidence, NameOpening, OpeningState, Verdict, Witness
from ledger import access, files
from notifications import paper, papers
from tests.cases.factories import a_case, a_report, refusal
from tests.cases.materials import a_plan, an_ofd, fresh, paper_of, talk, upload
from tests.cases.views.desk import at_desk, hidden, page_of, send, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]


def content(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def checked(file):
    """As the worker leaves it: a clean copy beside the original."""
    made = {"state": "ready", "verdict": Verdict.COPY, "media_type": "application/pdf"}
    Evidence.objects.filter(pk=file.evidence_id).update(copy=files.keep([b"bare"]), **made)


@pytest.fixture
def case(world):
    made = a_case(world, "investigating")
    refusal(made, "write_plan", by=world["county.investigator"], plan=a_plan())
    return fresh(made)


@pytest.fixture
def officer(world):
    return at_desk(world["county.officer"])


def attached(world, case):
    said = {"kind": "bank_slip", "upload": upload(b"slip"), "said": "流水"}
    assert refusal(fresh(case), "attach_file", by=world["county.officer"], **said) is None
    file = CaseFile.objects.get()
    checked(file)
    return f"/desk/cases/{case.slug}/files/{file.number}/"


def signed(world, case, paper):
    said = {"paper": paper, "upload": upload(b"%PDF-1.7 signed")}
    assert refusal(fresh(case), "attach_signed", by=world["county.officer"], **said) is None
    checked(CaseFile.objects.get(paper=paper))
    return f"/desk/papers/{paper.pk}/signed/copy/"


# Files of staff


def test_a_file_comes_in_through_the_form_of_the_verb(case, officer):
    typed = {"kind": "site_photo", "upload": upload(b"photo"), "said": "教室"}

    answer = send(officer, case, "attach_file", typed)

    assert (answer.status_code, answer.url) == (302, page_of(case))
    assert b"".join(files.pieces(CaseFile.objects.get().evidence.original)) == b"photo"


def test_a_form_without_its_file_says_so_and_keeps_the_words(case, officer):
    answer = send(officer, case, "attach_file", {"kind": "site_photo", "said": "教室前门"})

    assert "Choose a file of at most 10 MB." in text_of(answer)
    assert "教室前门" in text_of(answer)
    assert not CaseFile.objects.exists()


@pytest.mark.parametrize("who", ["county.officer", "county.approver", "county.investigator"])
def test_f6_who_handles_the_case_reads_the_copy_and_it_is_written_down(world, case, who):
    where = attached(world, case)

    answer = at_desk(world[who]).get(f"{where}copy/")

    assert content(answer) == b"bare"
    last = access.of(case.subject).last()
    assert (last.reader_key, " copy 1 " in last.what) == (who, True)


@pytest.mark.parametrize("who", ["school.principal", "school.investigator", "other.officer"])
def test_i5_the_accused_school_finds_no_file(world, case, who):
    where = attached(world, case)

    assert at_desk(world[who]).get(f"{where}copy/").status_code == 404


def test_who_oversees_the_case_reads_no_file_of_staff(world, case):
    where = attached(world, case)

    answer = at_desk(world["city.discipline"], raise_request_exception=False).get(f"{where}copy/")

    assert answer.status_code == 403
    assert where not in text_of(at_desk(world["city.discipline"]).get(page_of(case)))
    assert where in text_of(at_desk(world["county.officer"]).get(page_of(case)))


def test_f3_the_original_is_for_the_approver_and_for_who_gave_it(world, case):
    where = attached(world, case)

    statuses = {
        who: at_desk(world[who]).get(f"{where}original/").status_code
        for who in ("county.officer", "county.approver", "county.investigator")
    }
    assert statuses == {"county.officer": 200, "county.approver": 200, "county.investigator": 403}


def test_i6_a_file_of_staff_is_named_by_number_wherever_it_goes(world, case):
    where = attached(world, case)

    page, file = at_desk(world["county.officer"]).get(page_of(case)), f"{where}copy/"

    assert "王小明" not in text_of(page)
    said = at_desk(world["county.officer"]).get(file)["Content-Disposition"]
    assert said == "attachment; filename*=UTF-8''%E6%9D%90%E6%96%991.pdf"


# Drafts and signed originals


def test_a_paper_is_offered_for_wps_until_it_is_signed(world, case, officer):
    paper = paper_of(case, "inquiry_plan")
    where = f"/desk/papers/{paper.pk}.docx"
    assert where in text_of(officer.get(page_of(case)))

    answer = officer.get(where)

    said = docx.Document(io.BytesIO(answer.content))
    assert [one.text for one in said.paragraphs if one.text][:3] == [
        "内部资料",
        case.number,
        "核查方案",
    ]
    assert "核查方案 docx" in access.of(case.subject).last().what
    signed(world, case, paper)
    assert officer.get(where).status_code == 404
    page = text_of(officer.get(page_of(case)))
    assert where not in page
    assert f"original, entered by {world['county.officer'].full_name}" in page


def test_a_draft_is_no_more_open_than_its_case(world, case):
    where = f"/desk/papers/{paper_of(case, 'inquiry_plan').pk}.docx"

    assert at_desk(world["other.officer"]).get(where).status_code == 404
    assert at_desk(world["city.discipline"]).get(where).status_code == 403


def test_the_signed_original_is_read_as_a_clean_copy(world, case, officer):
    where = signed(world, case, paper_of(case, "inquiry_plan"))

    assert content(officer.get(where)) == b"bare"
    assert at_desk(world["other.officer"]).get(where).status_code == 404


def test_a_scan_in_quarantine_is_not_handed_out(world, case, officer):
    paper = paper_of(case, "inquiry_plan")
    where = signed(world, case, paper).replace("copy", "original")
    Evidence.objects.update(verdict="", state="queued")

    assert officer.get(where).status_code == 404
    assert "/signed/" not in text_of(officer.get(page_of(case)))


def test_an_ofd_is_kept_as_it_came(world, case, officer):
    paper = paper_of(case, "inquiry_plan")
    said = {"paper": paper, "upload": upload(an_ofd(), "正本.ofd")}
    refusal(fresh(case), "attach_signed", by=world["county.officer"], **said)
    row = CaseFile.objects.get().evidence

    assert inspection.inspect(row.pk)

    row.refresh_from_db()
    assert (row.verdict, row.media_type) == ("original_only", "application/ofd")
    answer = officer.get(f"/desk/papers/{paper.pk}/signed/original/")
    assert content(answer) == an_ofd()


# Names under a code


def opened(world, witness, who):
    return NameOpening.objects.create(
        witness=witness, requester=world[who], reason="核对", state=OpeningState.OPEN,
        ruled_by=world["county.approver"], ends_at=timezone.now() + timedelta(hours=1),
    )  # fmt: skip


def test_scenario_q_the_name_of_a_child_opens_by_approval_alone(world, case):
    talk(world, case)
    witness = Witness.objects.get()
    where = f"/desk/cases/{case.slug}/witnesses/{witness.pk}/"
    asker = at_desk(world["county.investigator"])
    assert "王小明" not in text_of(asker.get(page_of(case)))
    assert asker.get(where).status_code == 403
    opening = opened(world, witness, "county.investigator")

    page = text_of(asker.get(where))

    assert ("王小明" in page, "王大明" in page) == (True, True)
    assert access.of(case.subject).last().what == f"{case.number} name 学生A"
    assert at_desk(world["county.officer"]).get(where).status_code == 403
    NameOpening.objects.filter(pk=opening.pk).update(ends_at=timezone.now())
    assert asker.get(where).status_code == 403


def test_the_scan_of_a_childs_talk_opens_like_the_name(world, case):
    talk(world, case)
    where = signed(world, case, paper_of(case, "interview"))
    asker = at_desk(world["county.investigator"])
    assert asker.get(where).status_code == 403

    opened(world, Witness.objects.get(), "county.investigator")

    assert content(asker.get(where)) == b"bare"


def test_the_form_of_a_talk_begins_with_the_questions_of_its_template(case, officer):
    page = officer.get(f"{page_of(case, 'record_interview')}?draft=pupil")

    assert "问：你今年几岁，读几年级？" in text_of(page)


@pytest.mark.parametrize(
    ("rows", "said"),
    [("答：去过。", "Begin each question with"), ("问：去过吗？", "Every question needs its answer."),
     ("问：一\n问：二\n答：三", "Every question needs its answer.")],
)  # fmt: skip
def test_questions_without_answers_are_said_beside_the_field(case, officer, rows, said):
    answer = send(officer, case, "record_interview", {"part": "parent", "rows": rows})

    assert said in text_of(answer)
    assert rows.splitlines()[0] in text_of(answer)


def test_a_child_without_guardian_is_said_beside_the_field(case, officer):
    answer = send(officer, case, "record_interview", {"part": "pupil", "name": "王小明"})

    assert text_of(answer).count("A child is talked to with a guardian present.") == 4


def test_a_simple_check_stays_one_page_with_two_signatures(world, case):
    report = a_report(world, case)
    report.facts = "经核查，未发现有偿补课。"
    report.save()
    letters.check_sheet(case, report)
    row = paper_of(case, "check_sheet")

    assert paper.print_out("paper/check_sheet.html", papers.context_of(row)).pages == 1
    assert len(row.sheet["body"]["signatures"]) == 2


def test_an_old_page_keeps_what_was_typed(world, case, officer):
    before = hidden(officer, case, "write_plan")
    said = {"kind": "other_file", "upload": upload(), "said": "甲"}
    refusal(fresh(case), "attach_file", by=world["county.officer"], **said)

    answer = officer.post(page_of(case, "write_plan"), before | {"aims": "查明收费"})

    assert (answer.status_code, "查明收费" in text_of(answer)) == (409, True)
