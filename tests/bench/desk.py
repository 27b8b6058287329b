"""The desk at size: lists, search and the case page for each kind of reader, beside 10,000 reports."""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Case, Complaint, Respondent
from ethics import embedded
from ledger.models import Chain
from people.models import User
from reports import figures
from reports.month import Month

SMALL = 10_000
WARM, TIMES = 3, 30
READERS = {
    "sees all": "city.intake",
    "a county, 7 %": "pingyang.officer",
    "a school, 0.1 %": "school.investigator",
    "with recusals": "city.recused",
    "holds nothing": "sysadmin",
}
LIST_P50, LIST_P95, SEARCH_P95, PAGE_P95, MOST_QUERIES, MOST_RATIO = 20, 50, 50, 80, 12, 1.5
DEEP = 0.6  # of the way down the list
NAMES = ("陈甲", "林乙", "黄丙", "叶丁", "郑戊", "吴己")
PHRASES = ("转账", "班里排座位", "收烟酒", "周六上午", "鹿城区演示第一小学", "体罚学生")


@dataclass(frozen=True)
class Asked:
    """One kind of page for one reader, by addresses that are asked for in turn."""

    what: str
    reader: str
    addresses: list
    p50: float
    p95: float
    queries: int | None = None


@dataclass(frozen=True)
class Taken:
    """What it took, in milliseconds."""

    p50: float
    p95: float
    queries: int


def main(complaints=100_000):
    """Rows of the table: what, measured, target. Loads the city twice: small, then whole."""
    with embedded.running():
        load("--complaints", str(SMALL))
        before = {(one.what, one.reader): take(one) for one in asked()}
        if complaints > SMALL:
            load("--complaints", str(complaints - SMALL), "--seed", "2", "--more")
        return list(rows(before)) + month_rows()


def load(*arguments):
    began = time.perf_counter()
    command = [sys.executable, "manage.py", "load_synthetic", *arguments]
    subprocess.run(command, check=True, env=os.environ)
    sys.stderr.write(f"loaded in {time.perf_counter() - began:.0f} s\n")


def rows(before):
    """A line for the times, one for the queries, one beside the small database."""
    for one in asked():
        now, then = take(one), before.get((one.what, one.reader))
        name = f"{one.what}, {one.reader}"
        is_met = now.p50 <= one.p50 and now.p95 <= one.p95
        yield (name, f"{now.p50:.0f} / {now.p95:.0f} ms", f"{one.p50:.0f} / {one.p95:.0f}", is_met)
        if one.queries:
            yield ("  queries", str(now.queries), str(one.queries), now.queries <= one.queries)
        if then:
            ratio = now.p50 / then.p50
            is_met = not one.queries or ratio <= MOST_RATIO or now.p50 <= 5
            yield (f"  beside {SMALL:,} reports", f"{ratio:.2f} ×", f"{MOST_RATIO} ×", is_met)


def asked():
    """Everything that is measured, with its target."""
    for kind, login in READERS.items():
        yield listed("my desk", kind, ["/desk/"])
        yield listed("cases, first page", kind, ["/desk/cases/"])
        if deep := deep_key(login):
            yield listed("cases, deep page", kind, [f"/desk/cases/?after={deep}"])
        yield searched("search by name", kind, [f"/desk/cases/?q={name}" for name in NAMES])
        yield searched("search by phrase", kind, [f"/desk/cases/?q={one}" for one in PHRASES])
        if slugs := numbers(login):
            yield searched("search by number", kind, [f"/desk/cases/?q={slug}" for slug in slugs])
        if slug := big_case(login):
            yield Asked("case page, 50 events, 10 people", kind, [f"/desk/cases/{slug}/"], PAGE_P95, PAGE_P95)  # fmt: skip
    yield listed("reports, first page", "sees all", ["/desk/complaints/"])
    yield listed("reports, deep page", "sees all", [f"/desk/complaints/?after={middle_report()}"])
    yield searched("reports by name", "sees all", [f"/desk/complaints/?q={one}" for one in NAMES])
    yield searched(
        "reports by phrase", "sees all", [f"/desk/complaints/?q={one}" for one in PHRASES]
    )


def listed(what, reader, addresses):
    return Asked(what, reader, addresses, LIST_P50, LIST_P95, MOST_QUERIES)


def searched(what, reader, addresses):
    return Asked(what, reader, addresses, SEARCH_P95, SEARCH_P95)


def take(one):
    """Ask in turn, warm; then once more, counting queries."""
    client, times = logged_in(READERS[one.reader]), []
    for turn in range(WARM * len(one.addresses) + TIMES):
        began = time.perf_counter()
        answer = client.get(one.addresses[turn % len(one.addresses)])
        taken = (time.perf_counter() - began) * 1000
        assert answer.status_code == 200, (one, answer.status_code)
        if turn >= WARM * len(one.addresses):
            times.append(taken)
    with CaptureQueriesContext(connection) as captured:
        client.get(one.addresses[0])
    cuts = statistics.quantiles(times, n=20, method="inclusive")
    return Taken(statistics.median(times), cuts[-1], len(captured))


def logged_in(login):
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(username=login))
    return client


def visible(login):
    return Case.objects.visible_to(User.objects.get(username=login))


def deep_key(login):
    rows = visible(login).order_by("due_order", "pk").values_list("due_order", "pk")
    count = rows.count()
    if count < 50:
        return ""
    day, pk = rows[int(count * DEEP)]
    return f"{day}.{pk}"


def numbers(login):
    return list(visible(login).order_by("-pk").values_list("slug", flat=True)[:5])


def big_case(login):
    """The newest big matter: the ten respondents, and a chain of some fifty links."""

    found = visible(login).filter(pk__in=_with_ten())
    long = {
        f"case:{slug}": slug for slug in found.order_by("-pk").values_list("slug", flat=True)[:50]
    }
    chains = Chain.objects.filter(subject__in=long, length__gte=45).order_by("-length")
    return next((long[one.subject] for one in chains), "")


def _with_ten():
    newest = Case.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    recent = Respondent.objects.filter(case__gt=newest - 5_000).values("case")
    return recent.annotate(people=Count("pk")).filter(people__gte=10).values("case")


def middle_report():
    keys = Complaint.objects.order_by("pk").values_list("pk", flat=True)
    return (keys.first() + keys.last()) // 2


def month_rows():
    """The figures of the last whole month for all units."""
    month, times = Month.current().before, []
    for _ in range(4):
        began = time.perf_counter()
        figures.frozen(month)
        times.append(time.perf_counter() - began)
    best = min(times[1:])
    return [("figures of one month, all units", f"{best:.2f} s", "1 s", best <= 1)]
