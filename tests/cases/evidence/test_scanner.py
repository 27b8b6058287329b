"""F7: what a scanner says is passed on, and its silence is not taken for "clean"."""

import socket
import struct
from threading import Thread

import pytest

from cases.evidence import scanner
from cases.models import Scan


@pytest.fixture
def clamd(settings):
    """A scanner on this machine that gives one answer and keeps what it was sent."""
    listening = socket.create_server(("127.0.0.1", 0))
    settings.CLAMD_URL = f"tcp://127.0.0.1:{listening.getsockname()[1]}"
    kept = []

    def serve(answer):
        line, _address = listening.accept()
        with line, line.makefile("rb") as sent:
            assert sent.read(10) == b"zINSTREAM\0"
            while length := struct.unpack("!I", sent.read(4))[0]:
                kept.append(sent.read(length))
            line.sendall(answer)

    def answering(answer):
        Thread(target=serve, args=(answer,), daemon=True).start()
        return kept

    yield answering
    listening.close()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"stream: OK\0", Scan.NOTHING_FOUND),
        (b"stream: Eicar-Test-Signature FOUND\0", Scan.INFECTED),
        (b"INSTREAM size limit exceeded. ERROR\0", Scan.NOT_SCANNED),
        (b"", Scan.NOT_SCANNED),
    ],
)
def test_f7_scan_says_what_the_scanner_says(clamd, answer, said):
    kept = clamd(answer)

    assert scanner.scan([b"one", b"two"]) == said
    assert b"".join(kept) == b"onetwo"


def test_f7_a_scanner_that_is_down_has_not_scanned(settings):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    settings.CLAMD_URL = f"tcp://127.0.0.1:{port}"

    assert scanner.scan([b"one"]) == Scan.NOT_SCANNED


def test_f7_a_scanner_may_listen_at_a_path(settings, monkeypatch):
    settings.CLAMD_URL = "unix:///run/clamd.sock"
    asked = []

    class Line:
        def __init__(self, family, _kind):
            asked.append(family)

        def settimeout(self, seconds):
            asked.append(seconds)

        def connect(self, path):
            asked.append(path)
            raise ConnectionRefusedError

    monkeypatch.setattr(scanner.socket, "socket", Line)

    assert scanner.scan([b"one"]) == Scan.NOT_SCANNED
    assert asked == [socket.AF_UNIX, scanner.TIMEOUT, "/run/clamd.sock"]
