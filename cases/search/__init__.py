"""Search over numbers, names, schools, summaries, reports and, apart from these, original words."""

from cases.search.finding import Hits, find_cases, find_complaints
from cases.search.indexing import (
    forget,
    index,
    index_case,
    index_cases,
    index_complaint,
    index_complaints,
)

__all__ = [
    "Hits",
    "find_cases",
    "find_complaints",
    "forget",
    "index",
    "index_case",
    "index_cases",
    "index_complaint",
    "index_complaints",
]
