"""S3 in short: 200 reports at once with 5 MB each; none lost, no 5xx, under 300 MB a process."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.prove import house as houses
from tests.prove.reporter import Reporter

AT_ONCE = 200
SIZE = 5 * 1024 * 1024
MOST = 300  # MB of one process


def main(at_once=AT_ONCE):
    """Run; a sentence when all held."""
    from cases import receipts

    with houses.standing() as house:
        noise = secrets.token_bytes(SIZE - 1000)
        start = Barrier(at_once)

        def report(number):
            reporter = Reporter(house.url, patience=300)
            start.wait()
            own = b"%d " % number + b"text " * 150
            return reporter.report(files=[("1.txt", own + noise)]), reporter.failures

        with ThreadPoolExecutor(at_once) as pool:
            ends = list(pool.map(report, range(at_once)))
        peaks = house.peaks("web")
        kept = [receipts.find(code or "") for code, _failures in ends]
        files = [len(one.evidence.whole()) if one else 0 for one in kept]
    failures = [one for _code, many in ends for one in many]
    assert None not in kept, f"{kept.count(None)} lost"
    assert files == [1] * at_once, f"files: {files}"
    assert not failures, f"answers that were none: {failures[:10]}"
    assert max(peaks) < MOST, f"{peaks} MB"
    return f"{at_once} at once with 5 MB each: none lost, at most {max(peaks):.0f} MB a process"
