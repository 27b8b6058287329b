"""The three stories in Chromium, from ``/report/`` to the answer."""

import pytest


@pytest.mark.parametrize("letter", "abc")
def test_story_ends_closed(played, hands, letter):
    page = hands.read("city.approver", played[letter][1])

    assert "已办结" in page.locator("main").inner_text()


@pytest.mark.parametrize("letter", "abc")
def test_reporter_reads_the_answer_with_the_code(played, hands, letter):
    _kind, number = played[letter][0]
    page = hands.browser.new_context().new_page()

    assert "经查,您反映的问题已依规处理。" in hands.thread(page, hands.codes[number])


def test_no_request_leaves_the_site(played, hands):
    assert {url for url in hands.requests if not url.startswith((hands.site.url, "data:"))} == set()
