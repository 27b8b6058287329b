"""Who read what."""

from django.db import models

from ledger.models.append_only import AppendOnly


class Access(AppendOnly):
    """One reading of a page, paper or file, written before a byte leaves."""

    subject = models.CharField(max_length=80)
    what = models.CharField(max_length=200)
    on = models.DateField()
    at = models.DateTimeField(null=True)  # empty where a moment could betray a reporter
    reader_key = models.CharField(max_length=150)
    reader_name = models.CharField(max_length=150)
    reader_unit = models.CharField(max_length=150, blank=True)
    reader_role = models.CharField(max_length=40, blank=True)

    class Meta(AppendOnly.Meta):
        indexes = [
            models.Index(fields=["subject", "id"], name="ledger_access_by_subject"),
            models.Index(fields=["reader_key", "on"], name="ledger_access_by_reader"),
        ]

    def __str__(self) -> str:
        return f"{self.reader_key} read {self.what} of {self.subject}"
