"""The lists: one's own cases, filtered, searched, paged by key, at a fixed price."""

from datetime import date, timedelta

import pytest

from cases.actions import waiting
from cases.models import Case
from tests.cases.factories import TODAY, a_case, a_complaint
from tests.cases.views.desk import at_desk, text_of
from tests.people.factories import a_teacher

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]
DESK, COMPLAINTS = "/desk/cases/", "/desk/complaints/"
# session and its renewal (4), reader, his posts, unread; his saved views, what he holds, all counts,
# the rows, his rights on them; the units rest in memory
CASE_QUERIES = 9
COMPLAINT_QUERIES = 8


@pytest.fixture
def officer(world):
    return at_desk(world["county.officer"])


@pytest.fixture
def intake(world):
    return at_desk(world["city.intake"])


def titles(answer):
    return [row.record.title for row in answer.context["rows"]]


def numbers(answer):
    return [row.record.slug for row in answer.context["rows"]]


def due(case, day):
    """Give the case a day to be done by, as its clocks would."""
    order = day or date(9999, 12, 31)
    Case.objects.filter(pk=case.pk).update(next_due=day, due_order=order)
    return case


def test_cases_are_ones_own_and_the_next_due_comes_first(world, officer):
    due(a_case(world, "investigating", title="后到期"), TODAY + timedelta(20))
    due(a_case(world, "investigating", title="先到期"), TODAY + timedelta(1))
    due(a_case(world, "closed", title="无期限"), None)
    a_case(world, "investigating", title="别家的", handling_unit=world.other, team=[])

    assert titles(officer.get(DESK)) == ["先到期", "后到期", "无期限"]


@pytest.mark.parametrize("login", ["other.officer", "city.leader", "school.principal"])
def test_outsiders_see_an_empty_list_that_says_what_comes_next(world, login):
    a_case(world, "investigating")

    answer = at_desk(world[login]).get(DESK)

    assert (titles(answer), answer.context["counts"]) == (
        [],
        {"open": 0, "soon": 0, "overdue": 0, "found": 0},
    )
    assert "When a case is dispatched to your unit" in text_of(answer)


def test_counters_count_ones_own_open_cases_and_their_links_show_the_same(world, officer):
    for day in (-1, -1, 0, 3, 4):
        due(a_case(world, "investigating"), TODAY + timedelta(day))
    due(a_case(world, "closed"), TODAY - timedelta(9))

    answer = officer.get(DESK)

    assert answer.context["counts"] == {"open": 5, "soon": 2, "overdue": 2, "found": 6}
    for query, count in (("?state=open", 5), ("?due=soon", 2), ("?due=overdue", 2)):
        assert f'href="{DESK}{query}"' in answer.content.decode()
        assert len(titles(officer.get(f"{DESK}{query}"))) == count


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "reported"}, ["送审"]),
        ({"kind": "gift"}, ["礼金"]),
        ({"due": "later"}, ["送审"]),
        ({"q": "礼金"}, ["礼金"]),
        ({"q": "礼"}, []),
        ({"q": "试验教师丙"}, ["礼金"]),
        ({"q": "没有这样的"}, []),
        ({"state": "reported", "kind": "gift"}, []),
    ],
)
def test_cases_are_filtered_and_searched(world, officer, query, found):
    due(a_case(world, "reported", title="送审"), TODAY + timedelta(30))
    a_case(world, title="礼金", state="investigating", kind="gift",
           teachers=[a_teacher(world.other_school, name="试验教师丙")], school=world.other_school)  # fmt: skip

    assert titles(officer.get(DESK, query)) == found


def test_cases_are_filtered_by_handling_or_reporting_unit(world, intake):
    a_case(world, "investigating", title="交他县办", handling_unit=world.other, team=[])
    a_case(world, "pending", title="本县未交办")

    assert titles(intake.get(DESK, {"unit": world.other.pk})) == ["交他县办"]
    assert titles(intake.get(DESK, {"unit": world.county.pk})) == ["交他县办", "本县未交办"]


def test_search_takes_a_number_as_papers_print_it(world, officer):
    case, _other = a_case(world, "investigating"), a_case(world, "investigating")

    for typed in (case.slug, case.number, case.number.removeprefix("温师核"), case.number[:-1]):
        assert numbers(officer.get(DESK, {"q": typed})) == [case.slug]


def test_search_finds_nothing_in_a_case_that_is_not_ones_own(world):
    a_case(world, "investigating", title="秘密")

    assert titles(at_desk(world["other.officer"]).get(DESK, {"q": "秘密"})) == []


def test_search_finds_a_case_once_however_many_of_its_people_fit(world, officer):
    a_case(world, "investigating", teachers=[world.teacher, world.teacher2])

    assert len(titles(officer.get(DESK, {"q": "试验教师"}))) == 1


def test_cases_are_paged_by_key_without_gap_or_repetition(world, officer):
    for day in (5, 3, None):
        for _n in range(20):
            due(a_case(world, "investigating", team=[]), day and TODAY + timedelta(day))
    seen, after = [], ""
    for _page in range(3):
        answer = officer.get(DESK, {"after": after})
        seen += numbers(answer)
        after = answer.context["older"]

    in_order = Case.objects.order_by("due_order", "pk").values_list("slug", flat=True)
    assert (seen, after) == (list(in_order), None)


def test_pager_keeps_the_filters(world, officer):
    for _n in range(26):
        a_case(world, "investigating", team=[])

    answer = officer.get(DESK, {"state": "investigating"})

    assert f"?state=investigating&after={answer.context['older']}" in text_of(answer)


@pytest.mark.parametrize("rows", [1, 3])
def test_cases_cost_the_same_however_many(world, officer, rows, django_assert_num_queries):
    for _n in range(rows):
        a_case(world, "investigating")
    officer.get(DESK)  # the units

    with django_assert_num_queries(CASE_QUERIES):
        assert len(titles(officer.get(DESK))) == rows


def test_a_row_says_in_words_how_much_time_is_left(world, officer):
    due(a_case(world, "investigating"), TODAY + timedelta(3))
    due(a_case(world, "investigating"), TODAY - timedelta(2))

    text = text_of(officer.get(DESK))

    assert "3 working days left" in text
    assert "2 days overdue" in text


def test_a_title_is_escaped(world, officer):
    a_case(world, "investigating", title="<script>alert(1)</script>")

    assert "<script>alert" not in officer.get(DESK).content.decode()


def test_a_child_in_danger_stands_out(world, officer):
    a_case(world, "investigating", minor_risk=True)

    assert "child in danger" in text_of(officer.get(DESK))


def test_complaints_are_the_newest_first_and_only_ones_own(world, intake):
    old, new = a_complaint(world), a_complaint(world)

    assert numbers(intake.get(COMPLAINTS)) == [new.slug, old.slug]
    for login in ("county.officer", "city.discipline", "other.intake"):
        assert numbers(at_desk(world[login]).get(COMPLAINTS)) == []


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"state": "shelved"}, 1),
        ({"kind": "gift"}, 1),
        ({"channel": "PHONE"}, 1),
        ({"channel": "WEB"}, 2),
        ({"q": "某某老师"}, 1),
        ({"q": "收费"}, 3),
        ({"q": "%"}, 0),
    ],
)
def test_complaints_are_filtered_and_searched(world, intake, query, count):
    a_complaint(world, "shelved", teacher_name="某某老师")
    a_complaint(world, kind="gift", channel="PHONE")
    a_complaint(world)

    assert len(numbers(intake.get(COMPLAINTS, query))) == count


def test_a_complaint_is_found_by_its_printed_number(world, intake):
    complaint, _other = a_complaint(world), a_complaint(world)

    assert numbers(intake.get(COMPLAINTS, {"q": complaint.number})) == [complaint.slug]


def test_complaints_are_paged_by_key(world, intake):
    for _n in range(26):
        a_complaint(world)
    first = intake.get(COMPLAINTS)
    second = intake.get(COMPLAINTS, {"after": first.context["older"]})

    assert [len(numbers(first)), len(numbers(second))] == [25, 1]
    assert second.context["older"] is None
    assert not set(numbers(first)) & set(numbers(second))


@pytest.mark.parametrize("rows", [1, 3])
def test_complaints_cost_the_same_however_many(world, intake, rows, django_assert_num_queries):
    for _n in range(rows):
        a_complaint(world, "accepted")
    intake.get(COMPLAINTS)  # the units

    with django_assert_num_queries(COMPLAINT_QUERIES):
        assert len(numbers(intake.get(COMPLAINTS))) == rows


@pytest.mark.parametrize("address", [DESK, COMPLAINTS])
@pytest.mark.parametrize(
    "query",
    ["after=x", "after=9999-99-99.1", "after=2026-02-30.5", "after=2026-10-12.%00",
     f"after={'9' * 40}", "after=0000-00-00.0", "after=%FF%FE", "after=\uff12026-10-12.1",
     "state=nothing", "unit=x", "unit=99999999999999999999", "kind=', 1=1", "due=yesterday",
     f"q={'长' * 5001}", "q=%E4%B8", "q=%F0%9F%98%80", "q=<script>", "channel=%", "q=%25_", "x=1&x=2",
     "&".join(f"f{n}=1" for n in range(300))],
)  # fmt: skip
def test_no_query_is_a_failure(world, officer, address, query):
    a_case(world, "investigating")

    assert officer.get(f"{address}?{query}").status_code in {200, 400}


def test_a_page_that_makes_no_sense_is_the_first(world, officer):
    case = a_case(world, "investigating")

    assert numbers(officer.get(DESK, {"after": "x"})) == [case.slug]


def test_a_filter_that_makes_no_sense_filters_nothing_and_says_so(world, officer):
    case = a_case(world, "investigating")

    answer = officer.get(DESK, {"state": "nothing"})

    assert numbers(answer) == [case.slug]
    assert "Select a valid choice" in text_of(answer)


@pytest.mark.parametrize("address", [DESK, COMPLAINTS])
def test_lists_are_only_read(officer, address):
    assert officer.post(address).status_code == 405


@pytest.mark.parametrize(
    ("login", "is_mine"),
    [("county.officer", True), ("county.approver", False), ("city.intake", False)],
)
def test_a_row_says_what_the_case_waits_for_and_whether_it_is_mine(world, login, is_mine):
    case = a_case(world, "dispatched")
    waiting.renew(case)

    answer = at_desk(world[login]).get(DESK)

    wait = answer.context["waits"][case.pk]
    assert (wait.verb.name, wait.is_mine) == ("sign", is_mine)
    assert "Sign for the case" in text_of(answer)
    assert ("waits for me" in text_of(answer)) is is_mine
