"""Receipt codes 查询码: 100 bits, easy to copy by hand, kept nowhere in clear.

The code is derived with the server's key from a nonce that rests in the reporter's browser, so a
repeated submission shows the same code. Twenty characters of Crockford's base 32 and a check
character weighted by place, which finds every wrong letter but one pair and swapped neighbours.
"""

import secrets

from ledger import sealing

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
LENGTH = 20
GROUP = 5
CHECK_PRIME = 31


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


def _check(letters: str) -> str:
    # Weights by place find swapped neighbours too; 31 is prime and below 32.
    total = sum((place + 1) * ALPHABET.index(letter) for place, letter in enumerate(letters))
    return ALPHABET[total % CHECK_PRIME]


def normal(typed: str) -> str | None:
    """What a person typed, without gaps and look-alikes; None if it cannot be a code."""
    letters = "".join(c for c in typed.upper() if c.isalnum()).translate(LOOK_ALIKES)
    if len(letters) != LENGTH + 1 or any(c not in ALPHABET for c in letters):
        return None
    return letters if _check(letters[:LENGTH]) == letters[LENGTH] else None


def hash_of(typed: str) -> str:
    """The keyed hash under which a code is stored; one for anything typed, right or wrong."""
    return sealing.keyed_hash("receipt", normal(typed) or typed)
