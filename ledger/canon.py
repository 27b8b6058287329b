"""One text for one content: JSON as hashes see it."""

import hashlib
import json
from collections.abc import Mapping

from django.core.serializers.json import DjangoJSONEncoder


def plain(content: Mapping[str, object]) -> dict[str, object]:
    """The content as the database will give it back: texts, whole numbers, lists and objects.

    Dates and decimals become text. A float has no exact form and is refused.
    """
    text = json.dumps(content, cls=DjangoJSONEncoder, allow_nan=False)
    kept: dict[str, object] = json.loads(text, parse_float=_refuse_float)
    return kept


def _refuse_float(text: str) -> None:
    raise TypeError(f"History keeps exact values: give {text} as a decimal or a text.")


def text(content: object) -> str:
    """Canonical JSON: keys in order, no spaces."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(content: object, salt: bytes = b"") -> str:
    """SHA-256 over the salt and the canonical text, in hex."""
    return hashlib.sha256(salt + text(content).encode()).hexdigest()
