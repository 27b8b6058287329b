"""The vault is established once; each custodian's passphrase opens it, nothing else does."""

import math
import re
import stat
import time
from datetime import timedelta
from functools import partial

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.secret import SecretBox

from ledger import history, passphrases, recovery, sealing, vault
from ledger.models import VaultKey, VaultShare

pytestmark = pytest.mark.django_db


def opened(share, passphrase):
    """The private half, as the custodian's passphrase gives it."""
    key = pwhash.argon2id.kdf(
        32, passphrase.encode(), bytes(share.salt), share.operations, share.memory
    )
    return PrivateKey(SecretBox(key).decrypt(bytes(share.sealed)))


def test_establish_lets_each_custodian_open_alone(quick):
    vault.establish({"one": "first passphrase", "two": "second passphrase"}, effort=quick)
    sealed = sealing.seal(b"name")

    one, two = VaultShare.objects.order_by("custodian")
    assert SealedBox(opened(one, "first passphrase")).decrypt(sealed) == b"name"
    assert SealedBox(opened(two, "second passphrase")).decrypt(sealed) == b"name"


def test_establish_opens_to_no_other_passphrase(quick):
    vault.establish({"one": "first passphrase"}, effort=quick)

    with pytest.raises(CryptoError):
        opened(VaultShare.objects.get(), "second passphrase")


def test_establish_is_refused_a_second_time(quick):
    vault.establish({"one": "first passphrase"}, effort=quick)

    with pytest.raises(vault.VaultExists):
        vault.establish({"one": "first passphrase"}, effort=quick)
    assert VaultKey.objects.count() == 1


def test_establish_is_history(quick):
    vault_key = vault.establish({"two": "second", "one": "first"}, effort=quick)

    event = history.of(f"vault:{vault_key.pk}").get()
    assert (event.kind, event.payload.content) == (
        "vault.established",
        {"custodians": ["one", "two"]},
    )


def test_establish_costs_moderate_effort_in_service(monkeypatch):
    monkeypatch.setattr(pwhash.argon2id, "kdf", lambda *_: bytes(32))
    vault.establish({"one": "first passphrase"})

    share = VaultShare.objects.get()
    assert (share.operations, share.memory) == (3, 256 * 1024 * 1024)


def custodians(key=None):
    shares = VaultShare.objects.filter(vault_key=key or sealing.current_key())
    return list(shares.order_by("custodian").values_list("custodian", flat=True))


@pytest.fixture
def typed(monkeypatch, quick):
    """What people type, in turn."""
    answers = []
    monkeypatch.setattr(passphrases, "getpass", lambda _prompt: answers.pop(0))
    for name in ("establish", "add_custodian"):
        monkeypatch.setattr(vault, name, partial(getattr(vault, name), effort=quick))
    return answers


def test_vault_asks_each_custodian_twice(typed):
    typed += ["a long passphrase"] * 2 + ["another passphrase"] * 2

    call_command("vault", "one", "two")

    assert custodians() == ["one", "recovery", "two"]


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        (["short"], "at least 12 characters"),
        (["a long passphrase", "a wrong passphrase"], "differ"),
    ],
)
def test_vault_establishes_nothing_on_a_bad_passphrase(answers, reason, typed):
    typed += answers

    with pytest.raises(CommandError, match=reason):
        call_command("vault", "one")
    assert VaultKey.objects.count() == 0


def test_vault_is_refused_where_one_exists(typed, quick):
    vault.establish({"one": "first passphrase"}, effort=quick)

    with pytest.raises(CommandError, match="already"):
        call_command("vault", "one")


# The recovery sheet


def test_vault_prints_a_recovery_sheet_that_opens_alone(typed, capsys):
    typed += ["a long passphrase"] * 2
    call_command("vault", "one")

    [code] = re.findall(r"^ {4}(\S+)$", capsys.readouterr().out, re.MULTILINE)
    sealed = sealing.seal(b"name")
    with vault.opened(recovery.CUSTODIAN, recovery.read(code)) as private:
        assert SealedBox(private).decrypt(sealed) == b"name"


def test_vault_writes_the_sheet_for_its_owner_alone_when_asked(typed, tmp_path, capsys):
    typed += ["a long passphrase"] * 2
    file = tmp_path / "sheet.txt"
    call_command("vault", "one", "--sheet", str(file))

    said = capsys.readouterr().out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert re.search(r"^ {4}\S+$", file.read_text(), re.MULTILINE)
    assert not re.search(r"^ {4}\S+$", said, re.MULTILINE)


def test_vault_leaves_a_file_that_is_there_and_establishes_nothing(typed, tmp_path):
    typed += ["a long passphrase"] * 2
    file = tmp_path / "sheet.txt"
    file.write_text("kept")

    with pytest.raises(CommandError, match="cannot be written"):
        call_command("vault", "one", "--sheet", str(file))
    assert (file.read_text(), vault.is_established()) == ("kept", False)


def test_a_recovery_code_has_at_least_128_bits():
    assert recovery.LENGTH * math.log2(len(recovery.ALPHABET)) >= 128


def test_a_recovery_code_is_read_however_it_is_typed():
    code = recovery.new_code()
    shown = recovery.grouped(code)

    assert recovery.read(shown.lower().replace("0", "o").replace("-", " ")) == code


def test_nearly_every_wrong_letter_of_a_recovery_code_is_found():
    code = recovery.new_code()
    wrong = [
        code[:at] + letter + code[at + 1 :]
        for at in range(recovery.LENGTH)
        for letter in recovery.ALPHABET
        if letter != code[at]
    ]

    assert sum(_is_read(one) for one in wrong) <= 10  # one in 1,024 slips through
    assert not _is_read(code[:-1])


def _is_read(code):
    try:
        return bool(recovery.read(code))
    except recovery.Misread:
        return False


# Opening


@pytest.fixture
def two(quick):
    return vault.establish({"one": "first passphrase", "two": "second passphrase"}, effort=quick)


def test_opened_gives_the_private_half_to_each_passphrase(two):
    sealed = sealing.seal(b"name")

    for custodian, passphrase in (("one", "first passphrase"), ("two", "second passphrase")):
        with vault.opened(custodian, passphrase) as private:
            assert SealedBox(private).decrypt(sealed) == b"name"


@pytest.mark.parametrize(
    ("custodian", "passphrase"),
    [("one", "second passphrase"), ("one", ""), ("three", "first passphrase")],
)
def test_opened_is_refused_to_a_wrong_passphrase_and_that_is_history(two, custodian, passphrase):
    with pytest.raises(vault.WrongPassphrase), vault.opened(custodian, passphrase):
        pass

    event = history.of(f"vault:{two.pk}").last()
    assert (event.kind, event.refused, event.actor_key) == ("vault.opened", True, custodian)
    assert event.payload.content == {"reason": "right: wrong passphrase"}


def wrong(custodian, times=1):
    for _ in range(times):
        with pytest.raises(vault.WrongPassphrase), vault.opened(custodian, "wrong"):
            pass


def test_after_five_wrong_ones_not_even_the_right_one_is_tried(two, monkeypatch):
    wrong("one", times=5)
    monkeypatch.setattr(pwhash.argon2id, "kdf", None)

    with pytest.raises(vault.TooManyTries), vault.opened("one", "first passphrase"):
        pass


def test_the_right_one_is_tried_after_four_wrong_ones_and_does_not_count(two):
    wrong("one", times=4)

    for _ in range(7):
        with vault.opened("one", "first passphrase"):
            pass


def test_wrong_ones_count_against_their_custodian_alone(two):
    wrong("one", times=5)

    with vault.opened("two", "second passphrase"):
        pass


def test_wrong_ones_are_forgotten_after_a_quarter_of_an_hour(two, monkeypatch):
    wrong("one", times=5)
    past = time.time()
    monkeypatch.setattr(time, "time", lambda: past + vault.WINDOW + 1)

    with vault.opened("one", "first passphrase"):
        pass


# Rotation


def test_rotate_seals_with_the_new_key_and_the_old_one_still_opens(two, quick):
    before = sealing.seal(b"before")
    fresh = vault.rotate({"one": "third passphrase"}, effort=quick)
    after = sealing.seal(b"after")

    with vault.opened("one", "first passphrase", two) as old:
        assert SealedBox(old).decrypt(before) == b"before"
        moved = vault.resealed(before, old, fresh)
    with vault.opened("one", "third passphrase") as new:
        assert SealedBox(new).decrypt(after) == b"after"
        assert SealedBox(new).decrypt(moved) == b"before"
    assert history.of(f"vault:{fresh.pk}").get().kind == "vault.rotated"


def test_rotate_leaves_one_key_that_seals(two, quick):
    fresh = vault.rotate({"one": "third passphrase"}, effort=quick)

    assert sealing.current_key() == fresh
    assert vault.keys_in_use() == [two, fresh]


@pytest.mark.parametrize(("days", "is_gone"), [(0, False), (1, True)])
def test_destroy_takes_a_retired_key_on_the_next_day(two, quick, days, is_gone):
    vault.rotate({"one": "third passphrase"}, effort=quick)
    two.retired_on = timezone.localdate() - timedelta(days=days)

    assert vault.destroy(two) is is_gone
    assert (custodians(two) == []) is is_gone


def test_destroy_leaves_the_key_that_seals(two):
    assert vault.destroy(two) is False
    assert custodians(two) == ["one", "two"]


# Custodians come and go


def test_a_custodian_is_added_with_the_passphrase_of_another(typed, two, capsys):
    typed += ["first passphrase", "third passphrase", "third passphrase"]

    call_command("vault_custodian", "add", "three", "--by", "one")

    with vault.opened("three", "third passphrase"), vault.opened("one", "first passphrase"):
        pass
    assert history.of(f"vault:{two.pk}").last().kind == "vault.custodian_added"


def test_a_custodian_added_during_a_rotation_opens_the_old_key_too(typed, two, quick):
    vault.rotate({"one": "first passphrase"}, effort=quick)
    typed += ["first passphrase", "third passphrase", "third passphrase"]

    call_command("vault_custodian", "add", "three", "--by", "one")

    with vault.opened("three", "third passphrase", two), vault.opened("three", "third passphrase"):
        pass


def test_the_recovery_sheet_lets_a_new_custodian_in(typed, quick):
    code = recovery.new_code()
    vault.establish({"one": "lost", recovery.CUSTODIAN: code}, effort=quick)
    typed += [recovery.grouped(code), "third passphrase", "third passphrase"]

    call_command("vault_custodian", "add", "three", "--by", "recovery")

    assert custodians() == ["one", "recovery", "three"]


@pytest.mark.parametrize(
    ("answers", "reason"),
    [(["wrong"], "does not open"), (["first passphrase", "short"], "at least 12")],
)
def test_nobody_is_added_on_a_bad_passphrase(typed, two, answers, reason):
    typed += answers

    with pytest.raises(CommandError, match=reason):
        call_command("vault_custodian", "add", "three", "--by", "one")
    assert custodians() == ["one", "two"]


def test_a_removed_custodian_opens_no_more(two):
    call_command("vault_custodian", "remove", "one")

    wrong("one")
    assert custodians() == ["two"]


def test_the_last_custodian_stays(quick):
    vault.establish({"one": "first", recovery.CUSTODIAN: "code"}, effort=quick)

    with pytest.raises(CommandError, match="Nobody would be left"):
        call_command("vault_custodian", "remove", "one")
    assert custodians() == ["one", "recovery"]


def test_custodians_are_listed(two, capsys):
    call_command("vault_custodian", "list")

    assert capsys.readouterr().out == f"vault key of {two.established_on} (seals now): one, two\n"
