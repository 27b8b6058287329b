"""Scenario e (domain reference §9.6): anonymous without leads, shelved, woken by a second report, merged."""

import pytest

from tests import stories
from tests.e2e.hands import BrowserHands

UNIT, SCHOOL, TEACHER = "鹿城区教育局", "鹿城区演示第二小学", "谢演寅"
MEET = "from cases import tasks; tasks.announce()"  # what the timetable does each minute


@pytest.fixture
def officers(browser, site):
    return BrowserHands(browser, site)


def report(officers, narrative):
    return officers.report(
        kind="tutoring", county=UNIT, school=SCHOOL, teacher=TEACHER, narrative=narrative,
        identity="anonymous",
    )  # fmt: skip


def test_scenario_e_shelved_report_wakes_and_is_merged(officers):
    first = report(officers, "听说有老师补课。")
    officers.act("city.intake", first, "screen")
    officers.act("city.approver", first, "shelve", missing=["facts"], reason="没有可查的线索")
    assert "暂存待查" in officers.read("city.intake", first).locator("main").inner_text()

    second = report(officers, "每周六上午在会昌花园三号楼给学生补课，每人两千元。")
    officers.site.run("shell", "-c", MEET)

    woken = officers.read("city.intake", first).locator("main").inner_text()
    assert "系统" in woken
    assert "受理审查" in woken
    assert f"{int(second[1][5:])}号" in woken
    officers.act("city.intake", second, "screen")
    officers.act(
        "city.intake", second, "accept", title="有偿补课", kind="tutoring", reporting_unit=UNIT,
        school=SCHOOL, teachers=TEACHER, **stories.SCREENED,
    )  # fmt: skip
    case = officers.case_of(second)
    page = officers.read("city.intake", first)
    page.goto(f"{officers.site.url}/desk/complaints/{first[1]}/merge/")
    page.locator(f'a[href="?draft={case[1]}"]').click()
    assert "会昌花园三号楼" in page.locator(".compare").inner_text()
    page.locator("[name=reason]").fill("同一教师同一事项")
    page.locator("main form[method=post] button[type=submit]").last.click()
    page.wait_for_url(f"**/desk/complaints/{first[1]}/")
    merged = page.locator("main").inner_text()
    assert "已并案" in merged
    answer = officers.thread(officers.browser.new_page(), officers.codes[first[1]])
    assert "一并核查" in answer
