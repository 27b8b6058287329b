"""A check against floods that asks a browser for a second's work, or a person for one plain answer.

Work and question belong to the nonce of one form, which makes one report: an answer is good once,
and no answer needs to be remembered. Whatever fails here, our own fault included, makes a report
doubtful: it is kept, gets its receipt, and waits apart until an officer has looked at it.
"""

from __future__ import annotations

import base64
import json
import logging
import secrets
import time
import unicodedata
from typing import Any

import altcha
from django.utils.translation import gettext, pgettext

from ledger import sealing

logger = logging.getLogger("ethics")

KIND = "PBKDF2/SHA-256"
COST = 2000  # iterations of one try; with the tries below at most two seconds of a cheap phone
FEWEST, MOST = 100, 250  # tries until the answer: bounded, so that nobody waits for bad luck
LASTS = 12 * 3600  # seconds; longer than the cookie of a form, which bounds it anyway
FIGURES = "零一二三四五六七八九"
SMALLEST, LARGEST = 2, 9


def issue(nonce: str) -> str:
    """The work for a browser, as JSON; empty when it cannot be made: then the question remains."""
    try:
        work = altcha.create_challenge(
            KIND, COST, counter=FEWEST + secrets.randbelow(MOST - FEWEST),
            expires_at=int(time.time()) + LASTS, data={"form": name(nonce)},
            hmac_secret=_key("work"), hmac_key_secret=_key("answer"),
        )  # fmt: skip
        return json.dumps(work.to_dict())
    except Exception as failure:  # noqa: BLE001 - whatever it is, the form must still open
        complain(failure)
        return ""


def question(nonce: str) -> str:
    """The question in words for this form; its answer is worked out here and stands nowhere."""
    first, second, adds = _numbers(nonce)
    sentence = (
        gettext("What is %(first)s plus %(second)s?")
        if adds
        else gettext("What is %(first)s minus %(second)s?")
    )
    return sentence % {"first": _word(first), "second": _word(second)}


def is_solved(nonce: str, proof: str) -> bool:
    """Whether a browser did this form's work. False, never an error, when anything breaks."""
    try:
        return bool(proof) and _is_proof(nonce, proof)
    except Exception as failure:  # noqa: BLE001 - a broken check lets nobody through
        complain(failure)
        return False


def is_answered(nonce: str, typed: str) -> bool:
    """Whether a person answered this form's question: in figures, in Chinese or English words."""
    try:
        first, second, adds = _numbers(nonce)
        return _read(typed) == (first + second if adds else first - second)
    except Exception as failure:  # noqa: BLE001 - as above
        complain(failure)
        return False


def _is_proof(nonce: str, proof: str) -> bool:
    told = altcha.verify_solution(proof, _key("work"), hmac_key_secret=_key("answer"))
    return told.verified and _bound_to(proof) == name(nonce)


def _bound_to(proof: str) -> Any:
    return json.loads(base64.b64decode(proof))["challenge"]["parameters"]["data"]["form"]


def name(nonce: str) -> str:
    """What stands for a form where its nonce may not stand."""
    return sealing.keyed_hash("challenge", nonce)


def _key(use: str) -> bytes:
    return sealing.derive("challenge", use)


def _numbers(nonce: str) -> tuple[int, int, bool]:
    """Two numbers, the larger first, and whether they are added."""
    drawn = sealing.derive("question", nonce)
    span = LARGEST - SMALLEST + 1
    pair = sorted((SMALLEST + drawn[0] % span, SMALLEST + drawn[1] % span), reverse=True)
    return pair[0], pair[1], drawn[2] % 2 == 0


def _word(number: int) -> str:
    words = pgettext(
        "the numbers from nought to nine", "nought one two three four five six seven eight nine"
    )
    return words.split()[number]


ENGLISH = (
    "nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
)  # fmt: skip
OTHER_WORDS = {"两": 2, "兩": 2, "俩": 2, "zero": 0, "none": 0}


def _read(typed: str) -> int | None:
    """A number below twenty as a person writes it: "8", "八", "十二", "eight"."""
    plain = unicodedata.normalize("NFKC", typed).casefold()
    bare = "".join(sign for sign in plain if sign.isalnum()).removeprefix("等于")
    if bare.isascii() and bare.isdecimal():
        return int(bare[:4])
    if bare in OTHER_WORDS:
        return OTHER_WORDS[bare]
    return ENGLISH.index(bare) if bare in ENGLISH else _chinese(bare)


def _chinese(word: str) -> int | None:
    tens, ten, ones = word.partition("十") if "十" in word else ("", "", word)
    if tens not in ("", "一") or len(ones) > 1 or not (ones or ten):
        return None
    return (10 if ten else 0) + max(0, FIGURES.find(ones)) if ones in FIGURES else None


def complain(failure: Exception) -> None:
    """Log what kind of failure it was; its text might quote what was typed."""
    logger.error("the check against floods is broken: %s", type(failure).__name__)
