"""The complete URL configuration, walked by somebody who has not logged in."""

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, resolve

from people.gate import is_public

PUBLIC = {
    "/",
    "/accounts/inactive/",
    "/accounts/login/",
    "/accounts/logout/",
    "/healthz",
    "/language/",
    "/readyz",
    "/report/",
    "/report/done/",
    "/report/done/code.png",
    "/report/done/sheet/",
    "/report/files/",
    "/report/files/dispatch/",
    "/report/restart/",
    "/report/restarted/",
    "/report/schools/",
    "/track/",
    "/track/2026-00001/",
    "/track/code/",
    "/track/code/new.png",
    "/track/code/new/",
    "/track/files/",
    "/track/files/dispatch/",
    "/track/leave/",
    "/track/thread/",
}
SAMPLES = {"IntConverter": "7", "SlugConverter": "2026-00001", "StringConverter": "dispatch"}


def _walk(patterns, prefix="/"):
    for each in patterns:
        path = prefix + _sample(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, path)
        else:
            yield path, each.callback


def _sample(pattern):
    """A path that this pattern takes. A converter without a sample fails the test: give it one."""
    path = str(pattern)
    for name, converter in getattr(pattern, "converters", {}).items():
        sample = SAMPLES[type(converter).__name__]
        start, _, rest = path.partition("<")
        declared, _, rest = rest.partition(">")
        assert declared.split(":")[-1] == name
        path = f"{start}{sample}{rest}"
    return path


WALKED = dict(_walk(get_resolver("ethics.urls").url_patterns))


def test_the_walk_sees_every_kind_of_page():
    assert {"/desk/inbox/", "/desk/inbox/7/", "/accounts/login/", "/healthz"} <= set(WALKED)


@pytest.mark.parametrize("path", sorted(WALKED))
def test_each_address_leads_to_its_view(path):
    assert resolve(path).func is WALKED[path]


def test_the_public_pages_are_these():
    assert {path for path, view in WALKED.items() if is_public(view)} == PUBLIC


@pytest.mark.parametrize("path", sorted(set(WALKED) - PUBLIC))
def test_an_outsider_sees_the_login_and_nothing_else(db, path):
    outsider = Client()

    seen = outsider.get(path)

    assert (seen.status_code, seen.url) == (302, f"/accounts/login/?next={path}")
    assert outsider.post(path).status_code == 403


@pytest.mark.parametrize("path", sorted(PUBLIC & set(WALKED)))
def test_a_public_page_never_fails(db, path):
    assert Client().get(path).status_code < 500


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "password/reset/",
        "password/set/",
        "email/",
        "confirm-email/",
        "login/code/confirm/",
    ],
)
def test_nobody_signs_up_or_resets_by_mail(db, path):
    assert Client().get(f"/accounts/{path}").status_code == 404
