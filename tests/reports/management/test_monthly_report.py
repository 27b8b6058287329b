"""``monthly_report``: a report that is kept, a draft that is not, and sentences for the rest."""

import hashlib

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from reports.models import Draft, MonthlyReport, ReportState
from tests.reports.conftest import OCTOBER, pages_of
from tests.reports.factories import BEFORE, MIDDLE, a_complaint


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_monthly_report_keeps_the_report_and_writes_it_out(units, november, tmp_path, capsys):
    call_command("monthly_report", "2026-10", output=tmp_path / "october.pdf")

    report = MonthlyReport.objects.get()
    pdf = (tmp_path / "october.pdf").read_bytes()
    assert hashlib.sha256(pdf).hexdigest() == report.sha256
    assert capsys.readouterr().out == (f"2026-10: {report.file.name} sha256 {report.sha256}\n")


def test_monthly_report_again_gives_the_same(units, november, tmp_path, quick_paper):
    call_command("monthly_report", "2026-10", output=tmp_path / "one.pdf")
    a_complaint(units)
    call_command("monthly_report", "2026-10", output=tmp_path / "two.pdf")

    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_monthly_report_of_the_present_month_is_a_draft_that_is_not_kept(
    units, november, tmp_path, settings, capsys
):
    settings.DATA_DIR = tmp_path
    call_command("monthly_report", "2026-11")

    assert capsys.readouterr().out == (
        f"2026年11月 is not over: a draft, not kept.\n{tmp_path}/draft-2026-11.pdf\n"
    )
    assert "草稿" in pages_of((tmp_path / "draft-2026-11.pdf").read_bytes())[0]
    assert (MonthlyReport.objects.count(), Draft.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        ("2026-12", "2026年12月 has not begun yet."),
        ("October", "“October” is not a month. Write year and month, such as 2026-10."),
    ],
)
def test_monthly_report_refuses_with_a_sentence(units, november, month, sentence):
    with pytest.raises(CommandError) as refused:
        call_command("monthly_report", month)

    assert str(refused.value) == sentence
    assert MonthlyReport.objects.count() == 0


def test_monthly_report_says_where_the_figures_contradict_each_other(units, november):
    a_complaint(units, MIDDLE, answered_on=BEFORE)

    with pytest.raises(CommandError) as refused:
        call_command("monthly_report", "2026-10")
    assert str(refused.value) == "本月新收 is 0 when counted in one way, and 1 in another."


def test_monthly_report_says_so_where_another_worker_is_at_it(units, november):
    MonthlyReport.objects.create(month=OCTOBER.first_day).claim(lease=OCTOBER.last_day - BEFORE)

    with pytest.raises(CommandError) as refused:
        call_command("monthly_report", "2026-10")
    assert str(refused.value) == (
        "2026年10月 could not be made now (Being made). It will be tried again."
    )


def test_monthly_report_tries_again_what_was_given_up(units, november, quick_paper):
    MonthlyReport.objects.create(month=OCTOBER.first_day, state=ReportState.FAILED, attempts=8)
    call_command("monthly_report", "2026-10")

    assert MonthlyReport.objects.get().is_made


def test_monthly_report_says_where_it_cannot_write(units, november, tmp_path, quick_paper):
    with pytest.raises(CommandError) as refused:
        call_command("monthly_report", "2026-10", output=tmp_path / "nowhere" / "a.pdf")

    assert "nowhere" in str(refused.value)
