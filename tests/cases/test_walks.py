"""Random walks through the forms and verbs: whatever anybody does, what must hold holds after it."""

import json
from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest
from django import forms
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cases import grants, next_step, verbs
from cases.actions import clocks, outcomes
from cases.catalogues import authority, sanctions
from cases.exceptions import CaseError
from cases.forms.persons import SchoolField
from cases.models import (
    Case,
    CaseGroupObjectPermission,
    CaseUserObjectPermission,
    Clock,
    Complaint,
    Decision,
    Effect,
    Proceeding,
)
from cases.verb import perform
from ledger import history
from ledger.models import Event
from notifications.models import Paper
from people.models.units import BUREAUS
from tests.cases import invariants, moves
from tests.cases.factories import (
    DECIDED,
    TODAY,
    a_case,
    a_complaint,
    a_draft,
    a_proceeding,
    a_report,
    an_order,
)
from tests.people.factories import a_teacher

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]

WORDS = "只有举报人知道的一句话。"
STEPS = 12
WALKS = 3  # from each start
QUICKLY = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking a walk takes minutes


@contextmanager
def undone():
    mark = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(mark)


def at_the_door(world):
    return a_complaint(world, "registered", narrative=WORDS)


def a_child_in_danger(world):
    return a_complaint(world, "screening", narrative=WORDS, minor_risk=True)


def waiting_for_dispatch(world):
    case = a_case(world)
    a_complaint(world, "accepted", case=case, narrative=WORDS)
    an_order(world, case)
    return case


def inquired(world):
    case = a_case(world, "investigating", is_simple=True)
    Clock.objects.create(
        case=case,
        limit="K4",
        name="办结",
        started_on=case.opened_on,
        due_on=TODAY + timedelta(days=9),
    )
    a_report(world, case)
    return case


def investigated(world):
    return a_proceeding(world, "investigated")


def drafted(world):
    proceeding = a_proceeding(world, "heard")
    a_draft(world, proceeding)
    return proceeding


def of_a_private_school(world):
    case = a_case(world, "proceeding", teachers=[a_teacher(world.school, personnel_type="private")])
    case.respondents.update(finding="substantiated")
    return a_proceeding(world, "investigated", case=case)


def returned_twice(world):
    case = a_case(world, "reported", teachers=[world.teacher, world.teacher2], returns=2)
    a_complaint(world, "accepted", case=case, narrative=WORDS)
    a_report(world, case)
    return case


def under_review(world):
    proceeding = a_proceeding(world, "under_review")
    outcomes.plan_effects(proceeding.decision)
    clocks.start(proceeding, "REVIEW_DECIDE", on=TODAY)
    return proceeding


STARTS = [
    at_the_door, a_child_in_danger, waiting_for_dispatch, inquired, investigated, drafted,
    of_a_private_school, returned_twice, under_review,
]  # fmt: skip


SEATED = {
    "city_intake": "city.intake", "city_approver": "city.approver",
    "discipline": "city.discipline", "archivist": "city.archivist", "officer": "county.officer",
    "approver": "county.approver", "legal": "county.legal", "personnel": "county.personnel",
    "investigator": "county.investigator", "checker": "school.investigator",
}  # fmt: skip


class Walk:
    """Where one walk has come to, and what it must never see changed."""

    def __init__(self, world, start, data):
        self.world, self.data = world, data
        start(world)
        self.clocks, self.events, self.decided = {}, 0, set(decided())
        self.last = invariants.last_event()

    def draw(self, options, weights=()):
        return self.data.draw(st.sampled_from([*options, *weights]))

    def records(self):
        return [*Complaint.objects.all(), *Case.objects.all(), *Proceeding.objects.all()]

    def step(self):
        """One deed: mostly an open verb by who may do it, at times anything by anybody."""
        if self.draw([False] * 4, [True]):
            moves.a_move(self)
            return
        record = self.draw(self.records())
        self.careful = self.draw([False, True, True, True])
        verb = self.a_verb(record)
        user = self.somebody(verb)
        empty = verb_form(verb, record, user)
        form = empty and verb.form(self.filled(empty), record=record, user=user)
        if form is None or not form.is_valid():
            return
        before = Event.objects.count()
        with suppress(CaseError):
            perform(verb, record, by=user, **form.arguments)
        assert Event.objects.count() > before, verb.key

    def a_verb(self, record):
        every = verbs.of(record.SERIES)
        now = [one for one in every if one.is_open_in(record.state)]
        named = verbs.get(record.SERIES, next_step.of(record.SERIES, record))
        likely = [*now, *[named] * len(now)] if named else now
        return self.draw(likely if self.careful and likely else every)

    def somebody(self, verb):
        able = [SEATED[seat.value] for seat in verb.seats]
        others = ["county.investigator2", "school.principal", "city.intake", "other.officer"]
        logins = able if self.careful else able + others
        return self.draw([self.world[one] for one in logins], moves.deputies(self))

    def filled(self, form):
        posted = QueryDict(mutable=True)
        for name, field in form.fields.items():
            posted.setlist(name, self.typed(name, field))
        return posted

    def typed(self, name, field):
        if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
            keys = [str(key) for key, _label in field.choices][:8]
            some = st.lists(
                st.sampled_from(keys or [""]), min_size=self.careful, max_size=3, unique=True
            )
            return self.data.draw(some)
        wrong, right = self.words(name, field)
        return [self.draw(right if self.careful else [*wrong, *right])]

    def words(self, name, field):
        """What may be typed: wrong things, and right ones, the likelier more often."""
        if isinstance(field, forms.ChoiceField):
            keys = [str(key) for key, _label in field.choices if key]
            return ["", "nonsense"], keys or [""]
        if isinstance(field, forms.BooleanField):
            return ["", "on"], ["on"]
        if isinstance(field, forms.DateField):
            days = [TODAY + timedelta(days=one) for one in (-400, -1, 1, 40)]
            return [str(day) for day in days], [str(TODAY)]
        if isinstance(field, forms.IntegerField | forms.DecimalField):
            return ["", "x", "-1", "0", "31"], ["24", "30", "10"]
        if isinstance(field, SchoolField):
            return ["", "没有这所学校"], [self.world.school.name]
        if name in ("teacher", "teachers"):
            return ["", "没有此人"], [self.world.teacher.name, self.world.teacher2.name]
        if name in ("case", "other"):
            return ["2020-00001"], [*Case.objects.values_list("slug", flat=True), "2020-00001"]
        return ["", " ", "长" * 6000, "<b>粗</b>", "空\x00字"], ["经核查属实。"]


def verb_form(verb, record, user):
    """The empty form; None where the record is not ready even to show one."""
    try:
        return verb.form(record=record, user=user)
    except CaseError:
        return None


def decided():
    return Decision.objects.filter(decided_on__isnull=False).values_list("pk", flat=True)


def check(walk):
    """The invariants of domain reference §9.4, by their numbers there, and those of our own."""
    for proceeding in Proceeding.objects.filter(state__in=DECIDED):
        nobody_is_decided_upon_unheard(proceeding)  # 1
    for decision in Decision.objects.filter(decided_on__isnull=False):
        decision_keeps_to_terms_and_authority(decision)  # 1, 5, 9
    nobody_out_of_service_is_sanctioned(walk)  # 1
    no_paper_of_a_unit_holds_the_reporters_words()  # 2
    invariants.nobody_who_inquires_sees_what_was_told(walk.world)  # 2
    invariants.every_event_says_who_as_what_and_when(walk.last)  # 3
    walk.last = invariants.last_event()
    clocks_are_never_edited(walk)  # 4
    invariants.no_term_is_longer_than_the_table_allows()  # 5
    ended_decisions_have_no_effects()  # 6
    invariants.what_was_closed_was_closed_once_a_round()  # 7
    nobody_leaves_a_child_in_danger()  # 10
    for case in Case.objects.all():
        extended_once_a_round(case)  # 4
        rests_and_returns_are_counted(case)
        rights_and_due_date_follow_the_record(case)
    assert Event.objects.count() >= walk.events
    walk.events = Event.objects.count()


def nobody_is_decided_upon_unheard(proceeding):
    assert proceeding.respondent.teacher is not None
    assert None not in (proceeding.notified_on, proceeding.heard_on)
    assert proceeding.decisions.filter(decided_on__isnull=False).exists()


def decision_keeps_to_terms_and_authority(decision):
    teacher = decision.proceeding.respondent.teacher
    for code in filter(None, [decision.sanction, *decision.measures]):
        assert authority.may_decide("bureau", code, teacher.personnel_type)
    assert decision.decided_by_id != decision.drafted_by_id
    if "DISQ" in decision.measures:
        assert decision.months >= 24
        assert decision.disqualified_until >= decision.decided_on + timedelta(days=729)
    if decision.sanction:
        row = sanctions.get(decision.sanction, decision.catalogue, decision.decided_on)
        span = sanctions.term(row, decision.decided_on)
        assert decision.ends_on == (span[1] if span else None)
    kinds = {one.unit.kind for one in decision.decided_by.appointments.select_related("unit")}
    assert kinds <= set(BUREAUS)


def nobody_out_of_service_is_sanctioned(walk):
    for new in Decision.objects.filter(pk__in=set(decided()) - walk.decided):
        invariants.decided_by_whom_nothing_bars(new)
        status = new.proceeding.respondent.teacher.status
        assert status == "active" or (status != "dead" and not new.sanction)
    walk.decided = set(decided())


def no_paper_of_a_unit_holds_the_reporters_words():
    for paper in Paper.objects.exclude(audience="reporter"):
        assert WORDS not in json.dumps(paper.sheet, ensure_ascii=False)


FROZEN = ("limit", "name", "started_on", "due_on", "is_ours", "is_provisional", "case", "complaint")


def clocks_are_never_edited(walk):
    now = {row[0]: row[1:] for row in Clock.objects.values_list("pk", *FROZEN)}
    assert walk.clocks.items() <= now.items()
    walk.clocks = now


def ended_decisions_have_no_effects():
    theirs = Effect.objects.filter(decision__ended_on__isnull=False)
    assert not theirs.exclude(state="revoked").exclude(code__startswith="R").exists()


def nobody_leaves_a_child_in_danger():
    left = Complaint.objects.filter(minor_risk=True).exclude(state__in=["registered", "screening"])
    assert not [one for one in left if one.needs_danger_report]


def extended_once_a_round(case):
    assert case.dossier.filter(kind="extension", round=case.round).count() <= 1


def rests_and_returns_are_counted(case):
    """A rest runs while the inquiry rests; nobody cleared, dead or gone is still to be handled."""
    assert case.suspensions.running().exists() == (case.state == "suspended")
    assert case.returns <= 2
    gone = case.respondents.exclude(pk__in=case.respondents.standing())
    assert not gone.filter(finding__in=["substantiated", "partly"]).exists()
    assert not case.respondents.to_be_handled().filter(teacher__status="dead").exists()


def rights_and_due_date_follow_the_record(case):
    def rows():
        groups = CaseGroupObjectPermission.objects.filter(content_object=case)
        people = CaseUserObjectPermission.objects.filter(content_object=case)
        return set(groups.values_list("group", "permission")), set(
            people.values_list("user", "permission")
        )

    before = rows()
    grants.renew(case)
    assert rows() == before
    if case.version:
        first = case.clocks.running().filter(is_ours=True, paused_on=None).first()
        assert case.next_due == (first.due_on if first else None)


@pytest.mark.parametrize("start", STARTS)
@settings(
    max_examples=WALKS, deadline=None, phases=QUICKLY, suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_whatever_anybody_does_the_invariants_hold(world, start, data):
    with undone():
        walk = Walk(world, start, data)
        for _step in range(STEPS):
            walk.step()
            check(walk)
        assert history.first_broken_link() is None
