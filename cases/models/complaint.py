"""Complaint 举报件: what somebody told us. Its words are never edited."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from cases.exceptions import NotAllowed
from cases.models import guards
from cases.models.reach import seen_by
from cases.models.record import Record
from cases.states import CaseState, ComplaintState, Kind

if TYPE_CHECKING:
    from datetime import date

    from people.models import User

NARRATIVE_LIMIT = 5000
ANSWERABLE = (CaseState.CLOSED, CaseState.ARCHIVED)


class Channel(models.TextChoices):
    """How it reached us (domain reference §6.3)."""

    WEB = "WEB", _("Web form")
    HOTLINE = "HOTLINE", _("Hotline 12345")
    PETITION = "PETITION", _("Petition office")
    PHONE = "PHONE", _("Telephone")
    VISIT = "VISIT", _("Visit")
    EMAIL = "EMAIL", _("E-mail")
    GRID = "GRID", _("Grid inspector")
    ASSIGNED = "ASSIGNED", _("Assigned by a superior")
    DISCIPLINE = "DISCIPLINE", _("Discipline organ")
    PATROL = "PATROL", _("Own inspection")
    MEDIA = "MEDIA", _("Media")
    DEPT = "DEPT", _("Another department")


class Doubt(models.TextChoices):
    """Why a report came in as not trusted: it waits apart until an officer has looked at it."""

    CHALLENGE = "challenge", _("The sender's browser did not answer the check against floods")
    TRAP = "trap", _("A field was filled that no person sees")
    FLOOD = "flood", _("Very many reports came from one network")


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    """Complaints, as one reader may see them."""

    HELD_APART: ClassVar[models.Q] = ~models.Q(doubt="") & models.Q(trusted_on=None)

    def visible_to(self, user: User) -> Self:
        """Complaints this person may open: holds ``view_complaint`` and is not barred."""
        return seen_by(self, user, "view_complaint")

    def trusted(self) -> Self:
        """Those that do not wait apart."""
        return self.filter(~self.HELD_APART)

    def to_announce(self) -> Self:
        """Those of which the officers were not told yet, and are to be."""
        return self.filter(~self.HELD_APART | models.Q(minor_risk=True), announced_on=None)

    def held_apart(self) -> Self:
        """Those that a machine may have sent, until an officer has looked at them."""
        return self.filter(self.HELD_APART)

    def for_list(self) -> Self:
        """All that the list shows, in one query however long it is; newest first."""
        return self.select_related(
            "case", "school", "reporting_unit", "retaliation_watch"
        ).order_by("-pk")


class Complaint(Record):
    """One report by one reporter. Rows of an anonymous reporter carry dates, never times."""

    SERIES: ClassVar[str] = "complaint"
    PREFIX: ClassVar[str] = "温师举"

    state = FSMField(
        _("state"),
        default=ComplaintState.REGISTERED,
        choices=ComplaintState.choices,
        protected=True,
    )
    channel = models.CharField(_("channel"), max_length=12, choices=Channel.choices)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    received_on = models.DateField(_("received on"))
    city = models.ForeignKey(
        "people.Unit", models.PROTECT, related_name="+", verbose_name=_("city bureau")
    )
    reporting_unit = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("county or zone"),
    )  # fmt: skip
    school = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("registered school"),
    )  # fmt: skip
    school_name = models.CharField(_("school"), max_length=100, blank=True)
    teacher_name = models.CharField(_("teacher"), max_length=100, blank=True)
    subject_taught = models.CharField(_("subject"), max_length=50, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    happened = models.CharField(_("when"), max_length=200, blank=True)
    amount = models.DecimalField(
        _("amount in yuan"), max_digits=12, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )  # fmt: skip
    narrative = models.TextField(_("what happened"), max_length=NARRATIVE_LIMIT)
    exposing = models.TextField(_("details that would expose the reporter"), blank=True)
    is_named = models.BooleanField(_("real name given"), default=False)
    minor_risk = models.BooleanField(_("a child may be in danger"), default=False)
    receipt_hash = models.CharField(max_length=64, unique=True, editable=False)
    submission_hash = models.CharField(max_length=64, unique=True, editable=False)
    must_rotate = models.BooleanField(default=False)  # staff saw the code: changed at first use
    doubt = models.CharField(_("doubt"), max_length=12, choices=Doubt.choices, blank=True)
    trusted_on = models.DateField(null=True, blank=True)
    foreign_number = models.CharField(_("number of the sender"), max_length=60, blank=True)
    foreign_due_on = models.DateField(_("the sender's own limit"), null=True, blank=True)
    taken_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("taken down by"),
    )  # fmt: skip
    read_back_on = models.DateField(_("read back to the caller on"), null=True, blank=True)
    repeats = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="repeated_by",
        verbose_name=_("repeats"),
    )  # fmt: skip
    answer_is_wanted = models.BooleanField(_("an answer is wanted"), default=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    rating = models.PositiveSmallIntegerField(_("rating"), null=True, blank=True)
    rated_on = models.DateField(null=True, blank=True)
    case = models.ForeignKey(
        "cases.Case", models.PROTECT, null=True, blank=True, related_name="complaints",
        verbose_name=_("case"),
    )  # fmt: skip
    accepted_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ruling = models.TextField(_("reason of the ruling"), blank=True)
    answer_text = models.TextField(_("answer"), blank=True)
    answered_on = models.DateField(null=True, blank=True)
    next_due = models.DateField(null=True, blank=True, db_index=True)
    announced_on = models.DateField(null=True, blank=True)  # to the officers, by the worker

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        default_permissions = ()
        permissions = [
            ("view_complaint", "May open it, original words included"),
            ("screen_complaint", "May screen it"),
            ("rule_complaint", "May rule on it"),
            ("open_original", "May open files as they arrived"),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="cases_complaint_unannounced",
                condition=models.Q(announced_on=None),
            ),
            models.Index(
                fields=["id"],
                name="cases_complaint_held_apart",
                condition=~models.Q(doubt="") & models.Q(trusted_on=None),
            ),
            models.Index("state", "id", name="cases_complaint_by_state"),
            models.Index("received_on", "ended_on", "answered_on", name="cases_complaint_by_days"),
            models.Index(Greatest("ended_on", "answered_on"), name="cases_complaint_by_last_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=[ComplaintState.ACCEPTED, ComplaintState.MERGED])
                | models.Q(case__isnull=False),
                name="cases_complaint_taken_up_has_case",
            ),
            models.CheckConstraint(
                condition=models.Q(rating=None) | models.Q(rating__range=(1, 5)),
                name="cases_complaint_rating_is_one_to_five",
            ),
            models.UniqueConstraint(
                "channel",
                "foreign_number",
                condition=~models.Q(foreign_number=""),
                name="cases_complaint_foreign_number_once",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="words_are_never_edited",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "narrative", "received_on", "channel", "slug", "foreign_number", "exposing"
                ),
            ),
            pgtrigger.Protect(
                name="names_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__is_named=True, new__is_named=False),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def get_absolute_url(self) -> str:
        """Its page on the desk."""
        return reverse("complaint", args=[self.slug])

    @property
    def title(self) -> str:
        """School and teacher as the reporter named them."""
        return " ".join(part for part in (self.school_name, self.teacher_name) if part)

    @property
    def is_doubtful(self) -> bool:
        """Whether it waits apart because the sender may be a machine."""
        return bool(self.doubt) and self.trusted_on is None

    @property
    def guarded(self) -> Complaint:
        """The record whose rights count for this one."""
        return self

    @property
    def needs_danger_report(self) -> bool:
        """Whether a child may be in danger and nobody has told the police yet (§9.4, 10)."""
        return self.minor_risk and not self.dossier.of_kind("danger_report").exists()

    def _may_leave_screening(self) -> None:
        if self.needs_danger_report:
            raise NotAllowed(_("A child may be in danger: record the report to the police first."))

    def trust(self, *, on: date) -> None:
        """An officer has looked at it: a person sent it, and it joins the others."""
        if not self.is_doubtful:
            raise NotAllowed(_("This report does not wait apart."))
        self.trusted_on = on

    @transition(state, ComplaintState.REGISTERED, ComplaintState.SCREENING)
    def screen(self) -> None:
        """Begin screening (domain reference §9.2, C2); of one held apart only once it is trusted."""
        if self.is_doubtful:
            raise NotAllowed(
                _("It waits apart, because a machine may have sent it: look at it and let it join.")
            )

    @transition(state, ComplaintState.SCREENING, ComplaintState.ACCEPTED)
    def accept(self, *, on: date) -> None:
        """Accepted: an inquiry begins, and ``case`` is set already."""
        self._may_leave_screening()
        self.accepted_on = on

    @transition(state, ComplaintState.SCREENING, ComplaintState.NOT_ACCEPTED)
    def decline(self, *, reason: str, on: date) -> None:
        """Not accepted, for a legal reason (regulation on petitions, art. 36)."""
        self._may_leave_screening()
        self.ruling, self.ended_on = reason, on

    @transition(state, ComplaintState.SCREENING, ComplaintState.REFERRED)
    def refer(self, *, reason: str, on: date) -> None:
        """Referred to the authority that may act (regulation on petitions, art. 23)."""
        self._may_leave_screening()
        self.ruling, self.ended_on = reason, on

    @transition(state, ComplaintState.REFERRED, ComplaintState.SCREENING)
    def record_return(self) -> None:
        """The authority has sent it back: screened anew, the ruling no longer stands."""
        self.ruling, self.ended_on = "", None

    def check_is_order(self) -> None:
        """Raise unless it is an order of the hotline 12345."""
        if self.channel != Channel.HOTLINE:
            raise NotAllowed(_("Only an order of the hotline knows this."))

    @transition(state, ComplaintState.SCREENING, ComplaintState.REFERRED)
    def return_order(self, *, reason: str, on: date) -> None:
        """退单: the hotline's order goes back to it (domain reference §12.13)."""
        self.check_is_order()
        self._may_leave_screening()
        self.ruling, self.ended_on = reason, on

    @transition(state, ComplaintState.SCREENING, ComplaintState.SHELVED)
    def shelve(self, *, reason: str) -> None:
        """No lead that can be checked: kept, reviewed every six months (§2.3)."""
        self._may_leave_screening()
        self.ruling = reason

    @transition(state, ComplaintState.SHELVED, ComplaintState.SCREENING)
    def wake(self, *, reason: str) -> None:
        """A new lead has come."""
        self.ruling = reason

    @transition(state, ComplaintState.SCREENING, ComplaintState.MERGED)
    def merge(self, *, on: date) -> None:
        """Follow the case that is set already, keeping number, clock and answer (§8, 5)."""
        self._may_leave_screening()
        self.accepted_on = on

    @transition(state, ComplaintState.MERGED, ComplaintState.SCREENING)
    def unmerge(self) -> None:
        """Stand alone again."""
        self.case, self.accepted_on = None, None

    @transition(
        state,
        [
            ComplaintState.ACCEPTED,
            ComplaintState.MERGED,
            ComplaintState.NOT_ACCEPTED,
            ComplaintState.REFERRED,
        ],
        ComplaintState.ANSWERED,
    )
    def answer(self, *, answer: str, on: date) -> None:
        """Answered; of an inquiry only once it is closed (15 working days, K11)."""
        if self.case and self.case.state not in ANSWERABLE:
            raise NotAllowed(_("The case must be closed before the reporter is answered."))
        if self.case:
            guards.check_parts_are_over(self.case)
        self.answer_text, self.answered_on = answer, on
