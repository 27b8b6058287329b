"""What is counted for a month, one module a table: each figure is a condition over dated columns.

A month is computed from days (received, concluded, decided, paid …), never from today's state, so
that an old month gives the same numbers whenever it is counted again.
"""
