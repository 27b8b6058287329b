"""The virus scanner clamd, where a bureau runs one. Silence is never taken for "clean"."""

from __future__ import annotations

import socket
import struct
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from cases.models.evidence import Scan

if TYPE_CHECKING:
    from collections.abc import Iterable

TIMEOUT = 60  # seconds
ANSWER = 4096  # bytes


def scan(chunks: Iterable[bytes]) -> Scan:
    """What the scanner at ``CLAMD_URL`` says; "not scanned" without one, or when it does not answer."""
    if not settings.CLAMD_URL:
        return Scan.NOT_SCANNED
    try:
        answer = _ask(chunks)
    except OSError:
        return Scan.NOT_SCANNED
    if answer.endswith("FOUND"):
        return Scan.INFECTED
    return Scan.NOTHING_FOUND if answer.endswith("OK") else Scan.NOT_SCANNED


def _ask(chunks: Iterable[bytes]) -> str:
    """The protocol INSTREAM: each chunk behind its length, an empty one at the end."""
    with _connected() as line:
        line.sendall(b"zINSTREAM\0")
        for chunk in chunks:
            line.sendall(struct.pack("!I", len(chunk)) + chunk)
        line.sendall(struct.pack("!I", 0))
        with line.makefile("rb") as answer:
            return answer.read(ANSWER).decode(errors="replace").strip("\0 \n")


def _connected() -> socket.socket:
    """``unix:///run/clamd.sock`` or ``tcp://host:3310``."""
    url = urlsplit(settings.CLAMD_URL)
    if url.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(TIMEOUT)
        line.connect(url.path)
        return line
    return socket.create_connection((url.hostname, url.port or 3310), timeout=TIMEOUT)
