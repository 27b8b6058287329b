"""Registers of numbers."""

from django.db import models


class Register(models.Model):
    """The last number of a series in a year; its row is locked until the number is kept."""

    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year"], name="ledger_register_series_is_unique_in_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"
