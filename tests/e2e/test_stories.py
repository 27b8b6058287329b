"""The three stories in Chromium, from ``/report/`` to the answer; their sanctions' days, and their month from its PDF."""

import calendar
import re
from datetime import date, timedelta

import pypdfium2
import pytest

from tests import stories

MONTHS = {"W": 6, "D": 12}
LETTERS = dict(zip("abc", stories.ALL, strict=True))
SANCTIONED = [
    (letter, person)
    for letter, story in LETTERS.items()
    for person in story.people
    if person.sanction
]
DISQUALIFIED = [
    (letter, person)
    for letter, story in LETTERS.items()
    for person in story.people
    if person.months
]


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


def last_day(first, months):
    """The day before the corresponding day so many months later (civil code, art. 202)."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    day = min(first.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=1)


def shown(day):
    return f"{day.year}年{day.month}月{day.day}日"


@pytest.fixture(scope="module")
def proceedings(played, hands):
    return {letter: hands.proceedings_of(case) for letter, (_complaint, case) in played.items()}


def page_of(hands, proceedings, letter, person):
    proceeding = proceedings[letter][person.name]
    return hands.read("city.approver", proceeding).locator("main").inner_text()


@pytest.mark.parametrize(
    ("letter", "person"), SANCTIONED, ids=lambda one: getattr(one, "name", one)
)
def test_sanction_runs_from_the_day_of_the_decision_to_its_last_day(
    proceedings, hands, letter, person
):
    today = date.fromisoformat(hands.today)
    text = page_of(hands, proceedings, letter, person)

    assert shown(today) in text
    assert shown(last_day(today, MONTHS[person.sanction])) in text


@pytest.mark.parametrize(
    ("letter", "person"), DISQUALIFIED, ids=lambda one: getattr(one, "name", one)
)
def test_disqualification_ends_after_its_months(proceedings, hands, letter, person):
    today = date.fromisoformat(hands.today)

    assert shown(last_day(today, person.months)) in page_of(hands, proceedings, letter, person)
