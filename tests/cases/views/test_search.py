"""The page of the search: what it shows to whom, what it keeps, and what it says where nothing is found."""

import logging

import pytest

from cases import search
from ledger.models import Access
from tests.cases.factories import a_case, a_complaint, a_report
from tests.cases.views.desk import at_desk, text_of
from tests.people.factories import a_teacher

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]
SEARCH = "/desk/search/"


@pytest.fixture
def officer(world):
    return at_desk(world["county.officer"])


@pytest.fixture
def intake(world):
    return at_desk(world["city.intake"])


def about(world, name, **fields):
    return a_case(world, "investigating", teachers=[a_teacher(world.school, name=name)], **fields)


def words_of(rows):
    return [
        "".join(f"[{one.text}]" if one.is_hit else one.text for one in row.pieces) for row in rows
    ]


def ask(client, words):
    return client.get(SEARCH, {"q": words})


def test_cases_complaints_and_teachers_stand_in_groups(world, intake):
    case = about(world, "温建国")
    complaint = a_complaint(world, "accepted", case=case, teacher_name="温建国老师")

    answer = ask(intake, "温建国")

    said = answer.context
    assert [row.record for row in said["case_rows"]] == [case]
    assert [row.record for row in said["complaint_rows"]] == [complaint]
    assert [(one.teacher.name, one.cases) for one in said["teachers"]] == [("温建国", 1)]
    assert "<mark>温建国</mark>老师" in answer.content.decode()


def test_an_excerpt_stands_around_the_words_and_is_safe(world, officer):
    a_case(world, "investigating", lead_summary="一" * 40 + "<b>在文化宫</b>收费" + "二" * 200)

    answer = ask(officer, "文化宫")

    assert words_of(answer.context["case_rows"]) == ["…" + "一" * 20 + "<b>在[文化宫]</b>收费" + "二" * 63 + "…"]  # fmt: skip
    assert "&lt;b&gt;在<mark>文化宫</mark>&lt;/b&gt;" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("wjg", "[温建国]"), ("建国", "温[建国]"), ("溫建", "[温建]国"), ("温建国老师", "[温建国]")],
)
def test_a_name_is_marked_however_it_was_found(world, officer, typed, shown):
    about(world, "温建国")

    assert words_of(ask(officer, typed).context["case_rows"]) == [shown]


def test_full_width_text_is_marked_where_it_stands(world, officer):
    a_case(world, "investigating", lead_summary="群名ＡＢＣ㎡班级")

    assert words_of(ask(officer, "班级").context["case_rows"]) == ["群名ＡＢＣ㎡[班级]"]


@pytest.mark.parametrize("login", ["other.officer", "city.leader", "city.sysadmin", "auditor"])
def test_others_find_nothing_and_no_number_says_that_there_was_something(world, login):
    case = about(world, "温建国")
    a_complaint(world, "accepted", case=case, teacher_name="温建国", narrative="河边仓库")
    reader = world.people.get(login) or world["city.auditor"]

    for words in ("温建国", "wjg", "河边仓库", case.number, "温"):
        answer = ask(at_desk(reader), words)
        said = answer.context
        assert (said["cases"].count, said["complaints"].count, said["teachers"]) == ("0", "0", [])
        assert "Nothing fits, of what you may see" in text_of(answer)


def test_a_teacher_whose_cases_are_another_countys_is_nobody(world, officer):
    about(world, "温建国")
    about(world, "温建华", handling_unit=world.other, team=[])

    answer = ask(officer, "温建")

    assert [one.teacher.name for one in answer.context["teachers"]] == ["温建国"]
    assert "温建华" not in answer.content.decode()


def test_the_countys_officer_sees_no_word_of_the_report(world, officer, intake):
    case = about(world, "温建国")
    a_complaint(world, "accepted", case=case, narrative="老师在河边仓库授课")

    assert words_of(ask(intake, "河边仓库").context["case_rows"]) == ["老师在[河边仓库]授课"]
    assert ask(officer, "河边仓库").context["case_rows"] == []


def test_who_saw_an_excerpt_is_recorded_without_what_he_searched_for(world, intake):
    case = about(world, "温建国", lead_summary="在文化宫收费")
    complaint = a_complaint(world, "accepted", case=case, narrative="老师在河边仓库授课")

    ask(intake, "河边仓库")
    ask(intake, "文化宫")
    ask(intake, "温建国")

    rows = Access.objects.order_by("pk").values_list("subject", "what", "reader_role")
    assert list(rows) == [
        (complaint.subject, f"{complaint.number} words found in a search", "intake"),
        (case.subject, f"{case.number} words found in a search", "intake"),
    ]


def test_what_was_typed_stands_in_no_log(world, intake, caplog):
    about(world, "温建国")

    with caplog.at_level(logging.DEBUG):
        ask(intake, "温建国")
        intake.get("/desk/cases/", {"q": "温建国"})
        ask(intake, "%" * 500)

    lines = [one.getMessage() for one in caplog.records if one.name != "django.db.backends"]
    assert not [line for line in lines if "温建国" in line or "%E6" in line]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("%", "There is nothing to look for in this"),
        ("'", "There is nothing to look for in this"),
        ("😀", "There is nothing to look for in this"),
        ("，。", "There is nothing to look for in this"),
        ("a", "One letter finds too much"),
        ("补课" * 250, "Search for at most 100 characters"),
    ],
)
@pytest.mark.parametrize("page", [SEARCH, "/desk/cases/"])
def test_what_cannot_be_looked_for_is_kept_and_says_why(world, officer, page, typed, sentence):
    about(world, "温建国")

    answer = officer.get(page, {"q": typed})

    assert (answer.status_code, "温建国" in answer.content.decode()) == (200, False)
    assert sentence in text_of(answer)
    assert f'value="{typed}"'.replace("'", "&#x27;") in answer.content.decode()


def test_a_sign_that_no_text_holds_is_refused_before_anything_is_looked_for(officer):
    assert ask(officer, "温\0建").status_code == 400


def test_only_reading_is_answered(officer):
    assert officer.post(SEARCH, {"q": "温"}).status_code == 405


def test_nothing_typed_is_a_box_and_a_word_of_help(officer):
    answer = officer.get(SEARCH)

    assert "words" not in answer.context
    assert "in pinyin or by its initials" in text_of(answer)


def test_more_than_fifty_lead_to_the_list_with_all_of_them(world, officer, monkeypatch):
    monkeypatch.setattr("cases.sheets.found.SHOWN", 2)
    for _ in range(3):
        about(world, "温建国")

    answer = ask(officer, "温建国")

    assert (len(answer.context["case_rows"]), answer.context["cases"].count) == (2, "3")
    assert (
        '<a href="/desk/cases/?q=%E6%B8%A9%E5%BB%BA%E5%9B%BD">More of these'
        in answer.content.decode()
    )


@pytest.mark.parametrize("n", [1, 3])
def test_a_search_costs_the_same_however_much_it_finds(world, intake, n, django_assert_num_queries):
    for _ in range(n):
        case = about(world, "温建国")
        a_report(world, case)
        a_complaint(world, "accepted", case=case, teacher_name="温建国")
    search.index_case(case)

    with django_assert_num_queries(QUERIES):
        ask(intake, "温建国")


QUERIES = 39
