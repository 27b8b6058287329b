"""What the post office keeps: letters to staff, notices to reporters, and papers."""

from .message import Message, MessageState
from .notice import Notice
from .paper import Paper, PaperState

__all__ = ["Message", "MessageState", "Notice", "Paper", "PaperState"]
