"""Somebody at the desk: logged in, reading English, so that sentences can be compared."""

import html

from django.conf import settings
from django.test import Client

from cases import verbs
from tests.cases.factories import refusal

REASON = {"reason": "理由充分。"}


def at_desk(user, **more):
    """The browser of this person."""
    client = Client(**more)
    client.force_login(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def text_of(answer):
    """What the page says, with its entities read."""
    return html.unescape(answer.content.decode())


def page_of(record, name=""):
    """The address of a record, or of one of its verbs."""
    return record.get_absolute_url() + (f"{name}/" if name else "")


def hidden(client, record, name):
    """What the form of a verb carries unseen, as the page shows it now."""
    shown = client.get(page_of(record, name)).context
    return {"version": str(shown["record"].version), "seen": str(shown["sheet"].position)}


def send(client, record, name, typed=REASON):
    """Open the page of a verb, fill it in and press the button."""
    return client.post(page_of(record, name), hidden(client, record, name) | typed)


def done(record, name, *, by, **arguments):
    """Somebody else does a verb meanwhile."""
    assert refusal(type(record).objects.get(pk=record.pk), name, by=by, **arguments) is None


def every_verb():
    """All rows of the table."""
    return [(verb.record, verb.name) for verb in verbs.ROWS]
