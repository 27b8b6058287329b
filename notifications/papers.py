"""Official papers: frozen the moment they are issued, made as PDF by the worker, kept with a checksum."""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone, translation

from notifications import outbox, paper
from notifications.models import Paper
from notifications.models.paper import PaperQuerySet

LEASE = timedelta(minutes=5)


def issue(
    kind: str,
    *,
    subject: str,
    title: str,
    audience: str,
    sheet: Mapping[str, object],
    number: str = "",
) -> Paper:
    """Freeze what the paper will say; the worker makes ``paper/<kind>.html`` of it after commit.

    Dates in the sheet become "2026-11-24", which the filter ``day`` reads; text that is still to
    be translated becomes Chinese.
    """
    made = Paper.objects.create(
        kind=kind,
        subject=subject,
        title=title,
        audience=audience,
        number=number,
        sheet=_frozen(sheet),
    )
    outbox.wake("notifications.tasks.make_paper", made.pk)
    return made


def of(subject: str) -> PaperQuerySet:
    """The papers of one subject ("case:2026-00001"), oldest first."""
    return Paper.objects.of(subject)


def make(pk: int) -> bool:
    """Render the paper, if nobody else does; run twice, it is made once."""
    row = Paper.objects.get(pk=pk)
    if not row.claim(lease=LEASE):
        return False
    with row.attempt():
        _keep(row, paper.print_out(f"paper/{row.kind}.html", context_of(row)))
    return row.is_made


def context_of(row: Paper) -> dict[str, object]:
    """What the template sees: the keys of the sheet, and ``paper`` for what stands around them."""
    own = {
        "title": row.title,
        "number": row.number,
        "issued_on": row.issued_on.isoformat(),
        "audience": row.audience,
    }
    return {**row.sheet, "paper": own}


def _keep(row: Paper, printed: paper.Printed) -> None:
    storage = Paper.file.field.storage
    name = storage.save(f"papers/{row.pk}-{row.attempts}.pdf", ContentFile(printed.pdf))
    checksum = hashlib.sha256(printed.pdf).hexdigest()
    kept = row.finish(file=name, sha256=checksum, pages=printed.pages, made_on=timezone.localdate())
    if not kept:  # too late: another worker has taken over
        storage.delete(name)


def _frozen(sheet: Mapping[str, object]) -> dict[str, object]:
    with translation.override(settings.LANGUAGE_CODE):
        text = json.dumps(dict(sheet), cls=DjangoJSONEncoder)
    frozen: dict[str, object] = json.loads(text)
    return frozen
