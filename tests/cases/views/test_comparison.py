"""Two versions of a report side by side, drafts that stay, and what befell a case on its page."""

import pytest

from cases.models import CaseLink, InvestigationReport, ReportDraft
from cases.sheets import comparison
from tests.cases.factories import TODAY, a_case, a_report, refusal
from tests.cases.views.desk import at_desk, hidden, page_of, send, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]


def kinds(before, after):
    return [(one.change, one.before, one.after) for one in comparison.rows(before, after)]


def test_sentences_are_matched_and_what_is_new_gone_or_other_is_marked():
    assert kinds("甲收费。乙知情。丙在场。", "甲收费。乙不知情。丙在场。丁退款。") == [
        ("equal", "甲收费。", "甲收费。"),
        ("replace", "乙知情。", "乙不知情。"),
        ("equal", "丙在场。", "丙在场。"),
        ("insert", "", "丁退款。"),
    ]
    assert kinds("甲。乙。", "甲。") == [("equal", "甲。", "甲。"), ("delete", "乙。", "")]
    assert kinds("", "") == []


def two_versions(world):
    case = a_case(world, "investigating")
    a_report(world, case)
    second = InvestigationReport.objects.create(
        case=case, round=1, version=2, facts="事实。<b>另查</b>。", evidence="证据", opinion="意见",
        written_by=world.team[0], written_on=TODAY,
    )  # fmt: skip
    return case, second


def test_versions_stand_side_by_side_with_words_for_what_changed(world):
    case, _second = two_versions(world)

    page = text_of(at_desk(world["county.officer"]).get(page_of(case, "reports/compare")))

    assert "Changed" in page
    assert "<b>另查</b>" in page  # read back from its entities: it is text, never markup
    assert page.count("unchanged") == 2


@pytest.mark.parametrize(("login", "query", "status"), [
    ("county.officer", "", 200), ("other.officer", "", 404), ("school.principal", "", 404),
    ("county.officer", "?to=0", 404), ("county.officer", "?from=x", 404),
])  # fmt: skip
def test_versions_are_for_those_who_may_open_the_case(world, login, query, status):
    case, _second = two_versions(world)

    answer = at_desk(world[login]).get(page_of(case, "reports/compare") + query)

    assert answer.status_code == status


def test_version_of_another_case_is_no_version_of_this_one(world):
    case, _second = two_versions(world)
    other = two_versions(world)[1]

    answer = at_desk(world["county.officer"]).get(
        page_of(case, "reports/compare") + f"?to={other.pk}"
    )

    assert answer.status_code == 404


def test_draft_stands_in_its_authors_form_and_in_nobody_elses(world):
    case = a_case(world, "investigating")
    one, two = (at_desk(user) for user in world.team)
    typed = {"facts": "写到一半", f"finding_{case.respondents.get().pk}": "partly"}

    assert send(one, case, "draft_report", typed).status_code == 302

    assert "写到一半" in text_of(one.get(page_of(case, "write_report")))
    assert "写到一半" not in text_of(two.get(page_of(case, "write_report")))
    assert "You have a draft" not in text_of(two.get(page_of(case)))
    assert "You have a draft" in text_of(one.get(page_of(case)))


def test_draft_goes_once_the_report_is_written(world):
    case = a_case(world, "investigating")
    one, person = at_desk(world.team[0]), case.respondents.get().pk
    send(one, case, "draft_report", {"facts": "写到一半"})
    whole = {
        "is_simple": "yes", "facts": "查明", "evidence": "凭证", "opinion": "不处理",
        f"finding_{person}": "unfounded", f"amount_taken_{person}": "0",
    }  # fmt: skip

    assert send(one, case, "write_report", whole).status_code == 302

    assert (case.reports.count(), ReportDraft.objects.count()) == (1, 0)


def test_opinion_that_names_a_leader_asks_for_all_of_it(world):
    case = a_case(world, "reported")
    a_report(world, case)
    approver, person = at_desk(world["county.approver"]), case.respondents.get().pk
    typed = {
        f"finding_{person}": "unfounded", "is_accountable": "yes", "accountability": "拖延",
        "leader_first_name": "校长甲",
    }  # fmt: skip

    page = text_of(send(approver, case, "conclude", typed))

    assert page.count("Say this of each leader who is held to account.") >= 3
    whole = {
        "leader_first_post": "principal", "leader_first_situations": ["L3"],
        "leader_first_measure": "ADMON",
    }  # fmt: skip
    assert send(approver, case, "conclude", typed | whole).status_code == 302
    assert "校长甲" in text_of(approver.get(page_of(case)))


def test_linked_case_is_shown_to_those_alone_who_may_open_it(world):
    case, other = a_case(world, "investigating"), a_case(world)
    by = world["city.approver"]
    assert refusal(case, "link", by=by, other=other, reason="同一学校") is None

    assert other.number in text_of(at_desk(by).get(page_of(case)))
    assert other.number not in text_of(at_desk(world["county.officer"]).get(page_of(case)))
    assert case.number in text_of(at_desk(by).get(page_of(other)))


def test_number_of_a_case_that_one_may_not_open_is_no_number(world):
    case = a_case(world, "investigating")
    hidden_one = a_case(world, teachers=[], city=world.other)
    typed = {"other": hidden_one.slug, "reason": "x"}

    page = text_of(send(at_desk(world["city.intake"]), case, "link", typed))

    assert "There is no such case." in page
    assert not CaseLink.objects.exists()


def test_unit_without_authority_over_somebody_is_told_on_the_page(world):
    case = a_case(world, "investigating")
    world.teacher.establishment_unit = world.teacher.teaching_unit = world.other_school
    world.teacher.save()

    page = text_of(at_desk(world["county.officer"]).get(page_of(case)))

    assert f"试验教师甲 now belongs to {world.other_school.name}" in page


def test_mistaken_report_is_turned_away_with_its_reason(world):
    case = a_case(world, "concluded")
    case.respondents.update(finding="unfounded")
    client = at_desk(world["city.approver"])
    typed = hidden(client, case, "record_false_accusation") | {"nature": "mistaken"}

    page = text_of(client.post(page_of(case, "record_false_accusation"), typed))

    assert "A mistaken report is not punished" in page
    assert not case.false_accusations.exists()
