"""What each case waits for, kept beside it, so that whoever it waits for finds it among 300,000."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q

from cases import handling_step, next_step
from cases.models import Case, Proceeding
from cases.states import CaseState

if TYPE_CHECKING:
    from cases.models.case import CaseQuerySet

CHUNK = 500
BEFORE_PROCEEDINGS = {
    CaseState.PENDING, CaseState.DISPATCHED, CaseState.INVESTIGATING, CaseState.SUSPENDED,
    CaseState.REPORTED,
}  # fmt: skip


def renew(case: Case) -> None:
    """Keep the verbs that this case and its proceedings wait for. At most four queries."""
    names = _names(case)
    if names != case.waits_for:
        Case.objects.filter(pk=case.pk).update(waits_for=names)
        case.waits_for = names


def _names(case: Case) -> list[str]:
    found = {f"case.{name}"} if (name := next_step.of_case(case)) else set()
    if case.state not in BEFORE_PROCEEDINGS:
        found |= {f"proceeding.{handling_step.of(one)}" for one in _proceedings(case)}
    return sorted(found - {"proceeding."})


def _proceedings(case: Case) -> list[Proceeding]:
    """Those loaded with the case, where they are."""
    if "proceedings" in getattr(case, "_prefetched_objects_cache", {}):
        return list(case.proceedings.all())
    return list(case.proceedings.prefetch_related("decisions"))


def renew_all(cases: CaseQuerySet | None = None) -> int:
    """Look again at every case that may wait for something; how many were looked at.

    For what no verb tells: a sanction whose time has run out, a rule of a new release, rows that
    were loaded. Run twice, it changes nothing the second time.
    """
    rows = Case.objects.all() if cases is None else cases
    open_ = rows.filter(~Q(state=CaseState.ARCHIVED) | Q(proceedings__state="served")).distinct()
    loaded = Prefetch("proceedings", Proceeding.objects.prefetch_related("decisions"))
    seen = 0
    for case in next_step.with_facts(open_).prefetch_related(loaded).iterator(CHUNK):
        renew(case)
        seen += 1
    return seen
