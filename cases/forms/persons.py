"""Schools and teachers typed by name, found in the registry, never chosen from 80,000 options."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Teacher, Unit

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_NAMES = 30
BETWEEN_NAMES = re.compile(r"[\s,,、;;]+")


class SchoolField(forms.CharField):
    """A registered school by its full name; ``None`` where nothing was typed."""

    widget = forms.TextInput(attrs={"list": "schools", "autocomplete": "off"})

    def clean(self, value: object) -> Unit | None:
        """The school of that name; a sentence when there is none or more than one."""
        name = super().clean(value)
        if not name:
            return None
        found = list(Unit.objects.current().schools().filter(name=name)[:2])
        if not found:
            raise forms.ValidationError(_("No registered school bears this name."))
        if len(found) > 1:
            raise forms.ValidationError(_("Several schools bear this name."))
        return found[0]


def teachers_at(school: Unit | None) -> QuerySet[Teacher]:
    """Those who hold a post at the school or teach there; everybody where no school is known."""
    if school is None:
        return Teacher.objects.all()
    return Teacher.objects.filter(Q(establishment_unit=school) | Q(teaching_unit=school))


def find_teachers(typed: str, school: Unit | None) -> list[Teacher]:
    """The teachers of these names; ``#12`` names one by its key where a name is not enough."""
    words = [word for word in BETWEEN_NAMES.split(typed) if word]
    if len(words) > MOST_NAMES:
        raise forms.ValidationError(_("At most %(n)s names at a time.") % {"n": MOST_NAMES})
    return list({one.pk: one for one in (_find(word, school) for word in words)}.values())


def _find(word: str, school: Unit | None) -> Teacher:
    key = Q(pk=int(word[1:])) if re.fullmatch(r"#\d{1,12}", word) else Q(name=word)
    found = list(teachers_at(school).filter(key).select_related("teaching_unit")[:6])
    if len(found) == 1:
        return found[0]
    if not found:
        raise forms.ValidationError(_("No teacher of this name: %(name)s") % {"name": word})
    several = "、".join(f"#{one.pk} {one.subject} {one.teaching_unit}" for one in found)
    raise forms.ValidationError(
        _("Several teachers bear the name %(name)s; type the one meant: %(several)s")
        % {"name": word, "several": several}
    )


class PersonsMixin(forms.Form):
    """School, teachers by name, and clues where no name is known."""

    school = SchoolField(label=_("School"), required=False, max_length=100)
    teachers = forms.CharField(
        label=_("Teachers concerned"), required=False, max_length=500,
        help_text=_("Full names, one after the other with 、 between them."),
    )  # fmt: skip
    clues = forms.CharField(
        label=_("Clues to a person not yet known"), required=False, max_length=200
    )

    def clean_teachers(self) -> list[Teacher]:
        """The teachers typed, of the school typed."""
        return find_teachers(self.cleaned_data["teachers"], self.cleaned_data.get("school"))
