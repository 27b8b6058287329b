"""The entry of the web server."""

from django.test import RequestFactory

from ethics.wsgi import application


def test_the_web_server_finds_the_site(db):
    statuses = []
    environ = RequestFactory().get("/healthz").environ

    body = b"".join(application(environ, lambda status, _headers: statuses.append(status)))

    assert (statuses, body) == (["200 OK"], b"alive\n")
