"""Pages speak Chinese until their reader chooses otherwise."""

import pytest


@pytest.mark.parametrize("wanted", ["en-US,en;q=0.9", "de", ""])
def test_the_browsers_own_wish_is_not_asked(site, db, wanted):
    answer = site.get("/test/open/", headers={"Accept-Language": wanted})

    assert answer.headers["Content-Language"] == "zh-hans"


@pytest.mark.parametrize(
    ("cookie", "spoken"), [("en", "en"), ("zh-hans", "zh-hans"), ("xx", "zh-hans")]
)
def test_the_cookie_decides(site, db, cookie, spoken):
    site.cookies["django_language"] = cookie

    assert site.get("/test/open/").headers["Content-Language"] == spoken


def test_a_choice_is_kept(site, db):
    answer = site.post("/language/", {"language": "en", "next": "/test/open/"})

    assert (answer.status_code, answer.url) == (302, "/test/open/")
    assert site.get("/test/open/").headers["Content-Language"] == "en"
