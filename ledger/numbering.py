"""Numbers without gaps."""

from django.db.models import F

from ledger.models import Register


def allot(series: str, year: int) -> int:
    """The next number of the series in the year.

    The register stays locked until the caller's transaction ends: a rollback gives the number back.
    """
    register, _ = Register.objects.select_for_update().get_or_create(series=series, year=year)
    Register.objects.filter(pk=register.pk).update(last=F("last") + 1)
    return register.last + 1
