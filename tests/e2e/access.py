"""What a page must be for everybody: axe finds nothing, nothing needs a mouse, nothing falls off at 200 %."""

from pathlib import Path

AXE = (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1440, "height": 900}}
SPILLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def violations(page):
    """What axe finds, a line each: the rule and the first element."""
    page.evaluate(AXE)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})",
        RULES,
    )
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found["violations"]]


def spills(page):
    """Whether the page must be scrolled sideways."""
    return page.evaluate(SPILLS)


def tab_to(page, locator, *, most=80):
    """Press Tab until the element has the focus, as somebody without a mouse does."""
    for _press in range(most):
        if locator.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {locator}")
