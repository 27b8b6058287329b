"""What the desk's templates ask: sentences, tones, addresses."""

from datetime import UTC, date, datetime

import pytest

from cases import states, verbs
from cases.sheets import Line
from cases.templatetags import desk
from notifications.models.paper import PaperState
from people.roles import Role

STATES = [
    one
    for machine in (
        states.ComplaintState, states.CaseState, states.ProceedingState, states.EffectState,
        states.Finding, PaperState,
    )
    for one in machine
]  # fmt: skip


def line(kind, *, refused=False, record="温师核〔2026〕1号", who="王某(鹿城区 · 承办员)"):
    return Line(
        kind=kind, on=date(2026, 11, 3), at=datetime(2026, 11, 3, 2, tzinfo=UTC), who=who,
        refused=refused, note="理由", record=record,
    )  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_exactly_one_tone(state):
    assert [tone for tone, members in desk.TONES.items() if str(state) in map(str, members)] == [
        desk.tone(state)
    ]


def test_an_unknown_state_merely_waits():
    assert desk.tone("nothing") == "waiting"


@pytest.mark.parametrize("verb", verbs.ROWS, ids=lambda verb: verb.key)
def test_every_event_is_said_in_the_words_of_its_verb(verb, english):
    assert desk.what(line(verb.event)) == str(verb.label)
    assert desk.what(line(verb.key, refused=True)) == str(verb.label)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("complaint.registered", "The report arrived"),
        ("case.opened", "The case was opened"),
        ("case.of_later_days", "case.of_later_days"),
    ],
)
def test_what_no_verb_does_has_its_own_words(kind, words, english):
    assert desk.what(line(kind)) == words


def test_a_sentence_says_who_did_what(english):
    assert desk.told([line("case.signed")]) == [
        {
            "on": date(2026, 11, 3),
            "at": datetime(2026, 11, 3, 2, tzinfo=UTC),
            "sentence": "王某(鹿城区 · 承办员): Sign for the case",
            "note": "理由",
            "refused": False,
        }
    ]


def test_a_sentence_about_one_person_names_the_proceeding(english):
    (told,) = desk.told([line("proceeding.served", record="温师处〔2026〕3号")])

    assert told["sentence"].endswith(": Record the service 温师处〔2026〕3号")


def test_done_and_refused_are_parted_the_newest_first():
    lines = [line("case.signed"), line("case.sign", refused=True), line("case.concluded")]

    assert [one.kind for one in desk.happened(lines)] == ["case.concluded", "case.signed"]
    assert [one.kind for one in desk.refused(lines)] == ["case.sign"]


@pytest.mark.parametrize("role", Role)
def test_role_has_a_name(role, english):
    assert desk.role_name(role.value) == str(role.label)


def test_only_some_verbs_are_dangerous():
    assert [desk.dangerous(name) for name in ("recall", "revoke", "sign")] == [True, True, False]
