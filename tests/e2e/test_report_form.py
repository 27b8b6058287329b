"""The report in a real browser: its check against floods, its suggestions, and what leaves the site."""

import io
import re

import pytest
from PIL import Image

from tests.e2e import access
from tests.e2e.hands import answer_to

STORY = "老师每周六在家里给八个学生补课。"
VIOLATION = "document.addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective))"


@pytest.fixture
def watched(browser, site):
    """A phone, every request it made, and every word of its console that is a complaint."""
    context = browser.new_context(viewport=access.SIZES["phone"], locale="zh-CN")
    context.set_default_timeout(15_000)
    context.add_init_script(VIOLATION)
    page = context.new_page()
    page.asked, page.complaints = [], []
    page.on("request", lambda one: page.asked.append(one.url))
    page.on(
        "console", lambda one: page.complaints.append(one.text) if one.type == "error" else None
    )
    page.on("pageerror", lambda one: page.complaints.append(str(one)))
    yield page
    context.close()


@pytest.fixture
def plain(browser, site):
    """A phone without JavaScript."""
    context = browser.new_context(
        viewport=access.SIZES["phone"], locale="zh-CN", java_script_enabled=False
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def begin(page, url):
    page.goto(f"{url}/report/")
    page.locator("[name=kind]").first.check()
    page.locator("[name=narrative]").fill(STORY)


def to_the_last_part(page):
    page.locator(".button-next").click()
    page.locator(".button-next").click()


def send(page):
    page.locator("[name=identity][value=anonymous]").check()
    page.locator("form#report button[type=submit]").click()
    page.wait_for_url("**/report/done/")


def doubts(site):
    """Why each report is held apart, the last one last; empty for one that is trusted."""
    line = "from cases.models import Complaint as C; print([c.doubt for c in C.objects.order_by('pk')])"
    return re.findall(r"'(\w*)'", site.run("shell", "-v0", "-c", line))


def number(word):
    return "零一二三四五六七八九".index(word)


def test_w2_and_w4_a_report_asks_nobody_but_this_site_and_does_its_work(watched, site):
    watched.goto(site.url)
    begin(watched, site.url)
    watched.locator(".button-next").click()
    watched.locator("[name=school]").press_sequentially("演示", delay=20)
    watched.locator("#schools option").first.wait_for(state="attached")
    watched.locator(".button-next").click()
    assert not watched.locator("[name=answer]").is_visible()
    send(watched)
    watched.locator(".keep-draw").click()
    watched.locator("#keep-picture").wait_for()

    assert {one for one in watched.asked if not one.startswith((site.url, "data:"))} == set()
    assert watched.complaints == []
    assert doubts(site)[-1] == ""


def test_w4_who_sends_before_the_work_is_done_waits_for_it(watched, site):
    begin(watched, site.url)
    to_the_last_part(watched)
    watched.reload()
    watched.evaluate(
        "story => { const form = document.getElementById('report');"
        " form.kind[0].checked = true; form.narrative.value = story;"
        " form.identity[0].checked = true; form.querySelector('[type=submit]').click(); }",
        STORY,
    )
    watched.wait_for_url("**/report/done/")

    assert doubts(site)[-1] == ""


def test_w4_a_browser_that_cannot_work_shows_the_question(browser, site):
    context = browser.new_context(viewport=access.SIZES["phone"], locale="zh-CN")
    context.add_init_script("delete window.Worker")
    page = context.new_page()
    begin(page, site.url)
    to_the_last_part(page)
    assert access.violations(page) == []
    page.locator("[name=answer]").fill(
        str(answer_to(page.locator("[data-field=answer] label").inner_text()))
    )
    send(page)
    context.close()

    assert doubts(site)[-1] == ""


def test_r6_without_javascript_from_the_report_to_the_follow_up(plain, site):
    begin(plain, site.url)
    question = plain.locator("[data-field=answer] label").inner_text()
    plain.locator("[name=answer]").fill(str(answer_to(question)))
    send(plain)
    code = plain.locator("#receipt-code").inner_text()
    plain.locator("[name=saved]").check()
    plain.locator("form.saved button").click()
    plain.wait_for_url("**/track/")
    plain.locator("[name=code]").fill(code)
    plain.locator("form.track button").click()
    plain.wait_for_url("**/track/thread/")

    assert "温师举" in plain.locator("main").inner_text()
    assert doubts(site)[-1] == ""


def test_r6_the_trap_is_seen_by_nobody(plain, site):
    plain.goto(f"{site.url}/report/")

    box = plain.locator("[name=homepage]").bounding_box()
    assert box["x"] + box["width"] < 0


def test_what_was_typed_survives_an_error(watched, site):
    begin(watched, site.url)
    watched.locator("[name=amount]").fill("一大笔")
    watched.locator(".button-next").click()
    watched.locator("[name=school]").fill("某某学校")
    watched.locator(".button-next").click()
    watched.locator("[name=exposing]").fill("只有我知道")
    watched.locator("[name=identity][value=anonymous]").check()
    watched.locator("form#report button[type=submit]").click()
    watched.locator("#error-summary").wait_for()

    kept = [
        watched.locator(f"[name={name}]").input_value()
        for name in ("narrative", "amount", "school", "exposing")
    ]
    assert kept == [STORY, "一大笔", "某某学校", "只有我知道"]
    assert watched.locator("[name=proof]").input_value() != ""


def test_a_child_in_danger_leads_at_once_to_the_numbers(watched, site):
    begin(watched, site.url)
    watched.locator("[name=minor_risk]").check()
    beside = watched.locator(".phones-now a").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    to_the_last_part(watched)
    send(watched)
    first = watched.locator("main a[href^=tel]").first

    assert beside == ["tel:110", "tel:12355"]
    assert first.get_attribute("href") == "tel:110"
    assert first.bounding_box()["y"] < watched.locator("#receipt-code").bounding_box()["y"]


def test_the_picture_of_the_code_can_be_seen(watched, site):
    begin(watched, site.url)
    to_the_last_part(watched)
    send(watched)
    box = watched.locator("#receipt-picture")
    box.scroll_into_view_if_needed()
    seen = Image.open(io.BytesIO(box.screenshot())).convert("L")

    assert box.evaluate("image => image.naturalWidth") > 200
    assert seen.getextrema()[0] < 60
    assert seen.getextrema()[1] > 240


def test_titles_say_nothing_of_a_report(watched, site):
    titles = []
    for path in ("/", "/report/", "/track/", "/report/done/", "/report/restarted/"):
        watched.goto(site.url + path)
        titles.append(watched.title())

    assert [one for one in titles if re.search("举报|师德|投诉", one)] == []


def test_restart_leaves_nothing_behind(watched, site):
    begin(watched, site.url)
    watched.locator(".restart button").click()
    watched.wait_for_url("**/report/restarted/")
    watched.go_back()

    assert watched.locator("[name=narrative]").input_value() == ""
    assert [
        one["name"]
        for one in watched.context.cookies()
        if one["name"] not in ("report", "csrftoken")
    ] == []


@pytest.mark.parametrize("size", access.SIZES)
@pytest.mark.parametrize("path", ["/report/restarted/", "/report/done/sheet/"])
def test_w9_axe_finds_nothing_on_the_new_pages(browser, site, size, path):
    context = browser.new_context(viewport=access.SIZES[size], locale="zh-CN")
    page = context.new_page()
    begin(page, site.url)
    to_the_last_part(page)
    send(page)
    page.goto(site.url + path)
    found = access.violations(page), access.spills(page)
    context.close()

    assert found == ([], False)


def test_a_double_click_goes_on_by_one_part(watched, site):
    begin(watched, site.url)

    watched.locator(".button-next").dblclick()

    watched.locator("#part-2").wait_for()
    watched.wait_for_timeout(300)
    assert watched.locator("#part-2").is_visible()
