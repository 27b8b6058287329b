"""Verbs of review and of the end of a decision."""

from django.utils.translation import gettext_lazy as _

from cases.actions import remedies
from cases.forms import decisions as forms
from cases.models import Material
from cases.permissions import Seat
from cases.verb import Verb

VERBS = (
    Verb(
        record="proceeding",
        name="file_review",
        label=_("Record a review or appeal"),
        will=_("The decision is under review; its execution goes on."),
        form=forms.FileReview,
        action=remedies.file_review,
        rights=("review_case",),
        event="proceeding.review_filed",
        guard=_("Within 30 days of service."),
        needs=(Material.REVIEW,),
        limit="REVIEW_APPLY",
        tells=(Seat.OFFICER, Seat.APPROVER),
    ),
    Verb(
        record="proceeding",
        name="uphold",
        label=_("Uphold on review"),
        will=_("The decision stands."),
        form=forms.Entry,
        action=remedies.uphold,
        rights=("review_case",),
        event="proceeding.upheld",
        needs=(Material.REVIEW_RESULT,),
        limit="REVIEW_DECIDE",
        tells=(Seat.OFFICER,),
    ),
    Verb(
        record="proceeding",
        name="change",
        label=_("Change on review"),
        will=_("A new decision replaces the old; every effect is computed anew."),
        form=forms.Change,
        action=remedies.change,
        rights=("review_case",),
        event="proceeding.changed",
        guard=_("Within authority and long enough; never heavier than before."),
        needs=(Material.REVIEW_RESULT,),
        papers=("decision",),
        limit="REVIEW_DECIDE",
        tells=(Seat.OFFICER, Seat.PERSONNEL),
    ),
    Verb(
        record="proceeding",
        name="revoke",
        label=_("Revoke on review"),
        will=_("Every effect ends; post, pay and name are to be restored."),
        form=forms.Revoke,
        action=remedies.revoke,
        rights=("review_case",),
        event="proceeding.revoked",
        needs=(Material.REVIEW_RESULT,),
        limit="REVIEW_DECIDE",
        tells=(Seat.OFFICER, Seat.PERSONNEL),
    ),
    Verb(
        record="proceeding",
        name="lift",
        label=_("Lift the sanction"),
        will=_("The written notice of lifting is kept; what still runs ends."),
        form=forms.Entry,
        action=remedies.lift,
        rights=("file_case",),
        event="proceeding.lifted",
        guard=_("The term of the sanction has ended."),
        needs=(Material.LIFTING,),
    ),
    Verb(
        record="proceeding",
        name="expire",
        label=_("Record the end of the measure"),
        will=_("The term of the measure is over."),
        form=forms.Entry,
        action=remedies.expire,
        rights=("file_case",),
        event="proceeding.expired",
        guard=_("The term of the measure has ended."),
        needs=(Material.LIFTING,),
    ),
)
