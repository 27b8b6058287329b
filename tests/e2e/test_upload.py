"""Photos from a phone: chosen, sent with a bar, taken up again after a lost connection; and without JavaScript."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Route

from tests.e2e import access
from tests.e2e.test_access import STORY

PIECE = "**/report/files/*/"


def photo(size):
    file = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(file, "JPEG", quality=95)
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def fill(page, url):
    page.goto(f"{url}/report/")
    page.locator("[name=kind]").first.check()
    page.locator("[name=narrative]").fill(STORY)


@pytest.fixture
def phone(browser):
    context = browser.new_context(viewport=access.SIZES["phone"], locale="zh-CN")
    context.set_default_timeout(30_000)
    page = context.new_page()
    yield page
    context.close()


def cut_once(page, count, *, by=Route.abort):
    """The connection breaks, or ``by`` ends it, while the piece of this number is on its way; what is tried."""
    tried = []

    def answer(route):
        if route.request.method == "PATCH":
            tried.append(int(route.request.headers["upload-offset"]))
            if len(tried) == count:
                return by(route)
        return route.continue_()

    page.route(PIECE, answer)
    return tried


def test_two_photos_arrive_over_a_connection_that_breaks(phone, site):
    fill(phone, site.url)
    phone.locator(".button-next").click()
    large, small = photo((3000, 2000)), photo((300, 200))
    assert len(large["buffer"]) > 4 * 1024 * 1024
    phone.locator("[name=evidence]").set_input_files([large])
    phone.locator("[name=evidence]").set_input_files([small])
    assert access.violations(phone) == []
    phone.locator(".button-next").click()
    phone.locator("[name=identity][value=anonymous]").check()
    tried = cut_once(phone, 2)

    phone.locator("form#report button[type=submit]").click()
    phone.wait_for_url("**/report/done/")

    assert tried[:3] == [0, 4194304, 4194304]  # the broken piece was sent again, the first was not
    kept = phone.locator(".kept-files .files-one")
    assert kept.count() == 2
    assert re.search(r"[0-9a-f]{8} [0-9a-f]{8}", kept.first.inner_text())
    assert access.violations(phone) == []


def test_pressed_once_more_the_same_upload_goes_on(phone, site):
    fill(phone, site.url)
    phone.locator(".button-next").click()
    phone.locator("[name=evidence]").set_input_files([photo((3000, 2000))])
    phone.locator(".button-next").click()
    phone.locator("[name=identity][value=anonymous]").check()
    tried = cut_once(phone, 2, by=lambda route: route.fulfill(status=403))  # not tried again
    button = phone.locator("form#report button[type=submit]")

    button.click()
    phone.locator(".files-bad .files-said").wait_for()
    assert "连接中断" in phone.locator(".files-bad").inner_text()
    assert access.violations(phone) == []
    button.click()
    phone.wait_for_url("**/report/done/")

    assert tried[:3] == [0, 4194304, 4194304]
    assert phone.locator(".kept-files .files-one").count() == 1


def send_two_of_which_one_is_held(phone, site, number):
    """The form is on its way with two files; the piece of this number waits in the list returned."""
    fill(phone, site.url)
    phone.locator(".button-next").click()
    phone.locator("[name=evidence]").set_input_files([photo((300, 200)), photo((200, 300))])
    phone.locator(".button-next").click()
    phone.locator("[name=identity][value=anonymous]").check()
    pieces, held = [], []

    def answer(route):
        if route.request.method == "DELETE":  # the line is gone just then
            return route.abort()
        if route.request.method == "PATCH":
            pieces.append(route)
            if len(pieces) == number:
                return held.append(route)
        return route.continue_()

    phone.route(PIECE, answer)
    phone.locator("form#report button[type=submit]").click()
    while not held:
        phone.wait_for_timeout(50)
    return held


def test_a_file_removed_while_it_is_sent_holds_up_nothing(phone, site):
    send_two_of_which_one_is_held(phone, site, 1)

    phone.locator(".files-remove").first.click()
    phone.wait_for_url("**/report/done/")

    assert phone.locator(".kept-files .files-one").count() == 1


def test_a_file_removed_after_it_arrived_is_not_in_the_report(phone, site):
    held = send_two_of_which_one_is_held(phone, site, 2)

    phone.locator(".files-remove").first.click()
    held[0].continue_()
    phone.wait_for_url("**/report/done/")

    assert phone.locator(".kept-files .files-one").count() == 1


def test_without_javascript_photos_arrive_with_the_form(browser, site):
    context = browser.new_context(
        viewport=access.SIZES["phone"], locale="zh-CN", java_script_enabled=False
    )
    page = context.new_page()
    fill(page, site.url)
    page.locator("[name=identity][value=anonymous]").check()
    page.locator("[name=evidence]").set_input_files([photo((300, 200)), photo((200, 300))])

    page.locator("form#report button[type=submit]").click()
    page.wait_for_url("**/report/done/")

    assert page.locator(".kept-files .files-one").count() == 2
    context.close()
