"""Numbers without gaps."""

from django.db import connection, transaction

NEXT = """
INSERT INTO ledger_register (series, year, last) VALUES (%s, %s, 1)
ON CONFLICT (series, year) DO UPDATE SET last = ledger_register.last + 1
RETURNING last
"""


def allot(series: str, year: int) -> int:
    """The next number of the series in the year, in one statement.

    The register stays locked until the caller's transaction ends: a rollback gives the number back.
    Raises ``TransactionManagementError`` outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [series, year])
        (number,) = cursor.fetchone()
    return int(number)
