"""R1 and R3: a million codes without a double; wrong, old and right codes take the same time."""

import random
import statistics
import time

from tests.prove import house as houses
from tests.prove.reporter import Form, Reporter

MANY = 1_000_000
TRIES = 500
APART = 5.0  # ms between the medians


def main(many=MANY, tries=TRIES):
    """Run; a sentence when all held."""
    from cases import receipts

    made = {receipts.code_for(receipts.new_nonce()) for _one in range(many)}
    assert len(made) == many, f"{many - len(made)} codes came twice"
    del made
    with houses.standing() as house:
        reporter = Reporter(house.url)
        right = reporter.report()
        wrong = receipts.code_for(receipts.new_nonce())
        medians = _medians(house, {"right": right, "wrong": wrong, "odd": "ABC"}, tries)
    spread = medians["wrong"] - medians["odd"], medians["right"] - medians["wrong"]
    assert all(abs(one) < APART for one in spread), medians
    words = ", ".join(f"{name} {value:.1f} ms" for name, value in medians.items())
    return f"{many} codes, no double; p50 of a try: {words}"


def _medians(house, codes, tries):
    taken = {name: [] for name in codes}
    reporter = Reporter(house.url)
    hidden = Form(reporter.session.get(f"{house.url}/track/").text).hidden
    for turn in range(tries):
        for name in random.sample(list(codes), len(codes)):
            fields = hidden | {"code": codes[name]}
            began = time.perf_counter()
            reporter.session.post(f"{house.url}/track/", data=fields, allow_redirects=False)
            if turn > 10:
                taken[name].append((time.perf_counter() - began) * 1000)
    return {name: statistics.median(many) for name, many in taken.items()}
