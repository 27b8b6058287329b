"""Whoever does not see the matter finds nothing of it anywhere: his pages are as if it were not there.

His lists, counts, searches, suggestions and the answers to forms that name the matter's number are
drawn before the matter is planted and after, and compared; so a count that is one too high is a leak.
"""

import io

import openpyxl
import pytest
from django.utils import translation

from cases import tasks
from cases.models import ListExport, SavedView
from ledger import files
from notifications.models import Message
from tests.cases.permissions.asking import KEYS, as_
from tests.cases.permissions.matter import MARK, SOUGHT
from tests.cases.permissions.table import CASE, CLOSED, EVERYBODY, HANDING_OVER, WATCHING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]

NUMBER = "2026-77001"  # of the case and of the report, once they are there
BLIND = (
    "other.officer", "other.approver", "other.investigator", "school.principal",
    "school.investigator", "former.officer", "former.approver", "former.investigator",
    "recused.officer", "recused.approver", "recused.investigator", "recused.legal", "apart.intake",
    "apart.approver", "apart.discipline", "earlier.officer", "earlier.approver", "city.leader",
    "city.sysadmin", "city.auditor", "county.inspector",
)  # fmt: skip
LISTS = (
    "/desk/",
    f"/desk/?q={SOUGHT}",
    "/desk/cases/",
    f"/desk/cases/?q={SOUGHT}&due=overdue",
    "/desk/complaints/",
    f"/desk/search/?q={SOUGHT}",
    f"/desk/search/?q={NUMBER}",
    "/desk/due/",
    "/desk/supervision/?all=1",
    "/desk/assistance/",
    "/desk/handovers/",
    "/desk/paper-approvals/?all=1",
    "/desk/views/",
    "/desk/exports/",
    "/desk/absence/",
    "/desk/inbox/",
    f"/desk/supervision/new/?case={NUMBER}",
    "/desk/identities/",
    f"/desk/identities/?number={NUMBER}",
)
LATER = "2026-11-02"


def drawn(people, setting):
    """Every page that somebody blind may open, as it stands now."""
    return {
        (login, path): KEYS.sub("", as_(people[login], "get", path)[1])
        for login in BLIND
        for path in LISTS
    } | {(login, path): answer for login, path, answer in _told(people, setting)}


def _told(people, setting):
    """What forms answer that name the matter's number, and what stands beside other matters."""
    own, other = setting.cases[0], setting.complaint
    slip = {
        "rung": "letter",
        "number": NUMBER,
        "matter": "x",
        "requirement": "x",
        "reply_by": LATER,
    }
    forms = [
        ("apart.intake", f"{own.get_absolute_url()}link/", {"other": NUMBER, "reason": "同校"}),
        ("apart.intake", f"{other.get_absolute_url()}merge/", {"case": NUMBER, "reason": "同一事"}),
        ("apart.intake", "/desk/supervision/new/", slip),
        *((login, "/desk/bulk/cases/", {"deed": deed, "chosen": NUMBER})
          for login in ("other.officer", "recused.officer") for deed in ("export", "pick", "close")),
        ("apart.intake", "/desk/bulk/complaints/", {"deed": "trust", "chosen": NUMBER}),
    ]  # fmt: skip
    for login, path, typed in forms:
        said = as_(people[login], "post", path, typed | {"version": "0", "seen": "0"})
        yield login, f"{path} {sorted(typed)}", KEYS.sub("", said[1])
    for login, record in (
        ("recused.officer", own),
        ("recused.approver", own),
        ("apart.intake", other),
        ("apart.approver", other),
        ("apart.approver", setting.cases[1]),
    ):
        path = record.get_absolute_url()
        for verb in ("", "merge/", "dispatch/", "propose_dispatch/", "assign/", "link/", "accept/"):
            yield login, path + verb, KEYS.sub("", as_(people[login], "get", path + verb)[1])


@pytest.fixture(scope="module")
def before(people, setting, django_db_blocker):
    """The pages of a world in which the matter never happened."""
    with django_db_blocker.unblock(), translation.override("zh-hans"):
        return drawn(people, setting)


@pytest.fixture(scope="module")
def after(before, one, people, setting, django_db_blocker):
    """The same once it has."""
    with django_db_blocker.unblock(), translation.override("zh-hans"):
        return drawn(people, setting)


def test_no_page_of_anybody_blind_changes_because_of_the_matter(before, after):
    changed = {where for where, page in after.items() if page != before[where]}

    of_whole_lists = {(login, "/desk/handovers/") for login in HANDING_OVER}  # one stands there
    assert changed - of_whole_lists == set()


def test_the_blind_are_blind():
    assert set(BLIND) <= EVERYBODY - CASE - CLOSED


def test_no_page_of_anybody_blind_holds_a_canary(after):
    assert [where for where, page in after.items() if MARK in page] == []


def test_the_pages_of_who_sees_it_do_hold_them(one):
    """Otherwise the two tests above would look for what is nowhere."""
    officer, intake = one.people["county.officer"], one.people["city.intake"]

    assert MARK in as_(officer, "get", f"/desk/search/?q={SOUGHT}")[1]
    assert MARK in as_(officer, "get", one.case.get_absolute_url())[1]
    assert MARK in as_(intake, "get", "/desk/complaints/")[1]
    assert one.case.number in as_(officer, "get", "/desk/cases/")[1]


def test_only_who_sees_it_got_a_letter_of_it(one):
    written = set(Message.objects.values_list("reader__username", flat=True))

    third = {"city.custodian"}  # asked to open an identity
    assert written
    assert written <= CASE | CLOSED | {"checker"} | third


@pytest.mark.parametrize("login", ["other.officer", "recused.officer", "former.officer", "apart.intake"])  # fmt: skip
def test_no_export_of_anybody_blind_holds_a_line_of_it(one, login):
    for kind in ("cases", "complaints"):
        export = ListExport.objects.create(
            number=kind, owner=one.people[login], token=kind, kind=kind,
            columns=["number", "matter"],
        )  # fmt: skip
        tasks.make_export(export.pk)
        export.refresh_from_db()
        book = openpyxl.load_workbook(io.BytesIO(b"".join(files.pieces(export.file))))
        cells = [str(cell) for row in book.active.iter_rows(values_only=True) for cell in row]

        assert not [cell for cell in cells if MARK in cell or "〔2026〕77" in cell]


def test_a_shared_view_counts_and_tells_each_what_he_sees(one):
    view = SavedView.objects.get(pk=one.view.pk)
    logins = ("county.approver", "recused.approver", "recused.officer")
    view.subscribers.set(one.people[login] for login in logins)
    Message.objects.all().delete()

    tasks.write_digests()

    said = {one.reader.username: one.title + one.body for one in Message.objects.all()}
    assert set(said) <= set(logins)
    assert not [text for text in said.values() if MARK in text]
    assert said.get("recused.officer", "") == said.get("recused.approver", "")
    assert said["county.approver"] != said.get("recused.approver", "")


def test_a_list_of_work_handed_over_hides_the_line_from_whom_it_is_kept(one):
    path = one.handover.get_absolute_url()
    for login in HANDING_OVER:
        page = as_(one.people[login], "get", path)[1]

        assert (one.case.number in page, MARK in page) == (login in CASE,) * 2, login


def test_who_watches_over_identities_learns_the_number_alone(one):
    for login in WATCHING:
        page = as_(one.people[login], "get", "/desk/identities/")[1]

        assert (one.complaint.number in page) == (login != "apart.discipline"), login
        assert f"{SOUGHT}{MARK}原话" not in page
