"""``vault_custodian``: give one more custodian a share of the vault, or take one's share away."""

from contextlib import ExitStack

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger import passphrases, recovery, vault
from ledger.actors import NamedActor


class Command(BaseCommand):
    """A share is added with the passphrase of somebody who has one; that of the sheet counts too."""

    help = "Add a custodian of the vault, change his passphrase, or remove him."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do, whom, and who opens the vault for it."""
        parser.add_argument("deed", choices=["add", "remove", "list"])
        parser.add_argument("custodian", nargs="?", default="", metavar="USERNAME")
        parser.add_argument("--by", default="", metavar="USERNAME", help="who opens the vault")

    def handle(self, *_args: object, **options: object) -> None:
        """One deed."""
        custodian, by = str(options["custodian"]), str(options["by"])
        if not vault.is_established():
            raise CommandError("No vault is established yet: see the command “vault”.")
        if options["deed"] == "list":
            return self._list()
        if not custodian or custodian == recovery.CUSTODIAN:
            raise CommandError("Name the custodian.")
        if options["deed"] == "remove":
            return self._remove(custodian, by)
        return self._add(custodian, by)

    def _list(self) -> None:
        for key in vault.keys_in_use():
            state = f"retired on {key.retired_on}" if key.retired_on else "seals now"
            names = ", ".join(sorted(share.custodian for share in key.shares.all()))
            self.stdout.write(f"{key} ({state}): {names}")

    def _add(self, custodian: str, by: str) -> None:
        if not by:
            raise CommandError("Name with --by who opens the vault: a custodian, or “recovery”.")
        known = passphrases.known(by)
        with ExitStack() as stack:
            try:
                opened = {
                    key: stack.enter_context(vault.opened(by, known, key))
                    for key in vault.keys_in_use()
                }
            except vault.WrongPassphrase as wrong:
                raise passphrases.refused(wrong) from None
            fresh = passphrases.asked(custodian)
            vault.add_custodian(custodian, fresh, opened, by=NamedActor(by, by))
        self.stdout.write(f"{custodian} can open the vault now.")

    def _remove(self, custodian: str, by: str) -> None:
        try:
            vault.remove_custodian(custodian, by=NamedActor(by or "console", by or "console"))
        except vault.LastShare:
            raise CommandError("Nobody would be left: add another custodian first.") from None
        self.stdout.write(f"{custodian} cannot open the vault any more. Rotate its key as well.")
