"""Files on the desk: who may open what, under what, and that it is written down before a byte leaves."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import GrantState, IdentityGrant
from ledger import access, sealing
from ledger.models import Access
from tests.cases.factories import TODAY, a_case, a_complaint, a_file, refusal

pytestmark = pytest.mark.django_db

WAYS = ["copy", "preview", "original"]


def browser(user):
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def address(complaint, what, number=1):
    return f"/desk/complaints/{complaint.slug}/evidence/{number}/{what}/"


def content(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.fixture
def complaint(world):
    made = a_complaint(world, "accepted", case=a_case(world, "investigating"))
    a_file(made)
    return made


def of_case(complaint, what, row=None):
    row = row or complaint.evidence.get()
    return f"/desk/cases/{complaint.case.slug}/evidence/{row.pk}/{what}/"


def passed(complaint, world):
    said = {"chosen": [complaint.evidence.get()]}
    assert refusal(complaint, "pass_files", by=world["city.intake"], **said) is None


@pytest.mark.parametrize(("what", "sent"), [("copy", b"bare photo"), ("preview", b"small")])
def test_f3_intake_reads_the_copy(world, complaint, what, sent):
    answer = browser(world["city.intake"]).get(address(complaint, what))

    assert (answer.status_code, content(answer)) == (200, sent)


def test_f3_the_original_needs_a_right_of_its_own(world, complaint):
    assert browser(world["city.intake"]).get(address(complaint, "original")).status_code == 403

    answer = browser(world["city.approver"]).get(address(complaint, "original"))
    assert (answer.status_code, content(answer)) == (200, b"photo")


@pytest.mark.parametrize("what", WAYS)
def test_f2_a_file_can_do_nothing_in_a_browser(world, complaint, what):
    answer = browser(world["city.approver"]).get(address(complaint, what))

    assert (
        answer["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    way = "inline" if what == "preview" else "attachment"
    assert answer["Content-Disposition"].startswith(f"{way}; filename*=UTF-8''%E8%AF%81%E6%8D%AE1.")


def test_i6_a_file_is_named_by_number_wherever_it_goes(world, complaint):
    page = browser(world["city.intake"]).get(complaint.get_absolute_url()).content.decode()

    assert "证据1.jpg" in page
    assert "王小明" not in page


@pytest.mark.parametrize("what", WAYS)
def test_f6_each_reading_is_written_down(world, complaint, what):
    reader = world["city.approver"]
    content(browser(reader).get(address(complaint, what)))

    row = complaint.evidence.get()
    file = {"copy": row.copy, "preview": row.preview, "original": row.original}[what]
    said = f"{complaint.number} {what} 1 {file.sha256[:12]} {file.size}"
    assert [(one.what, one.reader_key) for one in access.of(complaint.subject)] == [
        (said, reader.username)
    ]


def test_i4_nothing_leaves_when_it_cannot_be_written_down(world, complaint, monkeypatch):
    def fail(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(access, "record", fail)
    answer = browser(world["city.intake"]).get(address(complaint, "copy"))

    assert answer.status_code == 500
    assert b"bare photo" not in content(answer)
    assert not Access.objects.exists()


@pytest.mark.parametrize(
    "who", ["county.officer", "county.approver", "school.principal", "city.leader"]
)
@pytest.mark.parametrize("what", WAYS)
def test_i5_who_may_not_open_the_report_finds_no_file(world, complaint, who, what):
    client = browser(world[who])

    answer = client.get(address(complaint, what))

    assert answer.status_code == 404
    nothing = client.get("/desk/complaints/2020-00001/evidence/1/copy/")
    assert content(answer) == content(nothing)


def test_i7_what_shows_the_reporter_opens_with_his_identity_alone(world, complaint):
    a_file(complaint, content=b"identity card", shows_reporter=True)
    intake = world["city.intake"]
    client = browser(intake)

    assert client.get(address(complaint, "copy", 2)).status_code == 403
    grant = an_open_grant(complaint, intake, world["city.custodian"])
    assert content(client.get(address(complaint, "copy", 2))) == b"bare identity card"
    assert browser(world["city.approver"]).get(address(complaint, "original", 2)).status_code == 403
    IdentityGrant.objects.filter(pk=grant.pk).update(ends_at=timezone.now() - timedelta(hours=1))
    assert client.get(address(complaint, "copy", 2)).status_code == 403


def an_open_grant(complaint, requester, custodian):
    return IdentityGrant.objects.create(
        complaint=complaint, requester=requester, purpose="核实", state=GrantState.OPEN,
        custodian=custodian, sealed=b"x", ends_at=timezone.now() + timedelta(hours=1),
    )  # fmt: skip


@pytest.mark.parametrize("who", ["county.officer", "county.approver"])
def test_the_inquiry_reads_what_was_passed_to_it(world, complaint, who):
    client = browser(world[who])
    assert client.get(of_case(complaint, "copy")).status_code == 404

    passed(complaint, world)

    assert content(client.get(of_case(complaint, "copy"))) == b"bare photo"
    assert client.get(of_case(complaint, "original")).status_code == 404
    assert "证据1.jpg" in client.get(complaint.case.get_absolute_url()).content.decode()


def test_a_passed_file_bears_the_number_of_the_page_of_the_case(world, complaint):
    a_file(complaint, content=b"first", passed_on=TODAY - timedelta(days=1))
    passed_later = complaint.evidence.get(number=1)
    assert refusal(complaint, "pass_files", by=world["city.intake"], chosen=[passed_later]) is None
    client = browser(world["county.officer"])

    page = client.get(complaint.case.get_absolute_url()).content.decode()

    assert page.index("证据1.jpg") < page.index(of_case(complaint, "copy", passed_later))
    named = client.get(of_case(complaint, "copy", passed_later))["Content-Disposition"]
    assert named == "attachment; filename*=UTF-8''%E8%AF%81%E6%8D%AE2.jpg"


def test_somebody_without_the_case_finds_no_passed_file(world, complaint):
    passed(complaint, world)

    assert browser(world["other.officer"]).get(of_case(complaint, "copy")).status_code == 404


def test_who_only_files_the_outcome_reads_no_evidence(world):
    complaint = a_complaint(world, "accepted", case=a_case(world, "concluded"))
    a_file(complaint)
    passed(complaint, world)
    client = browser(world["county.personnel"])

    assert client.get(complaint.case.get_absolute_url()).status_code == 200
    answer = client.get(of_case(complaint, "copy"))

    assert answer.status_code == 403
    assert b"bare photo" not in content(answer)
    assert "证据1.jpg" not in client.get(complaint.case.get_absolute_url()).content.decode()


@pytest.mark.usefixtures("english")
def test_pass_files_takes_nothing_that_shows_who_reported(world, complaint):
    hidden = a_file(complaint, shows_reporter=True)

    said = refusal(complaint, "pass_files", by=world["city.intake"], chosen=[hidden])

    assert said == "One of these files cannot be passed on, or has been already."
    hidden.refresh_from_db()
    assert hidden.passed_on is None


@pytest.mark.usefixtures("english")
def test_pass_files_takes_nothing_without_a_copy(world, complaint):
    bare = a_file(complaint, has_copy=False)

    said = refusal(complaint, "pass_files", by=world["city.intake"], chosen=[bare])

    assert said == "One of these files cannot be passed on, or has been already."


@pytest.mark.usefixtures("english")
def test_mark_file_comes_too_late_once_it_was_passed(world, complaint):
    passed(complaint, world)

    said = {"file": complaint.evidence.get(), "shows_reporter": True}
    found = refusal(complaint, "mark_file", by=world["city.intake"], **said)

    assert found == "This file has been passed to the inquiry already."


def test_the_name_it_came_with_is_kept_for_readers_of_the_original(complaint):
    assert (
        sealing.unlock("name", bytes(complaint.evidence.get().sealed_name)).decode()
        == "王小明家长.jpg"
    )
