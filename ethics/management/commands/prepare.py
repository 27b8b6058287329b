"""Bring the database up to date: migrate as its owner, give rights, fill an empty demo."""

from argparse import ArgumentParser

from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, call_command


class Command(BaseCommand):
    """``prepare [--demo]``: what every new version needs before it serves; harmless when repeated."""

    help = "Migrates, gives the application's role its rights and, with --demo, fills an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The demo goes into an empty database only when it is asked for."""
        parser.add_argument("--demo", action="store_true")

    def handle(self, *_args: object, demo: bool, **_options: object) -> None:
        """The owner changes the tables; everything after is done by the application's role."""
        call_command("migrate", database="owner", verbosity=0)
        call_command("grant_rights", verbosity=0)
        if demo and not get_user_model().objects.exists():
            call_command("demo", verbosity=0)
