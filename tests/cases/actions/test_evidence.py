"""Files received: within the limits, bound to their report once, never taken back from it."""

import pytest

from cases.actions import evidence
from cases.evidence import limits
from cases.models import Evidence, EvidenceState
from ledger import files
from ledger.models import SealedFile
from tests.cases.factories import a_complaint, a_file

pytestmark = pytest.mark.django_db


def arrive(content, *, form="form", name="照片.jpg", size=None):
    row = evidence.receive(name, submission_hash=form, size=size)
    files.append(row.original, 0, content)
    evidence.arrived(row)
    return row


def begin(name, content, *, size):
    """One that broke off."""
    row = evidence.receive(name, submission_hash="form", size=size)
    files.append(row.original, 0, content)
    return row


def numbered(complaint):
    rows = complaint.evidence.order_by("number").select_related("original")
    return [(one.number, evidence.name_of(one)) for one in rows]


def test_receive_begins_a_file_that_waits_for_its_form(world):
    row = evidence.receive("照片.jpg", submission_hash="form", size=3)

    assert (row.complaint, row.state, row.original.size) == (None, EvidenceState.ARRIVING, 3)


def test_receive_without_a_form_belongs_to_the_report_at_once(world):
    complaint = a_complaint(world)

    assert evidence.receive("a.jpg", complaint=complaint).complaint == complaint


def test_f1_what_was_announced_counts_before_it_is_here(world, monkeypatch):
    monkeypatch.setattr(limits, "REPORT", 10)
    evidence.receive("a.jpg", submission_hash="form", size=6)

    with pytest.raises(evidence.TooLarge):
        evidence.receive("b.jpg", submission_hash="form", size=5)


def test_f1_what_the_report_was_given_before_counts(world, monkeypatch):
    complaint = a_complaint(world)
    a_file(complaint, content=b"123456")
    monkeypatch.setattr(limits, "REPORT", 10)

    with pytest.raises(evidence.TooLarge):
        evidence.receive("b.jpg", submission_hash="form", complaint=complaint, size=5)


def test_another_form_has_room_of_its_own(world, monkeypatch):
    monkeypatch.setattr(limits, "FILES", 1)
    evidence.receive("a.jpg", submission_hash="form", size=1)
    with pytest.raises(evidence.TooMany):
        evidence.receive("b.jpg", submission_hash="form", size=1)

    assert evidence.receive("b.jpg", submission_hash="other", size=1).pk


def test_arrived_wakes_nobody_before_the_form_is_sent(world, monkeypatch):
    woken = []
    monkeypatch.setattr(evidence.outbox, "wake", lambda *said: woken.append(said))

    row = arrive(b"abc")
    assert woken == []

    evidence.claim_for(a_complaint(world), "form")
    assert woken == [("cases.tasks.inspect_evidence", row.pk)]


def test_arrived_misses_the_last_piece(world):
    row = begin("a.jpg", b"abc", size=6)

    with pytest.raises(files.Incomplete):
        evidence.arrived(row)
    row.refresh_from_db()
    assert row.state == EvidenceState.ARRIVING


def test_claim_for_numbers_on_from_what_was_there(world):
    complaint = a_complaint(world)
    a_file(complaint)
    arrive(b"a", name="a.jpg")
    arrive(b"b", name="b.jpg")

    evidence.claim_for(complaint, "form")

    assert numbered(complaint) == [(1, "王小明家长.jpg"), (2, "a.jpg"), (3, "b.jpg")]


def test_claim_for_takes_no_file_of_another_form(world):
    arrive(b"a", form="other")
    complaint = a_complaint(world)

    evidence.claim_for(complaint, "form")

    assert numbered(complaint) == []
    assert Evidence.objects.of_form("other").count() == 1


def test_claim_for_drops_the_attempt_that_was_made_anew(world):
    begin("a.jpg", b"ab", size=3)
    arrive(b"abc", name="a.jpg", size=3)
    begin("b.jpg", b"ab", size=3)
    complaint = a_complaint(world)

    evidence.claim_for(complaint, "form")

    assert numbered(complaint) == [(1, "a.jpg"), (2, "b.jpg")]
    assert [one.state for one in complaint.evidence.all()] == ["queued", "arriving"]


def test_r8_discard_leaves_what_was_sent_meanwhile(world):
    seen_before = arrive(b"abc")
    complaint = a_complaint(world)
    evidence.claim_for(complaint, "form")

    evidence.discard(seen_before)

    assert b"".join(files.pieces(complaint.evidence.get().original)) == b"abc"


def test_discard_leaves_neither_row_nor_bytes(world):
    evidence.discard(arrive(b"abc"))

    assert not Evidence.objects.exists()
    assert not SealedFile.objects.exists()
