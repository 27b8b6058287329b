"""A paper leaves for whoever may open its record; the reading is recorded before its bytes."""

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError
from django.utils import timezone

from cases.views import found
from ledger import access
from notifications.models import Paper
from tests.cases.factories import a_case, a_complaint
from tests.cases.views.desk import at_desk, page_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]
PDF = b"%PDF-1.7 ..."


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    """Papers of the tests lie apart from all others."""
    kept = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = {**settings.STORAGES, "default": kept}


def a_paper(subject, **fields):
    """A paper that the worker has made."""
    name = Paper.file.field.storage.save("papers/x.pdf", ContentFile(PDF))
    fields = {"state": "made", "file": name, "sha256": "a" * 64, "pages": 2,
              "made_on": timezone.localdate(), **fields}  # fmt: skip
    return Paper.objects.create(
        kind="dispatch_order", subject=subject, title="交办单", audience="unit", sheet={}, **fields
    )


def address(paper):
    return f"/desk/papers/{paper.pk}.pdf"


def test_paper_leaves_whole_as_pdf_and_its_reading_is_recorded(world):
    case = a_case(world, "investigating")
    paper = a_paper(case.subject)

    answer = at_desk(world["county.officer"]).get(address(paper))

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert b"".join(answer.streaming_content) == PDF
    assert access.of(case.subject).get().what == "交办单 aaaaaaaaaaaa"


def test_paper_of_a_complaint_leaves_for_its_readers_alone(world):
    paper = a_paper(a_complaint(world).subject)

    opened = at_desk(world["city.intake"]).get(address(paper))

    assert b"".join(opened.streaming_content) == PDF
    assert at_desk(world["county.officer"]).get(address(paper)).status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "queued", "file": "", "sha256": "", "pages": 0, "made_on": None},
        {"file": "papers/gone.pdf"},
    ],
)
def test_paper_that_is_not_there_yet_or_no_more_answers_404(world, fields):
    paper = a_paper(a_case(world, "investigating").subject, **fields)

    assert at_desk(world["county.officer"]).get(address(paper)).status_code == 404


@pytest.mark.parametrize("subject", ["case:2026-99999", "report:2026-10", "nothing", "case:"])
def test_paper_of_no_record_answers_404(world, subject):
    assert at_desk(world["county.officer"]).get(address(a_paper(subject))).status_code == 404


def test_closed_paper_answers_like_none(world):
    paper, client = a_paper(a_case(world, "investigating").subject), at_desk(world["other.officer"])

    closed, nowhere = client.get(address(paper)), client.get("/desk/papers/99999999.pdf")

    assert (closed.status_code, closed.content) == (404, nowhere.content)


@pytest.mark.parametrize("pk", ["9" * 19, "9" * 30])
def test_a_number_no_database_holds_is_no_paper(world, pk):
    assert at_desk(world["county.officer"]).get(f"/desk/papers/{pk}.pdf").status_code == 404


def test_no_paper_leaves_when_its_reading_cannot_be_recorded(world, monkeypatch):
    paper = a_paper(a_case(world, "investigating").subject)

    def fail(*_args, **_more):
        raise DatabaseError

    monkeypatch.setattr(found.access, "record", fail)
    client = at_desk(world["county.officer"], raise_request_exception=False)
    answer = client.get(address(paper))

    assert (answer.status_code, PDF in answer.content) == (500, False)


def test_case_page_links_a_made_paper_and_says_that_another_is_being_made(world):
    case = a_case(world, "investigating")
    made = a_paper(case.subject)
    waiting = a_paper(case.subject, state="queued", file="", sha256="", pages=0, made_on=None)
    failed = a_paper(case.subject, state="failed", file="", sha256="", pages=0, made_on=None)

    page = text_of(at_desk(world["county.officer"]).get(page_of(case)))

    assert address(made) in page
    assert "being made" in page
    assert "Could not be made" in page
    assert address(waiting) not in page
    assert address(failed) not in page
