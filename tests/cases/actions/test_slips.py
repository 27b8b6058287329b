"""The ladder: drafted by night, issued by a person, signed for, answered, closed off."""

from datetime import date, timedelta

import pytest
from django_fsm import TransitionNotAllowed

from cases.actions import clocks, ladder, slips
from cases.exceptions import NotAllowed, NotPermitted, Stale
from cases.models import Rung, Slip
from ledger import history
from notifications.models import Message, Paper
from tests.cases.factories import TODAY, a_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]
WORDS = slips.Words("已超期。", "请反馈。", TODAY + timedelta(7))


def limited(world, due, **fields):
    """An inquiry of the county whose limit ends on a day."""
    case = a_case(world, "investigating", **fields)
    clocks.set_due(case, "K4", due_on=due, on=date(2026, 8, 1))
    return case


def drafted(world, rung=Rung.REMINDER, *, by=None, key="k"):
    about = slips.About(world.city, world.county)
    return slips.draft(rung, key=key, about=about, words=WORDS, by=by)


def issued(world, rung=Rung.REMINDER, key="k"):
    slip = drafted(world, rung, key=key)
    slips.issue(slip, words=WORDS, by=world["city.approver"])
    return slip


def answered(world, rung=Rung.REMINDER):
    slip = issued(world, rung)
    slips.sign(slip, by=world["county.officer"])
    slips.reply(slip, answer="已办结。", by=world["county.approver"])
    return slip


@pytest.mark.parametrize(
    ("due", "rung"),
    [
        (TODAY + timedelta(8), None),
        (TODAY + timedelta(7), Rung.REMINDER),
        (TODAY, Rung.REMINDER),
        (date(2026, 10, 9), Rung.LETTER),
        (date(2026, 9, 21), Rung.LETTER),  # ten working days late, 10 October among them
        (date(2026, 9, 20), Rung.ORDER),
    ],
)
def test_the_night_drafts_the_form_that_the_delay_asks_for(world, due, rung):
    case = limited(world, due)

    ladder.draft_all(TODAY)

    found = list(Slip.objects.filter(case=case).values_list("rung", "unit", "drafted_by"))
    assert found == ([(rung, world.county.pk, None)] if rung else [])


def test_a_night_that_runs_twice_drafts_once(world):
    limited(world, TODAY)

    assert (ladder.draft_all(TODAY), ladder.draft_all(TODAY)) == (1, 0)


def test_of_a_night_s_drafts_one_letter_tells(world):
    for _number in range(3):
        limited(world, TODAY)

    ladder.draft_all(TODAY)

    letters = Message.objects.filter(kind="slip.drafted", reader=world["city.approver"])
    assert letters.get().body == "4"  # with the letter about the school


def test_the_city_does_not_remind_itself(world):
    limited(world, TODAY, handling_unit=world.city)

    assert ladder.draft_all(TODAY) == 0


def test_a_paused_limit_reminds_nobody(world):
    clocks.pause(limited(world, TODAY), "K4", on=TODAY)

    assert ladder.draft_all(TODAY) == 0


def test_three_slips_in_a_quarter_bring_a_letter(world):
    for number in range(3):
        issued(world, key=f"k{number}")

    assert ladder.draft_all(TODAY) == 1
    assert Slip.objects.get(key__startswith="quarter:").rung == Rung.LETTER


def test_the_same_school_three_times_in_a_year_brings_a_letter(world):
    for _number in range(3):
        a_case(world, "investigating")

    ladder.draft_all(TODAY)

    slip = Slip.objects.get(key__startswith="school:")
    assert (slip.rung, slip.unit, slip.case) == (Rung.LETTER, world.county, None)


def test_issued_it_has_a_number_a_paper_and_a_reader(world):
    slip = issued(world)

    assert slip.number == "温师提〔2026〕1号"
    assert Paper.objects.get(subject=slip.subject).title == "提示单"
    told = Message.objects.filter(kind="slip.issued").values_list("reader", flat=True)
    assert world["county.officer"].pk in told


def test_numbers_of_one_form_have_no_gaps(world):
    first, second = issued(world, key="a"), issued(world, key="b")
    other = issued(world, Rung.ORDER, key="c")

    assert [first.number, second.number, other.number] == [
        "温师提〔2026〕1号", "温师提〔2026〕2号", "温师督〔2026〕1号",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rung", "login"),
    [
        (Rung.REMINDER, "county.officer"),
        (Rung.REMINDER, "other.approver"),
        (Rung.LETTER, "city.intake"),
        (Rung.ORDER, "city.intake"),
    ],
)
def test_only_whoever_may_issues(world, rung, login):
    slip = drafted(world, rung)

    with pytest.raises(NotPermitted):
        slips.issue(slip, words=WORDS, by=world[login])
    slip.refresh_from_db()
    assert (slip.state, slip.number) == ("drafted", "")


def test_whoever_drafted_it_does_not_issue_it(world):
    slip = drafted(world, by=world["city.intake"])

    with pytest.raises(NotAllowed, match="does not issue"):
        slips.issue(slip, words=WORDS, by=world["city.intake"])


def test_a_unit_answers_and_the_city_closes_off(world):
    slip = answered(world)

    slips.close_off(slip, opinion="同意销号。", by=world["city.approver"])

    kinds = [event.kind for event in history.of(slip.subject)]
    assert kinds == [
        "slip.drafted", "slip.issued", "slip.signed", "slip.answered", "slip.closed_off",
    ]  # fmt: skip


def test_an_order_is_answered_by_the_head(world):
    slip = issued(world, Rung.ORDER)
    slips.sign(slip, by=world["county.officer"])

    with pytest.raises(NotPermitted):
        slips.reply(slip, answer="已办结。", by=world["county.officer"])


@pytest.mark.parametrize("login", ["other.officer", "city.intake", "school.principal"])
def test_only_the_unit_signs(world, login):
    with pytest.raises(NotPermitted):
        slips.sign(issued(world), by=world[login])


def test_an_answer_that_is_not_enough_goes_back(world):
    slip = answered(world)

    slips.return_answer(
        slip, opinion="未说明原因。", reply_by=TODAY + timedelta(3), by=world["city.approver"]
    )

    assert (slip.state, slip.reply_by) == ("signed", TODAY + timedelta(3))


def test_an_unanswered_slip_is_not_closed_off(world):
    with pytest.raises(TransitionNotAllowed):
        slips.close_off(issued(world), opinion="销号。", by=world["city.approver"])


def test_an_order_that_was_not_met_is_followed_by_a_talk(world):
    slip = issued(world, Rung.ORDER)

    talk = slips.step_up(slip, rung=Rung.TALK, words=WORDS, by=world["city.intake"])

    assert (talk.rung, talk.after) == (Rung.TALK, slip)


def test_nothing_milder_follows(world):
    with pytest.raises(NotAllowed, match="graver"):
        slips.step_up(
            issued(world, Rung.ORDER), rung=Rung.LETTER, words=WORDS, by=world["city.intake"]
        )


def test_of_two_at_once_one_wins(world):
    slip = issued(world)
    same = Slip.objects.get(pk=slip.pk)
    slips.sign(slip, by=world["county.officer"])

    with pytest.raises(Stale):
        slips.sign(same, by=world["county.approver"])


@pytest.mark.parametrize(
    ("login", "sees"),
    [
        ("city.intake", True), ("city.approver", True), ("county.officer", True),
        ("county.approver", True), ("other.officer", False), ("county.investigator", False),
        ("school.principal", False), ("city.leader", False),
    ],
)  # fmt: skip
def test_a_slip_is_seen_by_its_two_sides_alone(world, login, sees):
    slip = issued(world)

    assert Slip.objects.visible_to(world[login]).filter(pk=slip.pk).exists() is sees


def test_a_draft_has_gone_to_nobody(world):
    slip = drafted(world)

    assert not Slip.objects.visible_to(world["county.officer"]).filter(pk=slip.pk).exists()


def test_whoever_is_recused_does_not_see_the_slip_of_the_case(world):
    case = limited(world, TODAY)
    ladder.draft_all(TODAY)
    slip = Slip.objects.get(case=case)
    slips.issue(slip, words=WORDS, by=world["city.approver"])
    case.recusals.create(user=world["county.officer"], reason="亲属", on=TODAY)

    assert not Slip.objects.visible_to(world["county.officer"]).filter(pk=slip.pk).exists()
