"""Every answer of the site is bound by the same strict headers."""

import re

import pytest

from ethics import headers

ALWAYS = {
    "Content-Security-Policy",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Embedder-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
}


def _directives(answer):
    parts = answer.headers["Content-Security-Policy"].split("; ")
    return {name: values for name, *values in (part.split(" ") for part in parts)}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/test/open/", 200),
        ("/test/closed/", 302),
        ("/test/400/", 400),
        ("/test/403/", 403),
        ("/nowhere/", 404),
        ("/test/post/", 405),
        ("/test/500/", 500),
        ("/static/img/mark.svg", 200),
        ("/static/nothing.css", 404),
        ("/static/../manage.py", 404),
    ],
)
def test_w1_every_answer_is_bound(site, db, path, status):
    answer = site.get(path)
    answer.getvalue()  # reads a file to its end

    assert answer.status_code == status
    assert ALWAYS - set(answer.headers) == set()


def test_a_strange_host_is_bound(site, db):
    answer = site.get("/test/open/", headers={"Host": "elsewhere.example"})

    assert answer.status_code == 400
    assert ALWAYS - set(answer.headers) == set()


def test_a_failing_middleware_is_bound(site, settings):
    first, *rest = settings.MIDDLEWARE
    settings.MIDDLEWARE = [first, "tests.ethics.breaking.Breaks", *rest]

    answer = site.get("/test/open/")

    assert answer.status_code == 500
    assert ALWAYS - set(answer.headers) == set()


def test_w1_the_policy_lets_in_nothing_from_elsewhere(site, db):
    assert _directives(site.get("/test/open/")) == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }


def test_the_closed_features_can_be_read_by_a_browser(site, db):
    features = site.get("/test/open/").headers["Permissions-Policy"].split(", ")

    assert [each for each in features if not re.fullmatch(r"[a-z-]+=\(\)", each)] == []
    assert len(features) == len(set(features)) == len(headers.CLOSED_FEATURES)


def test_w1_the_other_values_are_words_a_browser_knows(site, db):
    answer = site.get("/test/open/").headers

    assert {
        name: answer[name] for name in ALWAYS - {"Content-Security-Policy", "Permissions-Policy"}
    } == {
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


@pytest.mark.parametrize("path", ["/test/open/", "/nowhere/", "/test/500/", "/static/nothing.css"])
def test_pages_are_kept_nowhere(site, db, path):
    assert site.get(path).headers["Cache-Control"] == "no-store"


def test_static_files_may_be_kept(site, db):
    answer = site.get("/static/img/mark.svg")

    assert answer.getvalue().startswith(b"<svg")
    assert "no-store" not in answer.headers["Cache-Control"]


def test_https_is_remembered_where_there_is_https(site, db, settings):
    settings.SECURE_HSTS_SECONDS = 31536000

    assert (
        site.get("/test/open/", secure=True).headers["Strict-Transport-Security"]
        == "max-age=31536000"
    )
    assert "Strict-Transport-Security" not in site.get("/test/open/").headers


def test_logging_out_empties_the_browser(insider):
    answer = insider.post("/accounts/logout/")

    assert (answer.status_code, answer.headers["Clear-Site-Data"]) == (302, '"cache", "storage"')


def test_other_pages_leave_the_browser_as_it_is(insider):
    assert "Clear-Site-Data" not in insider.get("/accounts/logout/").headers
    assert "Clear-Site-Data" not in insider.get("/test/closed/").headers
