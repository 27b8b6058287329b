"""A new report wakes the shelved one about the same person; what is merely alike is proposed."""

import pytest

from cases.actions import intake, resemblance, wakes
from cases.models import Commonplace, Complaint, Likeness, WakeCall
from cases.sheets.beside import beside
from cases.states import Kind
from ledger import history
from notifications.models import Message
from tests.cases.factories import a_complaint, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]

WORDS = "周六上午在会昌花园三号楼给学生补课，每人收费两千元，没有收据，窗帘总是拉着。"
EDITED = "每逢周六上午，会昌花园3号楼给孩子补课，每人收费2000块，连收据也没有，窗帘总是拉着。"


def shelved(world, **fields):
    complaint = a_complaint(world, "shelved", **{"narrative": WORDS, **fields})
    Likeness.objects.create(complaint=complaint)
    resemblance.fill(
        complaint.likeness, complaint.narrative, frozenset()
    ).met_on = intake.timezone.localdate()
    complaint.likeness.save()
    return complaint


def arrive(world, *, doubt="", **told):
    told = {"narrative": "另一件事。", "school": world.other_school, **told}
    arrival = intake.Arrival(doubt=doubt)
    nonce = f"n{Complaint.objects.count()}"
    new = intake.register(intake.Told(kind=Kind.TUTORING, **told), nonce=nonce, arrival=arrival)
    intake.announce()
    wakes.meet_new()
    return new


def now(complaint):
    return Complaint.objects.get(pk=complaint.pk)


def at(world, **fields):
    return {"school": world.school, "school_name": world.school.name, **fields}


def test_same_school_and_teacher_wakes_it_with_history(world):
    old = shelved(world, teacher_name="演示甲")

    new = arrive(world, **at(world, teacher_name="演示甲"))

    assert now(old).state == "screening"
    event = history.of(old.subject).last()
    assert (event.kind, event.actor_key) == ("complaint.woken", "system")
    assert new.number in event.payload.content["note"]


def test_waking_tells_the_intake_officers_and_sets_a_new_limit(world):
    old = shelved(world, teacher_name="演示甲")
    arrive(world, **at(world, teacher_name="演示甲"))

    told = Message.objects.filter(kind="complaint.woken")
    assert {one.reader.username for one in told} == {"city.intake", "city.intake2"}
    assert [one.limit for one in old.clocks.running()] == ["K2"]


def test_similar_words_are_proposed_and_do_not_wake(world):
    old = shelved(world)

    new = arrive(world, narrative=EDITED)

    assert now(old).state == "shelved"
    call = WakeCall.objects.open().get()
    assert (call.shelved, call.caller, call.tie) == (old, new, "text")
    assert Message.objects.filter(kind="complaint.wake_proposed").count() == 2


def test_proposal_stands_beside_both(world):
    old = shelved(world)
    new = arrive(world, **at(world, narrative=EDITED))
    by, rights = world["city.intake"], frozenset({"screen_complaint"})

    assert [one.caller for one in beside(old, by, rights).callers] == [new]
    assert [one.shelved for one in beside(new, by, rights).called] == [old]


@pytest.mark.parametrize("verb", ["wake", "review_shelved"])
def test_proposal_ends_when_somebody_has_looked(world, verb):
    old = shelved(world)
    arrive(world, narrative=EDITED)
    by = world["city.intake" if verb == "wake" else "city.approver"]

    assert WakeCall.objects.open().count() == 1
    assert refusal(now(old), verb, by=by, reason="看过") is None
    assert WakeCall.objects.open().count() == 0


@pytest.mark.parametrize(
    "told", [{"teacher_name": "演示乙"}, {"teacher_name": ""}], ids=["another teacher", "nobody"]
)
def test_same_school_alone_wakes_nothing(world, told):
    old = shelved(world, teacher_name=told["teacher_name"] and "演示甲")

    arrive(world, **at(world, **told))

    assert now(old).state == "shelved"
    assert not WakeCall.objects.exists()


def test_report_held_apart_wakes_nothing_before_it_is_trusted(world):
    old = shelved(world, teacher_name="演示甲")
    new = arrive(world, doubt="challenge", minor_risk=True, **at(world, teacher_name="演示甲"))
    assert now(old).state == "shelved"

    assert refusal(now(new), "trust", by=world["city.intake"]) is None
    wakes.meet_new()

    assert now(old).state == "screening"


def test_each_is_compared_once(world):
    shelved(world)
    arrive(world, narrative=EDITED)

    assert wakes.meet_new() == 0
    assert WakeCall.objects.count() == 1


def test_what_every_report_says_is_learnt_once_there_is_enough(world, monkeypatch):
    monkeypatch.setattr(resemblance, "ENOUGH", 3)
    before = Complaint.objects.trusted().count()
    for _n in range(max(3 - before, 1)):
        a_complaint(world, narrative="请保护我的隐私。")

    assert (resemblance.learn(), resemblance.learn()) == (True, False)
    assert Commonplace.objects.get().narratives == Complaint.objects.trusted().count()


def test_renewal_fills_what_was_loaded_and_leaves_what_waits(world):
    loaded = a_complaint(world, narrative=WORDS, announced_on=intake.timezone.localdate())
    waiting = a_complaint(world, announced_on=intake.timezone.localdate())
    resemblance.expect(waiting)

    assert sum(resemblance.renew()) >= 2
    assert loaded.likeness.bands
    assert list(Likeness.objects.waiting()) == [waiting.likeness]
