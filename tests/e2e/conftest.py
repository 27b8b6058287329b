"""One browser, the three stories played once on a server of their own, and a server for all other tests."""

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
def stage(tmp_path_factory):
    """Where the stories are played, and nothing else: their month is counted."""
    with sites.running(tmp_path_factory.mktemp("stage")) as running:
        yield running


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def hands(browser, stage):
    return BrowserHands(browser, stage)


@pytest.fixture(scope="session")
def played(hands):
    """Complaint and case of each story, by the story's letter."""
    return {
        letter: stories.play(story, hands) for letter, story in zip("abc", stories.ALL, strict=True)
    }


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The stories first: of two workers one plays them, while the other does all else."""
    items.sort(key=lambda item: "stage" not in item.fixturenames)
