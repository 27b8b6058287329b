"""Receipt codes 查询码: 100 bits, easy to copy by hand, kept nowhere in clear.

The code is derived with the server's key from a nonce that rests in the reporter's browser, so a
repeated submission shows the same code. Twenty characters of Crockford's base 32 and a check
character that finds every wrong letter and every two letters that changed places.
"""

import secrets
import unicodedata

from cases.models import Complaint
from ledger import sealing

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
LENGTH = 20
GROUP = 5
FIELD = 0b100101  # x⁵ + x² + 1, whose root generates the field of 32 elements
TYPED_AT_MOST = 100


def new_nonce() -> str:
    """A fresh nonce of 256 bits."""
    return secrets.token_urlsafe(32)


def code_for(nonce: str) -> str:
    """The code of a nonce, as it is shown: four groups, the last with the check character."""
    number = int.from_bytes(sealing.derive("receipt", nonce), "big")
    letters = "".join(ALPHABET[(number >> 5 * place) & 31] for place in range(LENGTH))
    whole = letters + _check(letters)
    groups = [whole[at : at + GROUP] for at in range(0, LENGTH - GROUP, GROUP)]
    return "-".join([*groups, whole[LENGTH - GROUP :]])


def changed_code(complaint: Complaint, nonce: str) -> str:
    """The code that a nonce makes in place of a report's own; another one for every report."""
    return code_for(f"{complaint.slug}:{nonce}")


def _check(letters: str) -> str:
    # Each letter weighs another power of the root, and the field has no zero divisors.
    rest = 0
    for letter in letters:
        rest = _times_root(rest ^ ALPHABET.index(letter))
    return ALPHABET[rest]


def _times_root(element: int) -> int:
    doubled = element << 1
    return doubled ^ FIELD if doubled >= len(ALPHABET) else doubled


def normal(typed: str) -> str | None:
    """What a person typed, without gaps and look-alikes; None if it cannot be a code."""
    plain = unicodedata.normalize("NFKC", typed[:TYPED_AT_MOST]).upper()
    letters = "".join(c for c in plain if c.isascii() and c.isalnum()).translate(LOOK_ALIKES)
    if len(letters) != LENGTH + 1:
        return None
    return letters if _check(letters[:LENGTH]) == letters[LENGTH] else None


def hash_of(typed: str) -> str:
    """The keyed hash under which a code is stored; one for anything typed, right or wrong."""
    return sealing.keyed_hash("receipt", normal(typed) or typed[:TYPED_AT_MOST])


def find(typed: str) -> Complaint | None:
    """The complaint of a code. The same work for a right, a wrong and an impossible code."""
    return Complaint.objects.filter(receipt_hash=hash_of(typed)).first()


def sent_with(nonce: str) -> Complaint | None:
    """The complaint that was registered with this nonce."""
    return Complaint.objects.filter(submission_hash=sealing.keyed_hash("submission", nonce)).first()
