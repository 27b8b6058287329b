"""Gateways over HTTP: one JSON object by POST, an answer of 2xx. Nothing is followed elsewhere."""

import http.client
import json
from collections.abc import Mapping
from urllib.parse import urlsplit

TIMEOUT = 10  # seconds; well below the lease of what is sent
LARGEST = 64 * 1024  # bytes of an answer that are read


class NotConnected(Exception):
    """This bureau has no gateway of the kind."""


class Refused(Exception):
    """The gateway answered, and not with 2xx or not with success; ``str`` is its number."""


def post(
    url: str, words: Mapping[str, object], *, headers: Mapping[str, str] | None = None
) -> dict[str, object]:
    """What the gateway answered, if that is a JSON object; else an empty one."""
    body = json.dumps(words).encode()
    return _ask("POST", url, body, {"Content-Type": "application/json", **(headers or {})})


def get(url: str) -> dict[str, object]:
    """The same, asked for by GET."""
    return _ask("GET", url, None, {})


def _ask(method: str, url: str, body: bytes | None, headers: dict[str, str]) -> dict[str, object]:
    where = urlsplit(url)
    connection = _connection(where.scheme, where.netloc)
    try:
        path = where.path + (f"?{where.query}" if where.query else "")
        connection.request(method, path or "/", body, headers)
        answer = connection.getresponse()
        said = answer.read(LARGEST)
    finally:
        connection.close()
    if answer.status // 100 != 2:
        raise Refused(str(answer.status))
    return _object(said)


def _object(said: bytes) -> dict[str, object]:
    try:
        read = json.loads(said)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _connection(scheme: str, place: str) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(place, timeout=TIMEOUT)
    return http.client.HTTPConnection(place, timeout=TIMEOUT)
