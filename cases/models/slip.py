"""Slip 提示单、提示函、督办单: one rung of the ladder, from the city to a unit (domain reference §9.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from cases.exceptions import NotAllowed
from cases.models.case import Case
from cases.models.rights import bars
from people.models import Appointment, UnitKind
from people.roles import Role

if TYPE_CHECKING:
    from datetime import date

    from people.models import User


class Rung(models.TextChoices):
    """The ladder, from the mildest; the last three are for an order that was not met."""

    REMINDER = "reminder", _("Reminder slip")
    LETTER = "letter", _("Reminder letter")
    ORDER = "order", _("Supervision order")
    TALK = "talk", _("Summons to a talk")
    CIRCULAR = "circular", _("Criticism in a circular")
    LISTED = "listed", _("Listed for supervision")


PREFIXES = {
    Rung.REMINDER: "温师提", Rung.LETTER: "温师提函", Rung.ORDER: "温师督",
    Rung.TALK: "温师约", Rung.CIRCULAR: "温师通", Rung.LISTED: "温师挂",
}  # fmt: skip
ISSUED_BY_INTAKE = (Rung.REMINDER,)  # everything graver is the approver's (§9.5)


class SlipState(models.TextChoices):
    """Where a slip stands."""

    DRAFTED = "drafted", _("Draft")
    ISSUED = "issued", _("To be signed for")
    SIGNED = "signed", _("To be answered")
    ANSWERED = "answered", _("Answer to be looked at")
    CLOSED = "closed", _("Closed off")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class SlipQuerySet(models.QuerySet["Slip"]):
    """Slips, as the two sides see them."""

    def visible_to(self, user: User) -> Self:
        """The city's intake and approver, and the unit that it went to; nobody barred from its case."""
        barred = Case.objects.filter(bars(Case, user), pk=OuterRef("case"))
        sides = Exists(_posts(user, "city", Role.INTAKE, Role.APPROVER)) | Q(
            pk__in=self.of_units(user)
        )
        return self.filter(sides).exclude(Exists(barred))

    def of_units(self, user: User) -> Self:
        """Those that went to a unit for which this person answers; a draft has gone to nobody."""
        there = _posts(user, "unit", Role.OFFICER, Role.APPROVER)
        return self.filter(Exists(there)).exclude(issued_on=None)

    def open(self) -> Self:
        """Those that still wait for something."""
        return self.exclude(state__in=[SlipState.CLOSED, SlipState.WITHDRAWN])


def _posts(user: User, place: str, *roles: Role) -> models.QuerySet[Appointment]:
    posts = Appointment.objects.current().filter(user=user, role__in=roles)
    return posts.filter(unit=OuterRef(place))


class Slip(FSMModelMixin, models.Model):
    """One slip. Its ``key`` says what it is about, so that the same thing is drafted once."""

    rung = models.CharField(_("form"), max_length=10, choices=Rung.choices)
    state = FSMField(
        _("state"), default=SlipState.DRAFTED, choices=SlipState.choices, protected=True
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    key = models.CharField(max_length=60, unique=True, editable=False)
    number = models.CharField(_("number"), max_length=30, blank=True, editable=False)
    city = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, related_name="+", verbose_name=_("addressed to")
    )
    case = models.ForeignKey(
        "cases.Case", models.PROTECT, null=True, blank=True, related_name="slips"
    )
    after = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    matter = models.TextField(_("facts"))
    requirement = models.TextField(_("what is required"))
    responsible = models.CharField(_("person responsible"), max_length=60, blank=True)
    reply_by = models.DateField(_("to be answered by"))
    drafted_on = models.DateField()
    drafted_by = models.ForeignKey(  # none: the system
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    issued_on = models.DateField(null=True, blank=True)
    issued_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_on = models.DateField(null=True, blank=True)
    signed_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(_("answer"), blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    opinion = models.TextField(_("opinion of the city"), blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = SlipQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index("unit", "rung", "issued_on", name="cases_slip_by_unit")]
        constraints = [
            models.UniqueConstraint(
                "number", condition=~Q(number=""), name="cases_slip_number_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(issued_on=None, number="")
                | (Q(issued_on__isnull=False, issued_by__isnull=False) & ~Q(number="")),
                name="cases_slip_issued_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(drafted_by=models.F("issued_by")),
                name="cases_slip_drafter_does_not_issue",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.get_rung_display()} {self.pk}"

    def get_absolute_url(self) -> str:
        """Its page, the same for both sides."""
        return reverse("supervision-slip", args=[self.pk])

    @property
    def subject(self) -> str:
        """The key under which history knows it."""
        return f"slip:{self.pk}"

    @property
    def is_late(self) -> bool:
        """Whether its day has passed without an answer."""
        waits = self.state in (SlipState.ISSUED, SlipState.SIGNED)
        return waits and self.reply_by < timezone.localdate()

    @property
    def roles_that_issue(self) -> tuple[Role, ...]:
        """Whose signature it needs at the city."""
        if self.rung in ISSUED_BY_INTAKE:
            return (Role.INTAKE, Role.APPROVER)
        return (Role.APPROVER,)

    @transition(state, SlipState.DRAFTED, SlipState.ISSUED)
    def issue(self, *, number: str, by: User, on: date) -> None:
        """签发: it gets its number; who drafted it does not issue it."""
        if self.drafted_by_id == by.pk:
            raise NotAllowed(_("Whoever drafted it does not issue it."))
        if self.reply_by <= on:
            raise NotAllowed(_("The day of the answer must lie ahead."))
        self.number, self.issued_by, self.issued_on = number, by, on

    @transition(state, [SlipState.DRAFTED, SlipState.ISSUED, SlipState.SIGNED], SlipState.WITHDRAWN)
    def withdraw(self, *, opinion: str, on: date) -> None:
        """It is not needed; its number stays taken."""
        self.opinion, self.ended_on = opinion, on

    @transition(state, SlipState.ISSUED, SlipState.SIGNED)
    def sign(self, *, by: User, on: date) -> None:
        """签收 by the unit."""
        self.signed_by, self.signed_on = by, on

    @transition(state, SlipState.SIGNED, SlipState.ANSWERED)
    def reply(self, *, answer: str, by: User, on: date) -> None:
        """What the unit has done."""
        self.answer, self.answered_by, self.answered_on = answer, by, on

    @transition(state, SlipState.ANSWERED, SlipState.SIGNED)
    def return_answer(self, *, opinion: str, reply_by: date, on: date) -> None:
        """The answer is not enough: the unit answers again, by a new day."""
        if reply_by <= on:
            raise NotAllowed(_("The day of the answer must lie ahead."))
        self.opinion, self.reply_by = opinion, reply_by

    @transition(state, SlipState.ANSWERED, SlipState.CLOSED)
    def close_off(self, *, opinion: str, on: date) -> None:
        """销号: the matter is done."""
        self.opinion, self.ended_on = opinion, on

    def check_can_step_up(self) -> None:
        """A graver form follows one that was issued and is not closed off; above the last is none."""
        if self.state not in (SlipState.ISSUED, SlipState.SIGNED, SlipState.ANSWERED):
            raise NotAllowed(
                _("Only what was issued and is still open is followed by a graver form.")
            )
        if not self.graver_rungs:
            raise NotAllowed(_("There is no graver form."))

    @property
    def graver_rungs(self) -> list[Rung]:
        """The forms above this one; beyond an order any of the last three."""
        rungs = list(Rung)
        place = rungs.index(Rung(self.rung))
        return rungs[place + 1 :]

    @property
    def is_to_city(self) -> bool:
        """Whether it is addressed to the city's own office."""
        return self.unit.kind == UnitKind.CITY
