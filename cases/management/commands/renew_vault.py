"""``renew_vault``: a new key for the vault, and every reporter sealed with it anew."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.actions import real_names
from cases.models import Reporter
from ledger import passphrases, recovery, sealing, vault
from ledger.management.commands.vault import written

if TYPE_CHECKING:
    from nacl.public import PrivateKey

    from ledger.models import VaultKey


class Command(BaseCommand):
    """What was interrupted goes on with ``--continue``. Old keys are destroyed on the next day."""

    help = "Give the vault a new key pair and seal every reporter with it. Every custodian types his new passphrase."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who opens the old key, whom the new one is for, where the new sheet goes."""
        parser.add_argument("--by", required=True, metavar="USERNAME", help="who opens the old key")
        parser.add_argument(
            "--custodians", nargs="+", metavar="USERNAME", help="for whom; those of today if unset"
        )
        parser.add_argument("--sheet", type=Path, metavar="FILE", help="the new recovery sheet")
        parser.add_argument(
            "--continue", dest="goes_on", action="store_true",
            help="make no new key; only seal with today's what older keys still seal",
        )  # fmt: skip

    def handle(self, *_args: object, **options: object) -> None:
        """Open the old keys, make the new one, seal anew in batches."""
        if not vault.is_established():
            raise CommandError("No vault is established yet: see the command “vault”.")
        by, given, file = str(options["by"]), options["custodians"], options["sheet"]
        known = passphrases.known(by)
        with ExitStack() as stack:
            old = _old_keys(with_todays=not options["goes_on"])
            opened = {key: self._opened(stack, by, known, key) for key in old}
            if not options["goes_on"]:
                names = given if isinstance(given, list) else _custodians()
                self._rotate(names, file if isinstance(file, Path) else None)
            self._reseal(opened)
        real_names.destroy_unused_keys()
        self.stdout.write("Retired keys are destroyed on the day after they seal nobody any more.")

    def _opened(self, stack: ExitStack, by: str, known: str, key: VaultKey) -> PrivateKey:
        try:
            return stack.enter_context(vault.opened(by, known, key))
        except vault.WrongPassphrase as wrong:
            raise passphrases.refused(wrong) from None

    def _rotate(self, names: list[str], file: Path | None) -> None:
        fresh = {name: passphrases.asked(name) for name in names}
        code = recovery.new_code()
        sheet = recovery.sheet(code, made_on=timezone.localdate().isoformat())
        if file:
            written(file, sheet)
        vault.rotate({**fresh, recovery.CUSTODIAN: code})
        self.stdout.write(f"The vault has a new key for {', '.join(names)}.")
        self.stdout.write(f"The new recovery sheet lies in {file}." if file else sheet)

    def _reseal(self, opened: dict[VaultKey, PrivateKey]) -> None:
        total = 0
        while moved := real_names.reseal(opened):
            total += moved
            self.stdout.write(f"{total} sealed anew")
        left = Reporter.objects.exclude(vault_key=sealing.current_key()).count()
        if left:
            raise CommandError(
                f"{left} reporters are still sealed with an older key: run --continue."
            )


def _old_keys(*, with_todays: bool) -> list[VaultKey]:
    """The keys out of which reporters are sealed anew: retired ones that still seal somebody."""
    sealing_still = set(Reporter.objects.values_list("vault_key", flat=True).distinct())
    return [
        key
        for key in vault.keys_in_use()
        if (key.pk in sealing_still if key.retired_on else with_todays)
    ]


def _custodians() -> list[str]:
    shares = sealing.current_key().shares.exclude(custodian=recovery.CUSTODIAN)
    return sorted(shares.values_list("custodian", flat=True))
