"""R8: kill -9 of web, worker or database at random moments; every receipt shown has its report and files."""

import hashlib
import random
import secrets
import threading
from concurrent.futures import ThreadPoolExecutor

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
        over = threading.Event()
        killer = threading.Thread(target=_kill, args=(house, over))
        killer.start()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            shown = list(pool.map(lambda number: _report(house, number), range(reports)))
        over.set()
        killer.join()
        house.wait()
        lost = [number for number, (code, sums) in enumerate(shown) if not _is_kept(code, sums)]
    assert not lost, f"{len(lost)} of {reports} receipts have no whole report: {lost[:10]}"
    return f"{reports} receipts shown under {killer.kills} kills, every one with report and files"


def _kill(house, over):
    thread = threading.current_thread()
    thread.kills = 0
    while not over.wait(random.uniform(*PAUSE)):
        house.keep_up()
        house.kill_one()
        thread.kills += 1


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
