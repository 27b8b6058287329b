"""The words of invented records to search by, as ``cases.search`` would write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.models import CaseWords, ComplaintWords
from cases.search.bigrams import as_tsvector
from cases.search.words import block_of, case_words, complaint_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cases.synthetic.tables import Tables
    from cases.synthetic.waits import Summary

FACTS = ("subject_taught", "place", "happened", "foreign_number")


def index_complaint(
    tables: Tables, key: int, told: Mapping[str, object], school: str, readers: list[int]
) -> None:
    """``told``: the columns that the reporter filled; ``school``: as registered, or empty."""
    words = complaint_words(
        teacher_name=str(told["teacher_name"]), schools=[str(told["school_name"]), school],
        facts=[str(told[name]) for name in FACTS], narrative=str(told["narrative"]),
    )  # fmt: skip
    tables[ComplaintWords].add(
        complaint_id=key, names=words.names, words=as_tsvector(words.words),
        original=as_tsvector(words.original), readers=readers, block=block_of(key), version=1,
    )  # fmt: skip


def index_case(
    tables: Tables, key: int, texts: tuple[str, str, str], found: Summary, readers: list[int]
) -> None:
    """``texts``: title, registered school or nothing, lead summary."""
    title, school, lead = texts
    words = case_words(
        title=title, names=found.names, clues=found.clues, schools=[school], lead_summary=lead,
        reports=found.reports,
    )  # fmt: skip
    tables[CaseWords].add(
        case_id=key, names=words.names, words=as_tsvector(words.words), readers=readers,
        block=block_of(key), version=1,
    )  # fmt: skip
