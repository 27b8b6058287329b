"""Scenario n (domain reference §9.6): the reporter steps back, and the inquiry goes on."""

import re

from tests import stories
from tests.e2e.hands import PHONE, BrowserHands


def steps_back(hands, code):
    """On his phone, with his code; afterwards he wants no answer either."""
    page = hands.browser.new_context(viewport=PHONE, locale="zh-CN").new_page()
    hands.thread(page, code)
    for deed in ("withdraw", "answer"):
        page.goto(f"{hands.site.url}/track/{deed}/")
        if deed == "answer":
            page.locator("[name=wanted][value=no]").check()
        page.locator("main form[method=post] button[type=submit]").last.click()
        page.wait_for_url(re.compile(r"/track/thread/"))
    said = page.locator("main").inner_text()
    page.context.close()
    return said


def test_scenario_n_withdrawal_does_not_stop_the_inquiry(browser, site):
    hands, story = BrowserHands(browser, site), stories.A
    complaint = hands.report(
        kind="tutoring", county=story.unit, school=story.school, teacher="陈演甲",
        narrative=story.narrative, identity="anonymous",
    )  # fmt: skip
    case = stories.take_in(story, hands, complaint)

    said = steps_back(hands, hands.codes[complaint[1]])

    assert "撤回" in said
    page = hands.read("city.intake", complaint)
    assert "核查继续进行" in page.locator("main").inner_text()
    hands.act("lucheng.officer", case, "appoint", people=stories.team_of(story))
    page = hands.read("lucheng.officer", case)
    assert "核查中" in page.locator("main").inner_text()
    assert "反映人已撤回" not in page.locator("main").inner_text()  # the unit is not told
