"""From which network a request came: kept nowhere, and counted only under a name of the day.

Behind a proxy every request bears the proxy's own address, and what a browser writes into
``X-Forwarded-For`` is worth nothing. Read from the right, the first address that is not one of
``settings.TRUSTED_PROXIES`` was seen by our own proxy; nothing to the left of it is believed.
"""

from __future__ import annotations

import secrets
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import caches
from django.utils import timezone

from ledger import sealing

if TYPE_CHECKING:
    from django.http import HttpRequest

    Address = IPv4Address | IPv6Address

UNKNOWN = "unknown"  # a socket file has no address: all of them count as one network
HOME = 64  # bits of an IPv6 address that name the line; the rest is the device's own choice
DAY = 24 * 3600


def client(request: HttpRequest) -> Address | None:
    """The address that sent a request, as far as our own proxies vouch for it."""
    address = _read(request.META.get("REMOTE_ADDR", ""))
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while address is not None and forwarded and _is_trusted(address):
        before = _read(forwarded.pop())
        if before is None:
            break
        address = before
    return address


def name(request: HttpRequest) -> str:
    """What stands for the network in counters: a keyed hash, and another one every day.

    Its salt lives in memory alone, so that nobody can try addresses later, even with the key.
    """
    line = str(_line(client(request)))
    return sealing.keyed_hash("network", f"{_salt()}\0{line}")


def shown(request: HttpRequest) -> str:
    """The address in figures, for the sign-in of staff, whose tries are counted by it."""
    return str(client(request) or UNKNOWN)


def _line(address: Address | None) -> object:
    if isinstance(address, IPv6Address):
        return ip_network((address, HOME), strict=False)
    return address or UNKNOWN


def _salt() -> str:
    key, memory = f"salt-{timezone.localdate()}", caches["memory"]
    memory.add(key, secrets.token_hex(16), DAY)
    return str(memory.get(key))


def _read(text: str) -> Address | None:
    try:
        address = ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_trusted(address: Address) -> bool:
    return any(address in network for network in _networks(tuple(settings.TRUSTED_PROXIES)))


@cache
def _networks(written: tuple[str, ...]) -> list[IPv4Network | IPv6Network]:
    return [ip_network(one, strict=False) for one in written]
