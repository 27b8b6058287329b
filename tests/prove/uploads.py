"""F1 in full: 201 MB in a form, 4 GB announced, a body without end; each answered, nothing kept, memory flat."""

import itertools
import time

import requests

from tests.prove import house as houses
from tests.prove.reporter import Form, Reporter

MIB = 1024 * 1024
GROWTH = 64  # MB of one process
SOON = 5  # seconds in which a refusal that reads nothing comes
BORDER = "cut"
SAID = {"kind": "tutoring", "narrative": "每周六在家补课。", "identity": "anonymous"}


class Body:
    """A form with one file of so many bytes, made as it is sent."""

    def __init__(self, fields, size):
        parts = [
            f'--{BORDER}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        ]
        head = f'--{BORDER}\r\nContent-Disposition: form-data; name="evidence"; filename="a.mp4"'
        self.head = "".join([*parts, head, "\r\n\r\n"]).encode()
        self.tail = f"\r\n--{BORDER}--\r\n".encode()
        self.length = len(self.head) + size + len(self.tail)
        self.rest = itertools.chain(
            [self.head], (b"x" * MIB for _one in range(size // MIB)), [self.tail]
        )

    def __len__(self):
        return self.length

    def read(self, _most=-1):
        return next(self.rest, b"")


def main():
    """Run; a sentence when all held."""
    from cases.models import Evidence

    with houses.standing() as house:
        for _one in range(8):  # so that each process has served
            Reporter(house.url).report(files=[("a.txt", b"x" * 5 * MIB)])
        before, kept = house.peaks("web"), Evidence.objects.count()
        large = _posted(house, 201)
        huge = _posted(house, 4 * 1024)
        endless = _endless(house)
        grown = max(house.peaks("web")) - max(before)
        left = Evidence.objects.count() - kept
    assert large[0] == 413, f"201 MB: {large}"
    assert huge[0] in {413, "cut off"}, f"4 GB: {huge}"
    assert huge[1] < SOON, f"4 GB: {huge}"
    assert endless[1] < SOON, f"without end: {endless}"
    assert left == 1, f"{left} files more"  # the announced one, of which not a byte came
    assert grown < GROWTH, f"{grown} MB more"
    return f"201 MB, 4 GB and no end are refused, {grown:.0f} MB more memory at most"


def _posted(house, size):
    """Status and seconds of a form with a file of ``size`` MiB."""
    session = requests.Session()
    form = Form(session.get(f"{house.url}/report/", timeout=60).text)
    headers = {"Content-Type": f"multipart/form-data; boundary={BORDER}"}
    body = Body(form.hidden | SAID, size * MIB)
    return _timed(
        lambda: session.post(f"{house.url}/report/", data=body, headers=headers, timeout=300)
    )


def _endless(house):
    """Status and seconds of a piece that says no length and never ends."""
    session = requests.Session()
    form = Form(session.get(f"{house.url}/report/", timeout=60).text)
    token = {"X-CSRFToken": form.hidden["csrfmiddlewaretoken"]}
    begun = session.post(
        f"{house.url}/report/files/", headers=token | {"Upload-Length": "10"}, timeout=60
    )
    headers = token | {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
    address = house.url + begun.headers["Location"]
    pieces = itertools.repeat(b"x" * MIB)
    return _timed(lambda: session.patch(address, data=pieces, headers=headers, timeout=300))


def _timed(send):
    began = time.monotonic()
    try:
        status = send().status_code
    except requests.ConnectionError:
        status = "cut off"
    return status, time.monotonic() - began
