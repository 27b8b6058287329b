"""纸质审批补录: the approver decides, the officer enters it; every rule about two persons is asked of the approver."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases import verbs
from cases.actions import paper_approvals
from cases.actions.paper_approvals import Signed
from cases.exceptions import NotAllowed, NotPermitted
from cases.models import DispatchOrder, Evidence, PaperApproval, Recusal
from cases.verb import perform
from ledger import history
from ledger.actors import SYSTEM
from ledger.models import Event
from notifications.models import Message, Paper
from people import appointments
from people.roles import Role
from tests.cases.factories import a_case, a_complaint, a_person, an_investigator, an_order

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def today():
    return timezone.localdate()


def scan(content=b"%PDF-1.4 signed"):
    return SimpleUploadedFile("审批单.pdf", content)


def signed(approver, *, on=None):
    return Signed(approver=approver, signed_on=on or today(), upload=scan())


def enter(record, name, approver, *, by, on=None, **arguments):
    verb = verbs.get(record.SERIES, name)
    perform(verb, record, by=by, on_paper=signed(approver, on=on), **arguments)


@pytest.fixture
def proposed(world):
    """A dispatch that the intake officer has drafted."""
    case = a_case(world)
    an_order(world, case, proposed_on=today(), due_on=today() + timedelta(60))
    return case


@pytest.fixture
def suspended(world):
    return a_case(world, "suspended")


def test_the_verb_happens_with_the_approver_as_decider(world, proposed):
    enter(proposed, "dispatch", world["city.approver"], by=world["city.intake"])

    assert (proposed.state, DispatchOrder.objects.get().number != "") == ("dispatched", True)
    event = Event.objects.get(subject=proposed.subject, kind="case.dispatched")
    assert event.actor_key == "city.approver"
    assert event.payload.content["entered_by"] == world["city.intake"].full_name


def test_the_paper_says_who_approved_and_who_entered_it(world, proposed):
    enter(proposed, "dispatch", world["city.approver"], by=world["city.intake"])

    sheet = Paper.objects.of(proposed.subject).get(kind="dispatch_order").sheet
    names = world["city.approver"].full_name, world["city.intake"].full_name
    assert sheet["on_paper"].startswith(f"批准人{names[0]}，")
    assert sheet["on_paper"].endswith(f"纸质审批，由{names[1]}补录")


def test_done_in_person_nothing_of_it_is_said(world, proposed):
    perform(verbs.get("case", "dispatch"), proposed, by=world["city.approver"])

    assert "on_paper" not in Paper.objects.of(proposed.subject).get(kind="dispatch_order").sheet
    assert not PaperApproval.objects.exists()


def test_the_scan_is_sealed_among_the_files_of_the_case(world, proposed):
    enter(proposed, "dispatch", world["city.approver"], by=world["city.intake"])

    approval = PaperApproval.objects.get()
    assert proposed.case_files.get().evidence == approval.scan
    assert Evidence.objects.never_sent(before=today() + timedelta(9)).count() == 0


def test_a_report_s_ruling_keeps_its_scan_with_the_approval(world):
    complaint = a_complaint(world, "screening", received_on=today())
    form = verbs.get("complaint", "decline").form(record=complaint, user=world["city.approver"])
    ground = next(key for key, _label in form.fields["ground"].choices if key)

    enter(
        complaint,
        "decline",
        world["city.approver"],
        by=world["city.intake"],
        ground=ground,
        reason="无具体线索",
    )

    approval = PaperApproval.objects.get()
    assert (complaint.state, approval.complaint, approval.case) == ("not_accepted", complaint, None)
    assert Evidence.objects.never_sent(before=today() + timedelta(9)).count() == 0


def test_the_approver_gets_a_letter_without_a_word_of_the_case(world, proposed):
    enter(proposed, "dispatch", world["city.approver"], by=world["city.intake"])

    (letter,) = Message.objects.filter(kind="paper_approval.entered")
    assert (letter.reader, letter.body) == (world["city.approver"], proposed.number)


def test_nobody_enters_his_own_approval(world, suspended):
    both = a_person(world.county, Role.APPROVER, name="both")
    appointments.appoint(both, world.county, Role.OFFICER, by=SYSTEM)

    with pytest.raises(NotAllowed, match="his own"):
        enter(suspended, "resume", both, by=both, reason="恢复")


def test_the_one_who_proposed_may_enter_it_but_not_be_its_approver(world, proposed):
    appointments.appoint(world["city.intake"], world.city, Role.APPROVER, by=SYSTEM)

    with pytest.raises(NotAllowed, match="proposed"):
        enter(proposed, "dispatch", world["city.intake"], by=world["city.intake2"])
    assert proposed.state == "pending"


def test_a_recused_approver_is_refused(world, suspended):
    Recusal.objects.create(case=suspended, user=world["county.approver"], reason="亲属", on=today())

    with pytest.raises(NotAllowed, match="barred"):
        enter(
            suspended, "resume", world["county.approver"], by=world["county.officer"], reason="恢复"
        )


def test_whoever_investigated_approves_not_on_paper_either(world, suspended):
    an_investigator(suspended, world["county.approver"], left_on=today())

    with pytest.raises(NotAllowed, match="does not approve here"):
        enter(
            suspended, "resume", world["county.approver"], by=world["county.officer"], reason="恢复"
        )


@pytest.mark.parametrize(
    "login", ["other.approver", "county.legal", "city.leader", "city.approver"]
)
def test_only_who_holds_the_seat_is_named(world, suspended, login):
    with pytest.raises(NotAllowed):
        enter(suspended, "resume", world[login], by=world["county.officer"], reason="恢复")


def test_a_seat_taken_only_after_the_day_of_the_signature_is_refused(world, suspended):
    new = a_person(world.county, Role.APPROVER, name="new", starts_on=today())

    with pytest.raises(NotAllowed, match="did not hold the seat"):
        enter(
            suspended,
            "resume",
            new,
            by=world["county.officer"],
            on=today() - timedelta(1),
            reason="恢复",
        )


@pytest.mark.parametrize(
    "login", ["county.investigator", "county.legal", "other.officer", "city.intake"]
)
def test_only_the_office_beside_the_approver_enters(world, suspended, login):
    with pytest.raises(NotPermitted):
        enter(suspended, "resume", world["county.approver"], by=world[login], reason="恢复")
    assert (
        Event.objects.filter(subject=suspended.subject, refused=True, actor_key=login).count() == 1
    )


def test_a_day_in_the_future_is_refused(world, suspended):
    tomorrow = today() + timedelta(1)

    with pytest.raises(NotAllowed, match="not come yet"):
        enter(
            suspended,
            "resume",
            world["county.approver"],
            by=world["county.officer"],
            on=tomorrow,
            reason="恢复",
        )


def test_nothing_was_signed_before_it_existed(world):
    case = a_case(world, opened_on=today() - timedelta(30))
    draft = verbs.get("case", "propose_dispatch")
    an_order(world, case, proposed_on=today())
    history.record(
        draft.event,
        case.subject,
        by=world["city.intake"].as_actor(),
        payload={"record": case.number},
    )

    with pytest.raises(NotAllowed, match="did not exist before"):
        enter(
            case,
            "dispatch",
            world["city.approver"],
            by=world["city.intake"],
            on=today() - timedelta(1),
        )


def test_what_the_law_wants_in_person_is_not_entered(world):
    case = a_case(world, "investigating")

    with pytest.raises(NotPermitted):
        enter(case, "rule_witness_name", world["county.approver"], by=world["county.officer"])


def test_every_proposal_that_an_approval_names_is_an_event_of_a_verb():
    named = {verb.approves for verb in verbs.ROWS if verb.approves}

    assert named <= verbs.BY_EVENT.keys()
    assert all(verb.beside for verb in verbs.ROWS if verb.approves)


@pytest.fixture
def approval(world, suspended):
    enter(suspended, "resume", world["county.approver"], by=world["county.officer"], reason="恢复")
    return PaperApproval.objects.get()


def test_confirmed_twice_it_is_said_once(world, approval, suspended):
    for _twice in range(2):
        paper_approvals.confirm(approval, by=world["county.approver"])

    approval.refresh_from_db()
    assert approval.state == "confirmed"
    assert (
        Event.objects.filter(subject=suspended.subject, kind="paper_approval.confirmed").count()
        == 1
    )


def test_disputed_the_head_and_the_supervisor_are_told_and_nothing_is_undone(
    world, approval, suspended
):
    paper_approvals.dispute(approval, reason="不是我签的", by=world["county.approver"])

    told = set(
        Message.objects.filter(kind="paper_approval.disputed").values_list(
            "reader__username", flat=True
        )
    )
    suspended.refresh_from_db()
    assert told == {"county.approver", "city.approver", "city.discipline"}
    assert suspended.state == "investigating"


@pytest.mark.parametrize("login", ["county.officer", "city.approver", "city.discipline"])
def test_nobody_else_answers_for_him(world, approval, login):
    with pytest.raises(NotPermitted):
        paper_approvals.confirm(approval, by=world[login])


def test_after_three_working_days_he_is_reminded_once(world, approval):
    friday = timezone.datetime(2026, 11, 20).date()
    PaperApproval.objects.update(entered_on=friday, signed_on=friday)

    days = [friday + timedelta(n) for n in (3, 4, 5, 6)]  # Monday to Thursday
    assert [paper_approvals.remind(day) for day in days] == [0, 0, 1, 0]


def test_one_confirmed_is_not_reminded(world, approval):
    paper_approvals.confirm(approval, by=world["county.approver"])

    assert paper_approvals.remind(today() + timedelta(30)) == 0
