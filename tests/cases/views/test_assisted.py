"""Taking down what came by another way: its real day, its sender's number and limit, a slip for the caller."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client

from cases import receipts
from cases.models import Complaint, Reporter
from ledger import history, vault
from people import identity_numbers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]

SAID = {
    "channel": "PHONE", "received_on": "2026-10-09", "kind": "tutoring", "narrative": "来电反映补课。",
    "read_back": "on", "read_back_on": "2026-10-12", "school": "某小学",
}  # fmt: skip
ORDER = SAID | {
    "channel": "HOTLINE", "foreign_number": "WZ-2026-77", "foreign_due_on": "2026-10-19",
}  # fmt: skip
NAMED = {"name": "演示来电人", "phone": "13800000000", "id_number": "11010519491231002X",
         "address": "演示路1号"}  # fmt: skip


@pytest.fixture
def desk(world):
    client = Client()
    client.force_login(world["city.intake"])
    return client


@pytest.fixture
def custodian(world):
    vault.establish({"city.custodian": "secret"}, effort=vault.INTERACTIVE)


def take_down(desk, **said):
    return desk.post("/desk/complaints/new/", SAID | said)


def page(answer):
    return answer.content.decode()


def dues(complaint):
    return {one.limit: one.due_on for one in complaint.clocks.running()}


def test_take_down_counts_from_the_day_it_came(world, desk):
    take_down(desk)

    kept = Complaint.objects.get()
    assert (kept.channel, kept.received_on, kept.taken_by) == (
        "PHONE", date(2026, 10, 9), world["city.intake"]
    )  # fmt: skip
    assert dues(kept) == {"K2": date(2026, 10, 26)}
    assert kept.read_back_on == date(2026, 10, 12)
    assert [one.actor_key for one in history.of(kept.subject)] == ["city.intake"]


@pytest.mark.parametrize("channel", ["PHONE", "VISIT"])
def test_what_was_told_by_word_of_mouth_is_read_back(desk, channel):
    answer = take_down(desk, channel=channel, read_back="")

    assert list(answer.context["form"].errors) == ["read_back"]


def test_history_says_that_an_officer_registered_it(desk):
    take_down(desk, channel="VISIT")

    kept = Complaint.objects.get()
    assert [one.kind for one in history.of(kept.subject)] == ["complaint.taken_down"]
    desk.cookies["django_language"] = "en"
    assert "Registered by an officer" in page(desk.get(kept.get_absolute_url()))


def test_take_down_offers_schools_as_the_public_form_does(desk):
    shown = page(desk.get("/desk/complaints/new/"))

    assert 'data-schools="/report/schools/"' in shown
    assert "js/school.js" in shown


def test_an_order_keeps_the_hotlines_own_limit(desk):
    desk.post("/desk/complaints/new/", ORDER)

    kept = Complaint.objects.get()
    assert dues(kept) == {"K2": date(2026, 10, 26), "K16": date(2026, 10, 19)}
    assert kept.next_due == date(2026, 10, 19)
    assert "WZ-2026-77" in page(desk.get(kept.get_absolute_url()))


def test_take_down_twice_is_one_report(desk):
    nonce = None
    desk.get("/desk/complaints/new/")
    nonce = desk.cookies["taken"].value
    take_down(desk)
    desk.cookies["taken"] = nonce

    take_down(desk)

    assert Complaint.objects.count() == 1


def test_a_number_that_came_before_leads_to_its_report(desk):
    desk.post("/desk/complaints/new/", ORDER)

    answer = desk.post("/desk/complaints/new/", ORDER)

    assert Complaint.objects.count() == 1
    assert Complaint.objects.get().get_absolute_url() in page(answer)


def test_a_repeat_order_is_tied_to_the_first(desk):
    desk.post("/desk/complaints/new/", ORDER)
    first = Complaint.objects.get()

    desk.post(
        "/desk/complaints/new/", ORDER | {"foreign_number": "WZ-2026-99", "repeats": "WZ-2026-77"}
    )

    again = Complaint.objects.get(foreign_number="WZ-2026-99")
    assert again.repeats == first
    assert first.number in page(desk.get(again.get_absolute_url()))
    assert again.number in page(desk.get(first.get_absolute_url()))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"received_on": "2026-10-13"}, "received_on"),
        ({"channel": ""}, "channel"),
        ({"channel": "HOTLINE", "foreign_number": ""}, "foreign_number"),
        ({"read_back": ""}, "read_back"),
        ({"read_back_on": ""}, "read_back_on"),
        ({"read_back_on": "2026-10-08"}, "read_back_on"),
        ({"read_back_on": "2026-10-13"}, "read_back_on"),
        ({"narrative": ""}, "narrative"),
        ({"foreign_due_on": "2026-10-01"}, "foreign_due_on"),
        ({"channel": "PATROL", "name": "某人"}, "name"),
        ({"phone": "13800000000"}, "name"),
        ({"name": "某人", "id_number": "110105194912310021"}, "id_number"),
        ({"repeats": "nothing"}, "repeats"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(desk, said, field):
    answer = take_down(desk, **said)

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert not Complaint.objects.exists()


@pytest.mark.usefixtures("custodian")
def test_i1_a_named_caller_lies_in_no_table_in_clear(desk):
    take_down(desk, **NAMED)

    assert Reporter.objects.count() == 1
    for clear in NAMED.values():
        assert _tables_with(clear) == []


def _tables_with(clear):
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT count(*) FROM "{table}" one WHERE one::text LIKE %s', [f"%{clear}%"]
            )
            if cursor.fetchone()[0]:
                found.append(table)
    return found


@pytest.mark.usefixtures("custodian")
def test_a_name_is_shown_to_nobody_again(desk):
    kept = take_down(desk, **NAMED)

    for address in (kept.url, Complaint.objects.get().get_absolute_url()):
        assert "演示来电人" not in page(desk.get(address))


def test_a_name_without_a_vault_is_not_kept(desk):
    answer = take_down(desk, **NAMED)

    assert answer.status_code == 503
    assert "演示来电人" in page(answer)  # typed again by nobody
    assert not Complaint.objects.exists()


def test_the_slip_shows_the_code_until_it_is_handed_over(world, desk):
    slip = take_down(desk).url
    kept = Complaint.objects.get()

    code = next(one for one in page(desk.get(slip)).split("<") if 'id="receipt-code"' in one).split(
        ">"
    )[1]
    assert receipts.find(code) == kept
    assert kept.must_rotate
    desk.post(slip)
    assert code not in page(desk.get(slip, follow=True))


@pytest.mark.parametrize("channel", ["PATROL", "MEDIA"])
def test_what_we_found_ourselves_has_no_slip(desk, channel):
    answer = take_down(desk, channel=channel)

    assert answer.url == Complaint.objects.get().get_absolute_url()
    assert "slip" not in answer.cookies


def test_a_letter_that_nobody_read_back_has_no_such_day(desk):
    take_down(desk, channel="EMAIL", read_back="")

    assert Complaint.objects.get().read_back_on is None


def test_the_slip_is_for_whoever_took_it_down(world, desk):
    slip = take_down(desk).url
    other = Client()
    other.force_login(world["city.intake2"])
    other.cookies["slip"] = desk.cookies["slip"].value

    assert "receipt-code" not in page(other.get(slip, follow=True))


@pytest.mark.parametrize(
    "who", ["county.officer", "city.approver", "city.leader", "school.principal"]
)
@pytest.mark.parametrize("way", ["get", "post"])
def test_take_down_is_for_the_intake_officers_of_the_city(world, who, way):
    client = Client()
    client.force_login(world[who])

    answer = getattr(client, way)("/desk/complaints/new/", SAID)

    assert answer.status_code == 403
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    ("number", "fits"),
    [
        ("11010519491231002X", True),
        ("110105194912310021", False),
        ("1101051949123100", False),
        ("", False),
    ],
)
def test_identity_numbers_have_a_check_sign(number, fits):
    assert identity_numbers.is_valid(number) is fits
