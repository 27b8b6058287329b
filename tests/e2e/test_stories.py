"""The three stories in Chromium, from ``/report/`` to the answer, and their month, read from its PDF."""

import re

import pypdfium2
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


@pytest.fixture(scope="module")
def report(played, hands, tmp_path_factory):
    """The text of the month's PDF, without the breaks of its lines."""
    file = tmp_path_factory.mktemp("month") / "month.pdf"
    hands.site.run("monthly_report", hands.today[:7], "--output", str(file))
    pdf = pypdfium2.PdfDocument(file)
    text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    "sentence",
    [
        "本月新收举报3件",
        "有偿补课3件",
        "实名1件,匿名2件",
        "新立核查件3案",
        "查实2案,部分查实1案",
        "查实教师10人",
        "澄清2人",
        "处理决定10份(警告4人、记过2人;批评教育2人、诫勉谈话2人、通报批评1人、取消资格3人)",
        "应退55,000元,已退55,000元",
        "应入档10份,已入档10份",
        "答复举报人3件",
        "问责学校负责人1人",
    ],
)
def test_month_counts_the_stories(report, sentence):
    full_width = str.maketrans("(),;", "\uff08\uff09\uff0c\uff1b")

    assert sentence.translate(full_width) in report.translate(full_width)


def test_leader_reads_the_months_on_the_desk(played, hands):
    page = hands.window("city.leader")
    page.goto(f"{hands.site.url}/reports/{hands.today[:7]}/")

    assert "55,000" in page.locator("main").inner_text()
