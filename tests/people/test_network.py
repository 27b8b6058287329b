"""From which network a request came, and that nobody can pretend another."""

import freezegun
import pytest
from django.core.cache import cache
from django.test import RequestFactory

from notifications.adapter import AccountAdapter
from people import network

PROXY, BEYOND, PERSON = "10.0.0.5", "10.0.0.6", "203.0.113.77"


@pytest.fixture(autouse=True)
def proxies(settings):
    settings.TRUSTED_PROXIES = ["10.0.0.0/24", "::1"]


def a_request(came_from, forwarded=None):
    more = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded is not None else {}
    return RequestFactory().get("/", REMOTE_ADDR=came_from, **more)


@pytest.mark.parametrize(
    ("came_from", "forwarded", "client"),
    [
        (PERSON, None, PERSON),
        (PROXY, PERSON, PERSON),
        (PROXY, f"{PERSON}, {BEYOND}", PERSON),
        (PROXY, f"198.51.100.1, {PERSON}", PERSON),
        ("::1", PERSON, PERSON),
        (PROXY, None, PROXY),
        (PROXY, "", PROXY),
        (PROXY, BEYOND, BEYOND),
        (PROXY, "2001:db8::7", "2001:db8::7"),
        ("::ffff:10.0.0.5", PERSON, PERSON),
        ("fe80::1%eth0", None, "fe80::1"),
    ],
)
def test_r4_client_is_the_first_that_our_own_proxy_saw(came_from, forwarded, client):
    assert str(network.client(a_request(came_from, forwarded))) == client


def test_r4_a_header_from_a_stranger_is_not_believed():
    assert str(network.client(a_request(PERSON, "198.51.100.1"))) == PERSON


@pytest.mark.parametrize("forged", ["198.51.100.1", "rubbish", "198.51.100.1, rubbish", ", , ,"])
def test_r4_a_header_written_by_the_browser_changes_nothing(forged):
    assert str(network.client(a_request(PROXY, f"{forged}, {PERSON}"))) == PERSON


def test_r4_rubbish_beside_the_proxy_leaves_the_proxy():
    assert str(network.client(a_request(PROXY, f"{PERSON}, rubbish"))) == PROXY


def test_client_of_a_socket_file_is_nobody():
    assert network.client(a_request("")) is None
    assert network.shown(a_request("")) == "unknown"


def test_r7_name_does_not_show_the_address():
    assert PERSON not in network.name(a_request(PERSON))


def test_name_is_the_same_all_day():
    assert network.name(a_request(PERSON)) == network.name(a_request(PROXY, PERSON))


def test_name_is_another_for_another_address():
    assert network.name(a_request(PERSON)) != network.name(a_request("203.0.113.78"))


def test_name_is_one_for_all_devices_of_one_line():
    assert network.name(a_request("2001:db8::1")) == network.name(a_request("2001:db8::2"))
    assert network.name(a_request("2001:db8::1")) != network.name(a_request("2001:db8:0:1::1"))


def test_r7_name_is_another_the_next_day():
    with freezegun.freeze_time("2026-11-23 12:00") as clock:
        before = network.name(a_request(PERSON))
        clock.tick(24 * 3600)

        assert network.name(a_request(PERSON)) != before


def test_r7_name_cannot_be_tried_out_once_the_memory_is_gone():
    before = network.name(a_request(PERSON))
    cache.clear()

    assert network.name(a_request(PERSON)) != before


def test_r4_sign_in_counts_by_the_same_address():
    forged = a_request(PROXY, f"198.51.100.1, {PERSON}")

    assert AccountAdapter(forged).get_client_ip(forged) == PERSON
