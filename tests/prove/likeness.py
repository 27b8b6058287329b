"""200 duplicates, edited or put in other words, among 2,000 reports of the same genre, five times over."""

SEEDS = range(1, 6)


def main():
    from cases import likeness
    from tests.cases.likeness.corpus import Mint, corpus
    from tests.cases.likeness.measure import measured

    common = frozenset(likeness.commonest(corpus(99, pairs=0, alone=2000)[1]))
    found = [measured(*corpus(seed), common) for seed in SEEDS]
    recall = sum(one.recall for one in found) / len(found)
    precision = sum(one.precision for one in found) / len(found)
    assert recall >= 0.9, recall
    assert precision >= 0.8, precision
    mint = Mint(7)
    anew = [mint.told_anew() for _n in range(200)]
    met = sum(
        likeness.share(likeness.runs(one.first) - common, likeness.runs(one.second) - common)
        >= likeness.ALIKE
        for one in anew
    )
    return (
        f"recall {recall:.3f}, precision {precision:.3f} over {len(found)} seeds; told anew by somebody"
        f" else: {met / len(anew):.2f}"
    )
