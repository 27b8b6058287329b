"""Teachers: whom a complaint may concern."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.units import Unit


class Category(models.TextChoices):
    """Which catalogue of sanctions applies."""

    ORDINARY = "ordinary", _("teacher")
    MANAGER = "manager", _("school leader")


class PersonnelType(models.TextChoices):
    """How somebody is employed."""

    ESTABLISHMENT = "establishment", _("on the establishment")
    CONTRACT = "contract", _("by contract")
    PRIVATE = "private", _("at a private school")


class TeacherStatus(models.TextChoices):
    """Whether somebody still teaches."""

    ACTIVE = "active", _("in service")
    RETIRED = "retired", _("retired")
    LEFT = "left", _("left")
    DEAD = "dead", _("deceased")


class PostKind(models.TextChoices):
    """Why somebody was at a unit."""

    ESTABLISHMENT = "establishment", _("establishment")
    TEACHING = "teaching", _("teaching")
    EXCHANGE = "exchange", _("exchange")
    SECONDMENT = "secondment", _("secondment")


class Teacher(models.Model):
    """A teacher has two units, often the same one: whose post he holds, and where he teaches."""

    name = models.CharField(_("name"), max_length=50)
    category = models.CharField(max_length=10, choices=Category, default=Category.ORDINARY)
    personnel_type = models.CharField(
        max_length=15, choices=PersonnelType, default=PersonnelType.ESTABLISHMENT
    )
    party_member = models.BooleanField(_("Party member"), default=False)
    status = models.CharField(max_length=10, choices=TeacherStatus, default=TeacherStatus.ACTIVE)
    subject = models.CharField(_("subject"), max_length=30, blank=True)
    establishment_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="established_teachers"
    )
    teaching_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="teaching_teachers"
    )

    class Meta:
        indexes = [models.Index(fields=["name"], name="people_teacher_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def unit_ids(self) -> frozenset[int]:
        """Both units: a colleague at either is barred from a case about this teacher."""
        return frozenset({self.establishment_unit_id, self.teaching_unit_id})


class TeacherPost(models.Model):
    """One station of a teacher's way through the schools."""

    teacher = models.ForeignKey(Teacher, on_delete=models.CASCADE, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="teacher_posts")
    kind = models.CharField(max_length=15, choices=PostKind, default=PostKind.TEACHING)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="people_teacherpost_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.teacher_id} at {self.unit_id} from {self.starts_on}"
