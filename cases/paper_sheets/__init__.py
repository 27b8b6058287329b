"""What each paper says: plain JSON for one audience, frozen the moment the paper is issued.

``look`` of the frame aside, a sheet holds ``bureau``, ``to`` and so on for the frame of the paper and
``body`` for its text. Nothing that a reporter wrote, and no title or clue that was copied from his
words, is ever read here.
"""

from typing import TypeAlias

Sheet: TypeAlias = dict[str, object]
