"""Many people at one record at once, each with what another's deed makes impossible."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from django.db import connection
from django.utils import timezone

from cases import verbs
from cases.actions import slips
from cases.actions.accountability import Verdict
from cases.actions.inquiry import Opinion
from cases.exceptions import CaseError
from cases.models import Case, Rung, Slip
from cases.verb import perform
from tests.cases.factories import TODAY, a_case, a_draft, a_proceeding, a_report, fix_finding

MANY = 50


def rush(deeds):
    """All at once, each on a connection of its own; what each came to, sorted."""
    start = Barrier(len(deeds))

    def run(deed):
        try:
            start.wait(timeout=120)
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(run, deeds))


def deed(record, name, user, **arguments):
    """One verb on the record as its doer saw it: "won: close", or the refusal and its sentence."""

    def attempt():
        try:
            perform(verbs.get(record.SERIES, name), record, by=user, **arguments)
        except CaseError as refusal:
            return f"{type(refusal).__name__}: {refusal}"
        return f"won: {name}"

    return attempt


def late_deed(record, name, user, **arguments):
    """Looks at the record only when it comes to it."""

    def attempt():
        fresh = type(record).objects.get(pk=record.pk)
        return deed(fresh, name, user, **arguments)()

    return attempt


def dispatched(world):
    """Sign it, take it from the unit, say who answers for it."""
    officer = world["county.officer"]
    return a_case(world, "dispatched"), [
        ("sign", officer, {}),
        ("recall", world["city.approver"], {"mode": "reassigned", "reason": "改派"}),
        ("assign", world["county.approver"], {"person": officer, "reason": "熟悉"}),
    ]  # fmt: skip


def investigated(world):
    """Let it rest, take it from the unit, send somebody away from it."""
    return a_case(world, "investigating"), [
        ("suspend", world["county.approver"], {"ground": "HOLIDAYS", "reason": "放假"}),
        ("recall", world["city.approver"], {"mode": "raised", "reason": "久拖不办"}),
        ("recuse", world["county.approver"], {"person": world["county.legal"], "reason": "亲属"}),
    ]  # fmt: skip


def reported(world):
    """Conclude it, return it, take it from the unit."""
    case = a_case(world, "reported")
    a_report(world, case)
    finding = {case.respondents.get().pk: Opinion(finding="unfounded")}
    county = world["county.approver"]
    return case, [
        ("conclude", county, {"findings": finding, "accountability": Verdict("首次发生")}),
        ("return_report", county, {"points": ["补充"]}),
        ("recall", world["city.approver"], {"mode": "raised", "reason": "久拖不办"}),
        ("recuse", world["city.approver"], {"person": world["county.legal"], "reason": "亲属"}),
    ]  # fmt: skip


def applied(world):
    """Close it, or remind the unit of it."""
    case = a_case(world, "recorded", completion_reported_on=TODAY)
    fix_finding(case, "unfounded")
    return case, [
        ("close", world["city.approver"], {}),
        ("remind", world["city.intake"], {"reason": "临近期限"}),
    ]  # fmt: skip


def closed(world):
    """Archive it, or open it again."""
    return a_case(world, "closed"), [
        ("archive", world["city.archivist"], {"place": "档案室"}),
        ("reopen", world["city.approver"], {"reason": "新证据"}),
    ]  # fmt: skip


def heard(world):
    """Decide on a person, or drop the proceeding."""
    proceeding = a_proceeding(world, "heard")
    a_draft(world, proceeding)
    by = world["county.approver"]
    return proceeding, [("decide", by, {}), ("drop", by, {"reason": "情节轻微"})]


CONTESTS = (dispatched, investigated, reported, applied, closed, heard)


def seen_alike(record, ways, many=MANY):
    """Everybody saw the same version; each way is taken by as many as any other."""
    rows = [type(record).objects.get(pk=record.pk) for _n in range(many)]
    turns = [(row, *ways[n % len(ways)]) for n, row in enumerate(rows)]
    return [deed(row, name, by, **said) for row, name, by, said in turns]


def at_a_slip(world, many=MANY):
    """A slip, signed for by the unit and withdrawn by the city, all at once."""
    words = slips.Words("已超期。", "请反馈。", timezone.localdate() + timedelta(7))
    slip = slips.draft(
        Rung.REMINDER, key="contest", about=slips.About(world.city, world.county), words=words
    )
    slips.issue(slip, words=words, by=world["city.intake"])

    def attempt(n):
        seen = Slip.objects.get(pk=slip.pk)

        def run():
            try:
                if n % 2:
                    slips.sign(seen, by=world["county.officer"])
                else:
                    slips.withdraw(seen, opinion="不需要了", by=world["city.intake"])
            except CaseError as refusal:
                return f"{type(refusal).__name__}: {refusal}"
            return "won"

        return run

    return slip, [attempt(n) for n in range(many)]


def fresh(case):
    """The case as it is now."""
    return Case.objects.get(pk=case.pk)
