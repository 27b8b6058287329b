"""R8: kill -9 of web, worker or database at random moments; every receipt shown has its report and files."""

import hashlib
import random
import secrets
from concurrent.futures import ThreadPoolExecutor, wait

from ledger import files
from tests.prove import house as houses
from tests.prove.reporter import Reporter

REPORTS = 1000
AT_ONCE = 6
PAUSE = (0.5, 3.0)  # seconds between two kills
EVERY = 4  # one report in so many brings a file


def main(reports=REPORTS):
    """Run; a sentence when all held."""
    with houses.standing() as house:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            sent = [pool.submit(_report, house, number) for number in range(reports)]
            kills = _kill_until_done(house, sent)
        shown = [one.result() for one in sent]
        house.wait()
        lost = [number for number, (code, sums) in enumerate(shown) if not _is_kept(code, sums)]
    assert not lost, f"{len(lost)} of {reports} receipts have no whole report: {lost[:10]}"
    return f"{reports} receipts shown under {kills} kills, every one with report and files"


def _kill_until_done(house, sent):
    """How many were killed. From this thread alone: a database falls with the thread that began it."""
    kills = 0
    while wait(sent, timeout=random.uniform(*PAUSE)).not_done:
        house.keep_up()
        house.kill_one()
        kills += 1
    return kills


def _report(house, number):
    content = secrets.token_bytes(random.randrange(1, 300_000))
    brought = [("照片.txt", b"text " + content.hex().encode())] if number % EVERY == 0 else []
    code = Reporter(house.url).report(files=brought, narrative=f"第{number}件。")
    return code, [hashlib.sha256(one).hexdigest() for _name, one in brought]


def _is_kept(code, sums):
    from cases import receipts

    complaint = receipts.find(code or "")
    if complaint is None:
        return False
    kept = [b"".join(files.pieces(one.original)) for one in complaint.evidence.whole()]
    return sorted(hashlib.sha256(one).hexdigest() for one in kept) == sorted(sums)
