"""Which reports wait for whom: as their pages say it, on the desk and in the list alike."""

from datetime import timedelta

import pytest

from cases import next_step
from cases.lists import reports
from cases.models import Complaint, Tie, Transmittal, WakeCall
from tests.cases.factories import TODAY, a_case, a_complaint
from tests.cases.views.desk import at_desk, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]


def sent(world, complaint, **fields):
    Transmittal.objects.create(
        complaint=complaint, authority="OFFCAMPUS", addressee="某局", matter="事由", referred_on=TODAY,
        referred_by=world["city.approver"], **fields,
    )  # fmt: skip


@pytest.fixture
def told(world):
    """Reports in every state, and what each waits for."""
    far, near = TODAY + timedelta(60), TODAY + timedelta(7)
    closed, running = a_case(world, "closed"), a_case(world, "investigating")
    rows = {
        "doubtful": a_complaint(world, doubt="flood"),
        "danger, doubtful": a_complaint(world, doubt="flood", minor_risk=True),
        "registered": a_complaint(world),
        "screening": a_complaint(world, "screening"),
        "danger": a_complaint(world, "screening", minor_risk=True),
        "accepted": a_complaint(world, "accepted", case=running),
        "over": a_complaint(world, "accepted", case=closed),
        "merged, over": a_complaint(world, "merged", case=closed),
        "refused": a_complaint(world, "not_accepted"),
        "referred": a_complaint(world, "referred"),
        "received": a_complaint(world, "referred"),
        "rests": a_complaint(world, "shelved", next_due=far),
        "to review": a_complaint(world, "shelved", next_due=near),
        "called": a_complaint(world, "shelved", next_due=near),
        "answered": a_complaint(world, "answered"),
    }
    sent(world, rows["referred"])
    sent(world, rows["received"], received_on=TODAY, received_by="某人")
    WakeCall.objects.create(
        shelved=rows["called"], caller=rows["registered"], tie=Tie.TEXT, on=TODAY
    )
    return rows


def named(world, told, login, condition=None):
    rows = Complaint.objects.visible_to(world[login])
    posts = world[login].appointments.current().select_related("unit")
    found = reports.named(rows.filter(condition or reports.for_posts(posts)))
    names = {one.pk: name for name, one in told.items()}
    return {names[one.pk]: one.waits_for for one in found}


def test_every_report_waits_for_what_its_page_says(world, told):
    shown = {name: next_step.of_complaint(one) for name, one in told.items()}

    found = named(world, told, "city.intake") | named(world, told, "city.approver")

    assert shown.pop("doubtful") == "trust"  # waits apart, by itself
    assert shown.pop("rests") == "wake"  # nothing asks for it
    assert found == {name: verb for name, verb in shown.items() if verb}


def test_the_approver_reviews_what_rests_and_intake_does_the_rest(world, told):
    assert named(world, told, "city.approver") == {"to review": "review_shelved"}
    assert "to review" not in named(world, told, "city.intake")
    assert named(world, told, "county.officer") == named(world, told, "city.leader") == {}


@pytest.mark.parametrize(("login", "count"), [("city.intake", 10), ("city.approver", 1)])
def test_desk_and_list_and_count_are_one(world, told, login, count):
    client = at_desk(world[login])

    home = client.get("/desk/")
    tile = next(one for one in home.context["tiles"] if one.name == "reports")
    listed = client.get(f"{tile.address}&order=old").context["rows"]

    assert tile.count == len(listed) == count
    assert [row.record for row, _step in home.context["reports"]] == [one.record for one in listed]


def test_a_report_that_may_wake_another_stands_on_the_desk(world, told):
    page = text_of(at_desk(world["city.intake"]).get("/desk/"))

    assert told["called"].number in page
    assert told["rests"].number not in page
