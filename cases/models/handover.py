"""工作移交清单: the whole work of somebody who leaves, listed, signed by three, handed over at once (§12.15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Appointment
from people.roles import Role

if TYPE_CHECKING:
    from people.models import User


class LeavingReason(models.TextChoices):
    """Why somebody hands over his work."""

    MOVED = "moved", _("Moved to another unit")
    RETIRED = "retired", _("Retired or resigned")
    PARENTAL = "parental", _("Parental or long leave")
    DUTIES = "duties", _("Other duties in the same unit")
    OTHER = "other", _("Another reason")


class HandoverState(models.TextChoices):
    """Where it stands."""

    OPEN = "open", _("To be signed")
    DONE = "done", _("Handed over")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ItemKind(models.TextChoices):
    """What is handed over; the first three change hands, the others go with what they belong to."""

    CASE = "case", _("Cases in his charge")
    TEAM = "team", _("Inquiries in whose team he is")
    VIEW = "view", _("Saved views")
    COMPLAINT = "complaint", _("Reports that he screens")
    SLIP = "slip", _("Slips to be answered")
    INSTRUCTION = "instruction", _("Asked from above, not reported back")
    OPINION = "opinion", _("Public opinion, not yet ended")
    PAPER = "paper", _("Papers whose signed original is not on file")


class Part(models.TextChoices):
    """The three who sign."""

    GIVER = "giver", _("Hands over")
    TAKER = "taker", _("Takes over")
    MONITOR = "monitor", _("Supervises")


class HandoverQuerySet(models.QuerySet["Handover"]):
    """Handings-over, as one person may see them."""

    def visible_to(self, user: User) -> Self:
        """Those who have a part in it, and whoever leads the unit or the one above it."""
        led = Appointment.objects.current().filter(user=user, role=Role.APPROVER).values("unit")
        takes = HandoverItem.objects.filter(successor=user).values("handover")
        own = Q(giver=user) | Q(successor=user) | Q(monitor=user) | Q(opened_by=user)
        return self.filter(
            own | Q(pk__in=takes) | Q(unit__in=led) | Q(unit__parent__in=led)
        ).order_by("-pk")

    def open(self) -> Self:
        """Those that wait for signatures."""
        return self.filter(state=HandoverState.OPEN)


class Handover(models.Model):
    """One handing-over. ``version`` is that of its list: a signature under an older one is void."""

    number = models.CharField(_("number"), max_length=30, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=HandoverState.choices, default=HandoverState.OPEN
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    giver = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    successor = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    monitor = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=10, choices=LeavingReason.choices)
    note = models.CharField(_("remark"), max_length=200, blank=True)
    from_on = models.DateField(_("from"))
    ends_posts = models.BooleanField(_("his posts at the unit end with it"), default=True)
    opened_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    opened_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)
    end_note = models.TextField(_("why it was withdrawn"), blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "giver", condition=Q(state="open"), name="cases_handover_one_is_open"
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("successor")) & ~Q(giver=F("monitor"))
                & ~Q(successor=F("monitor")),
                name="cases_handover_three_people",
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_on=None)
                | (~Q(state="open") & Q(ended_on__isnull=False)),
                name="cases_handover_ended_has_day",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("handover", args=[self.pk])

    @property
    def subject(self) -> str:
        """The key under which history knows it."""
        return f"handover:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for signatures."""
        return self.state == HandoverState.OPEN


class HandoverItem(models.Model):
    """One line of the list: what it is, and who gets it. ``key`` is a number or a row's key."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=12, choices=ItemKind.choices)
    key = models.CharField(max_length=40)
    label = models.CharField(max_length=120)
    due_on = models.DateField(null=True, blank=True)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, blank=True, related_name="+")
    complaint = models.ForeignKey(
        "cases.Complaint", models.PROTECT, null=True, blank=True, related_name="+"
    )
    successor = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "handover", "kind", "key", name="cases_handoveritem_listed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.label}"


class HandoverSignature(models.Model):
    """One name under one version of the list; ``signed_by`` is another where he is absent."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="signatures")
    version = models.PositiveIntegerField()
    part = models.CharField(max_length=8, choices=Part.choices)
    person = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    signed_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    reason = models.CharField(_("why for him"), max_length=200, blank=True)
    on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "handover", "version", "part", "person", name="cases_handoversignature_once"
            ),
            models.CheckConstraint(
                condition=Q(person=F("signed_by")) | ~Q(reason=""),
                name="cases_handoversignature_for_another_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handover_id} {self.part}"


class UnheldNotice(models.Model):
    """That the work of somebody who leaves has been told to the leader of his unit, once."""

    user = models.ForeignKey("people.User", models.CASCADE, related_name="+")
    ends_on = models.DateField()
    told_on = models.DateField(default=timezone.localdate)

    class Meta:
        constraints = [
            models.UniqueConstraint("user", "ends_on", name="cases_unheldnotice_told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.ends_on}"
