"""How a reporter is reached: mail, the bureau's gateway for text messages, its telephone exchange.

Each gateway takes one JSON object by POST with a bearer token and answers 2xx; nothing is followed
elsewhere. Addresses are neither logged nor named in a fault.
"""

import http.client
import json
import os
import secrets
from datetime import datetime, time
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

SMS, MAIL, CALL = "sms", "mail", "call"
TIMEOUT = 10  # seconds; well below the lease of a notice


class NotConnected(Exception):
    """This bureau has no gateway of the kind."""


class Refused(Exception):
    """The gateway answered, and not with 2xx; ``str`` is its status."""


def connected() -> frozenset[str]:
    """The means by which this bureau can reach somebody. Mail is always one."""
    gateways = {SMS: settings.SMS_GATEWAY, MAIL: True, CALL: settings.CALL_URL}
    return frozenset(means for means, gateway in gateways.items() if gateway)


def send(means: str, address: str, text: str, *, staff_number: str = "") -> None:
    """Send one notice, or let the exchange ring both. Raises when it did not leave."""
    if means not in connected():
        raise NotConnected
    if means == MAIL:
        _mail(address, text)
    elif means == CALL:
        _post(settings.CALL_URL, settings.CALL_TOKEN, {"from": staff_number, "to": address})
    elif settings.SMS_GATEWAY == "file":
        _into_folder(address, text)
    else:
        _post(settings.SMS_URL, settings.SMS_TOKEN, {"to": address, "text": text})


def _mail(address: str, text: str) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        EmailMessage(_("A notice for you"), text, to=[address]).send()


def _into_folder(address: str, text: str) -> None:
    """One file a message, for the demo: neutral name, and the day as the only time."""
    folder, today = Path(settings.SMS_FOLDER), timezone.localdate()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{today.isoformat()}-{secrets.token_hex(6)}.txt"
    file.write_text(f"{address}\n{today.isoformat()}\n{text}\n")
    midnight = timezone.make_aware(datetime.combine(today, time.min)).timestamp()
    os.utime(file, (midnight, midnight))


def _post(url: str, token: str, words: dict[str, str]) -> None:
    where = urlsplit(url)
    connection = _connection(where.scheme, where.netloc)
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    try:
        path = where.path + (f"?{where.query}" if where.query else "")
        connection.request("POST", path or "/", json.dumps(words).encode(), headers)
        status = connection.getresponse().status
    finally:
        connection.close()
    if status // 100 != 2:
        raise Refused(str(status))


def _connection(scheme: str, place: str) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(place, timeout=TIMEOUT)
    return http.client.HTTPConnection(place, timeout=TIMEOUT)
