"""How much one network may do, and when it may again."""

import freezegun
import pytest

from cases import floods


@pytest.fixture(autouse=True)
def limit(monkeypatch):
    monkeypatch.setitem(floods.LIMITS, "report", floods.Limit(3, 600))


def counted(times, whose="a", **more):
    return [floods.count("report", whose, **more) for _one in range(times)]


def test_count_allows_as_many_as_the_limit():
    assert counted(5) == [True, True, True, False, False]


def test_count_keeps_networks_apart():
    counted(5)

    assert floods.count("report", "b")


def test_count_keeps_things_apart():
    counted(5)

    assert floods.count("wrong code", "a")


def test_count_begins_anew_after_its_time():
    with freezegun.freeze_time("2026-11-23 12:00") as clock:
        counted(5)
        clock.tick(601)

        assert counted(1) == [True]


def test_count_does_not_grow_longer_by_trying():
    with freezegun.freeze_time("2026-11-23 12:00") as clock:
        counted(3)
        clock.tick(500)
        counted(3)
        clock.tick(101)

        assert counted(1) == [True]


def test_count_counts_one_thing_sent_again_once():
    counted(10, once="one-form")

    assert counted(3) == [True, True, False]


def test_wait_is_the_length_of_the_limit():
    assert floods.wait("report") == 600
