"""The detector: what it finds in an invented corpus, kind by kind, and that the book says so."""

import random
from collections import Counter
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest

from cases import leads
from cases.leads import Kind
from tests.cases.leads import corpus

FLOORS = {  # recall and precision in percent: a little below what was measured
    Kind.PERSON: (90, 97),
    Kind.PHONE: (98, 98),
    Kind.IDENTITY: (98, 98),
    Kind.CARD: (98, 98),
    Kind.ACCOUNT: (98, 98),
    Kind.PLATE: (98, 98),
    Kind.ADDRESS: (95, 98),
    Kind.CLASS: (98, 98),
    Kind.CHILD: (90, 55),
}
PAGE = Path(__file__).parents[3] / "docs/leads.md"


def covered(told, found):
    """Which data of one sentence are wholly inside marks, of whatever kind."""
    marked = {at for mark in found for at in range(mark.start, mark.end)}
    signs = lambda start, end: (at for at in range(start, end) if told.text[at].isalnum())  # noqa: E731
    return [(kind, all(at in marked for at in signs(start, end))) for start, end, kind in told.data]


def is_earned(told, mark):
    return any(mark.start < end and start < mark.end for start, end, _kind in told.data)


def measured(sentences):
    """For each kind: recall, precision, and how many there were."""
    there, hit, marked, earned = Counter(), Counter(), Counter(), Counter()
    for told in sentences:
        found = leads.marks(told.text)
        for kind, is_hit in covered(told, found):
            there[kind] += 1
            hit[kind] += is_hit
        for mark in found:
            marked[mark.kind] += 1
            earned[mark.kind] += is_earned(told, mark)
    return {
        kind: (hit[kind] / there[kind], earned[kind] / marked[kind], there[kind]) for kind in there
    }


def line(kind, figures):
    """The line of the table in the book."""
    recall, precision, number = figures
    return f"| `{kind}` | {number} | {recall:.1%} | {precision:.1%} |"


@pytest.fixture(scope="module")
def figures():
    return measured(corpus.sentences())


def test_i6_the_corpus_is_large_and_always_the_same():
    told = corpus.sentences()

    assert len(told) >= 300
    assert told == corpus.sentences()


@pytest.mark.parametrize("kind", FLOORS)
def test_i6_recall_and_precision_stay_above_their_floors(figures, kind):
    recall, precision, number = figures[kind]

    assert number >= 40
    assert (recall * 100, precision * 100) >= FLOORS[kind]
    assert precision * 100 >= FLOORS[kind][1]


@pytest.mark.parametrize("kind", FLOORS)
def test_i6_the_book_publishes_what_is_measured(figures, kind):
    assert line(kind, figures[kind]) in PAGE.read_text()


def test_i6_the_plain_sentences_bear_no_mark():
    marked = [told.text for told in corpus.sentences(rounds=0) if leads.marks(told.text)]

    assert marked == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("我叫欧阳建国", ["person"]),
        ("和王明老师", ["person"]),
        ("电话一三八六六六六八八八八", ["phone"]),
        ("88886666", []),
        ("座机88886666", ["phone"]),
        ("编号330302199001011237001", []),
        ("身份证330302199001011237", ["identity"]),
        ("浙C12345", ["plate"]),
        ("小学三年级二班", ["class"]),
        ("三十人一个班", []),
        ("学号20230145", ["child"]),
        ("联系 a.b@example.com", ["account"]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_i6_marks(text, kinds):
    assert [mark.kind for mark in leads.marks(text)] == kinds


def test_i6_whom_the_report_is_about_is_marked_as_such_and_stays():
    text = "谢演寅老师收费，谢老师骂王子涵。"
    found = leads.marks(text, concerned=["谢演寅"])

    assert [mark.kind for mark in found] == ["concerned", "concerned", "person"]
    assert leads.blanked(text, found) == "谢演寅老师收费，谢老师骂［姓名］。"
    assert [hit.text for hit in leads.hits(text, found)] == ["王子涵"]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("她当着全班说我家欠费", "当着全班说我家"),
        ("当着全班，说我\n家", "当着全班，说我\n家"),
        ("当着全班", ""),
        ("是班干部", "班干部"),
    ],
)
def test_i6_the_reporters_own_words_are_marked_however_they_are_set(text, marked):
    found = leads.marks(text, exposing="老师当着全班说我家；班干部")

    assert "".join(text[mark.start : mark.end] for mark in found) == marked


def test_i6_marks_are_in_order_and_never_over_each_other():
    draw = random.Random(7)
    everything = [told.text for told in corpus.sentences()]
    for _n in range(50):
        text = "".join(draw.sample(everything, 8))
        found = leads.marks(text, exposing=text[20:60])
        assert all(one.end <= two.start for one, two in pairwise(found))
        assert "".join(piece.text for piece in leads.pieces(text, found)) == text


@pytest.mark.parametrize("signs", ["", "1", "王", "中1(", "一", "在南浦路", "1-", "a.", "学号："])
def test_five_thousand_signs_are_marked_in_time(signs):
    everything = "".join(told.text for told in corpus.sentences())
    text = (signs * 5000 or everything)[:5000]
    seconds = []
    for _n in range(5):
        start = process_time()
        leads.marks(text, exposing=everything[:1000])
        seconds.append(process_time() - start)

    assert min(seconds) < (0.05 if not signs else 0.25), seconds
