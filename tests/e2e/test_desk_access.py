"""W9 at the desk: every page, and a form of every kind, by axe at both widths; none falls off sideways.

``script/prove access`` looks at the form of every single verb.
"""

import pytest

from cases import verbs
from tests.e2e import access, desk_pages
from tests.e2e.shelf import judged

FORMS = {verb.template: verb.key for verb in reversed(verbs.ROWS)}  # the first of each template
RICH = ("case.conclude", "case.propose_dispatch", "case.open_proceedings", "proceeding.notify")
FILL = "from tests.e2e import desk_pages as d; d.fill({!r}, d.half)"


@pytest.fixture(scope="module")
def folder(site, tmp_path_factory):
    """Made by a process of its own beside the server: here the browser's loop would be in the way."""
    folder = tmp_path_factory.mktemp("desk")
    site.run(
        "shell", "--settings", "tests.settings", "--no-imports", "-c", FILL.format(str(folder))
    )
    return folder


def test_no_address_of_the_desk_is_left_out():
    seen = {look.name for look in desk_pages.LOOKS}

    assert seen.isdisjoint(desk_pages.NOT_PAGES)
    assert set(desk_pages.addresses()) == seen | set(desk_pages.NOT_PAGES)


@pytest.mark.parametrize("size", access.SIZES)
def test_w9_axe_finds_nothing_on_any_page(browser, folder, size):
    pages = [look.key for look in desk_pages.LOOKS]

    assert judged(browser, folder, access.SIZES[size], pages) == {}


def test_w9_axe_finds_nothing_on_a_form_of_each_kind(browser, folder):
    assert judged(browser, folder, access.SIZES["phone"], {*FORMS.values(), *RICH}) == {}
