"""Every (state, verb, person): what the truth tables do not allow is refused, unseen and recorded.

The tables in ``truth/`` are typed from the law and the design, not from the code.
"""

import contextlib
import csv
import dataclasses
from pathlib import Path

import pytest
from django.db import connection

from cases import permissions, verbs
from cases.exceptions import NotAllowed, NotPermitted
from cases.models.rights import rights_of
from cases.permissions import Seat
from cases.states import CaseState, ComplaintState, ProceedingState
from cases.verb import MODELS, perform
from ledger.models import Event
from tests.cases import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]

STATES = {"complaint": ComplaintState, "case": CaseState, "proceeding": ProceedingState}
MAKE = {
    "complaint": factories.a_complaint,
    "case": factories.a_case,
    "proceeding": factories.a_proceeding,
}
SEATS = {
    "CI": ("city.intake", "city.intake2"),
    "CA": ("city.approver",),
    "DI": ("city.discipline",),
    "AR": ("city.archivist",),
    "KO": ("county.officer",),
    "KA": ("county.approver",),
    "LE": ("county.legal",),
    "HR": ("county.personnel",),
    "SI": ("county.investigator", "county.investigator2"),
    "SC": (),  # nobody's school is entrusted here
}
CODES = dict(zip(SEATS, Seat, strict=True))
EVERY = [(record, state.value) for record, states in STATES.items() for state in states]


def truth(record):
    """The rows of one machine's table, by verb."""
    with (Path(__file__).parent / "truth" / f"{record}.csv").open(encoding="utf-8") as file:
        return {row["verb"]: row for row in csv.DictReader(file)}


TRUTH = {record: truth(record) for record in STATES}


def seated(row):
    """The logins that may do what a row of the truth table names."""
    return {login for code in row["seats"].split() for login in SEATS[code]}


@pytest.mark.parametrize("record", STATES)
def test_verbs_are_those_of_the_truth_table(record):
    assert sorted(verb.name for verb in verbs.of(record)) == sorted(TRUTH[record])


@pytest.mark.parametrize("verb", verbs.ROWS, ids=lambda verb: verb.key)
def test_verb_is_as_the_truth_table_says(verb):
    row = TRUTH[verb.record][verb.name]

    assert (set(verb.sources), verb.target) == (set(row["from"].split()), row["to"])
    assert set(verb.seats) == {CODES[code] for code in row["seats"].split()}


@pytest.mark.parametrize("record", STATES)
def test_every_transition_of_the_machine_is_a_verb(record):
    moves = {
        (one.name, one.source, one.target) for one in MODELS[record]().get_all_state_transitions()
    }
    rows = TRUTH[record].values()

    assert moves == {
        (row["verb"], state, row["to"])
        for row in rows
        if row["to"]
        for state in row["from"].split()
    }


@pytest.mark.parametrize("record", STATES)
def test_every_state_is_reached_and_none_but_the_ends_is_without_a_way_on(record):
    rows = TRUTH[record].values()
    left = {state for row in rows if row["to"] for state in row["from"].split()}

    assert {row["to"] for row in rows if row["to"]} | {MODELS[record]().state} == set(
        STATES[record]
    )
    assert (
        set(STATES[record]) - left
        == {
            "complaint": {"answered"},
            "case": set(),
            "proceeding": {"lifted", "expired", "transferred", "dropped", "revoked"},
        }[record]
    )


@pytest.fixture
def remembered(monkeypatch):
    """Rights asked for once a person and record: nothing changes while they are compared."""
    known = {}

    def ask(record, user):
        key = (type(record), record.pk, user.pk)
        if key not in known:
            known[key] = rights_of(record, user)
        return known[key]

    monkeypatch.setattr(permissions, "rights_of", ask)


@pytest.mark.parametrize(("record", "state"), EVERY)
def test_checks_open_to_each_person_what_the_truth_table_allows(record, state, world, remembered):
    subject = MAKE[record](world, state)

    answers = {
        (verb.key, login): answer(verb, subject, user)
        for verb in verbs.ROWS
        for login, user in world.people.items()
    }

    assert answers == {
        (verb.key, login): expected(verb, record, state, login)
        for verb in verbs.ROWS
        for login in world.people
    }


def answer(verb, subject, user):
    try:
        verb.check(subject, user)
    except NotPermitted:
        return "no right"
    except NotAllowed:
        return "not now"
    return "yes"


def expected(verb, record, state, login):
    """By the truth table alone. A verb of another machine leads nowhere from here."""
    row = TRUTH[verb.record][verb.name]
    if login not in seated(row) or not holds_yet(verb, record, state, login):
        return "no right"
    return "yes" if verb.record == record and state in row["from"].split() else "not now"


def holds_yet(verb, record, state, login):
    """A seat opens and closes with the case; a complaint is open to the city alone."""
    if record == "complaint":
        return verb.record == "complaint"
    if verb.record == "complaint":
        return False
    return state_of_case(record, state) in SEATED_IN[login]


def state_of_case(record, state):
    return state if record == "case" else "proceeding"


ORDER = [state.value for state in CaseState]
TAKEN_ON = set(ORDER) - {"pending"}
FOUND = set(ORDER[ORDER.index("concluded") :])
SEATED_IN = {
    "city.intake": set(ORDER),
    "city.intake2": set(ORDER),
    "city.approver": set(ORDER),
    "city.discipline": set(ORDER),
    "city.archivist": {"closed", "archived"},
    "county.officer": TAKEN_ON,
    "county.approver": TAKEN_ON,
    "county.legal": FOUND,
    "county.personnel": FOUND,
    "county.investigator": {"investigating", "suspended", "reported", "concluded", "proceeding"},
    "county.investigator2": {"investigating", "suspended", "reported", "concluded", "proceeding"},
}


@pytest.mark.parametrize(("record", "state"), EVERY)
def test_perform_refuses_all_else_untouched_and_recorded(record, state, world, remembered):
    subject = MAKE[record](world, state)
    asked = [(verb, login) for verb in verbs.of(record) for login in two_of(verb, state, world)]
    before = everything()

    reached = [
        (verb.key, login) for verb, login in asked if is_reached(verb, subject, world[login])
    ]

    assert reached == [
        (verb.key, login) for verb, login in asked if expected(verb, record, state, login) == "yes"
    ]
    assert kept(subject) == [
        (verb.key, login) for verb, login in asked if (verb.key, login) not in reached
    ]
    assert everything() == before


def two_of(verb, state, world):
    """One who may do it in some state, and one who never may: in turn everybody is asked."""
    may = seated(TRUTH[verb.record][verb.name])
    others = sorted(set(world.people) - may)
    turn = 7 * [one for _record, one in EVERY].index(state) + verbs.ROWS.index(verb)
    return [sorted(may)[0], others[turn % len(others)]]


def kept(subject):
    """What history keeps as refused, in order."""
    events = Event.objects.filter(subject=subject.guarded.subject, refused=True)
    return list(events.order_by("position").values_list("kind", "actor_key"))


def is_reached(verb, subject, user):
    """Whether ``perform`` comes as far as the action, which does nothing here."""
    reached = []
    spied = dataclasses.replace(verb, action=lambda *_, by: reached.append(by))
    with contextlib.suppress(NotAllowed, NotPermitted):
        perform(spied, subject, by=user)
    return bool(reached)


def everything():
    """A hash of every row of cases and of the post: what a refusal must not touch."""
    tables = [
        name
        for name in connection.introspection.table_names()
        if name.startswith(("cases_", "notifications_"))
    ]
    hashes = [
        f"(select md5(string_agg(t::text, ',' order by t::text)) from {name} t)" for name in tables
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(hashes)}")
        return dict(zip(tables, cursor.fetchone(), strict=True))
