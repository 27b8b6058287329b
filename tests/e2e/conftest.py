"""One server, one browser, and the three stories played once for all tests of this folder."""

import pytest
from playwright.sync_api import sync_playwright

from tests import stories
from tests.e2e import site as sites
from tests.e2e.hands import BrowserHands

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    with sites.running(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def hands(browser, site):
    return BrowserHands(browser, site)


@pytest.fixture(scope="session")
def played(hands):
    """Complaint and case of each story, by the story's letter."""
    return {
        letter: stories.play(story, hands) for letter, story in zip("abc", stories.ALL, strict=True)
    }
