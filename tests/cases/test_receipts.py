"""Receipt codes: enough bits, forgiving to read, and no slip of the pen passes for another code."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import receipts
from cases.models import Complaint

CODES = st.binary(min_size=16, max_size=16).map(lambda some: receipts.code_for(some.hex()))
PLACES = st.integers(min_value=0, max_value=20)


def bare(code):
    return code.replace("-", "")


def test_code_is_four_groups():
    assert [len(group) for group in receipts.code_for("nonce").split("-")] == [5, 5, 5, 6]


@given(CODES)
def test_r1_code_has_a_hundred_bits_and_a_check(code):
    assert len(bare(code)) == 21
    assert set(bare(code)) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_code_uses_every_letter_at_every_place():
    codes = [bare(receipts.code_for(str(n))) for n in range(2000)]

    assert {len({code[place] for code in codes}) for place in range(21)} == {32}


def test_r1_codes_do_not_repeat():
    assert len({receipts.code_for(str(n)) for n in range(20_000)}) == 20_000


def test_code_of_a_nonce_is_always_the_same():
    assert receipts.code_for("nonce") == receipts.code_for("nonce")


def test_code_changes_with_the_servers_key(settings):
    before = receipts.code_for("nonce")
    settings.HASH_KEY = "another key"

    assert receipts.code_for("nonce") != before


def test_r1_nonces_are_long_and_new():
    nonces = {receipts.new_nonce() for _ in range(1000)}

    assert len(nonces) == 1000
    assert {len(nonce) for nonce in nonces} == {43}


def test_r1_nonces_come_from_secrets_alone():
    source = Path(receipts.__file__).read_text()

    assert "import secrets" in source
    assert "import random" not in source


@given(CODES)
def test_normal_reads_what_is_shown(code):
    assert receipts.normal(code) == bare(code)


@pytest.mark.parametrize(
    "written",
    [
        str.lower,
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", "—"),
        lambda code: "  " + "\n".join(code.split("-")) + ". ",
        lambda code: code.replace("0", "O").replace("1", "I"),
        lambda code: code.lower().replace("0", "o").replace("1", "l").replace("v", "u"),
        lambda code: "".join(chr(ord(c) + 0xFEE0) for c in code),
        lambda code: f"查询码:{code}",
    ],
    ids=[
        "lower",
        "blanks",
        "joined",
        "dashes",
        "lines",
        "O-I",
        "o-l-u",
        "full-width",
        "with words",
    ],
)
@given(code=CODES)
def test_normal_reads_how_people_write(written, code):
    assert receipts.normal(written(code)) == bare(code)


def test_every_wrong_letter_is_found():
    code = bare(receipts.code_for("nonce"))
    wrong = [
        code[:place] + letter + code[place + 1 :]
        for place in range(21)
        for letter in receipts.ALPHABET
        if letter != code[place]
    ]

    assert len(wrong) == 651
    assert [receipts.normal(one) for one in wrong] == [None] * 651


@given(CODES, PLACES, st.sampled_from(receipts.ALPHABET))
def test_a_wrong_letter_is_found_in_any_code(code, place, letter):
    code = bare(code)
    typed = code[:place] + letter + code[place + 1 :]

    assert receipts.normal(typed) == (code if letter == code[place] else None)


@given(CODES, PLACES, PLACES)
def test_letters_that_changed_places_are_found(code, one, other):
    letters = list(bare(code))
    letters[one], letters[other] = letters[other], letters[one]
    typed = "".join(letters)

    assert receipts.normal(typed) == (typed if typed == bare(code) else None)


@pytest.mark.parametrize("place", range(20))
def test_neighbours_0_and_z_that_changed_places_are_found(place):
    for n in range(3000):
        letters = list(bare(receipts.code_for(str(n))))
        if {letters[place], letters[place + 1]} == {"0", "Z"}:
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
            assert receipts.normal("".join(letters)) is None
            return
    raise AssertionError(place)


@pytest.mark.parametrize("typed", ["", "ABC", "Z" * 5000, "查询码", "\ud800", "😀" * 21, "0" * 20])
def test_normal_knows_what_cannot_be_a_code(typed):
    assert receipts.normal(typed) is None


@given(st.text(max_size=200))
def test_hash_of_takes_anything_typed(typed):
    assert len(receipts.hash_of(typed)) == 64


def test_hash_of_meets_however_it_is_typed():
    code = receipts.code_for("nonce")

    assert receipts.hash_of(code.lower()) == receipts.hash_of(code)


@pytest.mark.parametrize("typed", [receipts.code_for("unknown"), "wrong", "", "Z" * 5000])
@pytest.mark.django_db
def test_find_does_the_same_work_for_every_wrong_code(typed, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert receipts.find(typed) is None


@pytest.mark.django_db
def test_sent_with_knows_no_unused_nonce():
    assert receipts.sent_with("unused") is None
    assert Complaint.objects.count() == 0
