"""W9: every public page in every state, for everybody: by axe, at 200 %. The desk: test_desk_access."""

import pytest

from tests.e2e import access

STORY = "老师每周六在家里给八个学生补课。"
STATES = (
    "home", "form", "form, second part", "form, third part", "form with errors", "form that gives away", "receipt",
    "receipt not saved", "no receipt", "code asked", "code wrong", "thread", "thread closed",
    "thread with a message refused", "thread with a message", "retaliation", "notice", "name",
    "name refused", "answer", "withdraw", "code to change", "new code", "new code not saved",
    "thread after a change", "no such page", "start again", "home in English", "form in English",
)  # fmt: skip


def walk(page, url):
    """Through every state once: yields its name when the page shows it."""
    page.goto(url)
    yield "home"
    page.goto(f"{url}/no/such/page/")
    yield "no such page"
    page.goto(f"{url}/report/done/")
    yield "no receipt"
    page.goto(f"{url}/track/thread/")
    yield "thread closed"
    yield from walk_form(page, url)
    yield from walk_code(page, url)


def walk_form(page, url):
    page.goto(f"{url}/report/")
    yield "form"
    page.goto(f"{url}/report/")
    page.locator("[name=kind]").first.check()
    page.locator("[name=narrative]").fill(STORY)
    page.locator(".button-next").click()
    yield "form, second part"
    page.locator(".button-next").click()
    yield "form, third part"
    page.locator("form#report").evaluate("form => form.submit()")  # nothing chosen: refused
    page.locator("#error-summary").wait_for()
    yield "form with errors"
    page.goto(f"{url}/report/")
    page.locator("[name=kind]").first.check()
    page.locator("[name=narrative]").fill(f"{STORY}我的电话是13800000000。")
    page.locator(".button-next").click()
    page.locator(".button-next").click()
    page.locator("[name=identity][value=anonymous]").check()
    page.locator("form#report .actions button[type=submit]").click()
    page.locator(".gives-away").wait_for()
    yield "form that gives away"
    send(page, url)
    yield "receipt"
    page.locator("form.saved").evaluate("form => form.submit()")
    page.locator("[role=alert]").wait_for()
    yield "receipt not saved"


def send(page, url):
    page.goto(f"{url}/report/")
    page.locator("[name=kind]").first.check()
    page.locator("[name=narrative]").fill(STORY)
    page.locator(".button-next").click()
    page.locator(".button-next").click()
    page.locator("[name=identity][value=anonymous]").check()
    page.locator("form#report button[type=submit]").click()
    page.wait_for_url("**/report/done/")


def walk_code(page, url):
    code = page.locator("#receipt-code").inner_text()
    page.locator("[name=saved]").check()
    page.locator("form.saved button").click()
    page.wait_for_url("**/track/")
    yield "code asked"
    page.locator("[name=code]").fill("AAAAA")
    page.locator("form.track button").click()
    page.locator("#error-summary").wait_for()
    yield "code wrong"
    page.locator("[name=code]").fill(code)
    page.locator("form.track button").click()
    page.wait_for_url("**/track/thread/")
    yield "thread"
    yield from walk_thread(page, url)


def walk_thread(page, url):
    page.locator("form#message button[type=submit]").click()
    page.locator("#error-summary").wait_for()
    yield "thread with a message refused"
    page.locator("[name=body]").fill("又看到一次。")
    page.locator("form#message button[type=submit]").click()
    page.locator(".talk-one").wait_for()
    page.locator("details.more summary").click()
    yield "thread with a message"
    for name in ("retaliation", "notice", "name", "answer", "withdraw"):
        page.goto(f"{url}/track/{name}/")
        yield name
    page.goto(f"{url}/track/name/")
    page.locator("form.deed button").click()
    page.locator("#error-summary").wait_for()
    yield "name refused"
    page.goto(f"{url}/track/code/")
    yield "code to change"
    page.locator("main form button").click()
    page.wait_for_url("**/track/code/new/")
    yield "new code"
    page.locator("form.saved").evaluate("form => form.submit()")
    page.locator("[role=alert]").wait_for()
    yield "new code not saved"
    page.locator("[name=saved]").check()
    page.locator("form.saved button").click()
    page.wait_for_url("**/track/thread/?done=code")
    yield "thread after a change"
    page.goto(f"{url}/report/restarted/")
    yield "start again"


def walk_english(page, url):
    page.goto(url)
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": url}])
    page.reload()
    yield "home in English"
    page.goto(f"{url}/report/")
    yield "form in English"


@pytest.fixture(scope="module", params=access.SIZES)
def seen(request, browser, site):
    """What was found in each state: axe's words, and whether the page spills sideways."""
    context = browser.new_context(viewport=access.SIZES[request.param], locale="zh-CN")
    context.set_default_timeout(15_000)
    page = context.new_page()
    found = {}
    for steps in (walk, walk_english):
        for state in steps(page, site.url):
            found[state] = access.violations(page), access.spills(page)
    context.close()
    return found


@pytest.mark.parametrize("state", STATES)
def test_w9_axe_finds_nothing(seen, state):
    assert seen[state] == ([], False)


def test_w9_nothing_spills_at_200_percent(browser, site):
    """A window of half the width is what a zoom of 200 % leaves."""
    context = browser.new_context(viewport={"width": 320, "height": 480}, locale="zh-CN")
    page = context.new_page()

    spilled = [state for state in walk(page, site.url) if access.spills(page)]

    context.close()
    assert spilled == []
