"""What tests of sealed identities share: a reporter with every kind of datum, a browser, the vault."""

from nacl.public import PrivateKey

from cases.actions import identities, intake
from cases.states import Kind
from ledger import history, vault

NAME, PHONE = "试验家长金丝雀", "13866668888"
ID_NUMBER, ADDRESS = "33030219900101123X", "试验路一百号"
PASSPHRASE, QUICK = "the passphrase canary", vault.Effort(1, 8192)
CUSTODIANS = {"city.custodian": PASSPHRASE, "city.custodian2": "another"}


class Browser:
    """Where the private half of one request rests."""

    def __init__(self):
        self.private = PrivateKey.generate()

    @property
    def public(self):
        return bytes(self.private.public_key)


def a_named(world, nonce="nonce", **told):
    """A report by somebody who said everything about himself."""
    words = {
        "narrative": "老师周末收费补课。", "school": world.school, "name": NAME, "phone": PHONE,
        "id_number": ID_NUMBER, "address": ADDRESS, **told,
    }  # fmt: skip
    return intake.register(intake.Told(kind=Kind.TUTORING, **words), nonce=nonce)


def ask(complaint, browser, by):
    return identities.ask(
        complaint, purpose="核实线索，需要当面谈一次。", public_key=browser.public, by=by
    )


def at_once(complaint, browser, by, passphrase=PASSPHRASE):
    return identities.open_at_once(
        complaint, reason="孩子今晚可能受伤害", passphrase=passphrase, public_key=browser.public, by=by
    )  # fmt: skip


def kinds(complaint, *, refused=False):
    """What its history says, in order."""
    return [event.kind for event in history.of(complaint.subject).filter(refused=refused)]
