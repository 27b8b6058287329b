"""The follow-up in a real browser: without JavaScript, without a mouse, with a view that has closed."""

import pytest

from tests.e2e import access
from tests.e2e.test_access import STORY
from tests.e2e.test_keyboard import press, typed


@pytest.fixture
def plain(browser):
    """A phone without JavaScript."""
    context = browser.new_context(
        viewport=access.SIZES["phone"], locale="zh-CN", java_script_enabled=False
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def report(page, url):
    """Send one; its code."""
    page.goto(f"{url}/report/")
    page.locator("[name=kind]").first.check()
    page.locator("[name=narrative]").fill(STORY)
    page.locator("[name=identity][value=anonymous]").check()
    page.locator("form#report button[type=submit]").click()
    page.wait_for_url("**/report/done/")
    code = page.locator("#receipt-code").inner_text()
    page.locator("[name=saved]").check()
    page.locator("form.saved button").click()
    return code


def enter(page, url, code):
    page.goto(f"{url}/track/")
    page.locator("[name=code]").fill(code)
    page.locator("form.track button").click()


def follow(page, url, name):
    """From the thread to one of its pages by its link."""
    page.goto(f"{url}/track/thread/")
    if name != "retaliation":
        page.locator("details.more summary").click()
    page.locator(f"main a[href='/track/{name}/']").click()
    page.wait_for_url(f"**/track/{name}/")


def did(page, name):
    page.wait_for_url(f"**/track/thread/?done={name}")
    return page.locator(".done").inner_text()


def test_r6_everything_goes_without_javascript(plain, site):
    code = report(plain, site.url)
    enter(plain, site.url, code)

    plain.locator("[name=body]").fill("又看到一次。")
    plain.locator("[name=kind][value=lead]").check()
    plain.locator("[name=evidence]").set_input_files(
        [{"name": "a.txt", "mimeType": "text/plain", "buffer": "门牌号".encode()}]
    )
    plain.locator("form#message button[type=submit]").click()
    assert did(plain, "said")
    assert plain.locator(".kept-files .files-one").count() == 1

    follow(plain, site.url, "retaliation")
    assert plain.locator("a[href='tel:110']").is_visible()
    plain.locator("[name=body]").fill("孩子被停课。")
    plain.locator("form.deed button").click()
    assert "110" in did(plain, "retaliation")

    follow(plain, site.url, "notice")
    plain.locator("[name=mail]").fill("someone@example.com")
    plain.locator("form.deed button").first.click()
    assert did(plain, "notice")

    follow(plain, site.url, "answer")
    plain.locator("[name=wanted][value=no]").check()
    plain.locator("form.deed button").click()
    assert did(plain, "answer")

    follow(plain, site.url, "withdraw")
    plain.locator("form.deed button").click()
    assert did(plain, "withdraw")
    assert plain.locator(".talk-one").count() == 2


def test_r5_a_new_code_without_javascript(plain, site):
    old = report(plain, site.url)
    enter(plain, site.url, old)
    follow(plain, site.url, "code")
    plain.locator("main form button").click()
    plain.wait_for_url("**/track/code/new/")
    new = plain.locator("#receipt-code").inner_text()
    plain.goto(f"{site.url}/track/thread/")
    assert plain.url.endswith("/track/code/new/")  # not before it is saved
    plain.locator("[name=saved]").check()
    plain.locator("form.saved button").click()
    assert did(plain, "code")

    enter(plain, site.url, old)
    assert plain.locator("#error-summary").is_visible()
    enter(plain, site.url, new)
    plain.wait_for_url("**/track/thread/")


def test_a_message_outlives_a_view_that_closed(plain, site):
    code = report(plain, site.url)
    enter(plain, site.url, code)
    words = "很长的一段话。" * 100
    plain.locator("[name=body]").fill(words)
    plain.context.clear_cookies(name="thread")

    plain.locator("form#message button[type=submit]").click()
    plain.locator("[name=code]").fill(code)
    plain.locator("form.track button").click()

    assert plain.locator("textarea[name=body]").input_value() == words
    plain.locator("form#message button[type=submit]").click()
    assert did(plain, "said")
    assert plain.locator(".talk-one").count() == 1


def test_w9_the_dialogue_without_a_mouse(browser, site):
    context = browser.new_context(viewport=access.SIZES["desk"], locale="zh-CN")
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto(f"{site.url}/report/")
    page.locator("[name=kind]").first.check()
    page.locator("[name=narrative]").fill(STORY)
    page.locator(".button-next").click()
    page.locator(".button-next").click()
    page.locator("[name=identity][value=anonymous]").check()
    page.locator("form#report button[type=submit]").click()
    page.wait_for_url("**/report/done/")
    code = page.locator("#receipt-code").inner_text()
    page.goto(f"{site.url}/track/")

    typed(page, page.locator("[name=code]"), code)
    page.keyboard.press("Enter")
    page.wait_for_url("**/track/thread/")
    typed(page, page.locator("[name=body]"), "又看到一次。")
    press(page, page.locator("form#message button[type=submit]"))
    page.wait_for_url("**done=said")
    press(page, page.locator("details.more summary"))
    press(page, page.locator("main a[href='/track/withdraw/']"))
    page.wait_for_url("**/track/withdraw/")
    press(page, page.locator("form.deed button"))

    assert did(page, "withdraw")
    context.close()
