"""需您决定的事项: at most three, from dated facts, each with 拟办意见 (domain reference §12.27).

Their words are those of an official paper, so they are Chinese here.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, Min, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from cases.models import Case, DispatchOrder, DossierItem, Material, Refund, Respondent, holiday
from cases.models.guards import MOST_RETURNS
from cases.states import AT_FAULT
from notifications.templatetags.paper import yuan
from reports.counts import limits
from reports.counts.cases import NOTHING
from reports.frozen import Matter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from django.db.models import QuerySet

    from reports.frozen import Office
    from reports.month import Month

MOST = 3
GRAVE = 10  # working days, from which a 督办单 follows instead of a 提示函 (§9.5)
NAMED = 3  # numbers of cases that a sentence names


def to_decide(month: Month, offices: Iterable[Office]) -> list[Matter]:
    """The gravest first: overdue, taken back, returned twice, money outstanding, our own delay.

    Four queries, fewer once three are found.
    """
    found = chain(
        _overdue(month), _taken_back(month), _returned_twice(month), _not_refunded(month),
        _own_desk(offices),
    )  # fmt: skip
    return list(islice(found, MOST))


def _overdue(month: Month) -> Iterator[Matter]:
    """Cases with an office whose limit had passed at the end of the month."""
    late = limits.overdue(month).exclude(limit__in=limits.OF_THE_CITY)
    offices = list(
        late.filter(case__handling_unit__isnull=False)
        .order_by()
        .values(place=F("case__handling_unit__short_name"))
        .annotate(number=Count("case", distinct=True), oldest=Min("due_on"))
        .order_by("oldest", "place")
    )
    if offices:
        number = sum(one["number"] for one in offices)
        places = [
            f"{one['place']}{one['number']}案（最长超期{(month.counted_to - one['oldest']).days + 1}天）"
            for one in offices
        ]
        yield Matter(
            text=f"核查件超期{number}案：{_some(places)}。", proposal=_pressing(month, offices)
        )


def _pressing(month: Month, offices: Iterable[Mapping[str, Any]]) -> str:
    grave: list[str] = []
    light: list[str] = []
    for one in offices:
        days = holiday.known().working_days_between(one["oldest"], month.counted_to)
        (grave if days > GRAVE else light).append(one["place"])
    parts = [
        f"向{_some(names)}发{paper}"
        for names, paper in ((grave, "督办单"), (light, "提示函"))
        if names
    ]
    return f"{'，'.join(parts)}，限期办结。"


def _taken_back(month: Month) -> Iterator[Matter]:
    """Taken back from a unit (提级办理, 改派, 异地交办) and with nobody at the end of the month."""
    again = DispatchOrder.objects.filter(
        month.not_yet("ended_on"), case=OuterRef("case"), issued_on__lte=month.last_day
    )
    taken = DispatchOrder.objects.filter(
        ~Exists(again), objection="", issued_on__isnull=False, ended_on__lte=month.last_day
    )
    slugs = taken.order_by("case").values_list("case__slug", flat=True).distinct()
    if slugs:
        yield Matter(
            text=f"收回后尚未重新交办{len(slugs)}案：{_numbers(slugs)}。",
            proposal="由市局提级办理，或明确改派、异地承办单位，三个工作日内交办。",
        )


def _returned_twice(month: Month) -> Iterator[Matter]:
    """Reports returned as often as the rules allow, and not accepted by the end of the month."""
    returned = DossierItem.objects.filter(
        month.not_yet("case__concluded_on"), kind=Material.SUPPLEMENT, on__lte=month.last_day,
        round=F("case__round"),
    ).order_by("case")  # fmt: skip
    often = (
        returned.values("case__slug").annotate(times=Count("pk")).filter(times__gte=MOST_RETURNS)
    )
    slugs = [one["case__slug"] for one in often]
    if slugs:
        yield Matter(
            text=f"核查报告已退回{MOST_RETURNS}次仍未通过{len(slugs)}案：{_numbers(slugs)}。",
            proposal="由市局派员指导补充调查，或提级办理。",
        )


def _not_refunded(month: Month) -> Iterator[Matter]:
    """Money that was found to be due before the month and was not refunded by its end."""
    owing = (
        _owing(month)
        .order_by()
        .values(place=F("case__reporting_unit__short_name"))
        .annotate(sum=Sum("missing"), people=Count("pk"))
        .order_by("-sum", "place")
    )
    places = [f"{one['place']}{yuan(one['sum'])}（{one['people']}人）" for one in owing]
    if places:
        yield Matter(
            text=f"上月及以前查实、至今未退清的违规所得：{_some(places)}。",
            proposal="责成承办单位限期督促退还，并报送退款凭证。",
        )


def _owing(month: Month) -> QuerySet[Any]:
    """Who was found at fault before the month and still owes at its end; ``missing`` yuan each."""
    paid = (
        Refund.objects.filter(respondent=OuterRef("pk"), paid_on__lte=month.last_day)
        .order_by()
        .values("respondent")
        .annotate(sum=Sum("amount"))
        .values("sum")
    )
    found = Respondent.objects.filter(
        month.not_yet("case__closed_on"),  # no case is closed while money is owing
        finding__in=AT_FAULT,
        case__concluded_on__lt=month.first_day,
    )
    missing = F("amount_taken") - Coalesce(Subquery(paid), NOTHING)
    return found.annotate(missing=missing).filter(missing__gt=0)


def _own_desk(offices: Iterable[Office]) -> Iterator[Matter]:
    """The city's own steps that are late: registering, dispatching, answering, what is shelved."""
    late = sum(one["late"] for one in offices if one["unit"] is None)
    if late:
        yield Matter(
            text=f"市本级登记受理、交办、答复等环节超期{late}项。",
            proposal="责成市局受理人员三个工作日内办理，并说明原因。",
        )


def _numbers(slugs: Iterable[str]) -> str:
    return _some([Case(slug=slug).number for slug in slugs])


def _some(words: Iterable[str]) -> str:
    """The first few, and that there are more."""
    every = list(words)
    return "、".join(every[:NAMED]) + ("等" if len(every) > NAMED else "")
