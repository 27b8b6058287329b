"""Approvals entered from paper in the browser's way: the entry, the list, the answer, the scan, the flag."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases.models import Evidence, PaperApproval, Recusal
from ledger import files
from tests.cases.factories import a_case, an_order
from tests.cases.views.desk import at_desk, page_of, text_of

pytestmark = pytest.mark.django_db
LIST = "/desk/paper-approvals/"


def today():
    return timezone.localdate()


@pytest.fixture
def proposed(world):
    case = a_case(world)
    an_order(world, case, proposed_on=today(), due_on=today() + timedelta(60))
    return case


def typed(world, case, **more):
    return {
        "version": case.version, "paper-approver": world["city.approver"].pk,
        "paper-signed_on": today().isoformat(),
        "paper-upload": SimpleUploadedFile("审批单.pdf", b"%PDF-1.4 signed"), **more,
    }  # fmt: skip


def enter(user, case, fields, name="dispatch"):
    return at_desk(user).post(page_of(case, name) + "?paper=1", fields)


@pytest.fixture
def approval(world, proposed):
    enter(world["city.intake"], proposed, typed(world, proposed))
    return PaperApproval.objects.get()


def test_the_case_s_page_offers_the_officer_what_his_approver_may_sign(world, proposed):
    assert f"{page_of(proposed, 'dispatch')}?paper=1" in text_of(
        at_desk(world["city.intake"]).get(page_of(proposed))
    )
    assert "?paper=1" not in text_of(at_desk(world["city.approver"]).get(page_of(proposed)))


def test_the_form_asks_whose_signature_of_which_day_on_which_scan(world, proposed):
    shown = at_desk(world["city.intake"]).get(page_of(proposed, "dispatch") + "?paper=1")

    assert list(shown.context["paper"].fields) == ["approver", "signed_on", "upload"]


def test_entered_in_the_browser_and_sent_twice_it_is_one(world, proposed):
    for _twice in range(2):
        answer = enter(world["city.intake"], proposed, typed(world, proposed))

    proposed.refresh_from_db()
    assert (answer.status_code, proposed.state) == (302, "dispatched")
    assert PaperApproval.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [("approver", "999999"), ("signed_on", "2036-01-01"), ("signed_on", "gestern"), ("upload", "")],
)
def test_bad_input_gets_a_sentence_beside_its_field(world, proposed, name, value):
    answer = enter(
        world["city.intake"], proposed, typed(world, proposed, **{f"paper-{name}": value})
    )

    proposed.refresh_from_db()
    assert list(answer.context["paper"].errors) == [name]
    assert proposed.state == "pending"


def test_another_than_the_officer_beside_finds_no_such_entry(world, proposed):
    approver = at_desk(world["city.approver"])

    assert approver.get(page_of(proposed, "dispatch") + "?paper=1").status_code == 403
    assert enter(world["city.discipline"], proposed, typed(world, proposed)).status_code == 403
    assert not PaperApproval.objects.exists()


def test_history_shows_both(world, proposed, approval):
    said = text_of(at_desk(world["city.intake"]).get(page_of(proposed)))

    name = world["city.intake"].full_name
    assert f"(on paper, entered by {name})" in said


def test_the_approver_has_a_tile_and_confirms(world, approval):
    desk = at_desk(world["city.approver"])
    (tile,) = [one for one in desk.get("/desk/").context["tiles"] if one.name == "papers"]

    assert desk.post(LIST, {"approval": approval.pk, "deed": "confirm"}).status_code == 303
    approval.refresh_from_db()
    assert (tile.count, approval.state) == (1, "confirmed")


def test_a_dispute_without_a_reason_is_asked_for_one(world, approval):
    answer = at_desk(world["city.approver"]).post(
        LIST, {"approval": approval.pk, "deed": "dispute", "reason": ""}
    )

    assert answer.context["form"].errors["reason"]
    assert answer.context["failed"] == approval.pk


def test_a_reason_that_is_too_long_stays_typed_beside_its_sentence(world, approval):
    fields = {"approval": approval.pk, "deed": "dispute", "reason": "不" * 501}

    said = text_of(at_desk(world["city.approver"]).post(LIST, fields))

    assert fields["reason"] in said.split(f'id="reason-{approval.pk}"', 1)[1]
    assert f'href="#reason-{approval.pk}"' in said
    assert "errorlist" in said


def test_disputed_the_record_bears_a_flag(world, proposed, approval):
    fields = {"approval": approval.pk, "deed": "dispute", "reason": "不是我签的"}
    at_desk(world["city.approver"]).post(LIST, fields)

    said = text_of(at_desk(world["city.intake"]).get(page_of(proposed)))
    assert "An approval entered from paper is disputed" in said


def test_an_answer_by_another_is_refused(world, approval):
    answer = at_desk(world["city.intake"]).post(LIST, {"approval": approval.pk, "deed": "confirm"})

    assert answer.status_code == 403


@pytest.mark.parametrize(
    "login", ["county.approver", "county.officer", "city.legal", "city.sysadmin"]
)
def test_for_others_there_is_none(world, approval, login):
    desk = at_desk(world[login])

    assert list(desk.get(f"{LIST}?all=1").context["rows"]) == []
    assert desk.post(LIST, {"approval": approval.pk, "deed": "confirm"}).status_code == 404
    assert desk.get(f"{LIST}{approval.pk}/scan/copy/").status_code == 404


def test_the_recused_see_neither_row_nor_scan(world, proposed, approval):
    Evidence.objects.filter(pk=approval.scan_id).update(
        state="ready", verdict="copy", copy=files.keep([b"%PDF clean"])
    )
    desk = at_desk(world["city.discipline"])
    assert desk.get(f"{LIST}{approval.pk}/scan/copy/").status_code == 200

    Recusal.objects.create(case=proposed, user=world["city.discipline"], reason="亲属", on=today())

    assert desk.get(f"{LIST}{approval.pk}/scan/copy/").status_code == 404
    assert list(desk.get(LIST).context["rows"]) == []


def test_the_list_costs_the_same_however_long_it_is(
    world, proposed, approval, django_assert_num_queries
):
    for _more in range(3):
        row = Evidence.objects.create(original=files.keep([b"x"]), sealed_name=b"x")
        PaperApproval.objects.create(
            verb="case.dispatch", record=proposed.subject, number=proposed.number, case=proposed,
            city=world.city, unit=world.city, approver=world["city.approver"], signed_on=today(),
            entered_by=world["city.intake"], scan=row,
        )  # fmt: skip
    desk = at_desk(world["city.approver"])
    desk.get(LIST)

    with django_assert_num_queries(7):
        desk.get(LIST)


def test_the_month_is_counted(world, approval):
    (row,) = at_desk(world["city.approver"]).get(LIST).context["months"]

    assert (row.month, row.entered, row.waiting) == (today().replace(day=1), 1, 1)


@pytest.mark.parametrize("typed_", [{"approval": "x"}, {"deed": "steal"}, {"approval": "-1"}])
def test_a_forged_answer_is_no_page(world, approval, typed_):
    fields = {"approval": approval.pk, "deed": "confirm", **typed_}

    assert at_desk(world["city.approver"]).post(LIST, fields).status_code == 404
