"""Whatever is sent to a verb's page: a sentence, the text kept, never our own failure."""

import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import verbs
from cases.models.rights import rights_of
from tests.cases.factories import a_case, a_complaint, a_proceeding
from tests.cases.views.desk import at_desk, every_verb, page_of, send, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]
FORM = "application/x-www-form-urlencoded"
SCRIPT = '<script>alert("1")</script>'


@pytest.fixture
def case(world):
    return a_case(world, "investigating")


@pytest.fixture
def approver(world):
    return at_desk(world["county.approver"])


def state_of(record):
    return type(record).objects.get(pk=record.pk).state


def suspend(client, case, reason):
    return send(client, case, "suspend", {"ground": "FORCE", "reason": reason})


def test_nothing_typed_is_said_above_and_beside(case, approver):
    answer = suspend(approver, case, "")

    assert answer.status_code == 200
    assert text_of(answer).count("This field is required.") == 2


def test_5000_characters_are_kept_whole(case, approver):
    assert suspend(approver, case, "字" * 5000).status_code == 302
    assert case.suspensions.get().reason == "字" * 5000


def test_5001_characters_are_shown_again_whole(case, approver):
    answer = suspend(approver, case, "字" * 5001)

    assert (answer.status_code, state_of(case)) == (200, "investigating")
    assert "字" * 5001 in text_of(answer)
    assert "5000" in text_of(answer)


@pytest.mark.parametrize(
    "text", ["😀" * 100, SCRIPT, "\u202e反向", "a\r\nb", "' or 1=1 --", "%s {{ x }}"]
)
def test_strange_text_is_kept_as_it_is_and_escaped(case, approver, text):
    assert suspend(approver, case, text).status_code == 302

    page = approver.get(page_of(case)).content.decode()
    assert SCRIPT not in page
    assert case.suspensions.get().reason == text


def test_text_that_does_not_fit_is_shown_again_escaped(case, approver):
    answer = send(approver, case, "extend", {"reason": SCRIPT, "days": "x"})

    assert SCRIPT not in answer.content.decode()
    assert SCRIPT in text_of(answer)


def test_a_nul_byte_is_refused_with_a_sentence(case, approver):
    answer = suspend(approver, case, "甲\0乙")

    assert (answer.status_code, state_of(case)) == (200, "investigating")
    assert "Null characters are not allowed." in text_of(answer)


def raw(client, case, body, kind):
    """Send bytes as they are."""
    return client.generic("POST", page_of(case, "suspend"), body, content_type=kind)


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe", b"reason=\xff\xfe\x80", "reason=理由".encode("gbk"), b"reason=%00", b"=&&&=",
     b"reason=%ED%A0%80", b"version=0&version=1&reason=x", b"%"],
)  # fmt: skip
def test_bytes_that_are_no_text_are_no_failure(case, approver, body):
    version = f"version={case.version}&seen=0&".encode()

    for sent in (body, version + body):
        assert raw(approver, case, sent, FORM).status_code in {200, 302, 400, 409}


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "utf-32", "idna", "no-such", "rot13"])
def test_other_encodings_are_no_failure(case, approver, charset):
    hostile = b"+2AA-reason=+2AA-"

    assert raw(approver, case, hostile, f"{FORM}; charset={charset}").status_code in {200, 400, 409}


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "unicode_escape", "no-such"])
def test_other_encodings_of_parts_are_no_failure(case, approver, charset):
    parts = {"version": str(case.version), "seen": "0", "reason": "+2AA-\\ud800"}
    body = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in parts.items()
    )
    body += f"--{BOUNDARY}--\r\n"

    answer = raw(approver, case, body.encode(), f"{MULTIPART_CONTENT}; charset={charset}")

    assert answer.status_code in {200, 302, 400, 409}


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data", "x", ""])
def test_other_kinds_of_content_change_nothing(case, approver, kind):
    assert raw(approver, case, b'{"version": 0, "reason": "x"}', kind).status_code in {400, 409}
    assert state_of(case) == "investigating"


@pytest.mark.parametrize(("fields", "code"), [(200, 302), (390, 302), (401, 400)])
def test_200_fields_are_no_failure(case, approver, fields, code):
    more = {f"f{n}": "x" for n in range(fields - 3)}

    answer = send(approver, case, "suspend", {"ground": "FORCE", "reason": "x"} | more)

    assert answer.status_code == code


def test_a_file_where_none_is_asked_for_is_ignored(case, approver, tmp_path):
    file = tmp_path / "x.exe"
    file.write_bytes(b"MZ" * 1000)

    with file.open("rb") as sent:
        assert (
            send(approver, case, "suspend", {"ground": "FORCE", "reason": sent}).status_code == 200
        )


@pytest.mark.parametrize(("kind", "name"), every_verb())
def test_no_verb_fails_on_an_empty_or_nonsensical_form(world, kind, name):
    """Every form of the table, in a state that is open to it, by who holds the right."""
    verb = verbs.get(kind, name)
    make = {"complaint": a_complaint, "case": a_case, "proceeding": a_proceeding}[kind]
    record = make(world, verb.sources[0])
    client = at_desk(holders(world, verb, record)[0])
    page = client.get(page_of(record, name)).context
    before = {"version": str(page["record"].version), "seen": str(page["sheet"].position)}

    for typed in ("", "\0", "9" * 400, "2026-13-45"):
        nonsense = before | dict.fromkeys(page["form"].fields, typed)
        assert client.post(page_of(record, name), nonsense).status_code in {200, 302, 409}


def holders(world, verb, record):
    return [user for user in world.people.values() if verb.is_held(rights_of(record.guarded, user))]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(reason=st.text(max_size=200), version=st.text(max_size=20), seen=st.text(max_size=20))
def test_no_text_whatever_is_a_failure(case, approver, reason, version, seen):
    typed = {"ground": "FORCE", "reason": reason, "version": version, "seen": seen}
    typed = {name: value.encode("utf-8", "replace").decode() for name, value in typed.items()}

    assert approver.post(page_of(case, "suspend"), typed).status_code in {200, 302, 409}


@pytest.mark.parametrize(
    "slug", ["2026-99999", "x", "-", "2026", "%25", "0" * 200, "2026-00001%00"]
)
@pytest.mark.parametrize("kind", ["complaints", "cases", "proceedings"])
def test_unknown_numbers_are_not_there(approver, slug, kind):
    for address in (f"/desk/{kind}/{slug}/", f"/desk/{kind}/{slug}/sign/"):
        assert approver.get(address).status_code in {400, 404}
