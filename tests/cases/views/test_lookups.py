"""The custodian finds the reports of one person by number; nobody else gets any hit, nor the page."""

import logging

import pytest

from cases import search
from cases.models import Complaint, Recusal
from ledger.models import Access
from people.roles import Role
from tests.cases.factories import TODAY, a_case
from tests.cases.identity import ID_NUMBER, NAME, PHONE, a_named
from tests.cases.views.desk import at_desk, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english", "vault_key")]
FIND = "/desk/identities/find/"
KNOWN = {"phone": PHONE, "identity": ID_NUMBER, "name": NAME}


@pytest.fixture
def custodian(world):
    return at_desk(world["city.custodian"])


def look_up(client, what="phone", text=PHONE, why="request", reference="信〔2026〕5号"):
    return client.post(FIND, {"what": what, "text": text, "why": why, "reference": reference})


def numbers(answer):
    return [one.number for one in answer.context["found"]]


@pytest.mark.parametrize("what", KNOWN)
def test_a_custodian_finds_the_numbers_and_nothing_else(world, custodian, what):
    complaint = a_named(world, narrative="老师在河边仓库授课", teacher_name="温建国")
    a_named(world, nonce="other", name="别人", phone="13900000000", id_number="")

    answer = look_up(custodian, what, KNOWN[what])

    assert numbers(answer) == [complaint.number]
    page = text_of(answer)
    assert not [one for one in ("河边", "温建国", world.school.name, complaint.get_absolute_url()) if one in page]  # fmt: skip


def test_spaces_and_full_width_make_no_difference(world, custodian):
    complaint = a_named(world)

    assert numbers(look_up(custodian, text=" ".join(PHONE))) == [complaint.number]


def test_in_an_emergency_only_a_child_in_danger_is_named(world, custodian):
    a_named(world)
    endangered = a_named(world, nonce="danger", minor_risk=True)

    assert numbers(look_up(custodian, why="emergency")) == [endangered.number]


def test_a_look_is_recorded_found_or_not_without_what_was_typed(world, custodian):
    complaint = a_named(world)

    look_up(custodian)
    look_up(custodian, text="13999999999")

    rows = Access.objects.order_by("pk").values_list("subject", "what", "reader_role")
    what = "reporter looked for by phone (request: 信〔2026〕5号)"
    register = (f"reporters:{world.city.pk}", what, "custodian")
    assert list(rows) == [register, (complaint.subject, what, "custodian"), register]
    assert not [row for row in rows if PHONE in row[1]]


def test_what_was_typed_stands_in_no_log(world, custodian, caplog):
    a_named(world)

    with caplog.at_level(logging.DEBUG):
        look_up(custodian)

    assert not [one for one in caplog.records if PHONE in one.getMessage() and one.name != "django.db.backends"]  # fmt: skip


def test_a_custodian_barred_from_a_matter_does_not_learn_its_number(world, custodian):
    case = a_case(world)
    complaint = a_named(world)
    Complaint.objects.filter(pk=complaint.pk).update(case=case)
    Recusal.objects.create(case=case, user=world["city.custodian"], reason="亲属", on=TODAY)

    assert numbers(look_up(custodian)) == []


@pytest.mark.parametrize("role", [one for one in Role if one != Role.CUSTODIAN])
def test_nobody_else_gets_the_page_or_a_hit(world, role):
    a_named(world)
    client, reader = at_desk(world[f"city.{role}"]), world[f"city.{role}"]

    assert (client.get(FIND).status_code, look_up(client).status_code) == (404, 404)
    for known in KNOWN.values():
        found = search.find_complaints(Complaint.objects.visible_to(reader), known, reader=reader)
        assert found.keys == []


@pytest.mark.parametrize("place", ["county", "other", "school"])
def test_a_custodian_elsewhere_is_none(world, place):
    a_named(world)

    assert look_up(at_desk(world[f"{place}.custodian"])).status_code == 404


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": "。。"}, "text"),
        ({"text": ""}, "text"),
        ({"text": "1" * 500}, "text"),
        ({"text": "\0"}, "text"),
        ({"reference": f"来电{PHONE}"}, "reference"),
        ({"reference": ""}, "reference"),
        ({"why": "curiosity"}, "why"),
        ({"what": "shoe size"}, "what"),
    ],
)
def test_bad_input_gets_a_sentence_and_looks_for_nothing(world, custodian, typed, field):
    a_named(world)

    answer = look_up(custodian, **typed)

    assert (answer.status_code, answer.context["found"]) == (200, None)
    assert list(answer.context["form"].errors) == [field]
    assert Access.objects.count() == 0
