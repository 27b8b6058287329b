"""Passphrases at a terminal: typed unseen, and twice where they are new."""

from getpass import getpass

from django.core.management.base import CommandError

from ledger import recovery, vault

SHORTEST = 12


def asked(name: str) -> str:
    """A new passphrase of this custodian."""
    passphrase = getpass(f"Passphrase of {name}: ")
    if len(passphrase) < SHORTEST:
        raise CommandError(f"A passphrase has at least {SHORTEST} characters.")
    if passphrase != getpass(f"Once more, {name}: "):
        raise CommandError("The two differ; nothing was changed.")
    return passphrase


def known(name: str) -> str:
    """The passphrase that this custodian has, or the code of the recovery sheet."""
    if name != recovery.CUSTODIAN:
        return getpass(f"Present passphrase of {name}: ")
    try:
        return recovery.read(getpass("Code of the recovery sheet: "))
    except recovery.Misread:
        raise CommandError("This is not a recovery code: compare it letter by letter.") from None


def refused(error: vault.WrongPassphrase) -> CommandError:
    """The sentence for a wrong one."""
    if isinstance(error, vault.TooManyTries):
        return CommandError("Too many wrong passphrases: wait a quarter of an hour.")
    return CommandError("This passphrase does not open the vault; nothing was changed.")
