"""What a click would tell and to whom, in words, before it is made: the letter, and the readers of each paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cases.catalogues import titles

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from cases.verb import Verb

TO_REPORTER = {"acceptance_notice", "result_notice", "refusal_notice", "referral_notice"}
TO_RESPONDENT = {"proposed_notice", "decision", "conclusion_notice"}
TO_OTHERS = {"referral_letter", "transfer_letter", "assistance_letter", "clarification"}


def letter(verb: Verb, record: Any) -> str:
    """The words of the letter that the inboxes of those told receive; in the language of the letters."""
    if not verb.tells:
        return ""
    with translation.override("zh-hans"):
        title = str(titles.LETTERS.get(verb.event, titles.SOMETHING))
    return f"{title}（{record.guarded.number}）"


def papers(kinds: Iterable[str]) -> list[str]:
    """Each paper with its reader; of the inquiry's own papers that is the file."""
    return [f"{titles.TITLES[kind]}：{_reader(kind)}" for kind in kinds]


def _reader(kind: str) -> str:
    if kind in TO_REPORTER:
        return str(_("for the reporter who gave his name"))
    if kind in TO_RESPONDENT:
        return str(_("for the person concerned"))
    if kind in TO_OTHERS:
        return str(_("for the other authority"))
    return str(_("for the unit and the file"))
