"""Files with a report: within the form and piece by piece; nothing that arrived is lost, nothing bad is kept."""

import base64
import hashlib
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases import floods
from cases.actions import evidence
from cases.evidence import limits
from cases.models import Complaint, Evidence
from ledger import files
from ledger.models import SealedFile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

TYPED = {"kind": "tutoring", "narrative": "每周六上午在家里补课。", "identity": "anonymous"}
PIECE = {"content_type": "application/offset+octet-stream"}


@pytest.fixture
def phone():
    browser = Client()
    browser.get("/report/")
    return browser


def a_file(content=b"photo", name="照片.jpg"):
    return SimpleUploadedFile(name, content)


def send(phone, *brought, **fields):
    return phone.post("/report/", TYPED | fields | {"evidence": list(brought)})


def content_of(row):
    return b"".join(files.pieces(row.original))


def announce(phone, length, name="照片.jpg"):
    given = f"filename {base64.b64encode(name.encode()).decode()}"
    return phone.post(
        "/report/files/", headers={"Upload-Length": str(length), "Upload-Metadata": given}
    )


def patch(phone, address, offset, content, **more):
    return phone.patch(address, content, headers={"Upload-Offset": str(offset)}, **(PIECE | more))


def page_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_report_keeps_its_files_in_order(phone):
    answer = send(phone, a_file(b"one"), a_file(b"two"))

    assert answer.status_code == 303
    kept = Complaint.objects.get().evidence.all()
    assert [(one.number, content_of(one), one.state) for one in kept] == [
        (1, b"one", "queued"),
        (2, b"two", "queued"),
    ]


def test_f3_the_receipt_shows_number_size_and_fingerprint(phone):
    send(phone, a_file(b"one"))

    page = page_of(phone.get("/report/done/"))

    sha256 = hashlib.sha256(b"one").hexdigest()
    assert " ".join(sha256[at : at + 8] for at in range(0, 64, 8)) in page
    assert "照片" not in page  # whoever looks over the shoulder reads no name


def test_a_repeated_report_keeps_each_file_once(phone):
    send(phone, a_file(b"one"))

    send(phone, a_file(b"one"), a_file(b"two"))

    assert [content_of(one) for one in Complaint.objects.get().evidence.all()] == [b"one", b"two"]
    assert SealedFile.objects.count() == 2


def test_files_wait_while_the_form_is_mended(phone):
    answer = send(phone, a_file(b"one"), narrative="")

    assert answer.status_code == 200
    assert "照片.jpg" in page_of(answer)
    assert not Complaint.objects.exists()
    send(phone)
    assert [content_of(one) for one in Complaint.objects.get().evidence.all()] == [b"one"]


def test_a_file_that_waits_can_be_taken_back(phone):
    page = page_of(send(phone, a_file(b"one"), narrative=""))
    token = re.search(r'name="drop" value="(\w+)"', page)[1]

    send(phone, drop=token)

    assert not Complaint.objects.get().evidence.exists()
    assert not SealedFile.objects.exists()


def test_an_empty_file_is_said_and_the_others_stay(phone):
    answer = send(phone, a_file(b"one"), a_file(b"", "empty.jpg"))

    assert answer.status_code == 200
    assert "empty.jpg：这个文件是空的。" in page_of(answer)
    assert [content_of(one) for one in Evidence.objects.all()] == [b"one"]


@pytest.mark.parametrize(("over", "status"), [(-1, 303), (0, 303), (1, 413)])
def test_f1_a_file_over_the_limit_is_said_and_the_rest_stays(phone, monkeypatch, over, status):
    monkeypatch.setattr(limits, "FILE", 1000)

    answer = send(phone, a_file(b"x" * (1000 + over)), a_file(b"one"))

    assert answer.status_code == status
    assert Evidence.objects.count() == (1 if over > 0 else 2)
    assert ("这个文件超过 200 MB" in page_of(answer)) == (over > 0)


def test_f1_a_request_over_all_limits_is_not_read(phone, monkeypatch):
    monkeypatch.setattr(limits, "REPORT", -(4 * limits.MIB))

    answer = send(phone, a_file(b"one"))

    assert answer.status_code == 413
    assert not Evidence.objects.exists()


def test_no_more_than_twenty_files_are_taken(phone):
    answer = send(phone, *(a_file(b"%d" % number) for number in range(21)))

    assert "最多可以提交 20 个文件。" in page_of(answer)
    assert Evidence.objects.count() == 20


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\张三\\照片.jpg", "照片.jpg"),
        ("gpj.\u202ephoto.exe", "gpj.photo.exe"),
        ("长" * 300 + ".jpg", "长" * 251 + ".jpg"),
        ("\x00\x01", "file"),
        (" . ", "file"),
    ],
)
def test_names_lose_paths_and_signs_that_nobody_sees(phone, name, shown):
    announce(phone, 1, name)

    assert evidence.name_of(Evidence.objects.get()) == shown


def test_a_name_lies_in_no_table_in_clear(phone):
    send(phone, a_file(b"one", "canary-name.jpg"))

    row = Evidence.objects.values().get()
    assert "canary" not in str(
        [bytes(one) if isinstance(one, memoryview) else one for one in row.values()]
    )


def test_files_of_a_forged_form_are_not_kept(world):
    browser = Client(enforce_csrf_checks=True)
    browser.get("/report/")

    send(browser, a_file(b"one"))

    assert not Evidence.objects.exists()
    assert not SealedFile.objects.exists()


def test_files_without_a_form_are_not_kept():
    send(Client(), a_file(b"one"))

    assert not Evidence.objects.exists()


def test_pieces_become_a_file_of_the_report(phone):
    address = announce(phone, 6).headers["Location"]

    assert patch(phone, address, 0, b"abc").headers["Upload-Offset"] == "3"
    assert phone.head(address).headers["Upload-Offset"] == "3"
    assert patch(phone, address, 3, b"def").status_code == 204
    send(phone)
    assert [content_of(one) for one in Complaint.objects.get().evidence.all()] == [b"abcdef"]


def test_the_same_piece_twice_is_kept_once(phone):
    address = announce(phone, 6).headers["Location"]
    patch(phone, address, 0, b"abc")

    assert patch(phone, address, 0, b"abc").status_code == 409
    assert phone.head(address).headers["Upload-Offset"] == "3"


def test_f1_more_than_was_announced_is_refused(phone):
    address = announce(phone, 4).headers["Location"]

    assert patch(phone, address, 0, b"abcdef").status_code == 413
    assert phone.head(address).headers["Upload-Offset"] == "0"


@pytest.mark.parametrize(
    ("length", "status"), [(201 * limits.MIB, 413), (0, 400), (-1, 400), ("", 400), ("9" * 30, 400)]
)
def test_f1_what_cannot_be_taken_is_refused_when_announced(phone, length, status):
    assert announce(phone, length).status_code == status
    assert not Evidence.objects.exists()


def test_f1_all_files_together_have_a_limit(phone, monkeypatch):
    monkeypatch.setattr(limits, "REPORT", 10)
    patch(phone, announce(phone, 6).headers["Location"], 0, b"abcdef")

    assert announce(phone, 6).status_code == 413


def test_a_file_whose_last_piece_never_came_is_named_as_missing(phone):
    patch(phone, announce(phone, 6).headers["Location"], 0, b"abc")

    send(phone)

    assert [one.state for one in Complaint.objects.get().evidence.all()] == ["arriving"]
    assert "没有完整收到" in page_of(phone.get("/report/done/"))


def test_a_file_can_be_taken_back_before_it_is_sent(phone):
    address = announce(phone, 6).headers["Location"]

    assert phone.delete(address).status_code == 204
    assert phone.head(address).status_code == 404
    assert not SealedFile.objects.exists()


@pytest.mark.parametrize("way", ["head", "delete", "patch"])
def test_another_browser_finds_nothing(phone, way):
    address = announce(phone, 6).headers["Location"]
    other = Client()
    other.get("/report/")

    assert getattr(other, way)(address).status_code == 404
    assert phone.head(address).headers["Upload-Offset"] == "0"


@pytest.mark.parametrize("way", ["head", "delete", "patch"])
def test_a_file_of_a_sent_report_is_out_of_reach(phone, way):
    address = announce(phone, 3).headers["Location"]
    patch(phone, address, 0, b"abc")
    send(phone)

    assert getattr(phone, way)(address).status_code == 404
    assert Evidence.objects.count() == 1


def test_pieces_need_the_token_of_the_form():
    browser = Client(enforce_csrf_checks=True)
    browser.get("/report/")

    assert announce(browser, 6).status_code == 403
    assert not Evidence.objects.exists()


def test_a_piece_of_another_type_is_refused(phone):
    address = announce(phone, 3).headers["Location"]

    assert patch(phone, address, 0, b"abc", content_type="text/plain").status_code == 415


@pytest.mark.parametrize("offset", ["", "x", "-1", "1", "9" * 40])
def test_a_piece_out_of_place_is_refused(phone, offset):
    address = announce(phone, 3).headers["Location"]

    assert patch(phone, address, offset, b"abc").status_code == 409


def test_r4_files_begun_without_end_are_refused_for_a_while(phone, monkeypatch):
    monkeypatch.setitem(floods.LIMITS, "files", floods.Limit(2, 600))

    answers = [announce(phone, 10) for _one in range(3)]

    assert [one.status_code for one in answers] == [201, 201, 429]
    assert answers[-1]["Retry-After"] == "600"
    assert Evidence.objects.count() == 2
