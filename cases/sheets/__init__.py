"""What one reader may see of one record: the only way a case reaches a page or a paper."""

from cases.sheets.clicks import VerbSheet, verb_sheet
from cases.sheets.dues import SOON, case_rows, complaint_rows
from cases.sheets.lines import Line, lines_since
from cases.sheets.pages import CaseSheet, complaint_sheet, proceeding_sheet, sheet
from cases.sheets.threads import thread
from cases.sheets.walls import wall

__all__ = [
    "SOON",
    "CaseSheet",
    "Line",
    "VerbSheet",
    "case_rows",
    "complaint_rows",
    "complaint_sheet",
    "lines_since",
    "proceeding_sheet",
    "sheet",
    "thread",
    "verb_sheet",
    "wall",
]
