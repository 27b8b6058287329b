"""``vault``: establish the vault with its custodians' passphrases, and print the recovery sheet once."""

import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from ledger import recovery, vault
from ledger.passphrases import asked


class Command(BaseCommand):
    """Every custodian types his own passphrase; it is kept nowhere."""

    help = "Establish the vault in which reporters' identities are sealed; prints its recovery sheet once."

    def add_arguments(self, parser: CommandParser) -> None:
        """The custodians' user names, and where else the sheet goes."""
        parser.add_argument("custodians", nargs="+", metavar="USERNAME")
        parser.add_argument(
            "--sheet",
            type=Path,
            metavar="FILE",
            help="write the recovery sheet here (for the printer) instead of printing it",
        )

    def handle(self, *_args: object, **options: object) -> None:
        """Ask first, then make the keys once."""
        names, file = options["custodians"], options["sheet"]
        assert isinstance(names, list)  # noqa: S101 - argparse made it
        if vault.is_established():
            raise CommandError("A vault is established already.")
        passphrases = {name: asked(name) for name in names}
        code = recovery.new_code()
        sheet = recovery.sheet(code, made_on=timezone.localdate().isoformat())
        if isinstance(file, Path):
            written(file, sheet)
        vault.establish({**passphrases, recovery.CUSTODIAN: code})
        self.stdout.write(f"The vault is established for {', '.join(names)}.")
        self.stdout.write(f"The recovery sheet lies in {file}." if file else sheet)


def written(file: Path, sheet: str) -> None:
    """Keep the sheet for its owner's eyes alone; a file that is there already is left as it is."""
    try:
        kept = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise CommandError(f"The sheet cannot be written: {error.strerror}.") from None
    with os.fdopen(kept, "w") as paper:
        paper.write(sheet)
