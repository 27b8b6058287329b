"""People with and without a mail address, and a letter and a paper that wait."""

from pathlib import Path

import pytest

from notifications import hours, papers
from notifications.models import Delivery, Message
from tests.people.factories import a_user

TEMPLATES = Path(__file__).parent / "templates"


@pytest.fixture
def officer(db):
    return a_user(full_name="试验承办员", email="officer@example.org")


@pytest.fixture
def colleague(db):
    return a_user(full_name="试验同事", email="colleague@example.org")


@pytest.fixture
def letter(officer):
    return Message.objects.create(
        kind="case-dispatched", reader=officer, title="交办 1 件", link="/desk/cases/2026-00001/"
    )


@pytest.fixture
def word(letter):
    """Word of the letter by mail, still to be sent."""
    return Delivery.objects.create(message=letter, reader=letter.reader, means="mail")


@pytest.fixture(autouse=True)
def _no_quiet_hours(monkeypatch):
    """These tests may run at night."""
    monkeypatch.setattr(hours, "end_of_quiet", lambda *_hours: None)


@pytest.fixture
def test_papers(settings):
    """The templates of the tests beside the real ones."""
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], TEMPLATES]}]


@pytest.fixture
def paper_row(db, test_papers):
    return papers.issue(
        "demonstration",
        subject="case:2026-00001",
        title="关于给予某某某警告处分的决定",
        audience="respondent:1",
        sheet=SHEET,
        number="温教处[2026]12号",
    )


SHEET = {
    "bureau": "温州市鹿城区教育局",
    "to": "某某某",
    "look": "red",
    "name": "某某某",
    "happened": "2026-09-05",
    "amount": 12800,
    "story": "利用双休日为本校学生补习。",
    "unit": "",
    "rows": [],
    "signers": [],
    "mark": "内部资料",
    "annexes": ["证据目录"],
    "copies_to": "温州市教育局",
    "printed_by": "温州市鹿城区教育局办公室",
    "limit": "",
}


@pytest.fixture(autouse=True)
def _no_files_of_other_tests(settings):
    """Setting the storages anew empties the one in memory."""
    settings.STORAGES = {**settings.STORAGES}
