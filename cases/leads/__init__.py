"""What in a text could show who reported: found by rule, marked, blanked out; and sealed data in it."""

from cases.leads.kinds import Kind, Mark
from cases.leads.marking import Hit, Piece, blanked, hits, marks, pieces
from cases.leads.writer import marks_of_writer

__all__ = ["Hit", "Kind", "Mark", "Piece", "blanked", "hits", "marks", "marks_of_writer", "pieces"]
