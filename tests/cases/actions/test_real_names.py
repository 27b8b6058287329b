"""Reporters are sealed anew when the vault gets a new key, and the old key goes once it is not needed."""

from datetime import timedelta

import pytest
from nacl.public import SealedBox

from cases.actions import identities, real_names
from cases.models import Reporter
from ledger import vault
from tests.cases.factories import TODAY
from tests.cases.identity import NAME, PASSPHRASE, QUICK, a_named

pytestmark = pytest.mark.django_db


def test_reseal_moves_every_reporter_to_the_new_key(world, vault_key, browser):
    for number in range(5):
        a_named(world, nonce=f"nonce{number}", name=f"{NAME}{number}")
    fresh = vault.rotate({"city.custodian": "the third passphrase"}, effort=QUICK)
    with vault.opened("city.custodian", PASSPHRASE, vault_key) as private:
        moved = [real_names.reseal({vault_key: private}, batch=2) for _ in range(4)]

    assert moved == [2, 2, 1, 0]
    assert not Reporter.objects.exclude(vault_key=fresh).exists()
    with vault.opened("city.custodian", "the third passphrase") as private:
        found = {
            real_names.Identity.from_bytes(SealedBox(private).decrypt(bytes(row.sealed))).name
            for row in Reporter.objects.all()
        }
    assert found == {f"{NAME}{number}" for number in range(5)}


def test_an_identity_that_is_not_moved_yet_opens_with_the_old_key(world, sealed, asked, browser):
    vault.rotate({"city.custodian": "the third passphrase"}, effort=QUICK)
    identities.approve(asked, passphrase=PASSPHRASE, by=world["city.custodian"])

    found = identities.read(asked, private=browser.private, by=world["city.intake"])
    assert found.name == NAME


def test_a_retired_key_is_destroyed_once_it_seals_nobody(sealed, vault_key):
    fresh = vault.rotate({"city.custodian": "the third passphrase"}, effort=QUICK)
    vault_key.__class__.objects.filter(pk=vault_key.pk).update(
        retired_on=TODAY - timedelta(days=400)
    )
    assert real_names.destroy_unused_keys() == 0

    Reporter.objects.update(vault_key=fresh)
    assert real_names.destroy_unused_keys() == 1
    assert vault.keys_in_use() == [fresh]
