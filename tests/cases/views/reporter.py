"""A reporter at the public pages: a fresh browser, the form as it is filled in, the code."""

import html
import re

from django.test import Client

from cases import challenges

REPORT = {
    "kind": "tutoring",
    "narrative": "每周六上午在家里给八名学生补课。",
    "county": "330302",
    "school": "鹿城区试验小学",
    "teacher": "试验教师甲",
    "identity": "anonymous",
}
NAMED = REPORT | {"identity": "named", "name": "试验家长", "phone": "138 0000 0000"}


def a_browser(**more):
    """A browser that has opened the form."""
    client = Client(**more)
    assert client.get("/report/").status_code == 200
    return client


def answer_on(page):
    """What a person would answer to the question on the page."""
    first, second, adds = challenges._numbers(page.context["form"].nonce)
    return str(first + second if adds else first - second)


def send(client, **changes):
    """Press the last button of the form."""
    return client.post("/report/", REPORT | changes)


def text_of(answer):
    """What the page says, with its entities read."""
    return html.unescape(answer.content.decode())


def code_in(answer):
    """The code on the page."""
    return re.search(r'id="receipt-code"[^>]*>([^<]+)<', answer.content.decode())[1]


def a_code(client=None, **changes):
    """The code of a report that was sent."""
    client = client or a_browser()
    assert send(client, **changes).status_code == 303
    return code_in(client.get("/report/done/"))
