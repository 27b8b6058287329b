"""Every page of the desk at both widths, and the form of every verb as its person sees it: axe finds nothing."""

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.e2e import access
from tests.e2e.shelf import judged
from tests.prove import house as houses

FILL = "from tests.e2e import desk_pages as d; d.fill({!r}, d.whole)"


def main():
    """Run; a sentence when it held."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        _fill(folder)
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        pages = sorted(one.stem for one in folder.iterdir())
        found = {size: judged(chromium, folder, access.SIZES[size], pages) for size in access.SIZES}
        chromium.close()
    assert not any(found.values()), found
    return f"{len(pages)} pages and forms at two widths: nothing found"


def _fill(folder):
    """The whole loop played once, by a process of its own beside the house's database."""
    with houses.standing():
        line = ["shell", "--settings", "tests.settings", "--no-imports", "-c"]
        subprocess.run(
            [sys.executable, "manage.py", *line, FILL.format(str(folder))],
            cwd=houses.ROOT, check=True, capture_output=True,
        )  # fmt: skip
