"""The real thing for the browser tests: what ``script/server`` starts, on data of its own."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

ROOT = Path(__file__).parents[2]
OUTSIDE = ("DATABASE_URL", "DATABASE_OWNER_URL", "BROKER_URL")
PATIENCE = 180  # seconds until the first page on a busy machine


@dataclass(frozen=True)
class Site:
    """A running server."""

    url: str
    data_dir: Path

    def run(self, *line):
        """A management command beside the running server, as a person would type it."""
        return subprocess.run(
            [ROOT / ".venv/bin/python", "manage.py", *line], cwd=ROOT, env=environment(self),
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip


@contextmanager
def running(data_dir):
    """``script/server`` in the foreground of a session of its own; Ctrl-C at the end."""
    site = Site(f"http://127.0.0.1:{free_port()}", data_dir)
    _create_database(site)
    words = (data_dir / "words.txt").open("w")
    server = subprocess.Popen(
        ["script/server"], cwd=ROOT, env=environment(site), stdout=words, stderr=words,
        start_new_session=True,
    )  # fmt: skip
    try:
        _wait(site, server)
        yield site
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=60)
        words.close()


def environment(site):
    kept = {
        key: value
        for key, value in os.environ.items()
        if key not in OUTSIDE and not key.startswith("COV")
    }
    port = site.url.rsplit(":", 1)[1]
    return kept | _own_database(port) | {
        "DATA_DIR": str(site.data_dir), "PORT": port, "DJANGO_SETTINGS_MODULE": "ethics.settings"
    }  # fmt: skip


def _own_database(port):
    """Where the environment names a database and a queue, a site has its own beside it."""
    given = {name: os.environ.get(f"TEST_{name}", "") for name in OUTSIDE}
    if not given["DATABASE_URL"]:
        return {}
    own = {name: f"{url.rpartition('/')[0]}/site_{port}" for name, url in given.items()}
    is_redis = given["BROKER_URL"].startswith("redis:")
    queue = f"{given['BROKER_URL'].rpartition('/')[0]}/{int(port) % 15 + 1}"
    return own | {"BROKER_URL": queue if is_redis else "filesystem://localhost"}


def _create_database(site):
    """As the owner; a trial of the house on an embedded database needs none."""
    own = _own_database(site.url.rsplit(":", 1)[1])
    if own:
        name = own["DATABASE_OWNER_URL"].rpartition("/")[2]
        with psycopg.connect(os.environ["TEST_DATABASE_OWNER_URL"], autocommit=True) as owner:
            owner.execute(f"drop database if exists {name}")
            owner.execute(f"create database {name}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(site, server):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{site.url}/readyz", timeout=5):
                return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.2)
    raise AssertionError((site.data_dir / "words.txt").read_text())
