"""What ``script/server`` runs: the database, everything that leans on it, and a tidy end."""

import errno
import fcntl
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from http import HTTPStatus
from pathlib import Path

from ethics import embedded, folders
from ethics.embedded import NotPossible

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
ROOM = 300 * 1024 * 1024  # bytes a demo may need
PEOPLE = """
Demo people, all with the password loop-demo-2026:
  city       city.intake  city.approver  city.legal  city.discipline  city.custodian  city.custodian2
             city.personnel  city.archivist  city.leader  city.investigator  city.investigator2
  counties   lucheng, yueqing, pingyang, each with
             .officer  .investigator  .investigator2  .approver  .legal  .personnel
  a school   school.principal  school.investigator  school.investigator2
  the house  auditor  sysadmin  secadmin
"""


def port() -> int:
    """The port to serve on, from ``PORT``."""
    wanted = os.environ.get("PORT") or "8000"
    if not wanted.isdigit() or not 0 < int(wanted) < 65536:
        raise NotPossible(f"PORT must be a number from 1 to 65535, not {wanted!r}.")
    return int(wanted)


def check_port(number: int) -> None:
    """Refuse a port on which somebody else listens."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except PermissionError as refusal:
            raise NotPossible(
                f"Port {number} is for root alone. Choose one above 1023."
            ) from refusal
        except OSError as refusal:
            raise NotPossible(
                f"Port {number} is taken by another program. Choose another: PORT=8001 script/server"
            ) from refusal


def check_room(folder: Path) -> None:
    """Refuse a disk that the database would soon fill."""
    free = shutil.disk_usage(folder).free
    if free < ROOM:
        raise NotPossible(
            f"The disk is full: {folder} has {free // 2**20} MB left and needs {ROOM // 2**20} MB."
        )


def prepare_folders(data_dir: Path) -> None:
    """The folders, or a sentence why not."""
    try:
        folders.prepare(data_dir)
        (data_dir / "server.lock").touch()
    except OSError as refusal:
        if refusal.errno == errno.ENOSPC:
            raise NotPossible(
                f"The disk is full: nothing can be written to {data_dir}."
            ) from refusal
        raise NotPossible(
            f"DATA_DIR cannot be written: {data_dir} ({refusal.strerror})."
        ) from refusal


@contextmanager
def alone(data_dir: Path) -> Iterator[None]:
    """One server for one ``DATA_DIR``; the lock goes with the process that holds it."""
    with (data_dir / "server.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise NotPossible(
                f"Another server already runs on {data_dir}. Stop it, or choose another DATA_DIR."
            ) from held
        yield


def database() -> AbstractContextManager[subprocess.Popen[bytes] | None]:
    """The embedded database, unless the environment names another."""
    if not os.environ.get("DATABASE_URL"):
        return embedded.running()
    if not os.environ.get("DATABASE_OWNER_URL"):
        raise NotPossible("DATABASE_URL is set but DATABASE_OWNER_URL, which migrates, is not.")
    return nullcontext()


def prepare_database(*, demo: bool) -> None:
    """Migrations, rights and demo, in a process of their own; their words only when they fail."""
    line = [sys.executable, "manage.py", "prepare", *(["--demo"] if demo else [])]
    made = subprocess.run(line, capture_output=True, text=True, check=False)
    if made.returncode:
        words = made.stderr.strip() or made.stdout.strip()
        raise NotPossible(f"The database could not be prepared:\n{words}")


@contextmanager
def processes(number: int) -> Iterator[subprocess.Popen[bytes]]:
    """Web, worker and timetable, in a session of their own, so that we alone hear Ctrl-C."""
    beside = Path(sys.executable).parent
    path = f"{beside}{os.pathsep}{os.environ.get('PATH', '')}"
    falls_with_us = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
    line = [*falls_with_us, str(beside / "honcho"), "start"]
    environment = {
        **os.environ,
        "PATH": path,
        "PORT": str(number),
        "DATA_DIR": str(embedded.data_dir()),
        "PYTHONWARNINGS": "ignore:You're running the worker",  # as root, in a demo: known
    }
    honcho = subprocess.Popen(line, env=environment, start_new_session=True)
    try:
        yield honcho
    finally:
        honcho.terminate()
        honcho.wait(timeout=30)


def answers(number: int) -> bool:
    """Whether the web process serves pages."""
    asked = http.client.HTTPConnection("127.0.0.1", number, timeout=5)
    try:
        asked.request("GET", "/healthz")
        return asked.getresponse().status == HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()


def watch(number: int, *needed: subprocess.Popen[bytes] | None, demo: bool) -> None:
    """Say the address once it answers; return when a process that is needed has ended."""
    announced = False
    while all(process is None or process.poll() is None for process in needed):
        if not announced and (announced := answers(number)):
            say(
                f"\nOpen http://127.0.0.1:{number}/ (staff: /accounts/login/). Ctrl-C stops everything."
            )
            say(PEOPLE if demo else "")
        time.sleep(0.2)
    raise NotPossible(
        "A process has ended by itself; the others were stopped. Its words stand above."
    )


def say(words: str) -> None:
    """To the person at the terminal."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def serve() -> None:
    """Everything, until Ctrl-C."""
    data_dir, number = embedded.data_dir(), port()
    demo = os.environ.setdefault("DEMO", "1") not in {"0", "false", "no"}
    prepare_folders(data_dir)
    with alone(data_dir):
        check_port(number)
        check_room(data_dir)
        with database() as own:
            prepare_database(demo=demo)
            with processes(number) as honcho:
                watch(number, own, honcho, demo=demo)


class Stopped(Exception):
    """Somebody pressed Ctrl-C, closed the terminal or ended the process politely."""


def _stop(_signal: int, _frame: object) -> None:
    for each in ENDINGS:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped


def main() -> int:
    """Serve; what is missing is said in one sentence."""
    for each in ENDINGS:
        signal.signal(each, _stop)
    try:
        serve()
    except Stopped:
        say("Stopped.")
    except NotPossible as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
