"""A saved view: filters under a name, or cases picked by hand; it is list, count and weekly digest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people import appointments

if TYPE_CHECKING:
    from collections.abc import Collection

    from people.models import Appointment, User

NAME_LIMIT = 40


class ListKind(models.TextChoices):
    """Which list somebody looks at."""

    CASES = "cases", _("Cases")
    COMPLAINTS = "complaints", _("Complaints")


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Saved views, one's own and those of one's units."""

    def open_to(self, user: User, posts: Collection[Appointment] | None = None) -> Self:
        """His own, and what an approver shared with a unit at which he holds a post today.

        ``posts`` are those of today, where they are known already.
        """
        known: Any = None if posts is None else [one.unit_id for one in posts]
        units = appointments.units_of(user) if known is None else known
        return self.filter(Q(owner=user) | Q(unit__in=units)).order_by("kind", "name", "pk")

    def named(self) -> Self:
        """Without the nameless ones, which only keep somebody's columns."""
        return self.exclude(name="")


class SavedView(models.Model):
    """A name for filters; the nameless one of a person keeps the columns he chose for that list.

    A view never shows more than its reader may see: it is asked anew for each reader.
    """

    owner = models.ForeignKey("people.User", models.CASCADE, related_name="+")
    unit = models.ForeignKey(
        "people.Unit", models.CASCADE, null=True, blank=True, related_name="+",
        verbose_name=_("shared with"),
    )  # fmt: skip
    kind = models.CharField(_("list"), max_length=12, choices=ListKind.choices)
    name = models.CharField(_("name"), max_length=NAME_LIMIT, blank=True)
    query = models.JSONField(default=dict)  # names of filters and their values
    columns = ArrayField(models.CharField(max_length=20), default=list)
    is_picked = models.BooleanField(default=False)
    picked = models.ManyToManyField("cases.Case", related_name="+", blank=True)
    subscribers = models.ManyToManyField("people.User", related_name="+", blank=True)
    digest_on = models.DateField(null=True, blank=True)  # the Monday of the last digest
    made_on = models.DateField(default=timezone.localdate)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("owner", "kind", "name", name="cases_savedview_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list that it shows."""
        return f"{reverse(self.kind)}?view={self.pk}"
