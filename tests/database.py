"""The test database: made by the owner, used by the application's role, put back by the owner.

``python -m tests.database NAME`` migrates one once, for every worker to copy (``TEST_TEMPLATE=NAME``).
"""

import sys
from contextlib import closing

import django
from django.core.management import call_command, get_commands
from django.db import connections
from django.test.utils import setup_databases

TABLES = """
    select quote_ident(tablename) from pg_tables
    where schemaname = 'public' and tablename <> 'django_migrations' order by 1
"""
WRITABLE = """
    select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
    where attrelid = %s::regclass and attnum > 0 and not attisdropped and attgenerated = ''
"""


def make(name: str) -> None:
    """A database that is ready for tests, and nobody's: a template must have no visitors."""
    django.setup()
    for alias in connections:
        connections[alias].settings_dict["TEST"]["NAME"] = name
    setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    connections.close_all()


def grant() -> None:
    """Give the application's role its rights, as a deployment does after ``migrate``."""
    if "grant_rights" in get_commands():
        call_command("grant_rights", verbosity=0)


def remember() -> None:
    """Keep a copy of every row that the migrations made."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("drop schema if exists pristine cascade; create schema pristine")
        for table in _tables(cursor):
            cursor.execute(f"create table pristine.{table} as table public.{table}")


def put_back() -> None:
    """Undo what a test has committed, past the triggers that protect history."""
    owner = connections["owner"].copy()  # its own: a test may not use the owner's connection
    with closing(owner), owner.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        tables = _tables(cursor)
        cursor.execute(f"truncate {', '.join(tables)}")
        for table in tables:
            cursor.execute(WRITABLE, [table])
            columns = cursor.fetchone()[0]
            cursor.execute(
                f"insert into public.{table} ({columns}) overriding system value "
                f"select {columns} from pristine.{table}"
            )


def _tables(cursor) -> list[str]:
    cursor.execute(TABLES)
    return [row[0] for row in cursor.fetchall()]


if __name__ == "__main__":
    make(sys.argv[1])
