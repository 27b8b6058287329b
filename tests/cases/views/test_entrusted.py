"""What a school sees of a case whose check it was entrusted with: the redacted summary, nothing else."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from cases import grants
from cases.actions.errands import Errand
from cases.actions.inquiry import ReportText
from notifications.models import Paper
from people.models import Unit
from people.roles import Role
from tests.cases.factories import TODAY, a_case, a_complaint, a_file, a_person, an_order, refusal
from tests.cases.views.desk import at_desk, page_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]


@pytest.fixture
def case(world):
    case = a_case(
        world, "investigating", team=[], lead_summary="给区局的线索", title="有偿补课一事"
    )
    an_order(world, case, issued_on=TODAY, number="温师交〔2026〕9号", requirements="速办")
    complaint = a_complaint(world, "accepted", case=case, narrative="原话一段")
    a_file(complaint, passed_on=TODAY)
    recuse = {"person": world["county.legal"], "reason": "是反映人的亲戚"}
    assert refusal(case, "recuse", by=world["county.approver"], **recuse) is None
    return case


@pytest.fixture
def checker(world, case):
    school = Unit.objects.get(name="鹿城区试验中学")
    person = a_person(school, Role.INVESTIGATOR)
    errand = Errand(school, "周末收费补课。", date(2026, 11, 2), people=[person])
    assert refusal(case, "entrust", by=world["county.officer"], errand=errand) is None
    return person


def test_the_page_shows_the_summary_for_the_school_and_nothing_else(case, checker):
    page = text_of(at_desk(checker).get(page_of(case)))

    assert "周末收费补课。" in page
    for word in ("给区局的线索", "有偿补课一事", "速办", "原话一段", "亲戚", "温师交", "证据1"):
        assert word not in page


def a_paper(case, kind, number):
    name = Paper.file.field.storage.save(f"papers/{kind}.pdf", ContentFile(b"%PDF"))
    made = {"state": "made", "file": name, "sha256": "0" * 64, "pages": 1, "made_on": TODAY}
    return Paper.objects.create(
        kind=kind,
        subject=case.subject,
        title="单",
        audience="unit",
        number=number,
        sheet={},
        **made,
    )


def test_files_of_the_case_stay_shut(world, case, checker):
    address = f"{page_of(case)}evidence/{case.complaints.get().evidence.get().pk}/copy/"

    assert at_desk(world["county.officer"]).get(address).status_code == 200
    assert at_desk(checker).get(address).status_code == 403


def test_papers_of_the_case_stay_shut_but_the_schools_own(world, case, checker):
    Paper.objects.filter(kind="entrustment_order").delete()
    papers = [
        a_paper(case, "dispatch_order", "温师交〔2026〕9号"),
        a_paper(case, "entrustment_order", case.entrustments.get().number),
    ]

    seen = {
        who: [at_desk(user).get(f"/desk/papers/{one.pk}.pdf").status_code for one in papers]
        for who, user in (("county", world["county.officer"]), ("school", checker))
    }

    assert seen == {"county": [200, 200], "school": [404, 200]}


def test_the_school_declares_and_reports_like_an_investigator(case, checker):
    desk = at_desk(checker)
    verbs = {"declare_no_conflict": 200, "write_report": 200, "add_respondent": 403, "recall": 403}

    assert {name: desk.get(page_of(case, name)).status_code for name in verbs} == verbs


def test_a_stale_form_shows_the_school_no_deeds_of_others(world, case, checker):
    answer = at_desk(checker).post(
        page_of(case, "declare_no_conflict"), {"version": "0", "seen": "0"}
    )

    assert answer.status_code == 409
    assert "亲戚" not in text_of(answer)


def test_rights_of_the_school_end_with_the_conclusion(world, case, checker):
    type(case).objects.filter(pk=case.pk).update(state="concluded")
    grants.renew(type(case).objects.get(pk=case.pk))

    assert at_desk(checker).get(page_of(case)).status_code == 404


def test_the_report_form_holds_nothing_that_the_county_wrote(world, case, checker):
    case.reports.create(
        round=1, version=1, facts="区局所写的事实", evidence="区局的证据", opinion="区局的意见",
        written_by=world["county.officer"], written_on=TODAY,
    )  # fmt: skip
    page = at_desk(checker).get(f"{page_of(case)}write_report/")
    shown = at_desk(world["county.officer"]).get(page_of(case)).content.decode()

    assert "区局所写的事实" in shown
    assert page.status_code == 200
    assert not [word for word in ("区局所写的事实", "区局的证据") if word in page.content.decode()]


def test_an_entrusted_school_makes_the_simple_check_alone(case, checker):
    said = {"text": ReportText(is_simple=False, facts="f", evidence="e", opinion="o")}

    assert "simple check" in refusal(case, "write_report", by=checker, opinions={}, **said)
    assert not case.reports.exists()
