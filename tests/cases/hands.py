"""Hands that play a story through the very forms and verbs of the desk, without a browser."""

from datetime import timedelta

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from cases import verbs
from cases.actions import intake
from cases.models import Complaint
from cases.states import Kind
from cases.verb import MODELS, perform
from people.models import Unit, User


class FormHands:
    """Fill in the form of a verb as a person would, by what the labels say."""

    def __init__(self):
        self.nonces = iter(f"nonce-{n}" for n in range(1000))
        self.performed = []

    @property
    def today(self):
        return timezone.localdate().isoformat()

    def in_days(self, days):
        return (timezone.localdate() + timedelta(days=days)).isoformat()

    def report(self, *, kind, narrative, county, school, teacher, **who):
        told = intake.Told(
            kind=Kind(kind), narrative=narrative, school_name=school, teacher_name=teacher,
            reporting_unit=Unit.objects.get(name=county), school=Unit.objects.get(name=school),
            name=who.get("name", ""), phone=who.get("phone", ""),
        )  # fmt: skip
        nonce = next(self.nonces)
        arrival = intake.Arrival(
            doubt=who.get("doubt", ""), channel=who.get("channel", "WEB"),
            foreign_number=who.get("foreign_number", ""),
            foreign_due_on=timezone.localdate() + timedelta(days=20) if "due_on" in who else None,
        )  # fmt: skip
        return "complaint", intake.register(told, nonce=nonce, arrival=arrival).slug

    def act(self, who, record, name, own=None, /, **fields):
        kind, slug = record
        user, found = User.objects.get(username=who), MODELS[kind].objects.get(slug=slug)
        assert MODELS[kind].objects.visible_to(user).filter(pk=found.pk).exists(), (who, record)
        verb = verbs.get(kind, name)
        posted, files = self._posted(verb, found, user, fields | (own or {}))
        form = verb.form(posted, files, record=found, user=user)
        assert form.is_valid(), (record, name, form.errors)
        perform(verb, found, by=user, **form.arguments)
        self.performed.append(verb)

    def case_of(self, complaint):
        return "case", Complaint.objects.get(slug=complaint[1]).case.slug

    def proceedings_of(self, case):
        rows = MODELS["case"].objects.get(slug=case[1]).proceedings.order_by("pk")
        return {one.respondent.shown_name: ("proceeding", one.slug) for one in rows}

    def _posted(self, verb, record, user, fields):
        empty = verb.form(record=record, user=user)
        posted, files = QueryDict(mutable=True), MultiValueDict()
        for key, value in fields.items():
            name = self._name(empty, key)
            if isinstance(empty.fields[name], forms.FileField):
                files[name] = SimpleUploadedFile("扫描件.pdf", value)
                continue
            values = self._values(empty.fields[name], value)
            posted.setlist(name, values)
        return posted, files

    def _name(self, form, key):
        if isinstance(key, str):
            return key
        person, stem = key
        for title, bound in form.sections:
            for one in bound:
                if one.name.startswith(stem) and person in (title, str(one.label)):
                    return one.name
        raise AssertionError(key)

    def _values(self, field, value):
        if not isinstance(field, forms.ModelChoiceField):
            return [str(one) for one in value] if isinstance(value, list) else [value]
        pairs = [(str(key), str(label)) for key, label in field.choices]
        if value == "all":
            return [key for key, _label in pairs]
        wanted = value if isinstance(value, list) else [value]
        return [key for one in wanted for key, label in pairs if one in label]
