"""Assistance 协查: one bureau asks another for one thing, and shows it nothing else of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.rights import CaseGroupObjectPermission, bars
from people.appointments import current_groups
from people.models import Appointment
from people.models.units import UnitKind
from people.roles import Role

if TYPE_CHECKING:
    from people.models import User

ASKING = ("handle_case", "approve_case", "propose_dispatch", "dispatch_case")  # rights on the case


class AssistanceQuerySet(models.QuerySet["Assistance"]):
    """Requests, as the two sides may see them."""

    def visible_to(self, user: User) -> Self:
        """Those that this person asks with or answers for his bureau; never the accused's side."""
        asks, answers = _asks(user), _answers(user)
        return self._not_barred(user).filter(asks | answers)

    def asking(self, user: User) -> Self:
        """Those of cases with which this person may ask."""
        return self._not_barred(user).filter(_asks(user))

    def asked_of(self, user: User) -> Self:
        """Those that this person answers for his bureau; what was withdrawn is gone."""
        return self._not_barred(user).filter(_answers(user))

    def _not_barred(self, user: User) -> Self:
        barred = Case.objects.filter(bars(Case, user), pk=OuterRef("case"))
        return self.filter(~Exists(barred))

    def open(self) -> Self:
        """Those that still wait for something."""
        return self.filter(closed_on=None, withdrawn_on=None)


def _asks(user: User) -> Q:
    """The condition "asks with this case": holds one of the rights that ask."""
    rows = CaseGroupObjectPermission.objects.filter(
        content_object=OuterRef("case"), permission__codename__in=ASKING,
        group__in=current_groups(user),
    )  # fmt: skip
    return Q(Exists(rows))


def _answers(user: User) -> Q:
    """The condition "answers for the bureau asked": an officer or head there, at the city intake."""
    posts = Appointment.objects.current().filter(user=user, unit=OuterRef("unit"))
    posts = posts.filter(
        Q(role__in=(Role.OFFICER, Role.APPROVER)) | Q(role=Role.INTAKE, unit__kind=UnitKind.CITY)
    )
    return Q(Exists(posts), withdrawn_on=None)


class Assistance(models.Model):
    """One 协查函: asked, signed for, answered, closed."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="assistances")
    slug = models.CharField(_("number"), max_length=16, unique=True, editable=False)
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, related_name="+", verbose_name=_("bureau asked")
    )
    asking_unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    background = models.TextField(_("background"))
    asked = models.TextField(_("what is asked for"))
    due_on = models.DateField(_("to be answered by"))
    asked_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    asked_on = models.DateField()
    signed_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_on = models.DateField(_("signed for on"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    files = models.ManyToManyField("cases.CaseFile", related_name="+", blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = AssistanceQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None) | ~Q(answer=""),
                name="cases_assistance_answered_says_something",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Its page, the same for both sides."""
        return reverse("assistance", args=[self.slug])

    @property
    def number(self) -> str:
        """The number as the letter prints it."""
        year, serial = self.slug.split("-")
        return f"温师协〔{year}〕{int(serial)}号"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for something."""
        return self.closed_on is None and self.withdrawn_on is None

    @property
    def is_late(self) -> bool:
        """Whether its day has passed without an answer."""
        return self.is_open and self.answered_on is None and self.due_on < timezone.localdate()
