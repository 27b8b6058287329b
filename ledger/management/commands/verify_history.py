"""``verify_history``: walk every chain; name the first link that does not hold."""

from django.core.management.base import BaseCommand, CommandError

from ledger import history


class Command(BaseCommand):
    """Exit code 1 when a link is broken."""

    help = "Verify the chains of history and name the first broken link."

    def handle(self, *_args: object, **_options: object) -> None:
        """Read all events once."""
        broken = history.first_broken_link()
        if broken:
            raise CommandError(f"Broken: {broken}.")
        self.stdout.write("Every link holds.")
