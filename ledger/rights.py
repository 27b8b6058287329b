"""What the application's database role may do: everything to rows, nothing to history but add."""

from django.apps import apps
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from ledger.models import AppendOnly, Chain


def grant(role: str, connection: BaseDatabaseWrapper) -> None:
    """Give the role its rights, and no others, on every table of the schema. Repeatable."""
    quoted = connection.ops.quote_name(role)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in _statements(quoted, connection):
            cursor.execute(statement)


def _statements(role: str, connection: BaseDatabaseWrapper) -> list[str]:
    quote = connection.ops.quote_name
    kept = ", ".join(quote(table) for table in append_only_tables())
    chain = quote(_table(Chain))
    return [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"REVOKE UPDATE, DELETE ON {kept} FROM {role}",
        f"REVOKE DELETE ON {chain} FROM {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    ]


def append_only_tables() -> list[str]:
    """The tables that the role may read and add to only."""
    models = (model for model in apps.get_models() if issubclass(model, AppendOnly))
    return sorted(_table(model) for model in models)


def _table(model: type[Model]) -> str:
    return model._meta.db_table  # noqa: SLF001 - Django's own name for it
