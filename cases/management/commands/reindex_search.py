"""``reindex_search``: make anew the words by which cases and complaints are found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from cases.search import renewal

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Safe beside people at work and to break off: run it again, and it begins anew."""

    help = (
        "Write the words of all records to search for; with --changed of those alone that need it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--changed`` is what the timetable does every night."""
        parser.add_argument("--changed", action="store_true")

    def handle(self, *_args: object, **options: Any) -> None:
        """Batch by batch, with a bar where somebody looks on."""
        written = 0
        with tqdm(total=renewal.total(), unit="record", disable=None) as bar:
            for looked_at, fresh in renewal.renew(only_changed=options["changed"]):
                written += fresh
                bar.update(looked_at)
        self.stdout.write(f"{written} records written")
