"""Rows of the ledger say in one line what they are, without telling what they hold."""

import pytest

from ledger import access, history, numbering, vault
from ledger.models import Access, Chain, Register, VaultKey, VaultShare

pytestmark = pytest.mark.django_db
CASE = "case:2026-00001"


def test_history_says_what_it_is(officer):
    event = history.record("case.signed", CASE, by=officer, payload={"note": "secret"})

    assert (str(event), str(event.payload), str(Chain.objects.get())) == (
        "case:2026-00001 1 case.signed",
        f"payload of {event.pk}",
        "case:2026-00001 (1)",
    )


def test_access_says_what_it_is(officer):
    access.record(CASE, "page", by=officer)

    assert str(Access.objects.get()) == "lucheng.officer read page of case:2026-00001"


def test_register_says_what_it_is():
    numbering.allot("complaint", 2026)

    assert str(Register.objects.get()) == "complaint 2026: 1"


def test_vault_says_what_it_is(quick):
    vault.establish({"one": "first passphrase"}, effort=quick)

    key = VaultKey.objects.get()
    assert (str(key), str(VaultShare.objects.get())) == (
        f"vault key of {key.established_on}",
        "share of one",
    )
