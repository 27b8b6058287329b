"""Finding cases and complaints: by what, in which order, for whom; and whom it tells nothing."""

import pytest

from cases import search
from cases.models import (
    Case,
    CaseWords,
    Complaint,
    ComplaintWords,
    Recusal,
    Remark,
    Respondent,
)
from cases.search import finding
from cases.search.texts import Place
from tests.cases.factories import TODAY, a_case, a_complaint, a_proceeding, a_report
from tests.people.factories import a_teacher

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]


def cases(words, reader):
    """What a reader finds, with the place, the best first."""
    hits = search.find_cases(Case.objects.visible_to(reader), words, reader=reader)
    return [(key, hits.found[key]) for key in hits.keys]


def complaints(words, reader):
    visible = Complaint.objects.visible_to(reader)
    hits = search.find_complaints(visible, words, reader=reader)
    return [(key, hits.found[key]) for key in hits.keys]


def a_case_about(world, name, **fields):
    return a_case(world, "investigating", teachers=[a_teacher(world.school, name=name)], **fields)


@pytest.fixture
def officer(world):
    return world["county.officer"]


@pytest.fixture
def intake(world):
    return world["city.intake"]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("温建国", Place.NAME),
        ("温建国老师", Place.NAME),
        ("建国", Place.PART),
        ("温建", Place.PART),
        ("温", Place.PART),
        ("wenjianguo", Place.PART),
        ("wjg", Place.PART),
        ("WJG", Place.PART),
        ("wen jianguo", Place.PART),
        ("溫建國", Place.NAME),
    ],
)
def test_a_teacher_is_found_by_name_part_and_sound(world, officer, typed, place):
    wanted = a_case_about(world, "温建国")
    a_case_about(world, "李爱华")

    assert cases(typed, officer) == [(wanted.pk, place)]


@pytest.mark.parametrize("typed", ["shanxiaoyu", "sxy", "单"])
def test_a_surname_of_several_sounds_is_found_by_its_own(world, officer, typed):
    wanted = a_case_about(world, "单小雨")

    assert [key for key, _place in cases(typed, officer)] == [wanted.pk]


def test_a_case_is_found_by_number_school_matter_summary_clues_and_report(world, officer):
    case = a_case(world, "reported", title="违规办班", lead_summary="据反映在文化宫授课")
    Respondent.objects.create(case=case, clues="戴眼镜的男教师")
    a_report(world, case)
    case.reports.update(facts="现场查获收费名册")
    search.index_case(case)

    found = {typed: cases(typed, officer) for typed in (
        case.number, case.slug, world.school.name, "违规办班", "文化宫", "戴眼镜", "收费名册",
    )}  # fmt: skip

    places = [Place.NUMBER] * 2 + [Place.SCHOOL] + [Place.SUMMARY] * 3 + [Place.REPORT]
    assert list(found.values()) == [[(case.pk, place)] for place in places]


def test_a_proceeding_is_found_as_its_case(world, officer):
    proceeding = a_proceeding(world)

    assert cases(proceeding.number, officer) == [(proceeding.case_id, Place.NUMBER)]


def test_a_phrase_is_found_as_it_stands_and_not_by_its_pairs(world, officer):
    wanted = a_case(world, "investigating", lead_summary="在家中收费补课")
    a_case(world, "investigating", lead_summary="收费高，有人付费补习，另有补课", title="无")

    assert [key for key, _place in cases("收费补课", officer)] == [wanted.pk]


def test_all_words_must_stand_in_a_case_though_in_several_places(world, officer):
    wanted = a_case_about(world, "温建国", lead_summary="收受礼金")
    a_case_about(world, "温建国", lead_summary="补课")

    assert [key for key, _place in cases("温建国 礼金", officer)] == [wanted.pk]
    assert [key for key, _place in cases("wenjianguo 礼金", officer)] == [wanted.pk]


def test_the_best_places_come_first_and_the_newer_among_equals(world, officer):
    by_report = a_case(world, "reported", title="甲")
    a_report(world, by_report)
    by_report.reports.update(facts="提到高明")
    search.index_case(by_report)
    by_summary = a_case(world, "investigating", lead_summary="手段高明", title="乙")
    by_part = a_case_about(world, "高明亮", title="丙")
    older = a_case_about(world, "高明", title="丁")
    newer = a_case_about(world, "高明", title="戊")

    assert cases("高明", officer) == [
        (newer.pk, Place.NAME),
        (older.pk, Place.NAME),
        (by_part.pk, Place.PART),
        (by_summary.pk, Place.SUMMARY),
        (by_report.pk, Place.REPORT),
    ]


def test_a_complaint_is_found_by_what_it_names_and_by_the_senders_number(world, intake):
    complaint = a_complaint(
        world, teacher_name="温建国", school_name="某某培训点", place="文化宫三楼",
        channel="HOTLINE", foreign_number="WZ202611240001",
    )  # fmt: skip

    found = {typed: complaints(typed, intake) for typed in (
        complaint.number, "WZ202611240001", "温建国", "培训点", "文化宫", "WZ20261124",
    )}  # fmt: skip

    places = [Place.NUMBER, Place.NUMBER, Place.NAME, Place.SCHOOL, Place.FACTS, Place.FACTS]
    assert list(found.values()) == [[(complaint.pk, place)] for place in places]


def test_a_number_of_the_other_kind_is_no_number_here(world, intake):
    complaint = a_complaint(world)

    assert complaints(complaint.number.replace("举", "核"), intake) == []


def test_who_screens_finds_a_complaint_by_its_own_words_and_by_what_came_later(world, intake):
    complaint = a_complaint(world, narrative="老师在河边仓库收费授课")
    Remark.objects.create(
        complaint=complaint, kind="lead", body="上周搬到了桥头", submission_hash="x1"
    )
    search.index_complaint(complaint)

    assert complaints("河边仓库", intake) == [(complaint.pk, Place.NARRATIVE)]
    assert complaints("桥头", intake) == [(complaint.pk, Place.NARRATIVE)]


def test_a_case_is_found_by_a_report_s_words_for_who_reads_originals_alone(world, intake, officer):
    case = a_case(world, "investigating")
    a_complaint(world, "accepted", case=case, narrative="老师在河边仓库收费授课")

    assert cases("河边仓库", intake) == [(case.pk, Place.NARRATIVE)]
    assert cases("河边仓库", officer) == []
    assert cases(case.number, officer) == [(case.pk, Place.NUMBER)]


def test_merely_opening_a_complaint_does_not_find_it_by_its_own_words(world, intake, monkeypatch):
    complaint = a_complaint(world, teacher_name="温建国", narrative="老师在河边仓库收费授课")
    monkeypatch.setattr(finding, "READS_ORIGINAL", ("open_original",))  # intake holds it nowhere

    assert complaints("温建国", intake) == [(complaint.pk, Place.NAME)]
    assert complaints("河边仓库", intake) == []


@pytest.mark.parametrize(
    "login",
    [
        "other.officer",
        "city.leader",
        "city.custodian",
        "city.sysadmin",
        "school.principal",
        "county.investigator",
    ],
)
def test_outsiders_find_nothing_by_anything(world, login):
    case = a_case_about(world, "温建国", lead_summary="收受礼金", team=[])
    complaint = a_complaint(
        world, "accepted", case=case, teacher_name="温建国", narrative="河边仓库"
    )
    words = ("温建国", "wjg", "温", "礼金", "河边仓库", world.school.name, case.number, "1")

    assert [cases(one, world[login]) for one in words] == [[]] * len(words)
    assert [complaints(one, world[login]) for one in (*words, complaint.number)] == [[]] * 9


def test_a_recused_officer_finds_the_case_no_more(world, officer):
    case = a_case_about(world, "温建国")
    assert cases("温建国", officer)

    Recusal.objects.create(case=case, user=officer, reason="亲属", on=TODAY)

    assert (cases("温建国", officer), cases(case.number, officer)) == ([], [])


def test_whoever_is_at_the_accused_school_finds_nothing_whatever_right_he_holds(world, intake):
    complaint = a_complaint(world, teacher_name="温建国", narrative="河边仓库")
    Complaint.objects.filter(pk=complaint.pk).update(school=world.city)

    assert (complaints("温建国", intake), complaints("河边仓库", intake)) == ([], [])


def test_rights_that_were_taken_back_count_before_the_index_is_written_anew(world, officer):
    case = a_case_about(world, "温建国")
    case.casegroupobjectpermission_set.all().delete()

    assert cases("温建国", officer) == []


def test_what_is_forgotten_is_found_by_its_own_words_no_more(world, intake):
    complaint = a_complaint(world, teacher_name="温建国", narrative="河边仓库")

    search.forget(complaint)

    assert (complaints("河边", intake), len(complaints("温建国", intake))) == ([], 1)


def test_more_than_is_counted_is_said_and_no_more(world, officer, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 2)
    kept = [a_case_about(world, "温建国") for _ in range(3)]

    hits = search.find_cases(Case.objects.visible_to(officer), "温建国", reader=officer)

    assert (hits.count, hits.keys) == ("2+", [kept[2].pk, kept[1].pk])


def test_counts_hold_nothing_that_is_hidden(world, officer):
    a_case_about(world, "温建国")
    a_case_about(world, "温建国", handling_unit=world.other, team=[])

    hits = search.find_cases(Case.objects.visible_to(officer), "温建国", reader=officer)

    assert (hits.count, hits.has_more) == ("1", False)


@pytest.mark.parametrize("enough", [1, 1_000])
def test_older_blocks_are_looked_through_as_far_as_there_is_too_little(
    world, officer, monkeypatch, enough
):
    monkeypatch.setattr("cases.search.looking.BLOCK", 1)
    monkeypatch.setattr("cases.search.words.BLOCK", 1)
    monkeypatch.setattr("cases.search.looking.ENOUGH", enough)
    kept = [a_case_about(world, "温建国").pk for _ in range(6)]

    assert [key for key, _place in cases("温建国", officer)] == kept[::-1]


@pytest.mark.parametrize("typed", ["%", "'", "😀", "\0", "补" * 500, "_", "\\", "a"])
def test_what_cannot_be_looked_for_finds_nothing(world, officer, typed):
    a_case_about(world, "温建国")

    assert cases(typed, officer) == []


def test_the_words_of_a_record_go_with_it_into_one_row(world):
    case, complaint = a_case(world), a_complaint(world)
    search.index_case(case)
    search.index_complaint(complaint)

    assert CaseWords.objects.filter(case=case).count() == 1
    assert ComplaintWords.objects.filter(complaint=complaint).count() == 1


def test_where_few_of_very_many_are_among_the_rows_asked_for_it_says_that_it_stopped(
    world, officer, monkeypatch
):
    monkeypatch.setattr(finding, "LOOKED_AT", 2)
    monkeypatch.setattr("cases.search.looking.AT_ONCE", 1)
    kept = [a_case_about(world, "温建国", kind=kind) for kind in ("gift", "tutoring", "tutoring")]
    gifts = Case.objects.visible_to(officer).filter(kind="gift")

    hits = search.find_cases(gifts, "温建国", reader=officer)

    assert (hits.keys, hits.count) == ([], "0+")
    assert search.find_cases(gifts, kept[0].number, reader=officer).keys == [kept[0].pk]
