"""Upward: 上级督办件, 领导批示, and 舆情 with its reports and wording (domain reference §12.12, §12.14)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition


class InstructionKind(models.TextChoices):
    """Who asked."""

    SUPERIOR = "superior", _("Supervised by a superior organ")
    LEADER = "leader", _("Written instruction of a leader")


class InstructionState(models.TextChoices):
    """Where it stands."""

    OPEN = "open", _("To be reported back")
    REPORTED = "reported", _("Reported back")
    CLOSED = "closed", _("Closed off")


class InstructionQuerySet(models.QuerySet["Instruction"]):
    """Instructions on one case, or on many."""

    def unreported(self) -> Self:
        """Those that wait for a report."""
        return self.filter(state=InstructionState.OPEN)

    def hindering(self) -> Self:
        """Those that a case cannot be closed before: the superior closes off his own (上级销号)."""
        superior = Q(kind=InstructionKind.SUPERIOR) & ~Q(state=InstructionState.CLOSED)
        return self.filter(superior | Q(kind=InstructionKind.LEADER, state=InstructionState.OPEN))


class Instruction(FSMModelMixin, models.Model):
    """One thing asked from above about a case: its number, its limit, the report back, its end."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="instructions")
    kind = models.CharField(_("kind"), max_length=10, choices=InstructionKind.choices)
    state = FSMField(
        _("state"), default=InstructionState.OPEN, choices=InstructionState.choices, protected=True
    )
    source = models.CharField(_("organ or leader"), max_length=100)
    number = models.CharField(_("number of the superior"), max_length=60, blank=True)
    text = models.TextField(_("what was written"))
    task = models.TextField(_("task"))
    received_on = models.DateField(_("received on"))
    due_on = models.DateField(_("to be reported by"))
    scan = models.ForeignKey(
        "cases.CaseFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    report = models.TextField(_("report back"), blank=True)
    reported_on = models.DateField(null=True, blank=True)
    reported_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_for = models.TextField(_("why it came back"), blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by_number = models.CharField(_("paper that closes it off"), max_length=100, blank=True)

    objects = InstructionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=InstructionState.OPEN) | ~Q(report=""),
                name="cases_instruction_reported_says_something",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("received_on")),
                name="cases_instruction_due_after_receipt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.number}".strip()

    @transition(state, InstructionState.OPEN, InstructionState.REPORTED)
    def tell(self) -> None:
        """办理情况报告, 反馈."""

    @transition(state, InstructionState.REPORTED, InstructionState.OPEN)
    def come_back(self) -> None:
        """The superior returned the report."""

    @transition(state, InstructionState.REPORTED, InstructionState.CLOSED)
    def close_off(self) -> None:
        """上级销号; of a leader's instruction: he is content."""


class PublicOpinion(models.Model):
    """舆情 about one case: where it spreads, who was informed, and the wording that was approved."""

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="opinion")
    where = models.CharField(_("where it spreads"), max_length=200)
    noticed_on = models.DateField(_("noticed on"))
    informed = models.CharField(_("informed"), max_length=100, blank=True)
    wording = models.TextField(_("wording for answers"), blank=True)
    worded_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(worded_by=models.F("approved_by")),
                name="cases_opinion_wording_has_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(approved_on=None) | ~Q(wording=""),
                name="cases_opinion_approved_says_something",
            ),
        ]

    def __str__(self) -> str:
        return self.where


class OpinionReport(models.Model):
    """首报 and 续报 on public opinion."""

    opinion = models.ForeignKey("cases.PublicOpinion", models.PROTECT, related_name="reports")
    on = models.DateField()
    text = models.TextField(_("report"))
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.opinion_id} {self.on}"
