"""Files without end: endless, many, in crumbs, at once; what they cost, and what of the form stays."""

import base64
import tracemalloc

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import UnreadablePostError
from django.test import Client, RequestFactory

from cases import receipts
from cases.actions import intake
from cases.evidence import limits
from cases.forms.sealing import SealingHandler
from cases.models import Evidence
from cases.states import Kind
from cases.views import uploads
from ledger import files
from ledger.models import SealedFile

pytestmark = pytest.mark.django_db

TYPED = {"kind": "tutoring", "narrative": "每周六上午在家里补课。", "identity": "anonymous"}
PIECE = {"content_type": "application/offset+octet-stream"}
MIB = 1024 * 1024


@pytest.fixture
def phone(world):
    browser = Client()
    browser.get("/report/")
    return browser


def announce(phone, length, path="/report/files/", **more):
    given = f"filename {base64.b64encode(b'a.jpg').decode()}"
    return phone.post(
        path, headers={"Upload-Length": str(length), "Upload-Metadata": given, **more}
    )


def patch(phone, address, offset, content, **more):
    return phone.patch(address, content, headers={"Upload-Offset": str(offset)}, **(PIECE | more))


class Stream:
    """The body of a form with one file of so many bytes, made as it is read."""

    HEAD = b'--cut\r\nContent-Disposition: form-data; name="evidence"; filename="a.mp4"\r\n\r\n'
    TAIL = b"\r\n--cut--\r\n"

    def __init__(self, size):
        self.left, self.begun, self.ended = size, False, False
        self.length = len(self.HEAD) + size + len(self.TAIL)

    def read(self, most):
        if not self.begun:
            self.begun = True
            return self.HEAD
        if self.left == 0 and not self.ended:
            self.ended = True
            return self.TAIL
        part = min(self.left, most)
        self.left -= part
        return b"x" * part

    def readline(self):
        return self.read(65536)


def streamed(size):
    """A POST of such a file, its handler, and the bytes at most held in memory while it was read."""
    body = Stream(size)
    said = {"CONTENT_TYPE": "multipart/form-data; boundary=cut", "CONTENT_LENGTH": str(body.length)}
    request = RequestFactory().generic("POST", "/report/", **said)
    request._stream, request._read_started = body, False
    handler = SealingHandler(request, "form")
    request.upload_handlers = [handler]
    tracemalloc.start()
    request.POST  # noqa: B018 - reading it is what stores the files
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return handler, peak


@pytest.fixture
def on_disk(settings, tmp_path):
    """The tests' own store lies in memory."""
    folder = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = settings.STORAGES | {"evidence": folder}


def test_f1_memory_stays_flat_while_a_file_streams(world, on_disk):
    handler, peak = streamed(40 * MIB)

    assert [one.original.received for one in handler.received] == [40 * MIB]
    assert peak < 24 * MIB


def test_f1_what_is_over_the_limit_is_neither_kept_nor_held(world, on_disk, monkeypatch):
    monkeypatch.setattr(limits, "FILE", 8 * MIB)

    handler, peak = streamed(60 * MIB)

    assert (handler.received, handler.is_too_large) == ([], True)
    assert [name for name, _sentence in handler.refused] == ["a.mp4"]
    assert not SealedFile.objects.exists()
    assert peak < 24 * MIB


def test_f1_a_body_without_a_length_is_not_read(phone):
    address = announce(phone, 3).headers["Location"]

    assert patch(phone, address, 0, b"abc", CONTENT_LENGTH="").headers["Upload-Offset"] == "0"


@pytest.mark.parametrize("length", ["x", "-1", "²", "9" * 40])
def test_an_odd_length_breaks_nothing(phone, length):
    address = announce(phone, 3).headers["Location"]

    assert patch(phone, address, 0, b"abc", CONTENT_LENGTH=length).status_code in {204, 413}


def test_a_piece_that_breaks_off_is_kept_as_far_as_it_came(phone, monkeypatch):
    monkeypatch.setattr(files, "PIECE", 2)
    address = announce(phone, 6).headers["Location"]
    given = iter([b"ab", b"cd"])

    def read(_request, _most):
        try:
            return next(given)
        except StopIteration:
            raise UnreadablePostError from None

    monkeypatch.setattr("django.core.handlers.wsgi.WSGIRequest.read", read)
    answer = patch(phone, address, 0, b"abcdef")

    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, "4")


def test_f1_a_file_in_crumbs_is_refused(phone, monkeypatch):
    monkeypatch.setattr(uploads, "CRUMBS", 2)
    address = announce(phone, 6).headers["Location"]
    said = [patch(phone, address, offset, b"x").status_code for offset in range(3)]

    assert said == [204, 204, 413]
    assert phone.head(address).headers["Upload-Offset"] == "2"


def test_f1_what_was_announced_counts_against_the_report(phone, monkeypatch):
    monkeypatch.setattr(limits, "REPORT", 10)

    assert [announce(phone, 6).status_code for _one in range(2)] == [201, 413]


def test_many_photos_at_once_lose_no_word_and_are_said_once(phone):
    many = [SimpleUploadedFile(f"{number}.jpg", b"%d" % number) for number in range(120)]

    answer = phone.post("/report/", TYPED | {"evidence": many})

    page = answer.content.decode()
    assert page.count("最多可以提交 20 个文件") == 2  # above the form, and beside the field
    assert TYPED["narrative"] in page
    assert Evidence.objects.count() == 20


@pytest.mark.parametrize("way", ["post", "head", "patch", "delete"])
def test_another_version_of_the_protocol_is_refused(phone, way):
    address = announce(phone, 3).headers["Location"] if way != "post" else "/report/files/"

    answer = getattr(phone, way)(address, headers={"Tus-Resumable": "0.2.2"})

    assert (answer.status_code, answer.headers["Tus-Version"]) == (412, "1.0.0")


def test_a_head_is_kept_by_nobody_on_the_way(phone):
    assert phone.head(announce(phone, 3).headers["Location"]).headers["Cache-Control"] == "no-store"


def test_a_piece_costs_a_fixed_number_of_questions(phone, django_assert_num_queries):
    address = announce(phone, 9).headers["Location"]
    patch(phone, address, 0, b"abc")

    with django_assert_num_queries(5):
        patch(phone, address, 3, b"def")


@pytest.fixture
def opened(world):
    """A browser that opened the follow-up of a report, and the report."""
    told = intake.Told(kind=Kind.TUTORING, narrative="每周六上午补课。", school_name="某小学")
    complaint = intake.register(told, nonce="n")
    browser = Client()
    browser.post("/track/", {"code": receipts.code_for("n")})
    browser.get("/track/thread/")
    return browser, complaint


def test_a_file_of_the_follow_up_needs_an_opened_view(opened):
    browser, _complaint = opened
    assert announce(browser, 3, "/track/files/").status_code == 201
    del browser.cookies["thread"]

    assert announce(browser, 3, "/track/files/").status_code == 404
    assert Evidence.objects.count() == 1


def test_a_long_upload_keeps_the_follow_up_open(opened):
    browser, _complaint = opened

    begun = announce(browser, 3, "/track/files/")

    assert "thread" in begun.cookies
    assert "thread" in patch(browser, begun.headers["Location"], 0, b"abc").cookies


def test_f1_the_follow_up_counts_what_the_report_was_given(opened, monkeypatch):
    browser, complaint = opened
    monkeypatch.setattr(limits, "REPORT", 10)
    patch(browser, announce(browser, 6, "/track/files/").headers["Location"], 0, b"abcdef")
    browser.post("/track/thread/", {"body": "附上照片", "kind": "message"})
    assert complaint.evidence.count() == 1
    browser.get("/track/thread/")

    assert announce(browser, 6, "/track/files/").status_code == 413
