"""协查: one bureau asks another for one thing; it is signed for, answered and closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import reveals
from cases.actions.competence import is_accused
from cases.actions.materials import attach
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import Assistance, Case, DossierItem, FileUse, Material
from ledger import history, numbering
from people.models.units import BUREAUS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.core.files.uploadedfile import UploadedFile

    from people.models import Unit, User


@dataclass(frozen=True)
class Wish:
    """Which bureau is asked for what, knowing what, by when."""

    unit: Unit
    background: str
    asked: str
    due_on: date


def ask_assistance(case: Case, *, wish: Wish, by: User) -> None:
    """协查函: the bureau asked learns what stands in the letter, and nothing else of the case."""
    today = timezone.localdate()
    with step(case, "case.assistance_asked", by=by, unit=wish.unit.name) as fresh:
        _check_bureau(fresh, wish.unit)
        for text, where in [
            (wish.background, _("Background")),
            (wish.asked, _("What is asked for")),
        ]:
            reveals.check_reveals_nobody(text, fresh, where=where)
        request = Assistance.objects.create(
            case=fresh, slug=f"{today.year}-{numbering.allot('assistance', today.year):05d}",
            unit=wish.unit, asking_unit=fresh.handling_unit or fresh.city,
            background=wish.background, asked=wish.asked, due_on=wish.due_on,
            asked_by=by, asked_on=today,
        )  # fmt: skip
        letters.assistance_letter(fresh, request)
        letters.tell_bureau(request.unit, "assistance.asked", request)


def _check_bureau(case: Case, unit: Unit) -> None:
    if unit.kind not in BUREAUS:
        raise NotAllowed(_("Only an education bureau is asked for assistance."))
    if unit == case.handling_unit:
        raise NotAllowed(_("This is your own bureau."))
    if is_accused(case, unit):
        raise NotAllowed(_("The unit accused is not asked."))


def sign_for(request: Assistance, *, by: User) -> Assistance:
    """签收 by the bureau asked; signed for once, however often asked."""
    with transaction.atomic():
        fresh = _locked(request)
        if fresh.signed_on is None:
            fresh.signed_by, fresh.signed_on = by, timezone.localdate()
            fresh.save(update_fields=["signed_by", "signed_on"])
            _record("assistance.signed_for", fresh, by)
    return fresh


def answer(
    request: Assistance, *, text: str, uploads: Iterable[UploadedFile[bytes]] = (), by: User
) -> Assistance:
    """What the bureau asked has found; the side that asked is told."""
    with transaction.atomic():
        case, fresh = request.case.locked(), _locked(request)
        if fresh.signed_on is None:
            raise NotAllowed(_("Sign for the letter first."))
        if fresh.answered_on is not None:
            raise NotAllowed(_("This has been answered already."))
        fresh.answer, fresh.answered_by, fresh.answered_on = text, by, timezone.localdate()
        fresh.save(update_fields=["answer", "answered_by", "answered_on"])
        for upload in uploads:
            fresh.files.add(
                attach(case, kind=FileUse.OTHER, upload=upload, said=fresh.number, by=by)
            )
        _record("assistance.answered", fresh, by)
        letters.tell_bureau(fresh.asking_unit, "assistance.answered", fresh)
    return fresh


def _locked(request: Assistance) -> Assistance:
    """The row as it is now; what is over takes nothing any more."""
    fresh = Assistance.objects.select_for_update().get(pk=request.pk)
    if not fresh.is_open:
        raise NotAllowed(_("This request is closed."))
    return fresh


def _record(kind: str, request: Assistance, by: User) -> None:
    """In the chain of the case, under the number of the letter."""
    said = {"record": request.number, "note": ""}
    history.record(kind, request.case.subject, by=by.as_actor(), payload=said)


def close_assistance(case: Case, *, request: Assistance, note: str, by: User) -> None:
    """The answer is taken into the dossier, or is not needed any more."""
    today = timezone.localdate()
    with step(case, "case.assistance_closed", by=by, note=note, unit=request.unit.name) as fresh:
        row = fresh.assistances.open().select_for_update().filter(pk=request.pk).first()
        if row is None:
            raise NotAllowed(_("This request is closed."))
        row.closed_on = today
        row.save(update_fields=["closed_on"])
        said = row.answer or "未答复"
        DossierItem.objects.create(
            case=fresh, round=fresh.round, kind=Material.OTHER, on=row.answered_on or today,
            text=f"{row.number}（{row.unit.name}）协查情况：{said}\n{note}", entered_by=by,
        )  # fmt: skip
