"""R8 in short: a report is whole, with its files and its history, or not there at all; a receipt only for the first."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.actions import evidence, intake
from cases.models import Clock, Complaint, Evidence
from ledger import history
from ledger.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

TYPED = {"kind": "tutoring", "narrative": "每周六上午补课。", "identity": "anonymous"}
STEPS = {
    "clocks": (intake.clocks, "first"),
    "files": (evidence, "claim_for"),
    "rights": (intake.grants, "renew"),
    "history": (history, "begin"),
}


class Killed(BaseException):
    """What no handler catches."""


@pytest.fixture
def phone():
    browser = Client()
    browser.get("/report/")
    return browser


def send(phone):
    return phone.post("/report/", TYPED | {"evidence": [SimpleUploadedFile("a.jpg", b"photo")]})


@pytest.mark.parametrize("step", STEPS)
def test_r8_a_death_at_any_step_leaves_nothing_and_the_next_try_everything(
    phone, monkeypatch, step
):
    module, name = STEPS[step]

    def die(*_args, **_kwargs):
        raise Killed

    with monkeypatch.context() as broken:
        broken.setattr(module, name, die)
        with pytest.raises(Killed):
            send(phone)
    assert not Complaint.objects.exists()
    assert not Clock.objects.exists()
    assert not Event.objects.filter(kind="complaint.registered").exists()

    assert send(phone).status_code == 303

    kept = Complaint.objects.get()
    assert kept.number.endswith("1号")  # the number of the dead try was given back
    assert [one.original.size for one in kept.evidence.all()] == [5]
    assert [one.kind for one in history.of(kept.subject)] == ["complaint.registered"]
    assert Evidence.objects.count() == 1
