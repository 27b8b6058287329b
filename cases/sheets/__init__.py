"""What one reader may see of one record: the only way a case reaches a page or a paper."""

from cases.sheets.clicks import VerbSheet, verb_sheet
from cases.sheets.dues import SOON, case_rows, complaint_rows
from cases.sheets.lines import Line, lines_of, lines_since
from cases.sheets.pages import CaseSheet, complaint_sheet, proceeding_sheet, sheet
from cases.sheets.slips import SLIP_DEEDS, slip_rows, slip_sheet, tally
from cases.sheets.threads import thread
from cases.sheets.walls import wall

__all__ = [
    "SLIP_DEEDS",
    "SOON",
    "CaseSheet",
    "Line",
    "VerbSheet",
    "case_rows",
    "complaint_rows",
    "complaint_sheet",
    "lines_of",
    "lines_since",
    "proceeding_sheet",
    "sheet",
    "slip_rows",
    "slip_sheet",
    "tally",
    "thread",
    "verb_sheet",
    "wall",
]
