"""《工作移交清单》: nothing changes hands before the third name, then everything at once."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string

from cases.actions import handovers, leaving, signing
from cases.exceptions import NotAllowed, NotPermitted, Stale
from cases.models import Case, Clock, Handover, Investigator, Recusal, SavedView, UnheldNotice
from cases.models.rights import rights_of
from ledger.models import Event
from notifications import papers
from notifications.models import Message, Paper
from people.models import Appointment
from people.roles import Role
from tests.cases.factories import TODAY, a_case, a_complaint, a_person, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]
TOMORROW = TODAY + timedelta(1)


@pytest.fixture
def successor(world):
    return a_person(world.county, Role.OFFICER, name="successor")


@pytest.fixture
def assigned(world):
    return a_case(
        world, "investigating", assignee=world["county.officer"], next_due=TODAY - timedelta(3)
    )


def begun(world, successor, **fields):
    wanted = {
        "giver": world["county.officer"], "unit": world.county, "successor": successor,
        "monitor": world["county.approver"], "reason": "moved", "from_on": TODAY, **fields,
    }  # fmt: skip
    by = wanted.pop("by", world["county.approver"])
    return handovers.begin(handovers.Wanted(**wanted), by=by)


def sign(handover, part, person, *, by=None, reason="", version=None):
    name = signing.Name(part, person, version or handover.version, reason)
    signing.sign(handover, name=name, by=by or person)


def all_sign(handover):
    sign(handover, "giver", handover.giver)
    for one in handovers.takers(handover):
        sign(handover, "taker", one)
    sign(handover, "monitor", handover.monitor)


def listed(handover):
    return sorted(handover.items.values_list("kind", "key"))


def test_the_list_is_drawn_up_by_itself(world, successor, assigned):
    SavedView.objects.create(owner=world["county.officer"], kind="cases", name="我的")
    a_case(world, "closed", assignee=world["county.officer"])

    made = begun(world, successor)

    assert [kind for kind, _key in listed(made)] == ["case", "view"]
    assert made.items.get(kind="case").due_on == TODAY - timedelta(3)


def test_a_team_place_and_a_paper_without_its_original_are_listed(world, successor):
    case = a_case(world, "investigating")
    Paper.objects.create(
        kind="inquiry_plan", subject=case.subject, title="核查方案", audience="unit", sheet={}
    )

    made = begun(world, successor, giver=world["county.investigator"])

    assert listed(made) == [("paper", case.slug), ("team", case.slug)]
    assert "核查方案" in made.items.get(kind="paper").label


def test_a_report_in_screening_is_listed_for_who_took_it_up(world):
    taken, other = a_complaint(world), a_complaint(world)
    assert refusal(taken, "screen", by=world["city.intake"]) is None
    assert refusal(other, "screen", by=world["city.intake2"]) is None
    made = begun(
        world, world["city.intake2"], giver=world["city.intake"], unit=world.city,
        monitor=world["city.leader"], by=world["city.approver"],
    )  # fmt: skip

    assert listed(made) == [("complaint", taken.slug)]


def test_nothing_changes_hands_before_the_third_name(world, successor, assigned):
    made = begun(world, successor)
    sign(made, "giver", made.giver)
    sign(made, "taker", successor)

    assigned.refresh_from_db()
    assert assigned.assignee == world["county.officer"]


def test_with_the_third_name_everything_changes_hands(world, successor, assigned):
    view = SavedView.objects.create(owner=world["county.officer"], kind="cases", name="我的")
    all_sign(made := begun(world, successor))

    assigned.refresh_from_db()
    view.refresh_from_db()
    made.refresh_from_db()
    assert (assigned.assignee, view.owner, made.state) == (successor, successor, "done")


def test_history_of_each_case_says_it_and_its_limits_run_on(world, successor, assigned):
    clock = Clock.objects.create(
        case=assigned, limit="K4", name="核查", started_on=TODAY, due_on=TODAY + timedelta(60)
    )
    all_sign(begun(world, successor))

    event = Event.objects.get(subject=assigned.subject, kind="case.handed_over")
    assert event.payload.content["person"] == successor.full_name
    assert list(Clock.objects.filter(case=assigned)) == [clock]


def test_the_successor_gets_a_letter_and_the_paper_bears_three_names(world, successor, assigned):
    made = begun(world, successor)
    all_sign(made)

    assert Message.objects.filter(reader=successor, kind="handover.done").count() == 1
    paper = Paper.objects.of(made.subject).last()
    assert [one["on"] for one in paper.sheet["body"]["signatures"]] == [TODAY.isoformat()] * 3


def test_the_old_person_s_place_and_rights_end(world):
    case = a_case(world, "investigating")
    new = a_person(world.county, Role.INVESTIGATOR, name="newcomer")
    giver = world["county.investigator"]

    all_sign(begun(world, new, giver=giver))

    assert rights_of(case, giver) == frozenset()
    assert "investigate_case" in rights_of(case, new)
    assert Investigator.objects.get(case=case, user=new).no_conflict_on is None


def test_his_posts_at_the_unit_end_with_it(world, successor, assigned):
    all_sign(begun(world, successor))

    assert not Appointment.objects.current().filter(user=world["county.officer"]).exists()
    assert rights_of(assigned, world["county.officer"]) == frozenset()


def test_who_only_changes_duties_keeps_his_posts(world, successor, assigned):
    all_sign(begun(world, successor, ends_posts=False))

    assert Appointment.objects.current().filter(user=world["county.officer"]).exists()


def test_two_successors_share_and_both_sign(world, successor, assigned):
    second = a_person(world.county, Role.OFFICER, name="second")
    other = a_case(world, "investigating", assignee=world["county.officer"])
    made = begun(world, successor)
    line = made.items.get(key=other.slug, kind="case")
    handovers.allot(made, items=[line.pk], successor=second, by=world["county.approver"])
    all_sign(made)

    assert set(Case.objects.values_list("slug", "assignee")) == {
        (assigned.slug, successor.pk), (other.slug, second.pk)
    }  # fmt: skip


def test_a_name_set_twice_is_set_once(world, successor, assigned):
    made = begun(world, successor)
    sign(made, "giver", made.giver)
    sign(made, "giver", made.giver)
    sign(made, "taker", successor)
    sign(made, "monitor", made.monitor)
    sign(made, "monitor", made.monitor)

    assert made.signatures.count() == 3
    assert Event.objects.filter(subject=assigned.subject, kind="case.handed_over").count() == 1


def test_the_monitor_signs_last(world, successor, assigned):
    made = begun(world, successor)

    with pytest.raises(NotAllowed, match="last"):
        sign(made, "monitor", made.monitor)


def test_a_case_closed_meanwhile_drops_out_and_older_names_are_void(world, successor, assigned):
    other = a_case(world, "investigating", assignee=world["county.officer"])
    made = begun(world, successor)
    sign(made, "giver", made.giver)
    Case.objects.filter(pk=other.pk).update(state="closed")

    with pytest.raises(Stale, match="void"):
        sign(made, "taker", successor)

    assert listed(made) == [("case", assigned.slug)]
    assert handovers.signatures(made) == []


def test_a_case_that_came_in_stands_on_the_new_list(world, successor, assigned):
    made = begun(world, successor)
    new = a_case(world, "investigating", assignee=world["county.officer"])

    handovers.renew(made)

    assert ("case", new.slug) in listed(made)


def test_a_recused_successor_is_named_beforehand_and_nothing_changes(world, successor, assigned):
    a_case(world, "investigating", assignee=world["county.officer"])
    made = begun(world, successor)
    Recusal.objects.create(case=assigned, user=successor, reason="亲属", on=TODAY)

    with pytest.raises(NotAllowed, match=r"recused"):
        sign(made, "giver", made.giver)

    assert set(Case.objects.values_list("assignee", flat=True)) == {world["county.officer"].pk}


def test_one_forbidden_record_in_the_last_moment_changes_nothing(world, successor, assigned):
    a_case(world, "investigating", assignee=world["county.officer"])
    made = begun(world, successor)
    sign(made, "giver", made.giver)
    sign(made, "taker", successor)
    Recusal.objects.create(case=assigned, user=successor, reason="亲属", on=TODAY)

    with pytest.raises(NotAllowed):
        sign(made, "monitor", made.monitor)

    assert set(Case.objects.values_list("assignee", flat=True)) == {world["county.officer"].pk}


@pytest.mark.parametrize(
    ("role", "said"), [(Role.LEGAL, "no officer"), (Role.PERSONNEL, "no officer")]
)
def test_a_role_that_may_not_hold_a_case_is_refused(world, assigned, role, said):
    other = a_person(world.county, role, name=f"other-{role}")
    made = begun(world, other)

    with pytest.raises(NotAllowed, match=said):
        sign(made, "giver", made.giver)


def test_a_colleague_in_the_same_team_does_not_make_two_of_one(world):
    a_case(world, "investigating")
    made = begun(world, world["county.investigator2"], giver=world["county.investigator"])

    with pytest.raises(NotAllowed, match="team already"):
        sign(made, "giver", made.giver)


@pytest.mark.parametrize("same", ["giver", "successor"])
def test_the_monitor_is_a_third_person(world, successor, assigned, same):
    people = {"giver": world["county.officer"], "successor": successor}

    with pytest.raises(NotAllowed, match="Three different"):
        begun(world, successor, monitor=people[same])


def test_the_leader_signs_for_who_is_gone_with_a_reason_on_the_paper(world, successor, assigned):
    made = begun(world, successor, monitor=world["county.discipline"])
    leader = world["county.approver"]

    with pytest.raises(NotAllowed, match="Say why"):
        sign(made, "giver", made.giver, by=leader)
    sign(made, "giver", made.giver, by=leader, reason="已退休离岗")
    sign(made, "taker", successor)
    sign(made, "monitor", made.monitor)

    first = Paper.objects.of(made.subject).last().sheet["body"]["signatures"][0]
    assert (first["by"], first["reason"]) == (leader.full_name, "已退休离岗")


def test_no_hand_signs_in_two_places(world, successor, assigned):
    made = begun(world, successor)

    with pytest.raises(NotAllowed, match="own place"):
        sign(made, "giver", made.giver, by=made.monitor, reason="已离岗")


@pytest.mark.parametrize("login", ["county.legal", "other.approver", "county.officer"])
def test_a_colleague_signs_for_nobody(world, successor, assigned, login):
    made = begun(world, successor)

    with pytest.raises(NotPermitted):
        sign(made, "taker", successor, by=world[login], reason="不在")


@pytest.mark.parametrize("login", ["county.legal", "other.approver", "school.principal"])
def test_only_he_or_his_leader_opens_one(world, successor, assigned, login):
    with pytest.raises(NotPermitted):
        begun(world, successor, by=world[login])


def test_the_officer_opens_his_own_and_begun_twice_it_is_one(world, successor, assigned):
    first = begun(world, successor, by=world["county.officer"])

    assert begun(world, successor, by=world["county.officer"]) == first


def test_withdrawn_it_changes_nothing_and_is_not_signed(world, successor, assigned):
    made = begun(world, successor)
    handovers.withdraw(made, reason="不调了", by=world["county.approver"])

    with pytest.raises(NotAllowed, match="ended"):
        sign(made, "giver", made.giver)
    assert Case.objects.get().assignee == world["county.officer"]


def test_a_successor_does_not_withdraw_it(world, successor, assigned):
    made = begun(world, successor)

    with pytest.raises(NotPermitted):
        handovers.withdraw(made, reason="不要", by=successor)


def test_work_of_who_leaves_soon_is_told_to_his_leader_once(world, assigned):
    Appointment.objects.filter(user=world["county.officer"]).update(ends_on=TODAY + timedelta(14))

    assert (leaving.tell(TODAY), leaving.tell(TOMORROW)) == (1, 0)
    (letter,) = Message.objects.filter(kind="handover.unheld")
    assert letter.reader == world["county.approver"]
    assert [one.user for one in leaving.shown_to(world["county.approver"], TODAY)] == [
        world["county.officer"]
    ]


def test_work_of_who_stays_longer_or_has_none_is_not_told(world, assigned):
    Appointment.objects.filter(user=world["county.officer"]).update(ends_on=TODAY + timedelta(15))
    Appointment.objects.filter(user=world["county.legal"]).update(ends_on=TODAY)

    assert leaving.leavers(TODAY) == []


def test_a_leader_of_another_unit_sees_none_of_it(world, assigned):
    Appointment.objects.filter(user=world["county.officer"]).update(ends_on=TODAY)

    assert leaving.shown_to(world["other.approver"], TODAY) == []
    assert not UnheldNotice.objects.exists()


def test_numbers_run_without_gaps(world, successor, assigned):
    made = begun(world, successor)
    handovers.withdraw(made, reason="不调了", by=made.giver)

    again = begun(world, successor)

    assert [int(one.number.split("〕")[1].rstrip("号")) for one in (made, again)] == [1, 2]
    assert Handover.objects.open().count() == 1


def test_the_paper_has_three_places_to_sign_an_annex_a_case_and_no_word_of_the_matter(
    world, successor, assigned
):
    Case.objects.filter(pk=assigned.pk).update(title="王小明家长说老师收钱")
    sheet = Paper.objects.of(begun(world, successor).subject).get()

    said = render_to_string(f"paper/{sheet.kind}.html", papers.context_of(sheet))
    assert [
        part in said for part in ("移交人（签字）", "接交人（签字）", "监交人（签字）", "附件1")
    ] == [True] * 4
    assert assigned.number in said
    assert "已超期" in said
    assert "王小明" not in said
    assert world.teacher.name not in said
