"""Every page of the desk, with who opens it and which record shows it at its fullest."""

import io
from dataclasses import dataclass, field
from datetime import timedelta

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import Count
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from cases import tasks
from cases.actions import handovers, slips
from cases.models import (
    Assistance,
    Case,
    Complaint,
    Handover,
    IdentityGrant,
    IntakeBatch,
    ListExport,
    Proceeding,
    Rung,
    SavedView,
    Slip,
    Witness,
)
from ledger.actors import SYSTEM
from notifications.models import Message
from people import appointments
from people.models import Unit, User
from people.roles import Role
from tests.cases import detours, factories, test_verbs
from tests.e2e.shelf import Shelf, TakingHands

STAFF = ("desk/", "reports/")  # what their addresses begin with
NOT_PAGES = dict.fromkeys(
    (
        "report-paper", "report-draft", "report-chart", "export-file", "complaint-file", "case-file",
        "staff-file", "supervision-paper", "handover-paper", "batch-template", "batch-results",
        "assistance-letter", "paper", "paper-draft", "paper-approval-scan",
        "paper-signed",
    ),
    "a file, not a page",
) | dict.fromkeys(
    (
        "report-make", "view-delete", "view-subscribe", "columns", "inbox-read-all",
        "deliveries-again", "inbox-open", "inbox-read",
    ),
    "a deed that leads to another page",
) | dict.fromkeys(
    ("complaint-verb", "case-verb", "proceeding-verb"), "seen verb by verb, as each is done"
) | {"slip": "seen once, after a report was taken down"}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """One page: the name of its address, who opens it, and the record in it.

    ``record`` is a model, whose last row is taken, or the words of the address themselves.
    """

    name: str
    who: str
    record: object = None
    query: str = ""
    posted: dict = field(default_factory=dict)
    alias: str = ""

    @property
    def key(self):
        return self.alias or self.name


INTAKE, APPROVER, OFFICER = "city.intake", "city.approver", "lucheng.officer"
RICHEST = {
    Case: "reports",
    Proceeding: "decisions",
    Complaint: "contact_attempts",
    Witness: "openings",
}
HEADINGS = ["工单编号", "受理时间", "诉求标题", "诉求内容"]
LOOKS = (
    Look("desk", OFFICER),
    Look("desk", INTAKE, alias="desk of intake"),
    Look("desk", "auditor", alias="desk of nobody's work"),
    Look("cases", APPROVER),
    Look("cases", OFFICER, query="?state=archived&flag=danger", alias="cases, none"),
    Look("complaints", INTAKE),
    Look("search", APPROVER, query="?q=补课"),
    Look("search", APPROVER, query="?q=zzzz", alias="search, nothing found"),
    Look("wall", APPROVER),
    Look("views", OFFICER),
    Look("view-change", OFFICER, SavedView),
    Look("bulk", APPROVER, {"kind": "cases"}, posted={"deed": "remind", "chosen": Case}),
    Look("exports", OFFICER),
    Look("export", OFFICER, ListExport),
    Look("take-down", INTAKE),
    Look("take-down", INTAKE, posted={"channel": "PHONE"}, alias="take-down, with errors"),
    Look("complaint", INTAKE, Complaint),
    Look("identity", INTAKE, Complaint),
    Look("case", APPROVER, Case),
    Look("case", OFFICER, Case, alias="case of the officer"),
    Look("compare-reports", OFFICER, Case),
    Look("witness", "lucheng.investigator", Witness),
    Look("proceeding", APPROVER, Proceeding),
    Look("supervision", INTAKE),
    Look("supervision-draft", INTAKE),
    Look("supervision-slip", INTAKE, Slip),
    Look("absence", "lucheng.approver"),
    Look("handovers", "lucheng.approver"),
    Look("handover-begin", "lucheng.approver", query="?giver={giver}"),
    Look("handover", "lucheng.approver", Handover),
    Look("paper-approvals", "lucheng.approver"),
    Look("holidays", "sysadmin"),
    Look("points", "sysadmin"),
    Look("batches", INTAKE),
    Look("batch", INTAKE, IntakeBatch),
    Look("assistances", OFFICER),
    Look("assistance", "yueqing.officer", Assistance),
    Look("identities", "city.custodian"),
    Look("identity-request", "city.custodian", IdentityGrant),
    Look("find-reports", "city.custodian"),
    Look("inbox", OFFICER),
    Look("inbox-letter", OFFICER, Message),
    Look("preferences", OFFICER),
    Look("deliveries", "sysadmin"),
    Look("reports", "city.leader"),
    Look("report", "city.leader", {"month": "{month}"}),
)


def addresses(resolver=None, before=""):
    """The names of all addresses of staff, as the site itself lists them."""
    for one in (resolver or get_resolver()).url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one, path)
        elif path.startswith(STAFF):
            yield one.name


def take(shelf, look):
    """Lay one page on the shelf."""
    words = {
        "month": f"{timezone.localdate():%Y-%m}", "giver": User.objects.get(username=OFFICER).pk,
    }  # fmt: skip
    if isinstance(look.record, dict):
        said = {key: value.format(**words) for key, value in look.record.items()}
        address = reverse(look.name, kwargs=said)
    elif look.record:
        address = _address(look, _last(look.record, look.who))
    else:
        address = reverse(look.name)
    shelf.take(look.key, look.who, address + look.query.format(**words), _posted(look))


def _posted(look):
    """What is sent; a model among it stands for the numbers of its first rows."""
    reader = User.objects.get(username=look.who)
    return {
        key: list(one.objects.visible_to(reader).values_list("slug", flat=True)[:3])
        if isinstance(one, type)
        else one
        for key, one in look.posted.items()
    } or None


def _last(model, who):
    """The fullest of records, the last of all else."""
    if model in RICHEST:
        seen = model.objects.all()
        if hasattr(seen, "visible_to"):
            seen = seen.visible_to(User.objects.get(username=who))
        return seen.annotate(size=Count(RICHEST[model])).order_by("-size", "pk").first()
    rows = model.objects.filter(reader__username=who) if model is Message else model.objects
    return rows.order_by("pk").last()


def _address(look, record):
    if look.name == "witness":
        return reverse("witness", args=[record.case.slug, record.pk])
    return reverse(look.name, args=[getattr(record, "slug", record.pk)])


def furnish(shelf):
    """What the stories do not leave behind: views, exports, slips, requests, a spreadsheet of the hotline."""
    officer, intake = shelf.client(OFFICER), shelf.client(INTAKE)
    listed = {"kind": "cases", "query": "state=investigating", "columns": ["number", "matter"]}
    officer.post(reverse("views"), listed | {"name": "在查的核查件"})
    officer.post(reverse("exports"), listed | {"token": "once"})
    _ask_for_identity(intake)
    _write_slip()
    _begin_handover()
    _bring_orders(intake)


def _ask_for_identity(intake):
    complaint = _last(Complaint, INTAKE)
    address = reverse("identity", args=[complaint.slug])
    intake.get(address)
    intake.post(address, {"deed": "ask", "purpose": "核实线索，需要当面谈一次。"})


def _write_slip():
    case, by = _last(Case, INTAKE), User.objects.get(username=APPROVER)
    words = slips.Words(
        "已超期三日。", "请在五个工作日内反馈。", timezone.localdate() + timedelta(7)
    )
    slip = slips.draft(
        Rung.REMINDER,
        key="seen",
        about=slips.About(case.city, case.handling_unit, case),
        words=words,
    )
    slips.issue(slip, words=words, by=by)


def _begin_handover():
    """The officer moves to another post, and a second one takes over."""
    giver, by = (User.objects.get(username=name) for name in (OFFICER, "lucheng.approver"))
    unit = Unit.objects.get(short_name="鹿城区")
    successor = User.objects.create_user("lucheng.officer2", full_name="演示鹿城区承办员二")
    appointments.appoint(successor, unit, Role.OFFICER, starts_on=factories.NEW_YEAR, by=SYSTEM)
    monitor = User.objects.get(username="city.discipline")
    wanted = handovers.Wanted(giver, unit, successor, monitor, "moved", timezone.localdate())
    handovers.begin(wanted, by=by)


def _bring_orders(intake):
    """Two orders of the hotline, the second without a day."""
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in (
        HEADINGS,
        ["WZ-1", "2026-10-10 08:30", "反映补课", "老师补课。"],
        ["WZ-2", "", "", ""],
    ):
        book.active.append(row)
    book.save(file)
    intake.post(reverse("batches"), {"file": SimpleUploadedFile("orders.xlsx", file.getvalue())})
    tasks.take_in_batch(IntakeBatch.objects.latest("pk").pk)


def half(hands):
    """Half of the loop: dispatch, intake, an inquiry with its materials, a hearing and its reviews."""
    test_verbs.spare_legal_officer()
    case = detours.through_dispatch(hands)
    detours.through_intake(hands, case)
    detours.through_inquiry(hands, case)
    detours.through_hearing(hands, case)


def whole(hands):
    """Every verb of the table."""
    test_verbs.play(hands, _set_today)


def _set_today(day):
    """What the play asks for before the days it jumps to at its end is the day it is."""
    if day > timezone.localdate():
        timezone.localdate = factories.always(day)


@transaction.atomic
def fill(folder, play):
    """Every page once after a play, and every verb's form on the way; of all this the database keeps nothing."""
    shelf = Shelf(folder)
    play(TakingHands(shelf))
    furnish(shelf)
    for look in LOOKS:
        take(shelf, look)
    transaction.set_rollback(True)
