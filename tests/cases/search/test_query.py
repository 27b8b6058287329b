"""What somebody types, understood: numbers, names, words; and what cannot be looked for says so."""

import pytest

from cases.search import query
from cases.search.query import parse

pytestmark = pytest.mark.usefixtures("fixed_day")


@pytest.mark.parametrize(
    ("typed", "series"),
    [
        ("温师举〔2026〕1号", "complaint"),
        ("温师核〔2026〕1号", "case"),
        ("温师处[2026]1", "proceeding"),
        ("２０２６－００００１", ""),  # noqa: RUF001 - meant
        ("2026-1", ""),
        ("〔2026〕1号", ""),
        (" 2026 - 00001 ", ""),
    ],
)
def test_a_number_is_known_however_it_is_written(typed, series):
    found = parse(typed)

    assert (found.slugs, found.series, found.refusal) == (("2026-00001",), series, "")


def test_a_serial_alone_is_of_any_year_and_a_beginning_is_one():
    assert parse("12号").slugs[-2:] == ("2025-00012", "2026-00012")
    assert (parse("2026-001").begins, parse("2026-00001").begins) == ("2026-001", "")


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("%", query.NOTHING),
        ("'", query.NOTHING),
        ("😀", query.NOTHING),
        ("，。！？", query.NOTHING),
        ("\0", query.NOTHING),
        ("a", query.TOO_SHORT),
        ("a b", query.TOO_SHORT),
        ("补课" * 250, query.TOO_LONG),
        ("一二 三四 五六 七八 九十 甲乙 丙丁 戊己 庚辛", query.TOO_MANY),
    ],
)
def test_what_cannot_be_looked_for_says_so(typed, refusal):
    found = parse(typed)

    assert (bool(found), found.refusal) == (False, refusal)


def test_nothing_typed_is_nothing_asked():
    assert (bool(parse("  ")), parse("  ").refusal) == (False, "")


def test_one_sign_asks_for_names_alone():
    assert (parse("温").is_name_only, parse("温州").is_name_only) == (True, False)


def test_a_query_is_written_out_without_a_sign_that_means_something():
    assert (
        parse("it's 100% <补课> | 12345678").tsquery == "'it' & 's' & '100' & '补课' & '12345678':*"
    )
