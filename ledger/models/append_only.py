"""What makes a table append-only: the database refuses update, delete and truncate of it."""

import pgtrigger
from django.db import models


def never_truncated(name: str) -> pgtrigger.Trigger:
    """The trigger that refuses to empty a table, whoever asks."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'This table is never emptied.';",
    )


class AppendOnly(models.Model):
    """A row that is written once. ``grant_rights`` gives the application SELECT and INSERT only.

    A subclass inherits the triggers through ``class Meta(AppendOnly.Meta)``.
    """

    class Meta:
        abstract = True
        triggers = [
            pgtrigger.Protect(name="rows_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            never_truncated("table_stays"),
        ]
