"""``workflow``: the page ``docs/workflow.md`` from the machines and the table of verbs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from cases import verbs
from cases.catalogues import limits, titles
from cases.models import Material
from cases.states import CaseState, ComplaintState, ProceedingState
from cases.verb import MODELS

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from django.db.models import TextChoices

    from cases.verb import Verb

PAGE = Path("docs") / "workflow.md"
MACHINES: dict[str, tuple[str, type[TextChoices]]] = {
    "complaint": ("Complaint 举报件", ComplaintState),
    "case": ("Case 核查件", CaseState),
    "proceeding": ("Proceeding 处理", ProceedingState),
}
INTRODUCTION = """\
# The three machines

Made by `manage.py workflow` from the machines and the table of verbs; do not edit. A verb is done only
by those named under *who*, only in the states named under *from*; everything else is refused, leaves the
record as it is and is kept in its history as refused. A verb without *to* keeps the state.
"""
HEAD = "| verb | from | to | who | guard | papers needed | papers made | limit | event |"
UNITS = {"working_day": "working days", "day": "days", "month": "months"}


class Command(BaseCommand):
    """Write the page, or say that it is stale."""

    help = "Writes docs/workflow.md from the machines; --check only says whether it is stale."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--check`` writes nothing."""
        parser.add_argument("--check", action="store_true", help="fail when the page is stale")

    def handle(self, *_args: object, check: bool, **_options: object) -> None:
        """Write or compare."""
        path, page = Path(settings.BASE_DIR) / PAGE, text()
        if not check:
            path.write_text(page, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != page:
            raise CommandError(
                f"{PAGE} is stale: run manage.py workflow and commit what it writes."
            )


def text() -> str:
    """The whole page, in the language of the code."""
    with translation.override("en"):
        machines = [_machine(*one) for one in MACHINES.items()]
        return "\n".join([INTRODUCTION, *machines])


def _machine(record: str, title_and_states: tuple[str, type[TextChoices]]) -> str:
    title, states = title_and_states
    rows = verbs.of(record)
    lines = [
        f"## {title}",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *_diagram(record, states, rows),
        "```",
        "",
    ]
    lines += [HEAD, "|" + " --- |" * HEAD.count("| ")]
    return "\n".join([*lines, *(_row(verb, states) for verb in rows), ""])


def _diagram(record: str, states: type[TextChoices], rows: tuple[Verb, ...]) -> list[str]:
    moves = [(one, verb) for verb in rows if verb.target for one in _in_order(verb, states)]
    ends = [one for one in states.values if one not in {source for source, _verb in moves}]
    first = MODELS[record]().state
    return [
        *(f"    {one.value}: {one.label}" for one in states),
        f"    [*] --> {first}",
        *(f"    {source} --> {verb.target}: {verb.name}" for source, verb in moves),
        *(f"    {one} --> [*]" for one in ends),
    ]


def _in_order(verb: Verb, states: type[TextChoices]) -> list[str]:
    return [one for one in states.values if one in verb.sources]


def _row(verb: Verb, states: type[TextChoices]) -> str:
    cells = [
        f"`{verb.name}` {verb.label}", ", ".join(_in_order(verb, states)), verb.target,
        ", ".join(str(seat.label) for seat in verb.seats), str(verb.guard),
        ", ".join(str(Material(one).label) for one in verb.needs),
        "、".join(titles.TITLES[one] for one in verb.papers),
        _limit(verb.limit) if verb.limit else "", f"`{verb.event}`",
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _limit(code: str) -> str:
    limit = limits.get(code)
    term = f", {limit.amount} {UNITS[limit.unit]}" if limit.amount else ""
    return f"{code} {limit.name}{term}"
