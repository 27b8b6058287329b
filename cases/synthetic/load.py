"""The loading itself: people first, then every row by COPY in one transaction."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from django.db import connections, transaction

from cases.synthetic import city
from cases.synthetic.chains import Chains
from cases.synthetic.complaints import Complaints
from cases.synthetic.copying import bare
from cases.synthetic.inquiries import Inquiries
from cases.synthetic.registers import Registers
from cases.synthetic.rights import Rights
from cases.synthetic.staff import appoint
from cases.synthetic.tables import KEYED, OTHERS, Tables
from cases.synthetic.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.backends.utils import CursorWrapper

    from cases.synthetic.plan import Plan
    from people.models import Unit

PIECE = 5_000  # reports between two writes: bounds the memory
OWNER = "owner"  # of the tables, by its connection
LARGE = 20_000  # from so many reports on it is quicker to build every index anew


def load(plan: Plan, *, using: str, shown: Callable[[int], object], is_bare: bool) -> int:
    """Everything of the plan, or nothing; how many rows.

    ``is_bare``: without index and foreign key meanwhile, which only the owner may do.
    ``shown`` is told how many reports were made since it was told last.
    """
    bureau = appoint()
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        work = _prepared(plan, cursor, bureau, using)
        complaints = Complaints(work, Inquiries(work))
        with bare(cursor, [*KEYED, *OTHERS]) if is_bare else nullcontext():
            written = _fill(work, complaints, shown)
        work.registers.keep()
    return written


def _prepared(plan: Plan, cursor: CursorWrapper, bureau: Unit, using: str) -> Work:
    """All that asks the database: once its tables are bare, it answers this transaction alone."""
    registers, tables = Registers(connections[using]), Tables(cursor)
    whole = city.build(plan, cursor, bureau)
    rights = Rights(tables, bureau, [row.handler for row in whole.rows])
    return Work(plan, whole, tables, registers, rights, Chains(tables, plan.chance, plan.today))


def _fill(work: Work, complaints: Complaints, shown: Callable[[int], object]) -> int:
    written, made = 0, 0
    for day, number in work.plan.arrivals:
        for _ in range(number):
            complaints.make(day)
        made += number
        if made >= PIECE:
            written += work.tables.write()
            shown(made)
            made = 0
    written += work.tables.write()
    shown(made)
    return written


def settle() -> None:
    """Let the planner know what is there, and the indexes answer alone. Outside a transaction."""
    with connections[OWNER].cursor() as cursor:
        for model in (*KEYED, *OTHERS):
            cursor.execute(f'vacuum (analyze) "{model._meta.db_table}"')  # noqa: SLF001
        for table in ("people_unit", "people_teacher", "people_teacherpost"):
            cursor.execute(f'vacuum (analyze) "{table}"')
