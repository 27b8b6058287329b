"""协查 at the desk: the bureau asked sees its page and nothing of the case; everybody else sees no page."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.actions.assistance import Wish
from cases.models import Assistance
from ledger.models import Access, Event
from notifications import paper, papers
from notifications.models import Message, Paper
from people.roles import Role
from tests.cases.factories import TODAY, a_case, a_person, an_order, refusal
from tests.cases.views.desk import at_desk, page_of, text_of
from tests.people.factories import a_teacher

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]

BACKGROUND, ASKED = "培训点在贵县某小区。", "请核实开办时间。"


def asked_of(world, unit=None, case=None):
    case = case or a_case(world, "investigating", lead_summary="线索")
    wish = Wish(unit or world.other, BACKGROUND, ASKED, date(2026, 11, 2))
    assert refusal(case, "ask_assistance", by=world["county.officer"], wish=wish) is None
    return case.assistances.latest("pk")


@pytest.fixture
def request_(world):
    return asked_of(world)


@pytest.fixture
def officer(world):
    return at_desk(world["other.officer"])


def post(client, request_, deed="answer", **typed):
    return client.post(request_.get_absolute_url(), {"deed": deed, **typed})


SEES = {
    "city.intake", "city.intake2", "city.approver", "county.officer", "county.approver",
    "other.officer", "other.approver",
}  # fmt: skip


def test_both_sides_open_the_page_and_for_all_others_there_is_none(world, request_):
    addresses = [request_.get_absolute_url(), request_.get_absolute_url() + "letter.pdf"]
    seen = {
        login
        for login, user in world.people.items()
        if at_desk(user).get(addresses[0]).status_code == 200
    }

    assert seen == SEES
    for login in world.people.keys() - SEES:
        outsider = at_desk(world[login])
        assert [outsider.get(one).status_code for one in addresses] == [404, 404]
        assert post(outsider, request_, "sign").status_code == 404


def test_the_bureau_asked_sees_nothing_of_the_case(world, request_, officer):
    case = request_.case
    page = text_of(officer.get(request_.get_absolute_url()))

    assert (BACKGROUND in page, ASKED in page) == (True, True)
    for word in (case.number, case.title, "试验教师甲", case.lead_summary):
        assert word not in page
    assert officer.get(page_of(case)).status_code == 404
    assert case.number not in text_of(officer.get("/desk/assistance/"))


def test_who_asks_does_not_answer_himself(world, request_):
    asking = at_desk(world["county.officer"])

    assert post(asking, request_, "sign").status_code == 404
    assert request_.case.number in text_of(asking.get(request_.get_absolute_url()))


def test_lists_hold_what_one_may_open(world, request_):
    listed = {
        login: request_.number in text_of(at_desk(world[login]).get("/desk/assistance/"))
        for login in ("other.officer", "county.officer", "school.officer", "other.legal")
    }

    assert listed == {
        "other.officer": True, "county.officer": True, "school.officer": False, "other.legal": False,
    }  # fmt: skip


def test_a_recused_officer_and_a_colleague_of_the_accused_see_no_page(world, request_):
    case = request_.case
    colleague = a_person(world.other, Role.OFFICER)
    assert at_desk(colleague).get(request_.get_absolute_url()).status_code == 200
    case.respondents.create(teacher=a_teacher(world.other))

    assert at_desk(colleague).get(request_.get_absolute_url()).status_code == 404


def test_signing_for_it_twice_signs_once(world, request_, officer):
    for _time in range(2):
        assert post(officer, request_, "sign").status_code == 302

    request_.refresh_from_db()
    assert (request_.signed_by, request_.signed_on) == (world["other.officer"], TODAY)
    assert Event.objects.filter(kind="assistance.signed_for").count() == 1


def test_an_answer_with_a_file_reaches_the_side_that_asked(world, request_, officer):
    post(officer, request_, "sign")
    upload = SimpleUploadedFile("函.pdf", b"%PDF-1.7 answer", content_type="application/pdf")

    assert post(officer, request_, text="系2025年9月开办。", file_1=upload).status_code == 302

    page = text_of(at_desk(world["county.officer"]).get(request_.get_absolute_url()))
    assert "系2025年9月开办。" in page
    assert request_.files.get().case == request_.case
    told = Message.objects.filter(kind="assistance.answered")
    assert set(told.values_list("reader__username", "link")) == {
        ("county.officer", request_.get_absolute_url())
    }


def test_an_answer_sent_twice_is_kept_once_and_another_is_refused(world, request_, officer):
    post(officer, request_, "sign")
    for _time in range(2):
        assert post(officer, request_, text="已核实。").status_code == 302
    other = post(at_desk(world["other.approver"]), request_, text="另有说法。")

    assert other.status_code == 409
    request_.refresh_from_db()
    assert request_.answer == "已核实。"


def test_an_empty_answer_is_said_beside_the_field(request_, officer):
    post(officer, request_, "sign")

    answer = post(officer, request_, text="")

    assert (answer.status_code, text_of(answer).count("This field is required.")) == (200, 2)


def test_nobody_answers_before_he_has_signed(request_, officer):
    assert post(officer, request_, text="已核实。").status_code == 409


def test_closing_takes_the_answer_into_the_dossier(world, request_, officer):
    post(officer, request_, "sign")
    post(officer, request_, text="已核实。")
    closing = {"request": Assistance.objects.get(), "note": "采信"}

    case = request_.case
    assert refusal(case, "close_assistance", by=world["county.officer"], **closing) is None

    assert "已核实。" in case.dossier.latest("pk").text
    assert post(officer, request_, text="补充。").status_code == 409


def test_recall_withdraws_what_was_asked(world, officer):
    case = a_case(world, "investigating")
    an_order(world, case, issued_on=TODAY, number="1")
    request_ = asked_of(world, case=case)
    recall = {"mode": "raised", "reason": "久拖不办"}
    assert refusal(case, "recall", by=world["city.approver"], **recall) is None

    assert officer.get(request_.get_absolute_url()).status_code == 404
    asking = at_desk(world["county.officer"])
    assert asking.get(request_.get_absolute_url()).status_code == 404


def test_reading_the_letter_is_recorded_under_the_case(world, request_, officer):
    officer.get(request_.get_absolute_url())

    row = Access.objects.filter(subject=request_.case.subject, reader_key="other.officer").get()
    assert row.what == request_.number


def test_the_letter_names_no_case_and_no_person(request_):
    row = Paper.objects.get(kind="assistance_letter")
    case = request_.case

    assert (row.number, row.sheet["to"]) == (request_.number, "乐清市教育局")
    assert not {case.number, case.title, "试验教师甲"} & set(str(row.sheet).split("'"))
    assert paper.print_out("paper/assistance_letter.html", papers.context_of(row)).pages == 1


def test_neither_the_own_bureau_nor_an_accused_one_nor_a_school_is_asked(world):
    case = a_case(world, "investigating", teachers=[a_teacher(world.other)])
    asked = {
        unit: refusal(
            case, "ask_assistance", by=world["county.officer"],
            wish=Wish(unit, BACKGROUND, ASKED, date(2026, 11, 2)),
        )
        for unit in (world.county, world.other, world.other_school)
    }  # fmt: skip

    assert list(asked.values()) == [
        "This is your own bureau.",
        "The unit accused is not asked.",
        "Only an education bureau is asked for assistance.",
    ]


QUERIES = 7


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_however_many(world, officer, rows, django_assert_num_queries):
    for _row in range(rows):
        asked_of(world)
    officer.get("/desk/assistance/")

    with django_assert_num_queries(QUERIES):
        officer.get("/desk/assistance/")
