"""``load_synthetic``: fill the database with an invented city, to try it at size."""

from argparse import ArgumentParser
from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from tqdm import tqdm

from cases.models import Complaint
from cases.synthetic import load
from cases.synthetic.plan import Plan
from people import demo


class Command(BaseCommand):
    """A million reports take some minutes. Everything is kept, or nothing."""

    help = "Fill the database with an invented city: people, schools, reports, inquiries, outcomes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much, by which seed, and whether beside what stands already."""
        parser.add_argument("--complaints", type=int, required=True, metavar="N")
        parser.add_argument("--seed", type=int, default=1, metavar="S")
        parser.add_argument(
            "--more", action="store_true", help="even if reports stand there already"
        )

    def handle(
        self, *_args: object, complaints: int, seed: int, more: bool, **_options: object
    ) -> None:
        """Refuse where real people work, and without --more where reports stand."""
        batch = Complaint.objects.count()
        if batch and not more:
            raise CommandError("Reports stand here already; say --more to add to them.")
        if complaints < 1:
            raise CommandError("--complaints is a number from 1 on.")
        plan = Plan(complaints, seed, timezone.localdate(), batch)
        is_large = complaints >= load.LARGE
        with tqdm(total=complaints, unit="report", disable=None) as bar:
            written = self._load(plan, bar.update, is_large=is_large)
        self.stdout.write(f"{complaints} reports, {written} rows. Password {demo.PASSWORD}.")

    def _load(self, plan: Plan, shown: Callable[[int], object], *, is_large: bool) -> int:
        using = load.OWNER if is_large else "default"
        try:
            written = load.load(plan, using=using, shown=shown, is_bare=is_large)
        except demo.NotADemo:
            raise CommandError(
                "This database holds people who are not of the demo; nothing was changed."
            ) from None
        if not connection.in_atomic_block:  # a test takes it all back
            load.settle()
        return written
