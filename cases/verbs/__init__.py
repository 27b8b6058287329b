"""The table of verbs: the only place where a verb meets rights, form, papers, limit, letters, event.

The row declares, the action does, and one test compares them. ``docs/workflow.md`` is made from it.
"""

from cases.verb import Verb
from cases.verbs import (
    attention,
    conclusion,
    decisions,
    dispatching,
    errands,
    hotline,
    inquiry,
    intake,
    links,
    materials,
    outcomes,
    pauses,
    persons,
    referrals,
    remedies,
    reporters,
    reports,
    retaliation,
    screening,
    teams,
    upward,
)

ROWS = (
    *intake.VERBS,
    *screening.VERBS,
    *reporters.VERBS,
    *retaliation.VERBS,
    *hotline.VERBS,
    *dispatching.VERBS,
    *attention.VERBS,
    *errands.VERBS,
    *teams.VERBS,
    *inquiry.VERBS,
    *materials.VERBS,
    *persons.VERBS,
    *reports.VERBS,
    *pauses.VERBS,
    *conclusion.VERBS,
    *referrals.VERBS,
    *links.VERBS,
    *upward.VERBS,
    *decisions.VERBS,
    *remedies.VERBS,
    *outcomes.VERBS,
)
TABLE = {verb.key: verb for verb in ROWS}
BY_EVENT = {verb.event: verb for verb in ROWS}


def get(record: str, name: str) -> Verb | None:
    """The verb of one machine; None where there is none of that name."""
    return TABLE.get(f"{record}.{name}")


def of(record: str) -> tuple[Verb, ...]:
    """All verbs of one machine, in the order of the loop."""
    return tuple(verb for verb in ROWS if verb.record == record)
