"""The units: the city bureau, its fourteen reporting rows, and the schools below them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Self

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    import datetime


class UnitKind(models.TextChoices):
    """What a unit is in the city's education administration."""

    CITY = "city", _("city bureau")
    COUNTY = "county", _("county bureau")
    ZONE = "zone", _("zone bureau")
    DIRECT = "direct", _("schools directly under the city")
    SCHOOL = "school", _("school")


BUREAUS = (UnitKind.CITY, UnitKind.COUNTY, UnitKind.ZONE)
ROWS = (UnitKind.COUNTY, UnitKind.ZONE, UnitKind.DIRECT)

_city: list[Unit] = []  # once it was seen committed: there is one for good


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units as lists need them."""

    def current(self, on: datetime.date | None = None) -> Self:
        """Units that exist on the day."""
        day = on or timezone.localdate()
        begun = models.Q(valid_from=None) | models.Q(valid_from__lte=day)
        lasting = models.Q(valid_to=None) | models.Q(valid_to__gte=day)
        return self.filter(begun & lasting)

    def reporting(self, on: datetime.date | None = None) -> Self:
        """The rows of every return in order: counties by code, the zone, the direct schools."""
        places = [models.When(kind=kind, then=place) for place, kind in enumerate(ROWS)]
        place = models.Case(*places, output_field=models.IntegerField())
        rows = self.current(on).filter(kind__in=ROWS)
        return rows.order_by(place, "region_code", "pk")

    def schools(self) -> Self:
        """Schools alone, by name."""
        return self.filter(kind=UnitKind.SCHOOL).order_by("name", "pk")

    def the_school(self, name: str, row: Unit | None = None) -> Unit | None:
        """The one school of exactly this name, in the row if one is known; none when in doubt."""
        if not name:
            return None
        named = self.current().schools().filter(name=name).select_related("parent__parent")
        found = [one for one in named if row is None or one.reporting_unit == row]
        return found[0] if len(found) == 1 else None


class Unit(models.Model):
    """A bureau, the collective row of the direct schools, or a school."""

    name = models.CharField(_("name"), max_length=100)
    short_name = models.CharField(_("short name"), max_length=30, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=UnitKind)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    region_code = models.CharField(_("region code"), max_length=6, blank=True)
    code = models.CharField(_("school code"), max_length=10, blank=True)
    served_by = models.ForeignKey(  # a 教学点 without computers: its 中心校 (domain reference §12.16)
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="serves",
        verbose_name=_("served by"),
    )  # fmt: skip
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=UnitKind.CITY, parent=None)
                | (~models.Q(kind=UnitKind.CITY) & models.Q(parent__isnull=False)),
                name="people_unit_only_the_city_has_no_parent",
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("pk")), name="people_unit_is_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=~models.Q(served_by=models.F("pk")),
                name="people_unit_does_not_serve_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__gte=models.F("valid_from")),
                name="people_unit_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="people_unit_code_is_unique"
            ),
            models.UniqueConstraint(
                fields=["parent", "name"], nulls_distinct=False, name="people_unit_name_is_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    @property
    def bureau(self) -> Unit:
        """The unit that answers for this one; the city's own for what is directly under it.

        One query for each step up that is not loaded.
        """
        unit = self
        while unit.kind not in BUREAUS and unit.parent is not None:
            unit = unit.parent
        return unit

    @property
    def reporting_unit(self) -> Unit | None:
        """The row of the returns under which this unit counts; the city bureau has none."""
        unit: Unit | None = self
        while unit is not None and unit.kind not in ROWS:
            unit = unit.parent
        return unit


def the_city() -> Unit:
    """The city bureau; one query the first time, afterwards none.

    It stays as it was then: take its key from it, not its name. Raises ``Unit.DoesNotExist``
    where no units were set up.
    """
    if _city:
        return _city[0]
    city = Unit.objects.get(kind=UnitKind.CITY)
    transaction.on_commit(partial(_city.append, city))
    return city
