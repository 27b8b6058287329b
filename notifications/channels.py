"""How somebody is reached outside the system: mail, text message, work message, telephone exchange.

One interface: whether this bureau has the channel, a person's address in it, and ``send``. Each is
connected by settings and absent otherwise. Addresses are neither logged nor named in a fault.
"""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from notifications import gateways, work_messages
from notifications.gateways import NotConnected, Refused
from notifications.models import Means, Preference

SMS, MAIL, WORK, CALL = Means.SMS.value, Means.MAIL.value, Means.WORK.value, "call"

__all__ = ["CALL", "MAIL", "SMS", "STAFF", "WORK", "NotConnected", "Refused", "connected", "send"]


@dataclass(frozen=True)
class Channel:
    """One channel. ``send`` takes address, text and the sign by which a repetition is known."""

    is_connected: Callable[[], bool]
    address_of: Callable[[Preference], str]
    send: Callable[[str, str, str], None]


def connected() -> frozenset[str]:
    """The means by which this bureau can reach somebody. Mail is always one."""
    found = {means for means, channel in STAFF.items() if channel.is_connected()}
    return frozenset(found | ({CALL} if settings.CALL_URL else set()))


def send(means: str, address: str, text: str, *, staff_number: str = "", once: str = "") -> None:
    """Send one notice, or let the exchange ring both. Raises when it did not leave."""
    if means not in connected():
        raise NotConnected
    if means == CALL:
        _post(settings.CALL_URL, settings.CALL_TOKEN, {"from": staff_number, "to": address})
    else:
        STAFF[means].send(address, text, once)


def _mail(address: str, text: str, once: str) -> None:
    """A repeated one bears the number of the first, and mail servers show it once."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    headers = {"Message-ID": f"<{once}@{domain}>"} if once else {}
    with translation.override(settings.LANGUAGE_CODE):
        EmailMessage(_("A notice for you"), text, to=[address], headers=headers).send()


def _text(address: str, text: str, once: str) -> None:
    if settings.SMS_GATEWAY == "file":
        _into_folder(address, text)
        return
    words = {"to": address, "text": text} | ({"id": once} if once else {})
    _post(settings.SMS_URL, settings.SMS_TOKEN, words)


def _into_folder(address: str, text: str) -> None:
    """One file a message, for the demo: neutral name, and the day as the only time."""
    folder, today = Path(settings.SMS_FOLDER), timezone.localdate()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{today.isoformat()}-{secrets.token_hex(6)}.txt"
    file.write_text(f"{address}\n{today.isoformat()}\n{text}\n")
    midnight = timezone.make_aware(datetime.combine(today, time.min)).timestamp()
    os.utime(file, (midnight, midnight))


def _post(url: str, token: str, words: dict[str, str]) -> None:
    gateways.post(url, words, headers={"Authorization": f"Bearer {token}"})


STAFF = {
    MAIL: Channel(lambda: True, lambda chosen: chosen.person.email, _mail),
    SMS: Channel(lambda: bool(settings.SMS_GATEWAY), lambda chosen: chosen.person.mobile, _text),
    WORK: Channel(
        work_messages.is_connected, lambda chosen: chosen.work_account, work_messages.send
    ),
}
