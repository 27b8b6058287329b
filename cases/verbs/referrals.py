"""Verbs of a referral to another authority."""

from django.utils.translation import gettext_lazy as _

from cases.actions import referrals
from cases.forms import referrals as forms
from cases.permissions import Seat
from cases.states import CaseState
from cases.verb import Verb

VERBS = (
    Verb(
        record="case",
        name="refer",
        label=_("Pass leads to another authority"),
        will=_(
            "The letter is made; the inquiry here goes on, and the answer is watched for 90 days."
        ),
        form=forms.Refer,
        action=referrals.refer,
        rights=("approve_case",),
        event="case.referred",
        states=(
            CaseState.INVESTIGATING,
            CaseState.SUSPENDED,
            CaseState.REPORTED,
            CaseState.CONCLUDED,
            CaseState.PROCEEDING,
        ),
        papers=("transfer_letter",),
        limit="REFERRAL_WATCH",
        tells=(Seat.OFFICER, Seat.CITY_INTAKE),
    ),
    Verb(
        record="case",
        name="record_referral",
        label=_("Record the answer to a referral"),
        will=_("Receipt or result is kept; the watch ends with the last result."),
        form=forms.RecordReferral,
        action=referrals.record_referral,
        rights=("handle_case",),
        event="case.referral_answered",
        states=(
            CaseState.INVESTIGATING,
            CaseState.SUSPENDED,
            CaseState.REPORTED,
            CaseState.CONCLUDED,
            CaseState.PROCEEDING,
            CaseState.RECORDED,
            CaseState.APPLYING,
            CaseState.CLOSED,
        ),
        guard=_("Something was referred."),
        limit="REFERRAL_WATCH",
    ),
)
