"""A report without files, durable before the answer, beside a view that inserts one row."""

import statistics
import time

from tests.prove import house as houses
from tests.prove.reporter import Form, Reporter

TIMES = 200
MOST, RATIO = 15.0, 3.0  # ms, and times the view of one row


def main():
    """Rows of the table: what, measured, target."""
    with houses.standing() as house:
        pairs = [_pair(house) for _one in range(TIMES)][20:]
    report = statistics.median(one for one, _other in pairs)
    row = statistics.median(other for _one, other in pairs)
    return [
        ("report without files, p50", f"{report:.1f} ms", f"{MOST:.0f} ms", report <= MOST),
        ("  beside one row inserted", f"{report / row:.2f} ×", f"{RATIO:.0f} ×", report <= RATIO * row),
    ]  # fmt: skip


def _pair(house):
    reporter = Reporter(house.url)
    hidden = Form(reporter.session.get(f"{house.url}/report/").text).hidden
    fields = hidden | {
        "kind": "tutoring", "identity": "anonymous", "narrative": "每周六上午在家里补课。" * 20,
    }  # fmt: skip
    multipart = {"evidence": ("", b"")}
    return (
        _timed(reporter, f"{house.url}/report/", fields, multipart, 303),
        _timed(reporter, f"{house.url}/bench/one-row/", fields, multipart, 200),
    )


def _timed(reporter, url, fields, multipart, status):
    began = time.perf_counter()
    answer = reporter.session.post(url, data=fields, files=multipart, allow_redirects=False)
    taken = (time.perf_counter() - began) * 1000
    assert answer.status_code == status, answer.status_code
    return taken
