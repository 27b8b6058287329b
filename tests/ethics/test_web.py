"""What gunicorn answers by itself."""

import socket

from ethics import headers, web


def test_what_is_not_http_is_refused_with_strict_headers():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        web.refuse(ours, 400, "Bad Request", "<script>")
        head, body = theirs.recv(10_000).decode().split("\r\n\r\n")

    status, *lines = head.split("\r\n")
    seen = dict(line.split(": ", 1) for line in lines)
    assert (status, body) == ("HTTP/1.1 400 Bad Request", "Bad Request\n")
    assert {name: seen[name] for name in headers.STRICT} == headers.STRICT


def test_gunicorn_uses_it():
    assert web.util.write_error is web.refuse
