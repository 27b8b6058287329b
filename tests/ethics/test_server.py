"""The one command: what it says when something is missing, and that it ends what it began."""

import os
import signal
import socket
import subprocess
import sys
from types import SimpleNamespace

import pytest

from ethics import embedded, server
from ethics.embedded import NotPossible


@pytest.fixture
def taken():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture
def free():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        return other.getsockname()[1]


@pytest.mark.parametrize(("given", "number"), [("8123", 8123), ("", 8000)])
def test_port_is_taken_from_the_environment(monkeypatch, given, number):
    monkeypatch.setenv("PORT", given)

    assert server.port() == number


@pytest.mark.parametrize("given", ["0", "65536", "eighty", "-1"])
def test_port_must_be_a_port(monkeypatch, given):
    monkeypatch.setenv("PORT", given)

    with pytest.raises(NotPossible, match="PORT must be a number from 1 to 65535"):
        server.port()


def test_a_taken_port_is_refused(taken):
    with pytest.raises(NotPossible, match=f"Port {taken} is taken"):
        server.check_port(taken)


def test_a_free_port_is_not_refused(free):
    server.check_port(free)


def test_a_full_disk_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(server.shutil, "disk_usage", lambda _at: SimpleNamespace(free=5 * 2**20))

    with pytest.raises(NotPossible, match="5 MB left and needs 300 MB"):
        server.check_room(tmp_path)


def test_an_empty_disk_is_not_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(server.shutil, "disk_usage", lambda _at: SimpleNamespace(free=2**30))

    server.check_room(tmp_path)


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(NotPossible, match="DATA_DIR cannot be written"):
        server.prepare_folders(tmp_path / "file" / "below")


def test_a_disk_that_fills_meanwhile_is_named(tmp_path, monkeypatch):
    def full(_data_dir):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(server.folders, "prepare", full)

    with pytest.raises(NotPossible, match="The disk is full"):
        server.prepare_folders(tmp_path)


def test_two_servers_cannot_share_their_data(tmp_path):
    with (
        server.alone(tmp_path),
        pytest.raises(NotPossible, match="Another server already runs"),
        server.alone(tmp_path),
    ):
        pass


def test_the_next_server_may_begin_when_the_first_has_gone(tmp_path):
    with server.alone(tmp_path):
        pass
    with server.alone(tmp_path):
        pass


def test_another_database_needs_its_owner_too(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@elsewhere/loop")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)

    with pytest.raises(NotPossible, match="DATABASE_OWNER_URL"):
        server.database()


def test_another_database_is_not_ours_to_start(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@elsewhere/loop")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner@elsewhere/loop")

    with server.database() as own:
        assert own is None


def test_a_failed_preparation_is_told_in_its_own_words(monkeypatch):
    failed = subprocess.CompletedProcess([], 1, stdout="", stderr="no such table\n")
    monkeypatch.setattr(server.subprocess, "run", lambda *_a, **_k: failed)

    with pytest.raises(NotPossible, match="could not be prepared:\nno such table"):
        server.prepare_database(demo=True)


def test_nobody_answers_on_a_free_port(free):
    assert not server.answers(free)


def test_an_end_by_itself_is_a_failure(free):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()

    with pytest.raises(NotPossible, match="A process has ended by itself"):
        server.watch(free, ended, demo=False)


@pytest.fixture
def nothing_started(tmp_path, monkeypatch):
    """A server whose parts are all imitated: no database, and a sleeping process for the rest."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@elsewhere/loop")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner@elsewhere/loop")
    monkeypatch.setattr(server, "prepare_database", lambda *, demo: None)
    handlers = {each: signal.getsignal(each) for each in server.ENDINGS}
    yield
    for each, handler in handlers.items():
        signal.signal(each, handler)


@pytest.mark.parametrize("ending", server.ENDINGS)
def test_every_polite_end_ends_every_process(nothing_started, free, monkeypatch, capsys, ending):
    monkeypatch.setenv("PORT", str(free))
    started = []

    def end_at_once(number, own, honcho, *, demo):
        started.append(honcho)
        os.kill(os.getpid(), ending)
        signal.sigtimedwait([], 5)

    monkeypatch.setattr(server, "watch", end_at_once)

    assert (server.main(), capsys.readouterr().out) == (0, "Stopped.\n")
    assert started[0].poll() is not None


def test_what_is_missing_is_one_sentence(nothing_started, taken, monkeypatch, capsys):
    monkeypatch.setenv("PORT", str(taken))

    assert server.main() == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_address_and_the_people_are_said_once(monkeypatch, capsys):
    rounds = iter([None, None, 0])
    needed = SimpleNamespace(poll=lambda: next(rounds))
    monkeypatch.setattr(server, "answers", lambda _number: True)

    with pytest.raises(NotPossible):
        server.watch(8123, needed, demo=True)

    said = capsys.readouterr().out
    assert (said.count("http://127.0.0.1:8123/"), said.count("city.intake")) == (1, 1)


def test_the_data_dir_is_absolute(monkeypatch):
    monkeypatch.setenv("DATA_DIR", "some/where")

    assert embedded.data_dir().is_absolute()
