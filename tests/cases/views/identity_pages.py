"""A person at the pages around a sealed identity: asking, ruling, reading, and what is seen of it."""

from tests.cases.identity import ADDRESS, ID_NUMBER, NAME, PASSPHRASE, PHONE
from tests.cases.views.desk import text_of

LIST = "/desk/identities/"
WORDS = "老师周末收费补课。"


def page(complaint):
    return f"/desk/complaints/{complaint.slug}/identity/"


def ask(client, complaint, purpose="核实线索，需要当面谈一次。"):
    client.get(page(complaint))
    return client.post(page(complaint), {"deed": "ask", "purpose": purpose})


def rule(client, grant, deed="approve", **typed):
    typed = typed or {"passphrase": PASSPHRASE}
    return client.post(f"{LIST}{grant.pk}/", {"deed": deed, **typed})


def read(client, complaint):
    return client.post(page(complaint), {"deed": "read"})


def shows_identity(answer):
    """What of the identity stands on a page."""
    return [one for one in (NAME, PHONE, ID_NUMBER, ADDRESS) if one in text_of(answer)]


def open_at_once(client, complaint, passphrase=PASSPHRASE):
    client.get(page(complaint))
    typed = {"deed": "open_at_once", "reason": "今晚可能受伤害", "passphrase": passphrase}
    return client.post(page(complaint), typed)
