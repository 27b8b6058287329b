"""``demo``: load the demo's people, schools, teachers and vault."""

from django.core.management.base import BaseCommand, CommandError

from people import demo


class Command(BaseCommand):
    """Run twice, it changes nothing the second time."""

    help = "Load the invented people, schools and teachers of the demo, and its vault."

    def handle(self, *_args: object, **_options: object) -> None:
        """Refuse a database in which real people work."""
        try:
            demo.load()
        except demo.NotADemo:
            raise CommandError(
                "This database holds people who are not of the demo; nothing was changed."
            ) from None
        self.stdout.write(f"{len(demo.logins())} demo people, password {demo.PASSWORD}.")
