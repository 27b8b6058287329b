"""``grant_rights``: after ``migrate``, give the application's role its rights."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from ledger import rights


class Command(BaseCommand):
    """Run as the owner; run it as often as you like."""

    help = (
        "Give the application's database role its rights: history can be added to, never altered."
    )

    def handle(self, *_args: object, **_options: object) -> None:
        """Refuse one role for both: an owner could alter history."""
        role = settings.DATABASES["default"]["USER"]
        owner = connections["owner"]
        if role == owner.settings_dict["USER"]:
            raise CommandError(
                f"The application must not be the owner of its database ({role}). "
                "Set DATABASE_URL and DATABASE_OWNER_URL to two roles."
            )
        rights.grant(role, owner)
