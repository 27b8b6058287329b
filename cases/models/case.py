"""Case 核查件 (案件 after 立案): the inquiry into one or more complaints."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from cases.exceptions import NotAllowed
from cases.models import guards
from cases.models.reach import seen_by
from cases.models.record import Record
from cases.states import CaseState, Kind

if TYPE_CHECKING:
    from datetime import date

    from cases.models.dispatch_order import DispatchOrder
    from cases.models.report import InvestigationReport
    from people.models import User

INVESTIGATORS_NEEDED = 2


def first_waits() -> list[str]:
    """What a case waits for that has just been opened."""
    return ["case.propose_dispatch"]


OPEN = [state for state in CaseState if state not in (CaseState.CLOSED, CaseState.ARCHIVED)]


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases, as one reader may see them."""

    def visible_to(self, user: User) -> Self:
        """Cases this person may open: holds ``view_case`` and is not barred."""
        return seen_by(self, user, "view_case")

    def open(self) -> Self:
        """Cases that are not closed yet."""
        return self.filter(state__in=OPEN)

    def for_list(self) -> Self:
        """All that the list shows, in one query however long it is; the next due first."""
        return self.select_related("handling_unit", "school").order_by("due_order", "pk")


class Case(Record):
    """One inquiry. Its city dispatches it, its handling unit answers for it."""

    SERIES: ClassVar[str] = "case"
    PREFIX: ClassVar[str] = "温师核"

    state = FSMField(
        _("state"), default=CaseState.PENDING, choices=CaseState.choices, protected=True
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("matter"), max_length=200)
    city = models.ForeignKey(
        "people.Unit", models.PROTECT, related_name="+", verbose_name=_("city bureau")
    )
    reporting_unit = models.ForeignKey(
        "people.Unit", models.PROTECT, related_name="+", verbose_name=_("county or zone")
    )
    school = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("school concerned"),
    )  # fmt: skip
    handling_unit = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("handling unit"),
    )  # fmt: skip
    lead_summary = models.TextField(_("lead summary"), blank=True)
    is_simple = models.BooleanField(_("simple check"), default=False)
    minor_risk = models.BooleanField(_("a child may be in danger"), default=False)
    round = models.PositiveSmallIntegerField(default=1)
    opened_on = models.DateField()
    extended_on = models.DateField(null=True, blank=True)
    returns = models.PositiveSmallIntegerField(default=0)
    accountability = models.TextField(_("opinion on the school's leaders"), blank=True)
    concluded_on = models.DateField(null=True, blank=True)
    recorded_on = models.DateField(null=True, blank=True)
    completion_reported_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    archived_on = models.DateField(null=True, blank=True)
    next_due = models.DateField(_("next due"), null=True, blank=True)
    due_order = models.DateField(default="9999-12-31", editable=False)
    next_due_is_provisional = models.BooleanField(default=False)
    assignee = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("responsible officer"),
    )  # fmt: skip
    waits_for = ArrayField(models.CharField(max_length=50), default=first_waits, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        default_permissions = ()
        permissions = [
            ("view_case", "May open it"),
            ("read_original", "May read the complaint's own words"),
            ("propose_dispatch", "May propose the dispatch"),
            ("dispatch_case", "May dispatch and recall"),
            ("handle_case", "May handle it"),
            ("investigate_case", "May investigate"),
            ("check_case", "May make the check that a school is entrusted with"),
            ("approve_case", "May approve"),
            ("check_legality", "May check legality"),
            ("file_case", "May file and apply the outcome"),
            ("review_case", "May take in a review"),
            ("close_case", "May close and reopen"),
            ("archive_case", "May archive"),
        ]
        indexes = [
            models.Index("due_order", "id", name="cases_case_by_due"),
            models.Index("closed_on", name="cases_case_by_closing"),
            models.Index("handling_unit", "due_order", "id", name="cases_case_by_unit_due"),
            models.Index("state", "due_order", "id", name="cases_case_by_state_due"),
            models.Index("opened_on", name="cases_case_by_opening"),
            GinIndex(fields=["waits_for"], name="cases_case_by_wait"),
            models.Index("due_order", "id", name="cases_case_waiting", condition=~Q(waits_for=[])),
            models.Index("due_order", "id", name="cases_case_returned", condition=Q(returns__gt=0)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CaseState.PENDING) | Q(handling_unit__isnull=False),
                name="cases_case_dispatched_has_unit",
            ),
        ]

    def get_absolute_url(self) -> str:
        """Its page on the desk."""
        return reverse("case", args=[self.slug])

    @property
    def guarded(self) -> Case:
        """The record whose rights count for this one."""
        return self

    @property
    def order(self) -> DispatchOrder | None:
        """The dispatch order in force or proposed, the newest."""
        return self.orders.filter(ended_on=None).order_by("-pk").first()

    @property
    def report(self) -> InvestigationReport | None:
        """The newest version of this round's report."""
        return self.reports.filter(round=self.round).order_by("-version").first()

    def current_report(self) -> InvestigationReport:
        """The newest version; raises when there is none."""
        report = self.report
        if report is None:
            raise NotAllowed(_("The report has not been written yet."))
        return report

    @transition(state, CaseState.PENDING, CaseState.DISPATCHED)
    def dispatch(self, *, order: DispatchOrder, by: User) -> None:
        """交办: the proposed order takes force. The accused unit never handles its own case."""
        if order.proposed_by_id == by.pk:
            raise NotAllowed(_("Whoever proposed the dispatch does not approve it."))
        order.check_unit_is_fit()
        self.handling_unit, self.lead_summary = order.unit, order.lead_summary

    @transition(state, CaseState.DISPATCHED, CaseState.INVESTIGATING)
    def sign(self) -> None:
        """签收: the unit takes the case on."""

    @transition(state, CaseState.DISPATCHED, CaseState.PENDING)
    def object(self) -> None:
        """The unit's objection is agreed to (regulation on petitions, art. 23)."""
        order = self.order
        if order is None or not order.objection:
            raise NotAllowed(_("The unit has not objected to the dispatch."))
        self.assignee = None

    @transition(
        state,
        [CaseState.DISPATCHED, CaseState.INVESTIGATING, CaseState.REPORTED],
        CaseState.PENDING,
    )
    def recall(self) -> None:
        """提级办理, 改派, 异地交办: the city takes an idle or unfit unit's case back (§12.8)."""
        self.assignee = None

    @transition(state, CaseState.INVESTIGATING, CaseState.SUSPENDED)
    def suspend(self) -> None:
        """中止: the inquiry rests, its clock with it (§8, 16)."""

    @transition(state, CaseState.SUSPENDED, CaseState.INVESTIGATING)
    def resume(self) -> None:
        """The inquiry goes on."""

    @transition(state, CaseState.INVESTIGATING, CaseState.REPORTED)
    def submit_report(self) -> None:
        """The report goes to the approver: signed by two, every respondent with an opinion."""
        guards.check_report_is_ready(self)

    @transition(state, CaseState.REPORTED, CaseState.INVESTIGATING)
    def return_report(self) -> None:
        """退回补充调查, with points, at most twice (§8, 14)."""
        guards.check_can_be_returned(self)
        self.returns += 1

    @transition(state, CaseState.REPORTED, CaseState.CONCLUDED)
    def conclude(self, *, on: date, accountability: str) -> None:
        """初核结论: every respondent has his finding (办法 art. 5); 一案双查 has its opinion (§12.17)."""
        without = [str(r.shown_name) for r in self.respondents.without_finding()]
        if without:
            raise NotAllowed(_("No finding yet for: %(names)s") % {"names": "、".join(without)})
        if not accountability:
            raise NotAllowed(_("The opinion on the school's leaders is missing."))
        self.concluded_on, self.accountability = on, accountability

    @transition(state, [CaseState.CONCLUDED, CaseState.PROCEEDING], CaseState.PROCEEDING)
    def open_proceedings(self) -> None:
        """处置: somebody has a case to answer; an unknown person cannot (§8, 1).

        Again for a person whose proceeding was dropped, because another kind of handling is due.
        """
        to_be_handled = self.respondents.to_be_handled()
        if not to_be_handled:
            raise NotAllowed(_("Nobody is left to be handled; record the conclusion instead."))
        if any(r.teacher_id is None for r in to_be_handled):
            raise NotAllowed(_("A respondent at fault has not been identified yet."))

    @transition(state, [CaseState.CONCLUDED, CaseState.PROCEEDING], CaseState.RECORDED)
    def record(self, *, on: date) -> None:
        """入档: every decision served and filed, every cleared person told."""
        self._check_everybody_is_dealt_with()
        untold = [str(r.shown_name) for r in self.respondents.cleared_untold()]
        if untold:
            raise NotAllowed(
                _("Not told of the conclusion yet: %(names)s") % {"names": "、".join(untold)}
            )
        self.recorded_on = on

    def _check_everybody_is_dealt_with(self) -> None:
        for respondent in self.respondents.at_fault().living():
            try:
                respondent.proceeding().check_is_settled()
            except ObjectDoesNotExist:
                raise NotAllowed(
                    _("%(name)s has a case to answer: open the proceedings first.")
                    % {"name": respondent.shown_name}
                ) from None

    @transition(state, CaseState.RECORDED, CaseState.APPLYING)
    def apply(self) -> None:
        """结果应用 begins: there are effects to carry out."""
        if not self.effects.in_force().exists():
            raise NotAllowed(_("No effects follow from this case; close it instead."))

    @transition(state, [CaseState.RECORDED, CaseState.APPLYING], CaseState.CLOSED)
    def close(self, *, on: date) -> None:
        """办结: every effect carried out, every yuan refunded, completion reported."""
        self._check_everybody_is_dealt_with()
        self.check_nothing_is_under_review()
        if self.effects.waiting().exists():
            raise NotAllowed(_("Some effects have not been carried out yet."))
        if any(r.refund_missing for r in self.respondents.at_fault().living()):
            raise NotAllowed(_("Money taken has not been refunded in full yet."))
        if self.completion_reported_on is None:
            raise NotAllowed(_("The completion report is missing."))
        guards.check_is_closed_off_above(self)
        self.closed_on = on

    def check_nothing_is_under_review(self) -> None:
        """A review or appeal is decided first: it may change or revoke the decision."""
        if self.proceedings.filter(state="under_review").exists():
            raise NotAllowed(_("A review has not been decided yet."))

    @transition(state, CaseState.CLOSED, CaseState.ARCHIVED)
    def archive(self, *, on: date) -> None:
        """归档: from here on it is only read."""
        self._check_everybody_is_dealt_with()
        self.check_nothing_is_under_review()
        self.archived_on = on

    @transition(state, [CaseState.CLOSED, CaseState.ARCHIVED], CaseState.INVESTIGATING)
    def reopen(self) -> None:
        """复查 on new evidence: the next round (§8, 17)."""
        self.round += 1
        self.returns, self.extended_on, self.completion_reported_on = 0, None, None
        self.respondents.update(told_on=None)
        self.closed_on = self.archived_on = self.concluded_on = self.recorded_on = None
