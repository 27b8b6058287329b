"""How one person wants to be told outside the system, and when not."""

from collections.abc import Iterable
from datetime import time
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications.models.delivery import Means
from people.models import User


def _ordinary() -> list[str]:
    return [Means.MAIL, Means.WORK]


def _urgent() -> list[str]:
    return [Means.MAIL, Means.SMS, Means.WORK]


class PreferenceQuerySet(models.QuerySet["Preference"]):
    def of(self, person: User) -> "Preference":
        """His own, or what holds for everybody who has chosen nothing."""
        return self.of_all([person])[person.pk]

    def of_all(self, people: Iterable[User]) -> dict[int, "Preference"]:
        """By person, in one query."""
        everybody = {one.pk: one for one in people}
        chosen = {one.person_id: one for one in self.filter(person__in=everybody)}
        return {pk: chosen.get(pk) or Preference(person=one) for pk, one in everybody.items()}


class Preference(models.Model):
    """One a person who has chosen. The inbox cannot be chosen: every letter lies there."""

    QUIET: ClassVar[tuple[time, time]] = (time(21), time(7))

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="preference"
    )
    ordinary = ArrayField(
        models.CharField(max_length=4, choices=Means.choices), default=_ordinary, blank=True
    )
    urgent = ArrayField(
        models.CharField(max_length=4, choices=Means.choices), default=_urgent, blank=True
    )
    is_digest = models.BooleanField(_("once a day instead of at once"), default=False)
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True, default=QUIET[0])
    quiet_to = models.TimeField(_("quiet until"), null=True, blank=True, default=QUIET[1])
    work_account = models.CharField(_("account for work messages"), max_length=64, blank=True)

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notifications_preference_quiet_has_both_ends",
                condition=Q(quiet_from=None, quiet_to=None)
                | Q(quiet_from__isnull=False, quiet_to__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.person)
