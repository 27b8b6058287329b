"""What the worker does by the timetable."""

import pytest

from cases import receipts, tasks
from cases.actions import intake
from cases.states import Kind
from notifications.models import Message

pytestmark = pytest.mark.django_db


def test_announce_tells_the_intake_officers_once(world):
    told = intake.Told(kind=Kind.TUTORING, narrative="经过")
    complaint = intake.register(told, nonce=receipts.new_nonce())
    assert not Message.objects.exists()  # the reporter did not wait for it

    tasks.announce()
    tasks.announce()

    assert [(one.reader.username, one.body) for one in Message.objects.order_by("pk")] == [
        ("city.intake", complaint.number),
        ("city.intake2", complaint.number),
    ]
