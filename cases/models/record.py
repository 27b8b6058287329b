"""What complaint, case and proceeding have in common: a number, a version, a name in history."""

from typing import ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin

from ledger import numbering


class Record(FSMModelMixin, models.Model):
    """A numbered record with a machine. ``slug`` "2026-00001" shows as 温师举〔2026〕1号."""

    SERIES: ClassVar[str]
    PREFIX: ClassVar[str]

    slug = models.CharField(_("number"), max_length=16, unique=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number

    @classmethod
    def next_slug(cls) -> str:
        """The next number of this year, without gaps: the register is locked until commit."""
        year = timezone.localdate().year
        return f"{year}-{numbering.allot(cls.SERIES, year):05d}"

    @property
    def number(self) -> str:
        """The number as papers print it."""
        year, serial = self.slug.split("-")
        return f"{self.PREFIX}〔{year}〕{int(serial)}号"

    @property
    def subject(self) -> str:
        """The key under which history knows this record."""
        return f"{self.SERIES}:{self.slug}"

    def locked(self) -> Self:
        """This row as it is now, locked until the end of the transaction."""
        rows: models.Manager[Self] = getattr(type(self), "objects")  # noqa: B009 - of the subclass
        return rows.select_for_update(of=("self",)).get(pk=self.pk)

    def become(self, fresh: Self) -> None:
        """Hold what ``fresh`` holds, so that a caller never works on with the row of before."""
        self.__dict__ = dict(fresh.__dict__)
