"""How gunicorn serves the pages. Even what it refuses itself bears the strict headers."""

import os
import socket
from http import HTTPStatus

from gunicorn import util

from ethics.headers import STRICT

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
wsgi_app = "ethics.wsgi"
workers = 2
threads = 4
graceful_timeout = 3
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True  # it would stand in the home directory
loglevel = "warning"  # and no access log: an address may tell who reported


def refuse(client: socket.socket, status: int, _reason: str, _words: str) -> None:
    """Answer what is not HTTP, without repeating a byte of it."""
    phrase = HTTPStatus(status).phrase
    bound = "".join(f"{name}: {value}\r\n" for name, value in STRICT.items())
    head = f"HTTP/1.1 {status} {phrase}\r\nConnection: close\r\nCache-Control: no-store\r\n{bound}"
    body = f"{phrase}\n"
    more = f"Content-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n"
    util.write_nonblock(client, f"{head}{more}{body}".encode("latin1"))


util.write_error = refuse
