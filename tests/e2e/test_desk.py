"""The desk by its keys: down the rows, choose, open, search; and deeds for many with a mouse-free hand."""

from tests.e2e import access, desk


def test_the_desk_is_worked_by_its_keys(browser, site):
    desk.seeded(site)
    page = desk.signed_in(browser, site, "lucheng.officer", access.SIZES["desk"])
    page.goto(f"{site.url}/desk/cases/")
    links = page.locator(".row-number a")

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("k")
    assert links.nth(0).evaluate("link => link === document.activeElement")
    assert page.locator("[data-chosen]").inner_text() == "已选 1 件"
    page.keyboard.press("?")
    page.locator("#desk-keys").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.locator("#desk-q").evaluate("field => field === document.activeElement")
    page.keyboard.type("j")
    assert page.locator("#desk-q").input_value() == "j"
    address = links.nth(0).get_attribute("href")
    links.nth(0).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")
    page.context.close()
