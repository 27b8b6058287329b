"""The system's own drafts: whoever is late is reminded, written to, put under supervision (§9.5).

A person issues them. Each matter has a key, so that a night that runs twice drafts once.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, F, Max

from cases import letters
from cases.actions import slips
from cases.catalogues import ladder as catalogue
from cases.models import Case, Clock, Rung, Slip, SlipState, holiday
from people.models import Unit

if TYPE_CHECKING:
    from cases.models.clock import ClockQuerySet

LIMIT = "K4"  # the limit of the inquiry
YEAR = timedelta(days=365)
ASK = "请于规定期限前办结，并书面反馈办理情况。"
ASK_WHY = "请查明超期原因，明确责任和办结时间，并书面反馈。"
ASK_PLAN = "请分析原因，加强管理，制定整改措施，并书面反馈。"


def draft_all(today: date) -> int:
    """Every draft that is due and not there yet; how many. One letter tells of all of them."""
    last = Slip.objects.aggregate(last=Max("pk"))["last"] or 0
    made = _about_limits(today) + _about_quarters(today) + _about_schools(today)
    if made:
        letters.tell_of_drafts(Slip.objects.filter(pk__gt=last, drafted_by=None))
    return made


def _about_limits(today: date) -> int:
    ahead = catalogue.get("AHEAD", today).amount
    clocks = _running().filter(due_on__lte=today + timedelta(days=ahead))
    known = set(Slip.objects.filter(key__startswith="limit:").values_list("key", flat=True))
    made = 0
    for clock in clocks.iterator(chunk_size=500):
        rung, code = _rung_of(clock, today)
        key = f"limit:{clock.pk}:{rung}"
        if key not in known:
            made += _draft(rung, code, key, _about(clock), _matter(clock, today), today) is not None
    return made


def _running() -> ClockQuerySet:
    """Limits of inquiries that run at a unit below the city."""
    rows = Clock.objects.running().filter(
        limit=LIMIT, paused_on=None, case__handling_unit__isnull=False
    )
    rows = rows.exclude(case__handling_unit=F("case__city"))
    return rows.select_related("case__handling_unit", "case__city").order_by("pk")


def _about(clock: Clock) -> slips.About:
    case = clock.case
    if case is None or case.handling_unit is None:
        raise LookupError("Only limits of dispatched cases are asked for")
    return slips.About(case.city, case.handling_unit, case)


def _rung_of(clock: Clock, today: date) -> tuple[Rung, str]:
    late = holiday.known().working_days_between(clock.due_on, today)
    if clock.due_on >= today:
        return Rung.REMINDER, "AHEAD"
    if late <= catalogue.get("LONG_LATE", today).amount:
        return Rung.LETTER, "LATE"
    return Rung.ORDER, "LONG_LATE"


def _matter(clock: Clock, today: date) -> str:
    number, last = clock.record.number, f"{clock.due_on:%Y年%-m月%-d日}"
    if clock.due_on >= today:
        return f"你单位承办的{number}，“{clock.name}”期限将于{last}届满，尚未办结。"
    days = (today - clock.due_on).days
    return f"你单位承办的{number}，“{clock.name}”期限已于{last}届满，至今超期{days}日，尚未办结。"


def _draft(
    rung: Rung, code: str, key: str, about: slips.About, matter: str, today: date
) -> Slip | None:
    asked = {"AHEAD": ASK, "LATE": ASK_WHY, "LONG_LATE": ASK_WHY}.get(code, ASK_PLAN)
    days = catalogue.get(code, today).reply_days
    words = slips.Words(matter, asked, holiday.known().add_working_days(today, days).day)
    return slips.draft(rung, key=key, about=about, words=words)


def _about_quarters(today: date) -> int:
    """Three reminder slips to one unit in a quarter."""
    start = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    most = catalogue.get("SLIPS_A_QUARTER", today).amount
    issued = Slip.objects.filter(rung=Rung.REMINDER, issued_on__gte=start, issued_on__lte=today)
    issued = issued.exclude(state=SlipState.WITHDRAWN)
    found = issued.order_by().values("unit", "city").annotate(n=Count("pk")).filter(n__gte=most)
    made = 0
    for row in found:
        key = f"quarter:{row['unit']}:{start:%Y-%m}"
        matter = f"本季度以来，已向你单位发出提示单{row['n']}份。"
        made += _about_unit("SLIPS_A_QUARTER", key, row["unit"], row["city"], matter, today)
    return made


def _about_schools(today: date) -> int:
    """The same school again and again, counted over the cases that one bureau handles itself."""
    most = catalogue.get("SCHOOL_AGAIN", today).amount
    opened = Case.objects.filter(opened_on__gt=today - YEAR, opened_on__lte=today)
    handled = opened.filter(school__isnull=False, handling_unit__isnull=False).order_by()
    below = handled.exclude(handling_unit=F("city"))
    names = ("school", "school__name", "handling_unit", "city")
    made = 0
    for row in below.values(*names).annotate(n=Count("pk")).filter(n__gte=most):
        matter = f"近一年来，你单位承办的涉及{row['school__name']}的核查件已有{row['n']}件。"
        key = f"school:{row['school']}:{row['handling_unit']}:{today:%Y}"
        made += _about_unit("SCHOOL_AGAIN", key, row["handling_unit"], row["city"], matter, today)
    return made


def _about_unit(code: str, key: str, unit: int, city: int, matter: str, today: date) -> int:
    if Slip.objects.filter(key=key).exists():
        return 0
    places = Unit.objects.in_bulk([unit, city])
    about = slips.About(places[city], places[unit])
    return int(_draft(Rung.LETTER, code, key, about, matter, today) is not None)
