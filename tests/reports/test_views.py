"""The pages of the monthly report, as the city, a county and everybody else open them."""

import hashlib

import pytest
from django.urls import reverse
from django.utils.translation import gettext
from freezegun import freeze_time

from ledger import access
from people.roles import Role
from reports import monthly
from reports.models import Draft, MonthlyReport, ReportState
from reports.month import Month
from tests.people.factories import a_user
from tests.reports.conftest import OCTOBER
from tests.reports.factories import BEFORE, MIDDLE, a_case, a_clock, a_complaint

NOVEMBER = Month(2026, 11)
PAGES = ("/reports/", "/reports/2026-10/", "/reports/2026-10/chart.svg", "/reports/2026-11/")
PAPERS = ("/reports/2026-10.pdf", "/reports/2026-11/draft.pdf")
COUNTY_REFUSAL = "The figures of this month are being checked, so none are shown at present. The city bureau can say why."


pytestmark = pytest.mark.usefixtures("quick_paper")


@pytest.fixture
def leader(units):
    return a_user(units.city, Role.LEADER, full_name="试验局领导")


@pytest.fixture
def officer(units):
    return a_user(units.lucheng, Role.OFFICER)


@pytest.fixture
def as_leader(client, leader):
    client.force_login(leader)
    return client


@pytest.fixture
def as_officer(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def october(units, november):
    """Three complaints in Lucheng, one in Pingyang; the report is made."""
    for unit in ("lucheng", "lucheng", "lucheng", "pingyang"):
        a_complaint(units, unit=unit)
    return monthly.make(OCTOBER)


@pytest.fixture
def draft(october, leader):
    monthly.ask_for_draft(NOVEMBER, by=leader)
    return monthly.make_draft(NOVEMBER)


@pytest.mark.parametrize("path", [*PAGES, *PAPERS])
def test_the_city_opens_every_page(draft, as_leader, path):
    assert as_leader.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_a_county_opens_its_figures(draft, as_officer, path):
    assert as_officer.get(path).status_code == 200


@pytest.mark.parametrize("path", PAPERS)
def test_a_county_reads_no_paper(draft, as_officer, path):
    assert as_officer.get(path).status_code == 404


@pytest.mark.parametrize("path", [*PAGES, *PAPERS])
@pytest.mark.parametrize(
    ("place", "role"),
    [("lucheng", Role.INVESTIGATOR), ("lucheng_school", Role.PRINCIPAL), ("city", Role.SYSADMIN)],
)
def test_everybody_else_sees_what_he_sees_of_nothing(draft, units, client, path, place, role):
    client.force_login(a_user(getattr(units, place), role))
    seen = client.get(path)

    assert seen.status_code == 404
    assert seen.content == client.get("/reports/of-nothing/at-all/").content


@pytest.mark.parametrize("month", ["2026-12", "2026-13", "2026", "october", "0000-01"])
def test_a_month_that_is_none_or_to_come_is_not_there(draft, as_leader, month):
    for path in (f"/reports/{month}/", f"/reports/{month}.pdf", f"/reports/{month}/chart.svg"):
        assert as_leader.get(path).status_code == 404


def test_months_shows_the_main_figures_of_each_report(october, as_leader):
    (row,) = as_leader.get("/reports/").context["rows"]

    assert (row["report"], row["counts"]["new"], row["counts"]["open"]) == (october, 4, 4)


def test_months_shows_a_county_its_own_figures(october, as_officer):
    (row,) = as_officer.get("/reports/").context["rows"]

    assert (row["counts"]["new"], row["counts"]["open"]) == (3, 3)


def test_months_without_a_report_says_what_comes(units, november, as_leader):
    seen = as_leader.get("/reports/")

    assert gettext("No monthly report yet") in seen.content.decode()
    assert 'href="/reports/2026-11/"' in seen.content.decode()


def test_months_shows_one_year(units, as_leader):
    for now in ("2026-01-05 10:00", "2026-02-05 10:00", "2026-03-05 10:00"):
        with freeze_time(now, ignore=["psycopg"]):
            monthly.make(Month.current().before)

    def shown(query=""):
        seen = as_leader.get(f"/reports/{query}").context
        return seen["years"], [str(row["report"]) for row in seen["rows"]]

    years = [2026, 2025]
    assert shown() == (years, ["2026-02", "2026-01"])
    assert shown("?year=2025") == (years, ["2025-12"])
    assert shown("?year=1'--") == (years, ["2026-02", "2026-01"])


@pytest.mark.parametrize("number", [1, 3])
def test_months_costs_the_same_however_many(units, as_leader, django_assert_num_queries, number):
    for each in range(number):
        with freeze_time(f"2026-{each + 2:02d}-05 10:00", ignore=["psycopg"]):
            monthly.make(Month.current().before)

    with django_assert_num_queries(10):
        assert len(as_leader.get("/reports/").context["rows"]) == number


def test_report_shows_the_kept_figures_though_more_came_to_light(october, units, as_leader):
    a_complaint(units)

    assert as_leader.get("/reports/2026-10/").context["frozen"] == october.frozen


def test_report_of_the_present_month_shows_how_it_stands(october, units, as_leader):
    a_complaint(units, NOVEMBER.first_day)
    seen = as_leader.get("/reports/2026-11/").context

    assert (seen["frozen"]["is_draft"], seen["frozen"]["total"]["counts"]["new"]) == (True, 1)


def test_report_of_a_county_says_nothing_of_another(october, as_officer):
    page = as_officer.get("/reports/2026-10/").content.decode()

    assert ("鹿城区" in page, "平阳县" in page, "合计" in page) == (True, False, False)


def test_report_shows_the_city_what_it_is_to_decide(units, november, as_leader):
    a_clock(a_case(units), MIDDLE)

    assert "核查件超期1案：鹿城区1案" in as_leader.get("/reports/2026-10/").content.decode()


def test_report_that_does_not_balance_is_a_sentence(units, november, as_leader):
    a_complaint(units, MIDDLE, answered_on=BEFORE)
    seen = as_leader.get("/reports/2026-10/")

    assert seen.status_code == 409
    assert seen.context["refusal"].startswith("本月新收")
    assert seen.context["refusal"] in seen.content.decode()
    assert as_leader.get("/reports/2026-10/chart.svg").status_code == 404


def test_report_that_does_not_balance_tells_a_county_no_figure(units, november, as_officer):
    """The contradiction may lie in another county, and says how much."""
    a_complaint(units, MIDDLE, unit="pingyang", answered_on=BEFORE)
    seen = as_officer.get("/reports/2026-10/")

    assert (seen.status_code, seen.context["refusal"]) == (409, "")
    assert gettext(COUNTY_REFUSAL) in seen.content.decode()
    assert "本月新收" not in seen.content.decode()


def test_report_is_not_there_for_a_county_that_had_no_line_then(october, as_officer):
    MonthlyReport.objects.update(figures={**october.figures, "lines": []})

    assert as_officer.get("/reports/2026-10/").status_code == 404
    assert as_officer.get("/reports/").context["rows"] == []


def test_chart_is_an_image_of_the_kept_figures(october, as_leader):
    seen = as_leader.get("/reports/2026-10/chart.svg")

    assert seen.headers["Content-Type"] == "image/svg+xml"
    assert "平阳县" in seen.content.decode()


def test_chart_of_a_county_shows_its_own_bars(october, as_officer):
    svg = as_officer.get("/reports/2026-10/chart.svg").content.decode()

    assert ("鹿城区" in svg, "平阳县" in svg) == (True, False)


def test_paper_is_the_kept_file(october, as_leader):
    seen = as_leader.get("/reports/2026-10.pdf")
    read = hashlib.sha256(b"".join(seen.streaming_content)).hexdigest()

    assert read == october.sha256
    assert seen.headers["Content-Type"] == "application/pdf"


def test_paper_notes_who_read_it_and_as_what(october, as_leader, leader):
    as_leader.get("/reports/2026-10.pdf")

    (reading,) = access.of("report:2026-10")
    assert (reading.reader_key, reading.reader_unit, reading.reader_role) == (
        leader.username, "温州市教育局", "leader",
    )  # fmt: skip
    assert reading.what == f"reports 2026-10 {october.sha256[:12]}"


def test_paper_that_is_refused_notes_nothing(october, as_officer):
    as_officer.get("/reports/2026-10.pdf")

    assert access.of("report:2026-10").count() == 0


def test_paper_that_is_not_made_is_not_there(units, november, as_leader):
    MonthlyReport.objects.create(month=OCTOBER.first_day)

    assert as_leader.get("/reports/2026-10.pdf").status_code == 404


def test_make_asks_for_the_report_of_a_month_that_is_over(units, november, as_leader):
    seen = as_leader.post("/reports/2026-10/make/")

    assert (seen.status_code, seen.url) == (302, "/reports/2026-10/")
    assert MonthlyReport.objects.get().state == ReportState.QUEUED


def test_make_asks_for_a_draft_of_the_present_month(units, november, as_leader, leader):
    as_leader.post("/reports/2026-11/make/")

    assert Draft.objects.get().asked_by == leader
    assert MonthlyReport.objects.count() == 0


def test_make_is_not_for_a_county(units, november, as_officer):
    assert as_officer.post("/reports/2026-10/make/").status_code == 404
    assert MonthlyReport.objects.count() == 0


def test_make_is_not_a_link(units, november, as_leader):
    assert as_leader.get("/reports/2026-10/make/").status_code == 405


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("queued", "The paper is being made. A letter comes to your inbox when it is ready."),
        ("making", "The paper is being made. A letter comes to your inbox when it is ready."),
        ("failed", "The paper could not be made. Please tell the system administrator."),
    ],
)
def test_report_says_where_its_paper_stands(units, november, as_leader, state, said):
    MonthlyReport.objects.create(month=OCTOBER.first_day, state=state)

    assert gettext(said) in as_leader.get(reverse("report", args=[OCTOBER])).content.decode()
