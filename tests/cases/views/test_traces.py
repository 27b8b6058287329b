"""R7: an anonymous report with a file leaves nowhere an address, a browser, a file's name or an hour."""

import json
import logging
import pickle
import re
from types import SimpleNamespace

import altcha
import freezegun
import pytest
from celery import current_app
from django.core import mail
from django.core.cache import caches
from django.core.cache.backends import locmem
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from cases import challenges, tasks
from cases.models import Complaint, Evidence
from people.roles import Role
from tests.cases.views.reporter import a_browser, code_in, send
from tests.cases.views.test_privacy import found_in, hours, rows
from tests.people.factories import a_unit_tree, a_user

pytestmark = pytest.mark.django_db
ADDRESS, FORWARDED, AGENT = "203.0.113.77", "198.51.100.42", "CanaryBrowser/9.9"
FILE, TEXT = "金丝雀的照片.txt", "只有一个人知道的附件"
MOMENT = "2026-11-22 19:47:13"  # UTC; 03:47:13 of the next day here
HOURS = ("19:47:13", "03:47:13", "194713", "034713", "1795376833")
CANARIES = (ADDRESS, FORWARDED, AGENT, FILE, TEXT, *HOURS)


@pytest.fixture
def writes(monkeypatch):
    """What is written into the cache that lies in a folder in service."""
    written = []
    for method in ("set", "add", "incr", "set_many"):
        monkeypatch.setattr(caches["default"], method, lambda *said, **_more: written.append(said))
    return written


@pytest.fixture
def run(caplog, monkeypatch, writes, settings, django_capture_on_commit_callbacks):
    """From the empty form to the follow-up, at an odd hour; then the worker's announcement."""
    settings.TRUSTED_PROXIES = [ADDRESS]
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(challenges, "COST", 1)
    a_user(a_unit_tree().city, Role.INTAKE, email="intake@example.org")
    work = []
    monkeypatch.setattr(current_app, "send_task", lambda *said, **more: work.append((said, more)))
    before = hours()
    with freezegun.freeze_time(MOMENT), django_capture_on_commit_callbacks(execute=True):
        code = a_report()
    tasks.announce()
    return SimpleNamespace(
        code=code, rows=rows(), hours=hours() - before, writes=writes,
        work=repr(work), log=[repr(vars(one)) for one in caplog.records],
        memory=[pickle.loads(one) for store in locmem._caches.values() for one in store.values()],  # noqa: S301 - our own
        keys=[key for store in locmem._caches.values() for key in store],
        mails=[letter.message().as_string() + letter.body for letter in mail.outbox],
    )  # fmt: skip


def a_report():
    """With everything that a browser tells of itself; the code."""
    browser = a_browser(
        REMOTE_ADDR=ADDRESS, headers={"user-agent": AGENT, "x-forwarded-for": FORWARDED}
    )
    page = browser.get("/report/")
    browser.post("/report/schools/", {"q": "试验"})
    file = SimpleUploadedFile(FILE, TEXT.encode() * 10, content_type="text/plain")
    assert send(browser, proof=_proof(page), evidence=file).status_code == 303
    code = code_in(browser.get("/report/done/"))
    browser.get("/report/done/code.png")
    browser.post("/report/done/", {"saved": "yes"})
    browser.post("/track/", {"code": "ABCDE"})
    browser.post("/track/", {"code": code})
    assert browser.get("/track/thread/").status_code == 200
    return code


def _proof(page):
    issued = re.search(r'data-work="([^"]*)"', page.content.decode())[1]
    work = altcha.Challenge.from_dict(json.loads(issued.replace("&quot;", '"')))
    return altcha.Payload(work, altcha.solve_challenge(work)).to_base64()


def test_r7_the_run_left_a_trusted_report_with_a_file_and_an_announcement(run):
    assert Complaint.objects.get().doubt == ""
    assert Evidence.objects.get().complaint == Complaint.objects.get()
    assert len(run.rows["notifications_message"]) == 1


def test_r7_canaries_are_found_where_there_are_some(run):
    assert found_in(run.rows, "每周六上午在家里给八名学生补课。") == ["cases_complaint"]


def test_r7_no_table_holds_a_canary(run):
    hexed = [one.encode().hex() for one in CANARIES]

    assert found_in(run.rows, *CANARIES, *hexed) == []


def test_r7_no_row_names_an_hour(run):
    assert run.hours == set()


def test_r7_nothing_is_written_into_the_folder_of_the_cache(run):
    assert run.writes == []


def test_r7_the_memory_counts_and_names_nobody(run):
    held = [*map(repr, run.memory), *run.keys]

    assert len(held) > 4
    assert [one for one in held if any(canary in one for canary in CANARIES)] == []


@pytest.mark.parametrize("canary", CANARIES)
def test_r7_log_mail_and_queue_hold_no_canary(run, canary):
    assert [one for one in [*run.log, *run.mails, run.work] if canary in one] == []


def test_r2_the_code_is_in_no_table_log_memory_or_queue(run):
    bare = run.code.replace("-", "")
    said = [*run.log, *run.mails, run.work, *map(repr, run.memory), *run.keys]

    assert found_in(run.rows, run.code, bare, bare[:20]) == []
    assert [one for one in said if run.code in one or bare in one] == []


def test_r7_the_store_holds_neither_name_nor_text_of_the_file(run):
    kept = stored("")

    assert kept
    assert [name for name, _content in kept if "金丝雀" in name] == []
    assert [name for name, content in kept if TEXT.encode() in content] == []


def stored(folder):
    """Every object of the evidence store, with its bytes."""
    store = storages["evidence"]
    folders, names = store.listdir(folder)
    here = [f"{folder}/{name}".lstrip("/") for name in names]
    below = [one for name in folders for one in stored(f"{folder}/{name}".lstrip("/"))]
    return [(path, store.open(path).read()) for path in here] + below
