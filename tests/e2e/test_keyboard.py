"""W9: a report and its follow-up by somebody who has a keyboard alone."""

from tests.e2e import access
from tests.e2e.test_access import STORY


def press(page, locator, key="Enter"):
    access.tab_to(page, locator)
    page.keyboard.press(key)


def typed(page, locator, text):
    access.tab_to(page, locator)
    page.keyboard.type(text)


def test_w9_report_and_follow_up_without_a_mouse(browser, site):
    context = browser.new_context(viewport=access.SIZES["desk"], locale="zh-CN")
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto(site.url)

    press(page, page.get_by_role("link", name="我要反映"))
    page.wait_for_url("**/report/")
    press(page, page.locator("[name=kind]").first, "Space")
    typed(page, page.locator("[name=narrative]"), STORY)
    press(page, page.locator(".button-next"))
    press(page, page.locator(".button-next"))
    press(page, page.locator("[name=identity][value=anonymous]"), "Space")
    press(page, page.locator("form#report button[type=submit]"))
    page.wait_for_url("**/report/done/")
    code = page.locator("#receipt-code").inner_text()
    press(page, page.locator("[name=saved]"), "Space")
    press(page, page.locator("form.saved button"))
    page.wait_for_url("**/track/")
    typed(page, page.locator("[name=code]"), code)
    page.keyboard.press("Enter")
    page.wait_for_url("**/track/thread/")

    assert "温师举" in page.locator("main").inner_text()
    context.close()


def test_axe_sees_what_is_wrong(browser, site):
    """Else the tests beside this one would prove nothing."""
    page = browser.new_page()
    page.goto(site.url)
    page.locator("h1").evaluate("heading => { heading.innerHTML = '<img src=\"/x\">'; }")

    assert [one.split(":")[0] for one in access.violations(page)] == ["empty-heading", "image-alt"]
    page.close()
