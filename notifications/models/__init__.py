"""What the post office keeps: letters to staff and word of them, notices to reporters, and papers."""

from .delivery import Delivery, DeliveryState, Means
from .message import Message
from .notice import MessageState, Notice
from .paper import Paper, PaperState
from .preference import Preference

__all__ = [
    "Delivery",
    "DeliveryState",
    "Means",
    "Message",
    "MessageState",
    "Notice",
    "Paper",
    "PaperState",
    "Preference",
]
