"""Fifty threads fire conflicting verbs at one record, twenty times each contest: exactly one wins each time."""

import subprocess
import sys

from ethics import embedded, folders
from tests.prove.house import ROOT

TIMES = 20


def main(times=TIMES):
    """Run; a sentence when it held."""
    from ledger import history
    from tests.cases import contests
    from tests.cases.factories import World

    folders.prepare(embedded.data_dir())
    with embedded.running():
        line = [sys.executable, "manage.py", "prepare"]
        subprocess.run(line, cwd=ROOT, check=True, capture_output=True)
        world = World()
        for _turn in range(times):
            for contest in contests.CONTESTS:
                _won_once(contests, *contest(world))
        assert history.first_broken_link() is None
        contests.connection.close()
    won = times * len(contests.CONTESTS)
    return f"{won} contests of {contests.MANY} at once: one won each, all others were told"


def _won_once(contests, record, ways):
    ends = contests.rush(contests.seen_alike(record, ways))
    assert [one.startswith("won") for one in ends].count(True) == 1, ends
    assert {one.partition(":")[0] for one in ends} == {"won", "Stale"}, ends
    fresh = type(record).objects.get(pk=record.pk)
    assert fresh.version == record.version + 1, (record.subject, fresh.version)
