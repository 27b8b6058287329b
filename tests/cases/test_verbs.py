"""The row declares, the action does: every verb is performed, and what it did is compared with its row."""

from dataclasses import dataclass

import pytest
from django.db import transaction
from django.utils import timezone

from cases import verbs
from cases.models import Clock, DossierItem
from cases.permissions import people_in
from cases.verb import MODELS
from ledger.actors import SYSTEM
from ledger.models import Event
from notifications.models import Message, Paper
from people import appointments, demo
from people.models import Unit, User
from people.roles import Role
from tests import stories
from tests.cases import detours, factories, turns
from tests.cases.hands import FormHands

# what the law lets each verb begin and end (domain §2, §9; design §2); all others touch no clock
BEGINS = {
    "complaint.extend_order": {"K16"},
    "complaint.accept": {"K4", "DISPATCH"},
    "complaint.shelve": {"SHELVED_REVIEW"},
    "complaint.wake": {"K2"},
    "complaint.unmerge": {"K2"},
    "complaint.refer": {"TRANSMITTAL", "TRANSMITTAL_WATCH"},
    "complaint.record_return": {"K2"},
    "complaint.review_shelved": {"SHELVED_REVIEW"},
    "case.dispatch": {"SIGN", "K4"},
    "case.object": {"DISPATCH", "K4"},
    "case.recall": {"DISPATCH", "K4"},
    "case.submit_report": {"REPORT_REVIEW"},
    "case.extend": {"K4"},
    "case.suspend": {"SUSPENSION_REVIEW"},
    "case.review_suspension": {"SUSPENSION_REVIEW"},
    "case.refer": {"REFERRAL_WATCH"},
    "case.split": {"K4", "DISPATCH"},
    "complaint.open_retaliation": {"K4", "DISPATCH"},
    "case.resume": {"K4"},
    "case.enter_instruction": {"SUPERIOR"},
    "case.take_back_report": {"SUPERIOR"},
    "case.open_proceedings": {"K15"},
    "case.close": {"K11"},
    "case.reopen": {"K4"},
    "proceeding.notify": {"NOTICE_REPLY"},
    "proceeding.serve": {"REVIEW_APPLY", "FILE"},
    "proceeding.file_review": {"REVIEW_DECIDE", "APPEAL_DECIDE"},
    "proceeding.uphold": {"APPEAL_APPLY"},
}
ENDS = {
    "complaint.extend_order": {"K16"},
    "complaint.return_order": {"K2", "K16"},
    "complaint.accept": {"K2"},
    "complaint.decline": {"K2"},
    "complaint.refer": {"K2"},
    "complaint.shelve": {"K2"},
    "complaint.wake": {"SHELVED_REVIEW"},
    "complaint.review_shelved": {"SHELVED_REVIEW"},
    "complaint.record_receipt": {"TRANSMITTAL"},
    "complaint.record_return": {"TRANSMITTAL_WATCH"},  # the receipt ended the other
    "complaint.settle_referral": {"TRANSMITTAL_WATCH"},
    "complaint.merge": {"K2"},
    "complaint.answer": {"K11"},
    "case.dispatch": {"DISPATCH", "K4"},
    "case.sign": {"SIGN"},
    "case.object": {"SIGN", "K4"},
    "case.recall": {"SIGN", "K4"},
    "case.extend": {"K4"},
    "case.resume": {"SUSPENSION_REVIEW", "K4"},
    "case.review_suspension": {"SUSPENSION_REVIEW"},
    "case.record_referral": {"REFERRAL_WATCH"},
    "case.report_back": {"SUPERIOR"},
    "case.return_report": {"REPORT_REVIEW"},
    "case.conclude": {"REPORT_REVIEW"},
    "case.record": {"FILE", "K4"},
    "proceeding.request_hearing": {"NOTICE_REPLY"},
    "proceeding.hear": {"NOTICE_REPLY"},
    "proceeding.decide": {"K15"},
    "proceeding.drop": {"K15"},
    "proceeding.serve": {"FILE"},  # a second service
    "proceeding.file_review": {"REVIEW_APPLY", "APPEAL_APPLY"},
    "proceeding.uphold": {"REVIEW_DECIDE"},
    "proceeding.change": {"REVIEW_DECIDE"},
    "proceeding.revoke": {"APPEAL_DECIDE", "FILE"},
}
OF_AN_APPEAL = {"REVIEW_DECIDE": "APPEAL_DECIDE"}
COUNTED_WITHOUT_A_CLOCK = {"K3", "K5", "HEARING_NOTICE"}
OF_ONES_OWN_CHOICE = {"payment", "other", "opinions"}


@dataclass(frozen=True)
class Seen:
    """What one performance of a verb left behind."""

    verb: object
    state: str
    events: list
    papers: set
    told: set
    expected: set
    kinds: set
    begun: set
    ended: set
    ran: set
    kept: set
    dossier: set


class WatchingHands(FormHands):
    """Hands that note what each verb left behind."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def act(self, who, record, name, own=None, /, **fields):
        found = MODELS[record[0]].objects.get(slug=record[1])
        verb, last = verbs.get(record[0], name), _last()
        ran, seated = _running(), _seated(found, verb)
        super().act(who, record, name, own, **fields)
        found = MODELS[record[0]].objects.get(slug=record[1])
        self.seen.append(_compared(verb, found, last, ran, seated | _seated(found, verb)))


ROWS = (Event, Paper, Message, Clock, DossierItem)


def _last():
    return {
        model: model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        for model in ROWS
    }


def _running():
    return dict(Clock.objects.running().values_list("pk", "limit"))


def _seated(record, verb):
    return {user.username for seat in verb.tells for user in people_in(record.guarded, seat)}


def _compared(verb, record, last, ran, expected):
    new = {model: model.objects.filter(pk__gt=last[model]) for model in ROWS}
    running, subject = _running(), record.guarded.subject
    new[Message] = new[Message].exclude(kind__startswith="assistance.")  # to whom no seat belongs
    return Seen(
        verb=verb, state=record.state, expected=expected, ran=set(ran.values()) | set(running.values()),
        events=list(new[Event].filter(subject=subject, refused=False).values_list("kind", flat=True)),
        papers=set(new[Paper].values_list("kind", flat=True)),
        told=set(new[Message].values_list("reader__username", flat=True)),
        kinds=set(new[Message].values_list("kind", flat=True)),
        begun=set(new[Clock].values_list("limit", flat=True)),
        ended={limit for pk, limit in ran.items() if pk not in running},
        kept=set(new[DossierItem].values_list("kind", flat=True)),
        dossier=set(record.guarded.dossier.values_list("kind", flat=True)),
    )  # fmt: skip


@pytest.fixture(scope="module")
def seen(django_db_setup, django_db_blocker):
    """Two of the stories and all detours, played once; what each verb did, by its key."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        demo.load()
        hands = WatchingHands()
        play(hands, lambda day: patch.setattr(timezone, "localdate", factories.always(day)))
        transaction.set_rollback(True)
    by_key = {}
    for one in hands.seen:
        by_key.setdefault(one.verb.key, []).append(one)
    return by_key


def play(hands, set_today):
    set_today(factories.TODAY)
    spare_legal_officer()
    open_case = detours.through_dispatch(hands)
    detours.through_intake(hands, open_case)
    detours.through_inquiry(hands, open_case)
    detours.through_hearing(hands, open_case)
    _case, disqualified = detours.through_measures(hands)
    detours.through_a_drop(hands)
    _complaint, case = stories.play(stories.A, hands)
    stories.play(stories.B, hands)
    turns.through_turns(hands, case)
    warned = hands.proceedings_of(case)["陈演甲"]
    detours.after_the_term(hands, set_today, warned, disqualified)
    detours.through_the_archive(hands, case)


def spare_legal_officer():
    """The demo's only one is recused on the way."""
    user = User.objects.create_user("lucheng.legal2", full_name="演示鹿城区备用审核员")
    unit = Unit.objects.get(name=detours.UNIT)
    appointments.appoint(user, unit, Role.LEGAL, starts_on=factories.NEW_YEAR, by=SYSTEM)


def test_no_verb_is_dead(seen):
    assert set(seen) == set(verbs.TABLE)


@pytest.fixture(params=verbs.ROWS, ids=lambda verb: verb.key)
def verb(request):
    return request.param


def test_verb_leads_to_its_state(verb, seen):
    assert {one.state for one in seen[verb.key]} <= (
        {verb.target} if verb.target else set(verb.sources)
    )


def test_verb_records_its_event_once(verb, seen):
    assert [one.events for one in seen[verb.key]] == [[verb.event]] * len(seen[verb.key])


def test_verb_makes_the_papers_of_its_row(verb, seen):
    assert set().union(*(one.papers for one in seen[verb.key])) == set(verb.papers)


def test_verb_tells_the_seats_of_its_row(verb, seen):
    assert [one.told for one in seen[verb.key]] == [one.expected for one in seen[verb.key]]
    assert {kind for one in seen[verb.key] for kind in one.kinds} == (
        {verb.event} if verb.tells else set()
    )


def test_every_seat_told_was_somebodys(verb, seen):
    assert not verb.tells or any(one.expected for one in seen[verb.key])


def test_verb_begins_and_ends_the_clocks_of_the_law(verb, seen):
    begun = set().union(*(one.begun for one in seen[verb.key]))
    ended = set().union(*(one.ended for one in seen[verb.key]))

    assert begun == BEGINS.get(verb.key, set())
    assert ended == ENDS.get(verb.key, set())


def test_limit_of_the_row_runs_when_the_verb_is_done(verb, seen):
    counted = {verb.limit} - COUNTED_WITHOUT_A_CLOCK - {""}
    ran = set().union(*(one.ran for one in seen[verb.key]))

    assert not counted or ran & {verb.limit, OF_AN_APPEAL.get(verb.limit)}


def test_verb_leaves_the_papers_that_its_row_needs_in_the_dossier(verb, seen):
    assert any(set(verb.needs) <= one.dossier for one in seen[verb.key])
    assert set().union(*(one.kept for one in seen[verb.key])) - OF_ONES_OWN_CHOICE <= set(
        verb.needs
    )
