"""What a report leaves behind: canaries planted in one run from the form to the follow-up."""

import logging
from types import SimpleNamespace

import pytest
from celery import current_app
from django.core import mail
from django.db import connection

from cases import tasks
from ledger import vault
from notifications import deliveries
from notifications.models import Delivery
from people.roles import Role
from tests.cases.views.reporter import a_browser, answer_on, code_in, text_of
from tests.people.factories import a_unit_tree, a_user

pytestmark = pytest.mark.django_db
ADDRESS, FORWARDED, AGENT = "203.0.113.77", "198.51.100.42", "CanaryBrowser/9.9"
NAME, PHONE, STORY = "金丝雀", "13912345678", "只有一个人知道的那句话"
COLUMNS = """
    select table_name, column_name from information_schema.columns
    where table_schema = 'public' and data_type ~ '^time' order by 1, 2
"""
TABLES = "select tablename from pg_tables where schemaname = 'public' order by 1"


def rows():
    """Every row of every table, as the database prints it."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        return {name: _printed(cursor, name) for name in tables}


def _printed(cursor, table):
    cursor.execute(f'select "{table}"::text from "{table}"')
    return [text for (text,) in cursor.fetchall()]


def hours():
    """Every hour that any row names: (table, column, moment)."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        columns = cursor.fetchall()
        return {one for table, column in columns for one in _hours_in(cursor, table, column)}


def _hours_in(cursor, table, column):
    cursor.execute(
        f'select "{column}"::text from "{table}" where "{column}" is not null '
        f"and (\"{column}\" at time zone 'Asia/Shanghai')::time <> '00:00'"
    )
    return [(table, column, moment) for (moment,) in cursor.fetchall()]


def found_in(dump, *needles):
    return sorted(
        {
            table
            for table, texts in dump.items()
            if any(n in text for n in needles for text in texts)
        }
    )


@pytest.fixture
def run(caplog, monkeypatch, django_capture_on_commit_callbacks):
    """One named report, its code, its follow-up, and the letters to the staff."""
    caplog.set_level(logging.DEBUG)
    units = a_unit_tree()
    a_user(units.city, Role.INTAKE, email="intake@example.org")
    vault.establish({"custodian": "a passphrase"}, effort=vault.INTERACTIVE)
    work = []
    monkeypatch.setattr(current_app, "send_task", lambda *said: work.append(said))
    before = hours()
    browser = a_browser(
        REMOTE_ADDR=ADDRESS, headers={"user-agent": AGENT, "x-forwarded-for": FORWARDED}
    )
    told = {"kind": "gift", "narrative": STORY, "identity": "named", "name": NAME, "phone": PHONE}
    told["answer"] = answer_on(browser.get("/report/"))
    with django_capture_on_commit_callbacks(execute=True):
        sent = browser.post("/report/", told)
    tasks.announce()
    code = code_in(browser.get("/report/done/"))
    cookies = [browser.cookies.output()]
    browser.post("/report/done/", {"saved": "yes"})
    browser.post("/track/", {"code": code})
    thread = browser.get("/track/thread/")
    for word in Delivery.objects.all():
        deliveries.deliver(word.pk)
    cookies.append(browser.cookies.output())
    return SimpleNamespace(
        code=code, bare=code.replace("-", ""), addresses=sent["Location"], cookies="".join(cookies),
        thread=text_of(thread), rows=rows(), hours=hours() - before, work=repr(work),
        log=[repr(vars(record)) for record in caplog.records],
    )  # fmt: skip


def test_run_left_a_complaint_and_a_letter_that_is_not_mailed(run):
    assert run.work == "[]"  # a mail would bear the hour
    assert len(run.rows["cases_complaint"]) == 1
    assert len(run.rows["cases_reporter"]) == 1
    assert len(run.rows["notifications_message"]) == 1
    assert mail.outbox == []


def test_story_is_in_the_complaint_alone(run):
    assert found_in(run.rows, STORY) == ["cases_complaint"]


def test_name_and_phone_are_nowhere_in_clear(run):
    # A binary column prints as hexadecimal.
    assert found_in(run.rows, NAME, PHONE, NAME.encode().hex(), PHONE.encode().hex()) == []


def test_code_is_nowhere(run):
    assert found_in(run.rows, run.code, run.bare, run.bare[:20]) == []
    assert run.bare not in (run.addresses + run.cookies).replace("-", "")
    assert run.code not in run.thread


def test_address_and_browser_are_nowhere(run):
    assert found_in(run.rows, ADDRESS, FORWARDED, AGENT) == []


def test_hours_are_found_where_there_are_some(run):
    assert "date_joined" in {column for _table, column, _moment in hours()}


def test_no_row_names_an_hour(run):
    assert run.hours == set()


def test_no_session_is_kept(run):
    assert run.rows["django_session"] == []


@pytest.mark.parametrize("canary", [STORY, NAME, PHONE, ADDRESS, FORWARDED, AGENT])
def test_log_mail_and_queue_hold_no_canary(run, canary):
    letters = [letter.message().as_string() + letter.body for letter in mail.outbox]

    assert [text for text in [*run.log, *letters, run.work] if canary in text] == []


def test_log_mail_and_queue_hold_no_code(run):
    letters = [letter.message().as_string() + letter.body for letter in mail.outbox]

    assert [text for text in [*run.log, *letters, run.work] if run.code in text] == []
