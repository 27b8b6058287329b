"""F1, F2, F3, F7: what becomes of each kind of file, the harmless and the other."""

import hashlib
import io
import re
import time
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from threading import Thread

import openpyxl
import pikepdf
import pytest
from PIL import Image

from cases.evidence import inspection, kinds, limits, sandbox
from cases.models import Evidence, Verdict
from ledger import files, sealing
from tests.cases.evidence import corpus

pytestmark = pytest.mark.django_db


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
    "sly pdf": (corpus.sly_pdf, "pdf", "application/pdf"),
    "gif": (lambda: corpus.saved(corpus.picture().quantize(), "GIF", comment=corpus.WHO.encode()),
            "image", "image/png"),
    "webp": (lambda: corpus.saved(corpus.picture(), "WEBP", exif=corpus.exif()), "image", "image/png"),
    "avif": (lambda: corpus.saved(corpus.picture(), "AVIF", exif=corpus.exif()), "image", "image/jpeg"),
    "sheet": (corpus.sheet, "office",
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "slides": (corpus.slides, "office",
               "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "cover": (corpus.sung_with_a_cover, "audio", "audio/mpeg"),
    "flac": (lambda: corpus.recorded("flac"), "audio", "audio/flac"),
    "avi": (lambda: corpus.recorded("avi", film=True), "video", "video/x-msvideo"),
    "3gp": (lambda: corpus.recorded("3gp", film=True), "video", "video/3gpp"),
    "sound in a film's box": (lambda: corpus.recorded("mp4"), "audio", "audio/mp4"),
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
    "txt of windows": (lambda: "每周六上午补课".encode("utf-16"), "text", "text/plain"),
}  # fmt: skip


@pytest.mark.parametrize("name", CLEAN)
def test_f3_a_copy_says_nothing_but_what_is_seen_and_heard(name):
    make, kind, media_type = CLEAN[name]
    content = make()
    assert name.startswith("txt") or corpus.WHO.encode() in _unpacked(content)

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
            streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
            return content + b"".join(_raw(one) for one in streams)
    return content


def _raw(stream):
    packed = stream.read_raw_bytes()
    is_packed = isinstance(stream.get("/Filter"), pikepdf.Array)
    return zlib.decompress(packed) if is_packed else packed


@pytest.mark.parametrize("name", ["jpeg", "png", "heic", "pdf", "mp4", "mkv", "avi"])
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


def test_f3_links_that_run_are_gone_and_the_others_stay():
    with pikepdf.open(io.BytesIO(content_of(inspected(corpus.sly_pdf()).copy))) as pdf:
        runs, leads, note = pdf.pages[0].Annots
        assert "/A" not in runs
        assert (leads.A.URI, "/Next" in leads.A) == ("https://example.com", False)
        assert (note.Contents, "/T" in note) == ("kept", False)


def test_f3_what_a_document_says_and_links_to_stays():
    with zipfile.ZipFile(io.BytesIO(content_of(inspected(corpus.slides()).copy))) as parts:
        assert b'author="\xe4\xb8\x80"' in parts.read("ppt/slides/slide1.xml")
        assert b"https://example.com/" in parts.read("ppt/slides/_rels/slide1.xml.rels")
    with zipfile.ZipFile(io.BytesIO(content_of(inspected(corpus.sheet()).copy))) as parts:
        assert "单价/元".encode() in parts.read("xl/worksheets/sheet1.xml")
        assert b"r:id" not in parts.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("name", ["image1.jpeg", "image2.png", "image3.gif", "image4.jpeg"])
def test_f3_pictures_of_a_cleaned_document_still_open(name):
    with (
        zipfile.ZipFile(io.BytesIO(content_of(inspected(corpus.docx()).copy))) as parts,
        Image.open(io.BytesIO(parts.read(f"word/media/{name}"))) as picture,
    ):
        picture.load()
        assert picture.width in (640, 64, 40)


def test_f3_a_photo_too_large_to_unpack_is_opened_at_half_its_size():
    row = inspected(corpus.saved(Image.new("RGB", (8160, 6000)), "JPEG"))

    with Image.open(io.BytesIO(content_of(row.copy))) as picture:
        assert picture.size == (4080, 3000)


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
    "smaller pixel bomb": (
        lambda: corpus.saved(Image.new("1", (6900, 6900)), "PNG"), "too_much_work"),
    "pdf bomb": (corpus.bomb_pdf, "too_much_work"),
    "old document with macros": (
        lambda: corpus.old_document("WordDocument", "_VBA_PROJECT"), "macros"),
    "old folder that is no document": (lambda: corpus.old_document("Installer"), "kind"),
    "archive that is none": (lambda: b"PK\x03\x04" + bytes(500), "broken"),
    "document of 3,001 parts": (
        lambda: corpus.docx(**{f"word/{one}.xml": "" for one in range(3001)}), "too_much_work"),
    "text in no alphabet": (lambda: b"a" * 5000 + b"\xff\xff\xff", "broken"),
    "text without end": (lambda: b"a" * 11 * limits.MIB, "too_much_work"),
    "archive that says it is a document": (
        lambda: corpus.docx(**{"xl/workbook.xml": "<workbook/>"}), "archive"),
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


ORIGINAL_ONLY = {
    "old document": (lambda: corpus.old_document("WordDocument"), "old_office", "application/msword"),
    "document under a password": (
        lambda: corpus.old_document("EncryptedPackage"), "locked", "application/x-ole-storage"),
    "locked pdf": (corpus.locked_pdf, "locked", "application/pdf"),
    "film within slides": (
        lambda: corpus.docx(**{"word/media/a.mp4": corpus.recorded("mp4")}), "embedded",
        "application/zip"),
    "photo of 60 million pixels": (
        lambda: corpus.saved(Image.new("L", (10_000, 6000)), "JPEG"), "too_large", "image/jpeg"),
}  # fmt: skip


@pytest.mark.parametrize("name", ORIGINAL_ONLY)
def test_f3_where_no_copy_can_be_made_that_is_said(name):
    make, reason, media_type = ORIGINAL_ONLY[name]
    content = make()

    row = inspected(content)

    assert (row.verdict, row.reason) == (Verdict.ORIGINAL_ONLY, reason)
    assert (row.media_type, row.copy, row.preview) == (media_type, None, None)
    assert content_of(row.original) == content


def test_f1_a_cleaner_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setitem(limits.SECONDS, "image", 0.01)

    assert ended(corpus.jpeg()) == (Verdict.REFUSED, "too_much_work")


def test_f1_a_cleaner_that_wants_too_much_memory_is_ended(monkeypatch):
    monkeypatch.setitem(limits.MEMORY, "image", 60 * limits.MIB)
    large = corpus.saved(Image.new("RGB", (5000, 5000)), "JPEG")  # 100 MB once it is unpacked

    verdict, reason = ended(large)

    assert verdict == Verdict.REFUSED
    assert reason in ("too_much_work", "broken")


BOMBS = ["pixel bomb", "smaller pixel bomb", "pdf bomb", "bomb in a document"]


@pytest.mark.parametrize("name", BOMBS)
def test_f1_a_bomb_ends_within_five_seconds_and_200_mb(name, monkeypatch):
    peak = _watched(monkeypatch)
    content = REFUSED[name][0]()
    began = time.monotonic()

    with sandbox.workplace() as folder:
        (folder / "original").write_bytes(content)
        kind = kinds.recognise(content[: kinds.HEAD])
        done = sandbox.clean(kind, folder)

    assert done.reason == "too_much_work"
    assert time.monotonic() - began < 5
    assert 5 * limits.MIB < peak[0] < 200 * limits.MIB


def _watched(monkeypatch):
    """The most memory, in bytes, that a process of the sandbox has held; looked at all the time."""
    peak, start = [0], sandbox.subprocess.Popen

    def started(*line, **how):
        child = start(*line, **how)
        Thread(target=_watch, args=(Path(f"/proc/{child.pid}/status"), peak), daemon=True).start()
        return child

    monkeypatch.setattr(sandbox.subprocess, "Popen", started)
    return peak


def _watch(status, peak):
    with suppress(OSError):
        while held := re.search(r"VmHWM:\s+(\d+)", status.read_text()):
            peak[0] = max(peak[0], int(held[1]) * 1024)
            time.sleep(0.001)


def test_a_preview_that_fails_costs_only_the_preview(monkeypatch):
    monkeypatch.setitem(limits.MEMORY, "image", 110 * limits.MIB)  # the copy fits in, no more

    row = inspected(corpus.saved(Image.new("RGBA", (4400, 3800)), "PNG"))

    assert (row.verdict, row.preview) == (Verdict.COPY, None)
