"""New keys: the vault's for every reporter, the server's for everything that it locks."""

from functools import partial

import pytest
from django.core.management import CommandError, call_command
from nacl.exceptions import CryptoError
from nacl.public import SealedBox

from cases.actions import real_names
from cases.models import Contact, Evidence, Reporter
from ledger import files, passphrases, recovery, sealing, vault
from notifications import notices
from tests.cases.identity import CUSTODIANS, NAME, PASSPHRASE, QUICK, a_named

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(monkeypatch):
    """What people type at the terminal, in turn."""
    answers = []
    monkeypatch.setattr(passphrases, "getpass", lambda _prompt: answers.pop(0))
    monkeypatch.setattr(vault, "rotate", partial(vault.rotate, effort=QUICK))
    return answers


@pytest.fixture
def key(world):
    made = vault.establish(CUSTODIANS, effort=QUICK)
    for number in range(3):
        a_named(world, nonce=f"nonce{number}")
    return made


NEW = ["the third passphrase"] * 2 + ["the fourth passphrase"] * 2


def names(custodian, passphrase):
    with vault.opened(custodian, passphrase) as private:
        rows = [SealedBox(private).decrypt(bytes(row.sealed)) for row in Reporter.objects.all()]
    return {real_names.Identity.from_bytes(row).name for row in rows}


def test_renew_vault_seals_every_reporter_with_a_new_key(key, typed, capsys):
    typed += [PASSPHRASE, *NEW]
    call_command("renew_vault", "--by", "city.custodian")

    assert not Reporter.objects.filter(vault_key=key).exists()
    assert names("city.custodian", "the third passphrase") == {NAME}
    assert names("city.custodian2", "the fourth passphrase") == {NAME}
    assert "3 sealed anew" in capsys.readouterr().out


def test_renew_vault_makes_a_new_recovery_sheet(key, typed, tmp_path):
    typed += [PASSPHRASE, *NEW]
    file = tmp_path / "sheet.txt"
    call_command("renew_vault", "--by", "city.custodian", "--sheet", str(file))

    [code] = [line.strip() for line in file.read_text().splitlines() if line.startswith("    ")]
    assert names(recovery.CUSTODIAN, recovery.read(code)) == {NAME}


def test_renew_vault_gives_shares_to_the_custodians_that_are_named(key, typed):
    typed += [PASSPHRASE, *NEW[:2]]
    call_command("renew_vault", "--by", "city.custodian", "--custodians", "city.custodian2")

    shares = sealing.current_key().shares.values_list("custodian", flat=True)
    assert set(shares) == {"city.custodian2", "recovery"}


def test_renew_vault_goes_on_where_it_was_interrupted(key, typed, monkeypatch):
    typed += [PASSPHRASE, *NEW]
    whole = real_names.reseal
    monkeypatch.setattr(real_names, "reseal", lambda opened: 0)
    with pytest.raises(CommandError, match="3 reporters are still sealed"):
        call_command("renew_vault", "--by", "city.custodian")

    monkeypatch.setattr(real_names, "reseal", whole)
    with vault.opened("city.custodian", PASSPHRASE, key) as private:
        whole({key: private}, batch=1)
    assert Reporter.objects.filter(vault_key=key).count() == 2
    typed += [PASSPHRASE]
    call_command("renew_vault", "--by", "city.custodian", "--continue")
    assert not Reporter.objects.filter(vault_key=key).exists()


@pytest.mark.parametrize(
    ("answers", "reason"),
    [(["wrong"], "does not open"), ([PASSPHRASE, "short"], "at least 12")],
)
def test_renew_vault_changes_nothing_on_a_bad_passphrase(key, typed, answers, reason):
    typed += answers

    with pytest.raises(CommandError, match=reason):
        call_command("renew_vault", "--by", "city.custodian")
    assert sealing.current_key() == key


# The server's key


@pytest.fixture
def locked(key, world):
    """One of each thing that the server's key locks."""
    contact = Contact.objects.first()
    notice = notices.queue("x", means="sms", address="13800000000", text="有新的进展")
    kept = files.keep([b"bytes of a file"])
    evidence = Evidence.objects.create(
        original=kept, sealed_name=sealing.lock("name", "照片.jpg".encode())
    )
    return contact, notice, kept, evidence


def change_key(settings):
    settings.OLD_FILE_KEYS, settings.FILE_KEY = [settings.FILE_KEY], "a fresh key of the server"


def test_renew_locks_makes_the_old_key_superfluous(locked, settings, capsys):
    change_key(settings)
    call_command("renew_locks")
    settings.OLD_FILE_KEYS = []

    contact, notice, kept, evidence = (type(row).objects.get(pk=row.pk) for row in locked)
    assert sealing.unlock("contact", contact.sealed) == b"13866668888"
    assert sealing.unlock("contact", notice.sealed) == b"13800000000"
    assert b"".join(files.pieces(kept)) == b"bytes of a file"
    assert sealing.unlock("name", evidence.sealed_name).decode() == "照片.jpg"
    assert "Contact: 3 renewed" in capsys.readouterr().out


def test_renew_locks_run_twice_renews_nothing_more(locked, settings, capsys):
    change_key(settings)
    call_command("renew_locks")
    capsys.readouterr()
    call_command("renew_locks")

    assert capsys.readouterr().out == "".join(
        f"{name}: 0 renewed\n"
        for name in ("Contact", "Notice", "SealedFile", "Evidence", "Witness")
    )


def test_renew_locks_says_what_no_key_opens_and_renews_the_rest(locked, settings):
    contact, *_rest = locked
    Contact.objects.filter(pk=contact.pk).update(sealed=bytes(60))
    change_key(settings)

    with pytest.raises(CommandError, match="1 rows open with no key"):
        call_command("renew_locks")
    settings.OLD_FILE_KEYS = []
    other = Contact.objects.exclude(pk=contact.pk).first()
    assert sealing.unlock("contact", other.sealed) == b"13866668888"
    with pytest.raises(CryptoError):
        sealing.unlock("contact", bytes(60))
