"""A parent who knows nothing reports with two photos on a small screen in under three minutes."""

import time

from playwright.sync_api import sync_playwright

from tests.prove import house as houses
from tests.prove.photos import photo

PHONE = {"width": 390, "height": 844}
SIGN = 350  # ms for one sign on a phone's keyboard
READING = 600 / 60  # signs a second: how fast grown-ups skim
MOST = 180  # seconds
SEEN = """main => main.innerText.replace(/\\s/g, "").length
  - [...main.querySelectorAll("option")].reduce((sum, one) => sum + one.text.length, 0)"""
STORY = "孩子的数学老师每周六上午在小区里给七八个学生补课，一次一百五十元，用微信转给他爱人，不去就不给好脸色。"


def main():
    """Run; a sentence when it held."""
    with houses.standing() as house, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = chromium.new_context(viewport=PHONE, locale="zh-CN").new_page()
        began = time.monotonic()
        _report(page, house.url)
        taken = time.monotonic() - began
        files = page.locator(".kept-files .files-one").count()
        chromium.close()
    assert files == 2, files
    assert taken < MOST, f"{taken:.0f} s"
    return f"two photos and {len(STORY)} signs, every word on the way read: {taken:.0f} s"


def _report(page, url):
    page.goto(url)
    _read(page)
    page.get_by_role("link", name="我要反映").click()
    _read(page)
    page.locator("[name=kind]").first.check()
    page.locator("[name=narrative]").type(STORY, delay=SIGN)
    page.locator(".button-next").click()
    _read(page)
    page.locator("[name=school]").type("演示第一小学", delay=SIGN)
    page.locator("[name=teacher]").type("八年级三班班主任", delay=SIGN)
    page.locator("[name=evidence]").set_input_files([photo((3000, 2000)), photo((2000, 1500))])
    page.locator(".button-next").click()
    _read(page)
    page.locator("[name=identity][value=anonymous]").check()
    page.locator("form#report button[type=submit]").click()
    page.wait_for_url("**/report/done/", timeout=60_000)


def _read(page):
    """All that is to be seen of the page; of a list to choose from only what is chosen."""
    signs = page.locator("main").evaluate(SEEN)
    time.sleep(signs / READING)
