"""Refusals: each carries the sentence that the person will read."""


class CaseError(Exception):
    """Something asked of a record cannot be done; ``str`` is the reason, for people."""

    @property
    def in_history(self) -> str:
        """What is kept of it, for whoever reads the history later."""
        return str(self)


class NotAllowed(CaseError):
    """The record's own rules refuse: a paper is missing, a limit has passed."""


class NotPermitted(CaseError):
    """The person holds no right to do this."""


class Stale(CaseError):
    """The record has changed since the person looked at it."""
