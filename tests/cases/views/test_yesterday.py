"""A form opened yesterday and sent today: by somebody since recused, or overtaken by somebody else."""

import pytest

from cases.actions.errands import Errand
from cases.models import Case
from ledger.models import Access, Event
from people.models import Unit
from people.roles import Role
from tests.cases.factories import TODAY, a_case, a_complaint, a_person
from tests.cases.permissions.matter import DAY
from tests.cases.views.desk import at_desk, done, hidden, page_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]


@pytest.fixture
def case(world):
    return a_case(world, "investigating", title="朱鹮案由")


@pytest.mark.parametrize(
    ("login", "name"),
    [("county.officer", "entrust"), ("county.approver", "suspend"), ("city.intake", "remind")],
)
def test_a_form_of_somebody_since_recused_is_answered_as_of_no_case(world, case, login, name):
    tab = at_desk(world[login])
    typed = hidden(tab, case, name) | {"reason": "昨天写下的话"}
    done(case, "recuse", by=world["city.approver"], person=world[login], reason="亲属")
    before = Event.objects.count(), Access.objects.count()

    answer = tab.post(page_of(case, name), typed)
    nothing = tab.post("/desk/cases/2026-99999/suspend/", typed)

    assert (answer.status_code, nothing.status_code) == (404, 404)
    assert answer.content == nothing.content
    assert "朱鹮" not in text_of(answer)
    assert (Event.objects.count(), Access.objects.count()) == before
    assert Case.objects.get(pk=case.pk).state == "investigating"


def test_a_form_of_somebody_recused_and_back_is_merely_overtaken(world, case):
    tab = at_desk(world["county.approver"])
    typed = hidden(tab, case, "suspend") | {"reason": "昨天写下的话", "ground": "HOLIDAYS"}
    done(case, "recuse", by=world["city.approver"], person=world["county.approver"], reason="亲属")
    back = {"person": world["county.approver"], "reason": "误会"}
    done(case, "end_recusal", by=world["city.approver"], **back)

    answer = tab.post(page_of(case, "suspend"), typed)

    assert (answer.status_code, "昨天写下的话" in text_of(answer)) == (409, True)


def test_a_complaints_form_of_somebody_since_recused_is_answered_as_of_none(world, case):
    complaint = a_complaint(world, "accepted", case=case)
    tab = at_desk(world["city.intake"])
    typed = {"version": str(complaint.version), "seen": "0", "text": "昨天写下的话"}
    done(case, "recuse", by=world["city.approver"], person=world["city.intake"], reason="亲属")

    assert tab.post(page_of(complaint, "report_danger"), typed).status_code == 404
    assert tab.get(page_of(complaint)).status_code == 404


# In a state, by whom, what is typed: of each, another deed came between.
NEW = {
    "entrust": ("investigating", "county.officer", {"lead_summary": "昨天写下的话"}),
    "ask_assistance": ("investigating", "county.officer", {"background": "昨天写下的话"}),
    "borrow": ("investigating", "county.officer", {"note": "昨天写下的话"}),
    "designate": ("pending", "city.approver", {"reason": "昨天写下的话"}),
    "enter_instruction": ("investigating", "city.intake", {"text": "昨天写下的话"}),
    "flag_opinion": ("investigating", "county.officer", {"report": "昨天写下的话"}),
    "suspend": ("investigating", "county.approver", {"reason": "昨天写下的话"}),
    "split": ("investigating", "city.approver", {"title": "昨天写下的话"}),
    "refer": ("investigating", "county.approver", {"matter": "昨天写下的话"}),
    "assign": ("investigating", "county.approver", {"reason": "昨天写下的话"}),
}  # fmt: skip


@pytest.mark.parametrize("name", NEW)
def test_an_overtaken_form_keeps_what_was_typed_and_says_who_did_what(world, name):
    state, login, typed = NEW[name]
    case = a_case(world, state)
    tab = at_desk(world[login])
    kept = hidden(tab, case, name)
    done(case, "link", by=world["city.approver"], other=a_case(world), reason="同一学校")

    answer = tab.post(page_of(case, name), kept | typed)

    assert answer.status_code == 409
    assert "昨天写下的话" in text_of(answer)
    assert world["city.approver"].full_name in text_of(answer)
    assert Event.objects.filter(subject=case.subject).count() == 1


def test_a_schools_form_is_nothing_once_the_check_was_taken_back(world, case):
    school = Unit.objects.get(name="鹿城区试验中学")
    checker = a_person(school, Role.INVESTIGATOR)
    errand = Errand(school, "周末收费补课。", DAY, people=[checker])
    done(case, "entrust", by=world["county.officer"], errand=errand)
    tab = at_desk(checker)
    typed = hidden(tab, case, "write_report") | {"facts": "昨天写下的话"}
    entrustment = case.entrustments.get()
    done(case, "take_back", by=world["county.officer"], entrustment=entrustment, reason="学校请求")

    assert tab.post(page_of(case, "write_report"), typed).status_code == 404
    assert case.reports.count() == 0
    assert entrustment.entrusted_on == TODAY
