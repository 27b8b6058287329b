"""What a search looks through: the words of a case, the words of a complaint.

Written by ``cases.search`` from the records; lost rows are made again by ``reindex_search``. Each
index holds who may open a record, too, so that a common word costs a narrow reader no more than a
rare one; and the block of neighbours in which it lies, so that the newest hits are found first.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

PENDING = 512  # kB that wait to be sorted into an index: a report that arrives sorts in few at once


class Words(models.Model):
    """Lexemes of one record; ``version`` is that of the record they were taken from."""

    names = ArrayField(models.TextField(), default=list)
    words = SearchVectorField()
    readers = ArrayField(models.IntegerField(), default=list)
    block = ArrayField(models.IntegerField(), default=list)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class CaseWords(Words):
    """Of a case: names, number, school, matter, lead summary, reports."""

    case = models.OneToOneField(
        "cases.Case", models.CASCADE, primary_key=True, related_name="words"
    )

    class Meta:
        indexes = [
            GinIndex(
                "names", "readers", "block",
                name="cases_casewords_by_name", gin_pending_list_limit=PENDING,
            ),
            GinIndex(
                "words", "readers", "block",
                name="cases_casewords_by_word", gin_pending_list_limit=PENDING,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)


class ComplaintWords(Words):
    """Of a complaint: the names given; apart from these, ``original``: its reporter's own words."""

    complaint = models.OneToOneField(
        "cases.Complaint", models.CASCADE, primary_key=True, related_name="words"
    )
    original = SearchVectorField()

    class Meta:
        indexes = [
            GinIndex(
                "names", "readers", "block",
                name="cases_complaintwords_by_name", gin_pending_list_limit=PENDING,
            ),
            GinIndex(
                "words", "readers", "block",
                name="cases_complaintwords_by_word", gin_pending_list_limit=PENDING,
            ),
            GinIndex(
                "original", "readers", "block",
                name="cases_complaintwords_original", gin_pending_list_limit=PENDING,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)
