"""The states of the three machines: a state is a word."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ComplaintState(TextChoices):
    """What became of something that somebody told us (domain reference §9.2)."""

    REGISTERED = "registered", _("Registered")
    SCREENING = "screening", _("Being screened")
    ACCEPTED = "accepted", _("Accepted")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")
    REFERRED = "referred", _("Referred")
    SHELVED = "shelved", _("Shelved")
    MERGED = "merged", _("Merged")
    ANSWERED = "answered", _("Answered")


class CaseState(TextChoices):
    """Where an inquiry stands (domain reference §9.3)."""

    PENDING = "pending", _("Awaiting dispatch")
    DISPATCHED = "dispatched", _("Dispatched")
    INVESTIGATING = "investigating", _("Investigating")
    SUSPENDED = "suspended", _("Suspended")
    REPORTED = "reported", _("Report under review")
    CONCLUDED = "concluded", _("Concluded")
    PROCEEDING = "proceeding", _("In proceedings")
    RECORDED = "recorded", _("Recorded")
    APPLYING = "applying", _("Outcome being applied")
    CLOSED = "closed", _("Closed")
    ARCHIVED = "archived", _("Archived")


class ProceedingState(TextChoices):
    """Where the handling of one respondent stands."""

    OPENED = "opened", _("Opened")
    INVESTIGATED = "investigated", _("Investigated")
    NOTIFIED = "notified", _("Notified")
    HEARING = "hearing", _("Hearing requested")
    HEARD = "heard", _("Heard")
    DECIDED = "decided", _("Decided")
    SERVED = "served", _("Served")
    UNDER_REVIEW = "under_review", _("Under review")
    LIFTED = "lifted", _("Lifted")
    EXPIRED = "expired", _("Expired")
    TRANSFERRED = "transferred", _("Transferred")
    DROPPED = "dropped", _("Dropped")
    REVOKED = "revoked", _("Revoked")


class Kind(TextChoices):
    """The main category of a matter."""

    TUTORING = "tutoring", _("Paid tutoring")
    GIFT = "gift", _("Gifts or gift money")
    OTHER = "other", _("Another matter of teacher ethics")


class Finding(TextChoices):
    """What the inquiry found about one respondent."""

    SUBSTANTIATED = "substantiated", _("Substantiated")
    PARTLY = "partly", _("Partly substantiated")
    UNFOUNDED = "unfounded", _("Unfounded")
    UNVERIFIABLE = "unverifiable", _("Unverifiable")


AT_FAULT = (Finding.SUBSTANTIATED, Finding.PARTLY)


class ProceedingKind(TextChoices):
    """What a respondent with a case to answer faces."""

    SANCTION = "sanction", _("Sanction")
    MEASURE = "measure", _("Other measure")
    TRANSFER = "transfer", _("Transfer to another authority")


class EffectState(TextChoices):
    """Where one consequence stands (domain reference §3)."""

    PENDING = "pending", _("To be carried out")
    RUNNING = "running", _("In force")
    ENDED = "ended", _("Ended")
    LIFTED = "lifted", _("Effect lifted")
    REVOKED = "revoked", _("Effect revoked")
