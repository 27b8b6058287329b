"""Start again without traces: what is taken out of the browser."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.models import Complaint, Evidence
from people.roles import Role
from tests.cases.views.reporter import a_browser, a_code, send, text_of
from tests.people.factories import a_unit_tree, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def units(db):
    return a_unit_tree()


def left(client):
    return sorted(name for name, cookie in client.cookies.items() if cookie.value)


def test_restart_takes_every_cookie_of_the_public_pages():
    client = a_browser()
    code = a_code(client)
    client.post("/track/", {"code": code})
    client.cookies["django_language"] = "en"
    assert left(client) == ["csrftoken", "django_language", "receipt", "report", "thread"]

    client.post("/report/restart/")

    assert left(client) == []


def test_restart_clears_what_pages_and_pictures_left():
    answer = a_browser().post("/report/restart/")

    assert answer["Clear-Site-Data"] == '"cache", "storage"'


def test_restart_leaves_a_sign_in_of_staff_alone(units):
    client = a_browser()
    client.force_login(a_user(units.city, Role.INTAKE))

    client.post("/report/restart/")

    assert left(client) == ["sessionid"]


def test_restart_keeps_what_was_sent():
    client = a_browser()
    a_code(client)

    client.post("/report/restart/")

    assert Complaint.objects.count() == 1
    assert client.get("/report/done/").status_code == 404


def test_restart_destroys_files_that_were_not_sent():
    client = a_browser()
    photo = SimpleUploadedFile("a.txt", b"text " * 100)
    client.post("/report/", {"evidence": photo})
    assert Evidence.objects.count() == 1

    client.post("/report/restart/")

    assert Evidence.objects.count() == 0


def test_restart_leaves_files_that_were_sent():
    client = a_browser()
    send(client, evidence=SimpleUploadedFile("a.txt", b"text " * 100))

    client.post("/report/restart/")

    assert Evidence.objects.count() == 1


def test_restart_says_what_only_its_owner_can_delete():
    client = a_browser()
    client.cookies["django_language"] = "en"
    answer = client.post("/report/restart/")
    client.cookies["django_language"] = "en"

    assert "What only you can delete" in text_of(client.get(answer["Location"]))


def test_restart_does_nothing_by_a_mere_link():
    assert Client().get("/report/restart/").status_code == 405


@pytest.mark.parametrize("page", ["/", "/report/", "/track/"])
def test_restart_is_offered_on_every_page_that_leaves_traces(page):
    assert 'action="/report/restart/"' in text_of(Client().get(page))
