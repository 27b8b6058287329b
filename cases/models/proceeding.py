"""Proceeding 处理: what follows for one respondent with a case to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from cases.exceptions import NotAllowed
from cases.models.case import INVESTIGATORS_NEEDED, Case
from cases.models.record import Record
from cases.states import ProceedingKind, ProceedingState

if TYPE_CHECKING:
    from datetime import date

    from cases.models.decision import Decision
    from people.models import User

BEFORE_DECISION = [
    ProceedingState.OPENED,
    ProceedingState.INVESTIGATED,
    ProceedingState.NOTIFIED,
    ProceedingState.HEARING,
    ProceedingState.HEARD,
]
HEARD_OR_LATER = [
    ProceedingState.HEARD,
    ProceedingState.DECIDED,
    ProceedingState.SERVED,
    ProceedingState.UNDER_REVIEW,
    ProceedingState.LIFTED,
    ProceedingState.EXPIRED,
    ProceedingState.REVOKED,
]
SETTLED = [
    ProceedingState.SERVED,
    ProceedingState.UNDER_REVIEW,  # a review does not suspend execution (2023 rule)
    ProceedingState.LIFTED,
    ProceedingState.EXPIRED,
    ProceedingState.TRANSFERRED,
    ProceedingState.DROPPED,
    ProceedingState.REVOKED,
]


class ProceedingQuerySet(models.QuerySet["Proceeding"]):
    """Proceedings, as one reader may see them."""

    def visible_to(self, user: User) -> Self:
        """Proceedings of the cases that this person may open."""
        return self.filter(case__in=Case.objects.visible_to(user))


class Proceeding(Record):
    """The path to one person's sanction or measure. Nobody skips notice and defence."""

    SERIES: ClassVar[str] = "proceeding"
    PREFIX: ClassVar[str] = "温师处"

    state = FSMField(
        _("state"), default=ProceedingState.OPENED, choices=ProceedingState.choices, protected=True
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ProceedingKind.choices)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="proceedings")
    respondent = models.ForeignKey("cases.Respondent", models.PROTECT, related_name="proceedings")
    opened_on = models.DateField(_("opened on"))
    investigation = models.TextField(_("investigation report"), blank=True)
    met_on = models.DateField(_("facts put to the person on"), null=True, blank=True)
    proposed_sanction = models.CharField(_("proposed sanction"), max_length=4, blank=True)
    proposed_measures = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    proposed_months = models.PositiveSmallIntegerField(null=True, blank=True)
    grounds = models.TextField(_("facts, grounds and basis"), blank=True)
    notified_on = models.DateField(_("notified on"), null=True, blank=True)
    hearing_chair = models.CharField(_("chair of the hearing"), max_length=50, blank=True)
    hearing_on = models.DateField(_("hearing held on"), null=True, blank=True)
    heard_on = models.DateField(_("heard on"), null=True, blank=True)
    has_waived = models.BooleanField(_("has waived the defence"), default=False)
    defence = models.TextField(_("statement and defence"), blank=True)
    ended_reason = models.TextField(_("reason of the end"), blank=True)

    objects = ProceedingQuerySet.as_manager()

    class Meta:
        verbose_name = _("proceeding")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=HEARD_OR_LATER)
                | Q(notified_on__isnull=False, heard_on__isnull=False),
                name="cases_proceeding_decided_was_notified_and_heard",
            ),
        ]  # fmt: skip

    def get_absolute_url(self) -> str:
        """Its page on the desk."""
        return reverse("proceeding", args=[self.slug])

    @property
    def guarded(self) -> Case:
        """The record whose rights count for this one."""
        return self.case

    @property
    def draft(self) -> Decision | None:
        """The decision being prepared."""
        return self.decisions.filter(decided_on=None).order_by("-pk").first()

    @property
    def decision(self) -> Decision | None:
        """The decision in force."""
        return self.decisions.filter(decided_on__isnull=False, ended_on=None).first()

    def current_decision(self) -> Decision:
        """The decision in force; raises when there is none."""
        decision = self.decision
        if decision is None:
            raise NotAllowed(_("There is no decision in force."))
        return decision

    def current_draft(self) -> Decision:
        """The decision being prepared; raises when there is none."""
        draft = self.draft
        if draft is None:
            raise NotAllowed(_("The decision has not been drafted yet."))
        return draft

    def locked(self) -> Self:
        """This row, locked after its case: both change together, always in that order."""
        Case.objects.select_for_update(of=("self",)).get(pk=self.case_id)
        return super().locked()

    def check_is_settled(self) -> None:
        """Raise unless nothing stands between this proceeding and the file."""
        if self.state not in SETTLED:
            raise NotAllowed(
                _("The decision on %(name)s has not been served yet.")
                % {"name": self.respondent.shown_name}
            )

    def check_has_two_investigators(self) -> None:
        """A sanction is investigated by two people with recusal statements (2023 rule)."""
        fit = self.case.investigators.filter(left_on=None, no_conflict_on__isnull=False)
        if fit.count() < INVESTIGATORS_NEEDED:
            raise NotAllowed(_("Two investigators with recusal statements are needed."))

    @transition(state, ProceedingState.OPENED, ProceedingState.INVESTIGATED)
    def investigate(self, *, report: str, met_on: date) -> None:
        """After 立案: investigated again by two, the facts put to the person (§12.1)."""
        if self.kind != ProceedingKind.SANCTION:
            raise NotAllowed(_("Only a sanction is investigated again after formal opening."))
        self.check_has_two_investigators()
        self.investigation, self.met_on = report, met_on

    @transition(
        state, [ProceedingState.OPENED, ProceedingState.INVESTIGATED], ProceedingState.NOTIFIED
    )
    def notify(self, *, on: date) -> None:
        """告知: facts, basis, intended measure and rights go to the person (办法 art. 5)."""
        self.respondent.identified()
        if self.kind == ProceedingKind.TRANSFER:
            raise NotAllowed(_("This matter goes to another authority."))
        if self.kind == ProceedingKind.SANCTION and self.state != ProceedingState.INVESTIGATED:
            raise NotAllowed(_("A sanction is investigated before the person is notified."))
        self.notified_on = on

    @transition(state, ProceedingState.NOTIFIED, ProceedingState.HEARING)
    def request_hearing(self, *, is_heavy: bool) -> None:
        """听证 is owed on request from 降低岗位等级 upwards (办法 art. 5)."""
        if not is_heavy:
            raise NotAllowed(_("A hearing is owed from a reduction of post level upwards only."))

    @transition(state, ProceedingState.HEARING, ProceedingState.HEARD)
    def hold_hearing(self, *, on: date, chair: str) -> None:
        """The hearing was held; its chair did not investigate."""
        names = [i.user.full_name for i in self.case.investigators.select_related("user")]
        if chair in names:
            raise NotAllowed(_("Whoever investigated does not chair the hearing."))
        self.hearing_on = self.heard_on = on
        self.hearing_chair = chair

    @transition(state, ProceedingState.NOTIFIED, ProceedingState.HEARD)
    def hear(self, *, on: date, defence: str, has_waived: bool) -> None:
        """陈述申辩 is recorded, or that the person waived it."""
        if not defence and not has_waived:
            raise NotAllowed(_("Record the statement and defence, or that it was waived."))
        self.heard_on, self.defence, self.has_waived = on, defence, has_waived

    @transition(state, ProceedingState.HEARD, ProceedingState.DECIDED)
    def decide(self, *, decision: Decision, by: User) -> None:
        """决定, after draft, legality check and collective decision; not by its drafter."""
        decision.check_is_ready()
        if decision.drafted_by_id == by.pk:
            raise NotAllowed(_("Whoever drafted the decision does not issue it."))
        if decision.sanction:
            self.check_has_two_investigators()

    @transition(state, ProceedingState.DECIDED, ProceedingState.SERVED)
    def serve(self) -> None:
        """送达: from here the limits of the remedies run."""

    @transition(state, BEFORE_DECISION, ProceedingState.TRANSFERRED)
    def transfer(self, *, reason: str) -> None:
        """Outside one's own authority: to the discipline organ or justice (§12.4)."""
        self.ended_reason = reason

    @transition(state, BEFORE_DECISION, ProceedingState.DROPPED)
    def drop(self, *, reason: str) -> None:
        """No sanction and no measure after all."""
        self.ended_reason = reason

    @transition(state, ProceedingState.SERVED, ProceedingState.LIFTED)
    def lift(self, *, on: date) -> None:
        """解除 by written notice once the sanction's term has ended (regulation of 2014, art. 31)."""
        decision = self.current_decision()
        if not decision.sanction:
            raise NotAllowed(_("Only a sanction is lifted; a measure expires."))
        decision.check_term_has_ended(on)

    @transition(state, ProceedingState.SERVED, ProceedingState.EXPIRED)
    def expire(self, *, on: date) -> None:
        """The term of a measure has ended."""
        decision = self.current_decision()
        if decision.sanction:
            raise NotAllowed(_("A sanction is lifted by written notice."))
        decision.check_term_has_ended(on)

    @transition(state, ProceedingState.SERVED, ProceedingState.UNDER_REVIEW)
    def file_review(self) -> None:
        """复核 or 申诉 was asked for; execution goes on (2023 rule)."""

    @transition(state, ProceedingState.UNDER_REVIEW, ProceedingState.SERVED)
    def uphold(self) -> None:
        """维持: the decision stands."""

    @transition(state, ProceedingState.UNDER_REVIEW, ProceedingState.DECIDED)
    def change(self) -> None:
        """变更: a new decision replaces the old."""

    @transition(state, ProceedingState.UNDER_REVIEW, ProceedingState.REVOKED)
    def revoke(self, *, reason: str) -> None:
        """撤销: every effect goes with the decision."""
        self.ended_reason = reason
