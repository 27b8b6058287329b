"""Papers: frozen when issued, made once, kept with a checksum, visibly failed when they cannot be."""

import hashlib
from datetime import date, timedelta
from decimal import Decimal

import pypdfium2
from celery import current_app
from django.core.files.storage import default_storage
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy
from freezegun import freeze_time

from notifications import paper, papers
from notifications.models import Paper, PaperState


def text_of(row):
    with row.file.open() as file:
        document = pypdfium2.PdfDocument(file.read())
    text = "".join(page.get_textpage().get_text_range() for page in document)
    return text.replace("\r\n", "")


def issue(**values):
    fields = {"subject": "case:2026-00001", "title": "交办单", "audience": "unit:3", "sheet": {}}
    return papers.issue("demonstration", **{**fields, **values})


def test_issue_keeps_a_waiting_row(paper_row):
    with freeze_time("2026-11-05 17:30"):
        row = issue(number="件12")

    assert (row.kind, row.subject, row.title, row.audience, row.number, row.state) == (
        "demonstration", "case:2026-00001", "交办单", "unit:3", "件12", PaperState.QUEUED,
    )  # fmt: skip
    assert Paper.objects.get(pk=row.pk).issued_on == date(2026, 11, 6)


def test_issue_freezes_days_sums_and_words(db):
    sheet = {"on": date(2026, 11, 5), "sum": Decimal("12800.50"), "word": gettext_lazy("Yes")}
    with translation.override("en"):
        row = issue(sheet=sheet)

    assert row.sheet == {"on": "2026-11-05", "sum": "12800.50", "word": "是"}
    assert Paper.objects.get(pk=row.pk).sheet == row.sheet


def test_issue_wakes_a_worker_only_after_commit(
    db, monkeypatch, django_capture_on_commit_callbacks
):
    started = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args: started.append((name, args)))
    with django_capture_on_commit_callbacks(execute=True):
        row = issue()
        assert started == []

    assert started == [("notifications.tasks.make_paper", (row.pk,))]


def test_of_gives_the_papers_of_one_subject_oldest_first(db):
    first, _other, second = issue(), issue(subject="case:2026-00002"), issue()

    assert list(papers.of("case:2026-00001")) == [first, second]


def test_make_keeps_the_pdf_with_its_checksum(paper_row):
    with freeze_time("2026-11-05 02:00"):
        assert papers.make(paper_row.pk) is True

    paper_row.refresh_from_db()
    with paper_row.file.open() as file:
        pdf = file.read()
    assert paper_row.sha256 == hashlib.sha256(pdf).hexdigest()
    assert (paper_row.state, paper_row.made_on) == (PaperState.MADE, date(2026, 11, 5))
    assert paper_row.pages == len(pypdfium2.PdfDocument(pdf))


def test_make_prints_the_sheet_with_title_number_and_day(paper_row):
    Paper.objects.filter(pk=paper_row.pk).update(issued_on="2026-11-05")
    papers.make(paper_row.pk)
    paper_row.refresh_from_db()

    text = text_of(paper_row)
    said = [
        "关于给予某某某警告处分的决定",
        "温教处[2026]12号",
        "2026年11月5日",
        "12,800元",
        "印章",
    ]
    assert [word for word in said if word not in text] == []


def test_make_twice_makes_it_once(paper_row):
    assert papers.make(paper_row.pk) is True
    assert papers.make(paper_row.pk) is False
    assert Paper.objects.get(pk=paper_row.pk).attempts == 1


def test_make_is_repeated_after_a_killed_worker(paper_row):
    paper_row.claim(lease=papers.LEASE)  # and then the power fails
    assert papers.make(paper_row.pk) is False

    with freeze_time(timezone.now() + timedelta(minutes=6)):
        assert papers.make(paper_row.pk) is True


def test_make_of_a_late_worker_leaves_no_file(paper_row, monkeypatch):
    """While the first renders, its lease runs out and a second worker finishes the paper."""
    printed = paper.Printed(pdf=b"%PDF late", pages=1)

    def slow(template, context):
        monkeypatch.undo()
        Paper.objects.filter(pk=paper_row.pk).update(lease_until=None)
        assert papers.make(paper_row.pk) is True
        return printed

    monkeypatch.setattr(paper, "print_out", slow)

    assert papers.make(paper_row.pk) is False
    row = Paper.objects.get(pk=paper_row.pk)
    assert row.file.name == f"papers/{row.pk}-2.pdf"
    assert default_storage.listdir("papers")[1].count(f"{row.pk}-1.pdf") == 0


def test_make_of_a_broken_template_is_tried_again_and_then_visibly_failed(db, test_papers):
    row = issue(sheet={"bureau": "温州市教育局"})  # the template needs more than that
    Paper.objects.filter(pk=row.pk).update(kind="no-such-paper")
    states = []
    with freeze_time("2026-11-05 02:00") as clock:
        for _day in range(9):
            papers.make(row.pk)
            states.append(Paper.objects.get(pk=row.pk).state)
            clock.tick(timedelta(days=1))

    assert states == 7 * ["queued"] + 2 * ["failed"]
    failed = Paper.objects.failed().get()
    assert failed.failure.startswith("TemplateDoesNotExist (")


def test_make_does_not_log_what_a_paper_says(paper_row, monkeypatch, caplog):
    def broken(template, context):
        raise ValueError(context["name"])

    monkeypatch.setattr(paper, "print_out", broken)

    assert papers.make(paper_row.pk) is False
    assert len(caplog.messages) == 1
    assert "某某某" not in caplog.text + Paper.objects.get().failure


def test_made_leaves_out_what_cannot_be_read_yet(db, test_papers, paper_row):
    issue()
    papers.make(paper_row.pk)

    assert list(Paper.objects.made()) == [paper_row]
