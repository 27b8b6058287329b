"""The recovery sheet: one more way into the vault, on paper in a safe, for the day nobody else is left.

Its code is a passphrase of 150 random bits in letters that cannot be mistaken, with two check
letters, so that a wrong one is found before anybody waits for the vault.
"""

import hashlib
import secrets
import unicodedata

CUSTODIAN = "recovery"  # the name of its share
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
LENGTH = 30
GROUP = 4


class Misread(Exception):
    """This is not a recovery code: a letter is missing, too many or wrong."""


def new_code() -> str:
    """A fresh code, without gaps."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return letters + _check(letters)


def read(typed: str) -> str:
    """The code as it was made, however it was typed. Raises ``Misread``."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    letters = "".join(sign for sign in plain if sign.isalnum()).translate(LOOK_ALIKES)
    if len(letters) != LENGTH + 2 or _check(letters[:LENGTH]) != letters[LENGTH:]:
        raise Misread
    return letters


def grouped(code: str) -> str:
    """As it is printed: eight groups of four."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def sheet(code: str, *, made_on: str) -> str:
    """What is printed, put into an envelope and locked away."""
    return (
        "身份信息保险库 恢复单\n"
        "Vault of reporters' identities: recovery sheet\n\n"
        f"    {grouped(code)}\n\n"
        f"制作日期 made on: {made_on}\n"
        "本单可单独打开全部已封存的身份信息。请打印后密封，存入保险柜，不留电子副本。\n"
        "This sheet opens every sealed identity. Print it, seal it in an envelope, lock it away,\n"
        "keep no other copy. To use it, run “vault_custodian add NAME --by recovery”.\n"
    )


def _check(letters: str) -> str:
    digest = hashlib.sha256(f"recovery\0{letters}".encode()).digest()
    return ALPHABET[digest[0] & 31] + ALPHABET[digest[1] & 31]
