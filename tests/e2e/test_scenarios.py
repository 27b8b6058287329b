"""Scenarios f, g and q (domain reference §9.6) at the desk: the day counts, and a child's name."""

from datetime import date

import pytest

from tests import stories
from tests.e2e import another_day
from tests.e2e.hands import BrowserHands

BEGIN = """
from datetime import date
from tests.e2e import beginnings
beginnings.on(date(2026, 9, 29))
objected = [beginnings.dispatched() for _n in range(2)]
beginnings.on(date(2026, 6, 26))
extended = [beginnings.investigating(days=60) for _n in range(2)]
print(*(one.slug for one in objected + extended))
"""


@pytest.fixture(scope="module")
def cases(site):
    """Two dispatched on 29 September, two whose limit of 60 days ran from 26 June."""
    slugs = site.run("shell", "--no-imports", "-c", BEGIN).split()[-4:]
    return [("case", slug) for slug in slugs]


@pytest.fixture(scope="module")
def calendar(site, cases):
    with another_day.running(site) as running:
        yield running


@pytest.fixture(scope="module")
def hands(browser, calendar):
    return BrowserHands(browser, calendar.site)


def words(page):
    return page.locator("main").inner_text()


def refused(hands, who, record, name, **fields):
    """What the page says instead of doing it."""
    kind, slug = record
    page = hands.window(who)
    page.goto(f"{hands.site.url}/desk/{kind}s/{slug}/{name}/")
    for field, value in fields.items():
        page.locator(f"[name={field}]").fill(value)
    page.locator("main form[method=post] button[type=submit]").last.click()
    page.wait_for_load_state()
    assert page.url.endswith(f"/{name}/")
    return words(page)


def test_scenario_f_objection_on_the_fifth_working_day_over_the_national_day(
    cases, calendar, hands
):
    one, other = cases[:2]
    calendar.turn(date(2026, 10, 12))  # 30 September, 8, 9, Saturday 10 and 12 October

    hands.act("lucheng.officer", one, "propose_objection", reason="该校由市局直管，请另行指定。")
    assert "该校由市局直管" in words(hands.read("city.approver", one))
    hands.act("city.approver", one, "object", reason="同意，另行交办。")
    assert "待交办" in words(hands.read("city.approver", one))
    assert hands.read("lucheng.officer", one).title()

    calendar.turn(date(2026, 10, 13))
    said = refused(hands, "lucheng.officer", other, "propose_objection", reason="不属本区管辖。")
    assert "异议须在 5 个工作日内提出" in said
    assert "2026年10月12日" in said
    assert "已交办" in words(hands.read("city.approver", other))


def test_scenario_g_extension_asked_on_day_61_is_refused(cases, calendar, hands):
    one, other = cases[2:]
    calendar.turn(date(2026, 8, 25))  # the sixtieth day
    hands.act("lucheng.approver", one, "extend", days="30", reason="案情复杂，需再取证。")
    assert "9月24日" in words(hands.read("lucheng.officer", one))

    calendar.turn(date(2026, 8, 26))
    said = refused(hands, "lucheng.approver", other, "extend", days="30", reason="案情复杂。")
    assert "期限已过" in said
    assert "8月25日" in words(hands.read("lucheng.officer", other))


def test_scenario_q_the_name_of_a_witness_aged_12_opens_by_approval_alone(cases, calendar, hands):
    case, asker, approver = cases[3], "lucheng.investigator", "lucheng.approver"
    calendar.turn(date(2026, 8, 20))
    talk = stories.TALK | {
        "part": "pupil", "name": "王小明", "age": "12", "on": "2026-08-20", "askers": "all",
        "guardian": "王大明", "relation": "父亲",
    }  # fmt: skip
    hands.act(asker, case, "record_interview", **talk)
    sealed = words(hands.read(asker, case))
    assert "学生A" in sealed
    assert "王小明" not in sealed

    hands.act(asker, case, "ask_witness_name", witness="学生A", reason="核对缴费名单。")
    assert hands.read(asker, case).get_by_role("link", name="查看姓名").count() == 0
    hands.act(
        approver, case, "rule_witness_name", opening="学生A", is_approved="yes", reason="同意。"
    )
    hands.read(asker, case).get_by_role("link", name="查看姓名").click()
    assert "王小明" in words(hands.windows[asker])
    assert hands.windows[approver].goto(hands.windows[asker].url).status == 403
