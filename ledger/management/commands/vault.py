"""``vault``: establish the vault with its custodians' passphrases."""

from getpass import getpass

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger import vault

SHORTEST = 12


class Command(BaseCommand):
    """Every custodian types his own passphrase; it is kept nowhere."""

    help = "Establish the vault in which reporters' identities are sealed."

    def add_arguments(self, parser: CommandParser) -> None:
        """The custodians' user names."""
        parser.add_argument("custodians", nargs="+", metavar="USERNAME")

    def handle(self, *_args: object, **options: object) -> None:
        """Ask first, then make the keys once."""
        names = options["custodians"]
        assert isinstance(names, list)  # noqa: S101 - argparse made it
        if vault.is_established():
            raise CommandError("A vault is established already.")
        vault.establish({name: _asked(name) for name in names})
        self.stdout.write(f"The vault is established for {', '.join(names)}.")


def _asked(name: str) -> str:
    passphrase = getpass(f"Passphrase of {name}: ")
    if len(passphrase) < SHORTEST:
        raise CommandError(f"A passphrase has at least {SHORTEST} characters.")
    if passphrase != getpass(f"Once more, {name}: "):
        raise CommandError("The two differ; nothing was established.")
    return passphrase
