"""Whatever is sent to the public pages: a sentence, the text kept, never our own failure."""

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Complaint
from tests.cases.views.reporter import REPORT, a_browser, send, text_of
from tests.people.factories import a_unit_tree

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
SCRIPT = '<script>alert("1")</script>'


@pytest.fixture(autouse=True)
def units(db):
    return a_unit_tree()


@pytest.fixture
def client():
    return a_browser()


def raw(client, path, body, kind):
    """Send bytes as they are."""
    return client.generic("POST", path, body, content_type=kind)


def refused(answer):
    """Refused with a sentence in Chinese or English, and nothing kept."""
    assert 'id="error-summary"' in text_of(answer)
    assert Complaint.objects.count() == 0
    return text_of(answer)


def test_nothing_at_all(client):
    answer = client.post("/report/", {})

    assert answer.status_code == 200
    refused(answer)


def test_a_story_of_5000_characters_is_kept_whole(client):
    assert send(client, narrative="字" * 5000).status_code == 303
    assert Complaint.objects.get().narrative == "字" * 5000


def test_a_story_of_5001_characters_is_shown_again_whole(client):
    assert "字" * 5001 in refused(send(client, narrative="字" * 5001))


@pytest.mark.parametrize(
    "field", ["school", "teacher", "subject", "place", "happened", "exposing", "amount", "kind"]
)
def test_every_field_may_be_far_too_long(client, field):
    refused(send(client, **{field: "长" * 60_000}))


def test_emoji_are_kept(client):
    send(client, narrative="补课费😡👨‍👩‍👧🇨🇳", school="😀小学", teacher="𠮷老师")

    kept = Complaint.objects.get()
    assert (kept.narrative, kept.school_name, kept.teacher_name) == (
        "补课费😡👨‍👩‍👧🇨🇳",
        "😀小学",
        "𠮷老师",
    )


def test_script_is_text(client):
    shown = send(client, narrative=SCRIPT, school=SCRIPT, kind="")
    kept = send(client, narrative=SCRIPT)

    assert SCRIPT.encode() not in shown.content
    assert (kept.status_code, Complaint.objects.get().narrative) == (303, SCRIPT)


@pytest.mark.parametrize("field", ["narrative", "school", "exposing", "amount", "happened"])
def test_nul_is_taken_out_and_said(client, field):
    page = refused(send(client, **{field: "1\0" + "2"}))

    assert "\0" not in page
    assert "12" in page


@pytest.mark.parametrize("field", ["kind", "county", "identity", "minor_risk"])
def test_nul_in_a_choice_is_no_failure(client, field):
    assert send(client, **{field: "\0"}).status_code == 200


def test_nul_in_a_field_of_no_form_is_passed_over(client):
    assert send(client, other="\0").status_code == 303


def test_another_encoding_is_taken_out_and_said(client):
    body = "kind=tutoring&identity=anonymous&narrative=%CE%D2%B8%E6ok"

    page = refused(client.post("/report/", body, content_type=FORM))

    assert "ok</textarea>" in page
    assert "\ufffd" not in page


@pytest.mark.parametrize("charset", ["gbk", "utf-16", "nonsense", "x" * 300])
@pytest.mark.parametrize("kind", [FORM, MULTIPART_CONTENT], ids=["plain", "multipart"])
def test_any_charset_is_no_failure(client, charset, kind):
    body = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="narrative"\r\n\r\n'
        f"abc\r\n--{BOUNDARY}--\r\n"
    )
    answer = raw(client, "/report/", body, f"{kind}; charset={charset}")

    assert answer.status_code in {200, 400}


@pytest.mark.parametrize(
    "kind",
    ["application/json", "text/plain", "", "multipart/form-data", "multipart/form-data; boundary=ü",
     "multipart/form-data; boundary=" + "x" * 300, "image/png", "a/b; charset", "\x7f"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/report/", "/report/done/", "/track/", "/track/leave/"])
def test_any_content_type_is_no_failure(client, kind, path):
    answer = raw(client, path, b'{"kind": \xff\x00', kind)

    assert answer.status_code in {200, 303, 400, 404}


def test_two_hundred_fields_more_change_nothing(client):
    assert send(client, **{f"extra{n}": "x" for n in range(200)}).status_code == 303


def test_the_same_field_two_hundred_times_is_no_failure(client):
    answer = client.post("/report/", REPORT | {"narrative": [f"{n}" for n in range(200)]})

    assert answer.status_code == 303
    assert Complaint.objects.get().narrative == "199"


@pytest.mark.parametrize("path", ["/report/", "/report/done/", "/track/", "/track/leave/"])
def test_thousands_of_fields_are_refused(client, path):
    answer = client.post(path, {f"extra{n}": "x" for n in range(5000)})

    assert answer.status_code in {303, 400, 404}


@pytest.mark.parametrize("path", ["/report/", "/track/"])
@pytest.mark.parametrize("kind", [FORM, MULTIPART_CONTENT], ids=["plain", "multipart"])
def test_a_huge_body_is_refused(client, path, kind):
    body = "code=" + "x" * 4_000_000
    if kind == MULTIPART_CONTENT:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="narrative"\r\n\r\n'
        body = f"{head}{body}\r\n--{BOUNDARY}--\r\n"

    assert raw(client, path, body, kind).status_code in {400, 413}


def test_a_file_that_nobody_asked_for_is_no_failure(client):
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="narrative"; filename="a.png"\r\n'
    body = f"{head}Content-Type: image/png\r\n\r\n\x00\x01\r\n--{BOUNDARY}--\r\n"

    refused(raw(client, "/report/", body, MULTIPART_CONTENT))


@pytest.mark.parametrize("name", ["report", "receipt", "thread"])
@pytest.mark.parametrize("value", ["", ":", "::", "a:b:c", "x" * 4000, "é", "\x01"])
@pytest.mark.parametrize("path", ["/report/", "/report/done/", "/track/", "/track/thread/"])
def test_any_cookie_is_no_failure(name, value, path):
    answer = Client().get(path, headers={"Cookie": f"{name}={value}"})  # as no browser checks it

    assert answer.status_code in {200, 400, 403, 404}


@pytest.mark.parametrize("path", ["/", "/report/", "/report/done/", "/track/", "/track/thread/"])
def test_any_question_is_no_failure(path):
    assert Client().get(path, {"x": "\0", "y": "é" * 3000}).status_code in {200, 400, 403, 404}


@given(
    st.dictionaries(st.sampled_from([*REPORT, "amount", "phone", "name", "minor_risk"]), st.text())
)
@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_any_text_in_any_field_is_no_failure(client, changes):
    assert send(a_browser(), **changes).status_code in {200, 303, 503}


@given(st.binary(max_size=300), st.sampled_from(["/report/", "/track/"]))
@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_any_bytes_are_no_failure(client, body, path):
    assert raw(client, path, body, FORM).status_code in {200, 303, 400}
