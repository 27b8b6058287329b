"""The same site on another day: a second web process on its data, whose calendar is turned by hand.

The limits of the law are days, and ask ``timezone.localdate`` alone; moments stay what they are.
Run as ``python -m tests.e2e.another_day PORT``; each line that it reads is the day from then on.
"""

import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from tests.e2e import site as sites


@dataclass(frozen=True)
class Calendar:
    """The site as it stands on the day turned to."""

    site: sites.Site
    process: subprocess.Popen

    def turn(self, day):
        self.process.stdin.write(f"{day.isoformat()}\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline().strip() == day.isoformat()


@contextmanager
def running(site):
    """Another web process beside that of the site, until the block ends."""
    port = sites.free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.another_day", str(port)], cwd=sites.ROOT, text=True,
        env=sites.environment(site), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        try:
            yield Calendar(replace(site, url=f"http://127.0.0.1:{port}"), process)
        finally:
            process.terminate()


class Server(ThreadingMixIn, WSGIServer):
    """Chromium holds connections open: one thread would wait for the second."""

    daemon_threads = True


class Silent(WSGIRequestHandler):
    """Standard error is the words of a failing test."""

    def log_message(self, *said):
        pass


def serve(port):
    """Pages as gunicorn serves them, on the day last read."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ethics.settings")
    from django.utils import timezone  # noqa: PLC0415 - after the settings are named

    from ethics.wsgi import application  # noqa: PLC0415

    real = timezone.localdate
    server = make_server("127.0.0.1", port, application, Server, Silent)
    Thread(target=server.serve_forever, daemon=True).start()
    for line in sys.stdin:
        day = date.fromisoformat(line.strip())
        timezone.localdate = lambda value=None, zone=None, day=day: (
            real(value, zone) if value else day
        )
        sys.stdout.write(line)
        sys.stdout.flush()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
