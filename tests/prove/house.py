"""The house taken apart: database, web and worker as processes of their own, each of which may be killed."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from ethics import embedded, folders

ROOT = Path(__file__).parents[2]
PATIENCE = 120  # seconds until a killed part must stand again
BESIDE = Path(sys.executable).parent
LINES = {
    "web": [str(BESIDE / "gunicorn"), "--config", "python:ethics.web"],
    "worker": [
        str(BESIDE / "celery"), "--quiet", "--app", "ethics", "worker", "--concurrency", "1",
        "--loglevel", "error", "--without-gossip", "--without-mingle", "--without-heartbeat",
    ],
}  # fmt: skip


class House:
    """A running house at ``url``; its data lies below ``DATA_DIR``."""

    def __init__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.parts = {}

    def start(self, name):
        """Start one part, in a session of its own."""
        words = (embedded.data_dir() / f"{name}.log").open("ab")
        environment = {**os.environ, "PORT": str(self.port), "PYTHONWARNINGS": "ignore"}
        line = embedded.command() if name == "database" else LINES[name]
        self.parts[name] = subprocess.Popen(
            line, cwd=ROOT, env=environment, stdout=words, stderr=words, start_new_session=True
        )

    def kill(self, name):
        """kill -9, with all its children, and begin anew as a service would."""
        part = self.parts[name]
        os.killpg(part.pid, signal.SIGKILL)
        part.wait()
        self.start(name)

    def keep_up(self):
        """Start again what has ended by itself: a database refuses while its dead self still holds on."""
        for name, part in list(self.parts.items()):
            if part.poll() is not None:
                self.start(name)

    def kill_one(self):
        """Kill a part by chance; its name."""
        name = random.choice(list(self.parts))
        self.kill(name)
        return name

    def wait(self):
        """Until the first page comes."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=5):
                    return
            except OSError:
                self.keep_up()
                time.sleep(0.3)
        raise AssertionError(f"Nothing answers at {self.url}")

    def peaks(self, name):
        """The most memory, in MB, that each process of a part has ever held."""
        group = subprocess.run(
            ["ps", "-o", "pid=", "--sid", str(self.parts[name].pid)],
            capture_output=True, text=True, check=True,
        ).stdout.split()  # fmt: skip
        status = [Path(f"/proc/{pid}/status").read_text() for pid in group]
        lines = [line for one in status for line in one.splitlines() if line.startswith("VmHWM")]
        return [int(line.split()[1]) / 1024 for line in lines]

    def stop(self):
        """Every part, politely, the database last."""
        for name in ("worker", "web", "database"):
            part = self.parts.pop(name, None)
            if part and part.poll() is None:
                part.send_signal(signal.SIGINT if name == "database" else signal.SIGTERM)
                part.wait(timeout=60)


@contextmanager
def standing():
    """A house with the demo in it."""
    folders.prepare(embedded.data_dir())
    with embedded.running():
        line = [sys.executable, "manage.py", "prepare", "--demo"]
        subprocess.run(line, cwd=ROOT, check=True, capture_output=True)
    house = House()
    try:
        for name in ("database", "web", "worker"):
            house.start(name)
        house.wait()
        yield house
    finally:
        house.stop()
