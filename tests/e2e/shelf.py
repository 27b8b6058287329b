"""Pages of the desk taken from the very views, kept as files, and laid before a browser one by one."""

import json
import mimetypes
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from people.models import User
from tests.cases.hands import FormHands
from tests.e2e import access

PLACE = "http://desk.test/"
UNFOLD = """document.querySelectorAll("main details:not(.menu)").forEach(one => one.open = true)"""
HASHED = re.compile(r"\.[0-9a-f]{12}(?=\.)")


class Shelf:
    """What the members of staff see: a file for each page, by its name, in one folder."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.clients = {}

    def client(self, who):
        if who not in self.clients:
            self.clients[who] = Client(
                SERVER_NAME="localhost", headers={"accept-language": "zh-CN"}
            )
            self.clients[who].force_login(User.objects.get(username=who))
        return self.clients[who]

    def take(self, name, who, address, posted=None):
        """Keep the page at an address, or the answer to a form. It must be a page."""
        client = self.client(who)
        answer = client.get(address) if posted is None else client.post(address, posted)
        assert answer.headers["Content-Type"].startswith("text/html"), (name, answer)
        assert answer.status_code in (200, 409), (name, who, address, answer)
        kept = {"body": answer.content.decode(), "headers": dict(answer.headers)}
        (self.folder / f"{name}.json").write_text(json.dumps(kept))


class TakingHands(FormHands):
    """Hands that keep the page of every verb as its person sees it before the deed."""

    def __init__(self, shelf):
        super().__init__()
        self.shelf = shelf

    def act(self, who, record, name, own=None, /, **fields):
        kind, slug = record
        self.shelf.take(f"{kind}.{name}", who, reverse(f"{kind}-verb", args=[slug, name]))
        super().act(who, record, name, own, **fields)


class Reader:
    """A window of one size before which the pages of a folder are laid."""

    def __init__(self, browser, size, folder):
        self.folder = folder
        self.context = browser.new_context(viewport=size, locale="zh-CN")
        self.page = self.context.new_page()
        self.page.route("**/*", self._serve)

    def judge(self, name):
        """What axe finds on a page with its folds open, menus not, and whether it must be pushed sideways."""
        self.page.goto(PLACE + name)
        self.page.evaluate(UNFOLD)
        found = access.violations(self.page)
        return found + (["spills sideways"] if access.spills(self.page) else [])

    def _serve(self, route):
        path = unquote(urlsplit(route.request.url).path)
        if path.startswith("/static/"):
            file = finders.find(HASHED.sub("", path.removeprefix("/static/")))
            route.fulfill(path=file, content_type=mimetypes.guess_type(file)[0])
            return
        page = self.folder / f"{path.removeprefix('/')}.json"
        if page.exists():
            route.fulfill(**json.loads(page.read_text()))
        else:  # a picture of evidence, say
            route.fulfill(status=404)


def judged(browser, folder, size, names):
    """The pages on which anything was found, and what."""
    reader = Reader(browser, size, folder)
    found = {name: reader.judge(name) for name in names}
    reader.context.close()
    return {name: faults for name, faults in found.items() if faults}
