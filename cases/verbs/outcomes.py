"""Verbs of filing 入档 and of applying the outcome 结果应用."""

from django.utils.translation import gettext_lazy as _

from cases.actions import effects, filing
from cases.forms import outcomes as forms
from cases.forms.base import Confirm
from cases.models import Material
from cases.permissions import Seat
from cases.states import CaseState
from cases.verb import Verb

VERBS = (
    Verb(
        record="case",
        name="record",
        label=_("File the outcome"),
        will=_("Every decision is put on file and the dossier is made."),
        form=forms.Record,
        action=filing.record,
        rights=("file_case",),
        event="case.recorded",
        guard=_("Every decision is served and every cleared person told."),
        papers=("dossier",),
        limit="FILE",
        tells=(Seat.OFFICER, Seat.APPROVER),
    ),
    Verb(
        record="case",
        name="apply",
        label=_("Begin to apply the outcome"),
        will=_("The effects can be carried out, each with its proof."),
        form=Confirm,
        action=effects.apply,
        rights=("file_case",),
        event="case.applying",
        guard=_("There are effects to carry out."),
        tells=(Seat.OFFICER,),
    ),
    Verb(
        record="case",
        name="carry_out_effects",
        label=_("Carry out effects"),
        will=_("The effects chosen are in force, with the proof."),
        form=forms.CarryOutEffects,
        action=effects.carry_out_effects,
        rights=("file_case",),
        event="case.effects_carried_out",
        states=(CaseState.APPLYING, CaseState.CLOSED, CaseState.ARCHIVED),
        tells=(Seat.APPROVER,),
    ),
    Verb(
        record="case",
        name="record_refund",
        label=_("Record a refund"),
        will=_("The money given back is kept with its proof."),
        form=forms.RecordRefund,
        action=effects.record_refund,
        rights=("handle_case", "file_case"),
        event="case.refund_recorded",
        states=(
            CaseState.CONCLUDED,
            CaseState.PROCEEDING,
            CaseState.RECORDED,
            CaseState.APPLYING,
            CaseState.CLOSED,
            CaseState.ARCHIVED,
        ),
        guard=_("No more than was taken."),
    ),
    Verb(
        record="case",
        name="report_completion",
        label=_("Report completion"),
        will=_("The completion report goes to the city, which closes the case."),
        form=forms.Completion,
        action=effects.report_completion,
        rights=("handle_case",),
        event="case.completion_reported",
        states=(CaseState.RECORDED, CaseState.APPLYING),
        needs=(Material.COMPLETION,),
        tells=(Seat.CITY_APPROVER,),
    ),
    Verb(
        record="case",
        name="close",
        label=_("Close the case"),
        will=_("The case is closed; the reporters are answered within 15 working days."),
        form=Confirm,
        action=effects.close,
        rights=("close_case",),
        event="case.closed",
        guard=_("Every effect carried out, all money refunded, completion reported."),
        tells=(Seat.CITY_INTAKE, Seat.ARCHIVIST),
        approves="case.completion_reported",
    ),
    Verb(
        record="case",
        name="archive",
        label=_("Archive"),
        will=_("From then on the case is only read."),
        form=forms.Archive,
        action=filing.archive,
        rights=("archive_case",),
        event="case.archived",
    ),
)
