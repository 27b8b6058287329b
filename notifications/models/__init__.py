"""What the post office keeps: letters to staff, and papers."""

from .message import Message, MessageState
from .paper import Paper, PaperState

__all__ = ["Message", "MessageState", "Paper", "PaperState"]
