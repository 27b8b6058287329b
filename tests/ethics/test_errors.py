"""Refusals and failures are plain pages that tell nothing."""

import pytest
from django.test import Client, RequestFactory

from ethics import errors


@pytest.fixture
def strict_site(settings):
    """Like a browser: forms without their token are refused."""
    settings.ROOT_URLCONF = "tests.ethics.urls"
    return Client(enforce_csrf_checks=True)


def test_everything_that_is_not_there_has_one_body(insider):
    bodies = {insider.get(path).content for path in ("/nowhere/", "/desk/cases/9999-00001/", "/x")}

    assert len(bodies) == 1


def test_an_insider_and_an_outsider_see_the_same_nothing(site, insider, db):
    inside = insider.get("/nowhere/").content

    assert Client().get("/nowhere/").content == inside


def test_a_failure_tells_nothing_of_its_cause(site, db):
    answer = site.get("/test/500/")

    assert answer.status_code == 500
    assert b"secret" not in answer.content


def test_a_failure_is_told_even_without_style_sheets(monkeypatch):
    def missing(name):
        raise ValueError(name)

    monkeypatch.setattr(errors.staticfiles_storage, "url", missing)

    answer = errors.server_error(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert b"stylesheet" not in answer.content


@pytest.mark.parametrize("path", ["/test/400/", "/test/403/", "/nowhere/", "/test/500/"])
def test_a_refusal_speaks_the_readers_language(site, db, path):
    site.cookies["django_language"] = "en"

    assert b'<html lang="en">' in site.get(path).content


def test_a_form_without_its_token_is_shown_again(strict_site, db):
    answer = strict_site.post(
        "/test/open/",
        {"narrative": "a long story <b>", "password": "unsaid", "code": "1234"},
        headers={"Origin": "http://testserver"},
    )

    shown = answer.content.decode()
    assert answer.status_code == 403
    assert shown.count("a long story &lt;b&gt;") == 2
    assert "unsaid" not in shown
    assert "1234" not in shown


def test_a_form_that_is_shown_again_can_be_sent(strict_site, db):
    first = strict_site.post(
        "/test/open/", {"body": "text"}, headers={"Origin": "http://testserver"}
    )
    token = first.content.decode().split('csrfmiddlewaretoken" value="')[1].split('"')[0]

    again = strict_site.post("/test/open/", {"body": "text", "csrfmiddlewaretoken": token})

    assert again.content == b"inside"


def test_another_sites_form_is_not_offered(strict_site, db):
    answer = strict_site.post(
        "/test/open/", {"narrative": "planted"}, headers={"Origin": "https://elsewhere.example"}
    )

    assert answer.status_code == 403
    assert b"planted" not in answer.content


def test_what_was_typed_outlives_the_session(strict_site, db):
    strict_site.get("/accounts/login/")
    token = strict_site.cookies["csrftoken"].value

    answer = strict_site.post(
        "/test/closed/",
        {"reason": "typed for an hour", "csrfmiddlewaretoken": token},
        headers={"Origin": "http://testserver"},
    )

    assert answer.status_code == 403
    assert b"typed for an hour" in answer.content
    assert b'href="/accounts/login/"' in answer.content
