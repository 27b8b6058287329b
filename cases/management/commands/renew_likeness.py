"""``renew_likeness``: make every narrative comparable anew, after learning what every report says."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from cases.actions import resemblance
from cases.models import Complaint


class Command(BaseCommand):
    """Run it after many reports were loaded at once; interrupted, run it again."""

    help = "Learn what every report says, and make all narratives comparable anew."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Batch by batch, with a bar."""
        resemblance.learn()
        total = Complaint.objects.exclude(announced_on=None).count()
        done = 0
        with tqdm(total=total, unit="report", disable=None) as bar:
            for batch in resemblance.renew():
                done += batch
                bar.update(batch)
        self.stdout.write(f"{done} narratives")
