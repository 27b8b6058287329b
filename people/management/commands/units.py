"""``units``: load the city bureau and its fourteen reporting rows."""

from django.core.management.base import BaseCommand

from people import wenzhou
from people.models import Unit


class Command(BaseCommand):
    """Names and codes follow the table; nothing is made twice."""

    help = "Load Wenzhou's city bureau and its reporting rows."

    def handle(self, *_args: object, **_options: object) -> None:
        """Say how many rows report."""
        wenzhou.load()
        self.stdout.write(f"{Unit.objects.reporting().count()} units report.")
