"""F1, F2, F3, F7: what becomes of each kind of file, the harmless and the other."""

import hashlib
import io
import zipfile
from datetime import date

import openpyxl
import pikepdf
import pytest
from PIL import Image

from cases.evidence import inspection, limits
from cases.models import Evidence, Scan, Verdict
from ledger import files, sealing
from ledger.models import SealedFile
from tests.cases.evidence import corpus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _work(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "work").mkdir()


def given(content):
    return Evidence.objects.create(
        original=files.keep([content]), sealed_name=sealing.lock("name", b"x"), state="queued"
    )


def inspected(content):
    row = given(content)
    assert inspection.inspect(row.pk)
    row.refresh_from_db()
    return row


def content_of(file):
    return b"".join(files.pieces(file))


def ended(content):
    row = inspected(content)
    return row.verdict, row.reason


CLEAN = {
    "jpeg": (corpus.jpeg, "image", "image/jpeg"),
    "png": (corpus.png, "image", "image/png"),
    "heic": (corpus.heic, "image", "image/jpeg"),
    "pdf": (corpus.pdf, "pdf", "application/pdf"),
    "xlsx": (corpus.xlsx, "office",
             "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "docx": (corpus.docx, "office",
             "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "mp3": (lambda: corpus.recorded("mp3"), "audio", "audio/mpeg"),
    "m4a": (lambda: corpus.recorded("m4a"), "audio", "audio/mp4"),
    "wav": (lambda: corpus.recorded("wav"), "audio", "audio/wav"),
    "ogg": (lambda: corpus.recorded("ogg"), "audio", "audio/ogg"),
    "mp4": (lambda: corpus.recorded("mp4", film=True), "video", "video/mp4"),
    "mov": (lambda: corpus.recorded("mov", film=True), "video", "video/quicktime"),
    "mkv": (lambda: corpus.recorded("mkv", film=True), "video", "video/x-matroska"),
    "txt": (lambda: "每周六上午补课".encode("gb18030"), "text", "text/plain"),
}  # fmt: skip


@pytest.mark.parametrize("name", CLEAN)
def test_f3_a_copy_says_nothing_but_what_is_seen_and_heard(name):
    make, kind, media_type = CLEAN[name]
    content = make()
    assert name == "txt" or corpus.WHO.encode() in _unpacked(content)

    row = inspected(content)

    assert (row.verdict, row.kind, row.media_type) == (Verdict.COPY, kind, media_type)
    for file in filter(None, (row.copy, row.preview)):
        bare = content_of(file)
        assert corpus.WHO.encode() not in _unpacked(bare)
        assert corpus.PLACE.encode() not in _unpacked(bare)
    assert content_of(row.original) == content
    assert row.original.sha256 == hashlib.sha256(content).hexdigest()


def _unpacked(content):
    """The bytes, and those inside of what is packed."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return b"".join(parts.read(name) for name in parts.namelist())
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            streams = [
                one.read_raw_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)
            ]
            return content + b"".join(streams)
    return content


@pytest.mark.parametrize("name", ["jpeg", "png", "heic", "pdf", "mp4"])
def test_a_preview_is_a_picture_without_tags(name):
    row = inspected(CLEAN[name][0]())

    with Image.open(io.BytesIO(content_of(row.preview))) as picture:
        assert (picture.format, len(picture.getexif())) == ("JPEG", 0)


def test_f3_a_turned_photo_stands_upright():
    turned = Image.Exif()
    turned[0x0112] = 6
    row = inspected(corpus.saved(corpus.picture((640, 480)), "JPEG", exif=turned))

    with Image.open(io.BytesIO(content_of(row.copy))) as picture:
        assert picture.size == (480, 640)


def test_f3_a_cleaned_document_still_opens():
    book = openpyxl.load_workbook(io.BytesIO(content_of(inspected(corpus.xlsx()).copy)))

    assert book.active["A1"].value == "每周四百元"


def test_f3_what_runs_or_hangs_on_a_pdf_is_gone():
    with pikepdf.open(io.BytesIO(content_of(inspected(corpus.pdf()).copy))) as pdf:
        assert (len(pdf.pages), len(pdf.attachments)) == (1, 0)
        assert "/OpenAction" not in pdf.Root
        assert "/Names" not in pdf.Root


def _pixel_bomb():
    """A picture of 20,000 × 20,000 in a few kilobytes."""
    return corpus.saved(Image.new("1", (20_000, 20_000)), "PNG")


REFUSED = {
    "svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>', "kind"),
    "html": (lambda: b"<!DOCTYPE html><html><script>x</script></html>", "kind"),
    "html with a mark before it": (lambda: b"\xef\xbb\xbf\n <html></html>", "kind"),
    "program": (lambda: b"MZ\x90\x00" + bytes(100), "kind"),
    "script": (lambda: b"#!/bin/sh\nrm -rf /", "kind"),
    "noise": (lambda: bytes(range(256)) * 8, "kind"),
    "pdf behind html": (lambda: b"<html>" + corpus.pdf(), "kind"),
    "archive": (lambda: corpus.zipped(a="x"), "archive"),
    "archive in an archive": (lambda: corpus.zipped(**{"b.zip": corpus.zipped(a="x")}), "archive"),
    "macros": (lambda: corpus.docx(**{"word/vbaProject.bin": b"x"}), "macros"),
    "macros by name": (
        lambda: corpus.docx(**{"[Content_Types].xml": "<Types>macroEnabled</Types>"}), "macros"),
    "bomb in a document": (
        lambda: corpus.docx(**{"word/a.xml": b"0" * 80 * limits.MIB}), "too_much_work"),
    "jpeg that is none": (lambda: b"\xff\xd8\xff\xe0" + b"x" * 500, "broken"),
    "half a png": (lambda: corpus.png()[:200], "broken"),
    "pixel bomb": (_pixel_bomb, "too_much_work"),
    "pdf that is none": (lambda: b"%PDF-1.7\n" + b"x" * 500, "broken"),
    "mp4 that is none": (lambda: b"\0\0\0\x18ftypmp42" + b"x" * 500, "broken"),
    "list of other files": (lambda: b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", None),
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name, (_make, reason) in REFUSED.items() if reason])
def test_f2_what_may_do_harm_is_kept_and_never_shown(name):
    make, reason = REFUSED[name]
    content = make()

    row = inspected(content)

    assert (row.verdict, row.reason, row.copy, row.preview) == (Verdict.REFUSED, reason, None, None)
    assert content_of(row.original) == content


def test_f2_what_hangs_behind_a_photo_is_not_in_the_copy():
    tail = b"<html><script>alert(1)</script></html>" + corpus.zipped(a="x")

    row = inspected(corpus.jpeg() + tail)

    assert row.verdict == Verdict.COPY
    assert b"<script>" not in content_of(row.copy)
    assert b"PK\x03\x04" not in content_of(row.copy)


def test_f2_a_playlist_reads_no_other_file():
    row = inspected(REFUSED["list of other files"][0]())

    assert (row.kind, row.media_type) == ("text", "text/plain")  # its own words and no more
    assert b"root:" not in content_of(row.copy)


def test_old_office_documents_are_kept_as_they_came():
    old = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)

    assert ended(old) == (Verdict.ORIGINAL_ONLY, "old_office")


def test_f1_a_cleaner_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setitem(limits.SECONDS, "image", 0.01)

    assert ended(corpus.jpeg()) == (Verdict.REFUSED, "too_much_work")


def test_f1_a_cleaner_that_wants_too_much_memory_is_ended(monkeypatch):
    monkeypatch.setattr(limits, "MEMORY", 60 * limits.MIB)
    large = corpus.saved(Image.new("RGB", (6000, 6000)), "JPEG")  # 103 MB once it is unpacked

    verdict, reason = ended(large)

    assert verdict == Verdict.REFUSED
    assert reason in ("too_much_work", "broken")


def test_a_locked_pdf_is_kept_as_it_came():
    assert ended(corpus.locked_pdf()) == (Verdict.ORIGINAL_ONLY, "locked")


def test_f1_a_pdf_bomb_ends_in_a_clear_state():
    row = inspected(corpus.bomb_pdf())

    assert row.state == "ready"
    assert row.preview is None or row.verdict == Verdict.COPY


def test_nothing_in_clear_is_left_behind(settings):
    inspected(corpus.jpeg())
    inspected(b"%PDF-1.7\n" + b"x" * 500)

    assert list((settings.DATA_DIR / "work").iterdir()) == []


def test_inspect_twice_is_done_once():
    row = inspected(corpus.png())

    assert inspection.inspect(row.pk) is False


def test_a_file_that_was_altered_waits_and_is_not_shown(monkeypatch):
    row = given(corpus.png())
    monkeypatch.setattr(inspection.files, "pieces", _altered)

    assert inspection.inspect(row.pk) is False
    row.refresh_from_db()
    assert (row.state, row.copy) == ("queued", None)
    assert row.failure.startswith("Tampered")


def _altered(_file):
    raise files.Tampered
    yield


def test_f7_without_a_scanner_nobody_says_clean():
    assert inspected(corpus.png()).scan == Scan.NOT_SCANNED


def test_sweep_wakes_what_waits_and_clears_what_was_never_sent(monkeypatch):
    woken = []
    monkeypatch.setattr(inspection.outbox, "wake", lambda task, pk: woken.append(pk))
    waiting, lost = given(b"x"), given(b"y")
    Evidence.objects.filter(pk=lost.pk).update(on=date(2020, 1, 1))

    inspection.sweep()

    assert woken[0] == waiting.pk
    assert [one.pk for one in Evidence.objects.all()] == [waiting.pk]
    assert [one.pk for one in SealedFile.objects.all()] == [waiting.original_id]
