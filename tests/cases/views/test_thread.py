"""The follow-up: what a reporter can say and decide with his code, each safe to repeat."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from cases import receipts
from cases.actions import intake
from cases.models import Complaint, Contact, Remark, Reporter
from cases.states import Kind
from ledger import history, vault
from ledger.models import Event
from notifications.models import Message
from tests.cases.factories import a_case, refusal

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def complaint(world):
    told = intake.Told(kind=Kind.TUTORING, narrative="每周六上午补课。", school_name="某小学")
    return intake.register(told, nonce="n")


@pytest.fixture
def phone(complaint):
    browser = Client()
    enter(browser, receipts.code_for("n"))
    browser.get("/track/thread/")
    return browser


@pytest.fixture
def custodian(world):
    vault.establish({"city.custodian": "secret"}, effort=vault.INTERACTIVE)


def enter(browser, code, **more):
    return browser.post("/track/", {"code": code, **more})


def say(phone, body="又看到一次。", **fields):
    return phone.post("/track/thread/", {"body": body, **fields})


def change_code(phone):
    phone.get("/track/code/")
    return phone.post("/track/code/")


def page(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def kinds(complaint):
    return [one.kind for one in history.of(complaint.subject) if not one.refused]


def told(event):
    return sorted(one.reader.username for one in Message.objects.filter(kind=event))


def close_the_case(world, complaint):
    case = a_case(world, "closed")
    Complaint.objects.filter(pk=complaint.pk).update(
        state="answered", case=case, accepted_on="2026-10-01"
    )
    complaint.refresh_from_db()


def test_say_is_kept_and_shown(phone, complaint):
    assert say(phone).url == "/track/thread/?done=said"

    assert [(one.body, one.kind, one.is_by_reporter) for one in complaint.remarks.all()] == [
        ("又看到一次。", "message", True)
    ]
    assert "又看到一次。" in page(phone.get("/track/thread/"))
    assert told("complaint.reporter_wrote") == ["city.intake", "city.intake2"]


def test_r9_say_twice_is_said_once(phone, complaint):
    cookie = phone.cookies["message"].value
    say(phone)
    phone.cookies["message"] = cookie

    say(phone)

    assert complaint.remarks.count() == 1


def test_say_brings_files(phone, complaint):
    say(phone, evidence=[SimpleUploadedFile("a.jpg", b"photo")])

    remark = complaint.remarks.get()
    assert [(one.number, one.original.size) for one in remark.evidence.all()] == [(1, 5)]


def test_say_without_a_word_keeps_the_files(phone, complaint):
    answer = say(phone, "", evidence=[SimpleUploadedFile("a.jpg", b"photo")])

    assert "a.jpg" in page(answer)
    say(phone, "这是照片。")
    assert complaint.remarks.get().evidence.count() == 1


def test_a_lead_is_a_lead(phone, complaint):
    say(phone, kind="lead")

    assert kinds(complaint)[-1] == "complaint.lead_added"


def test_an_objection_waits_for_an_answer(world, phone, complaint):
    assert "objection" not in page(phone.get("/track/thread/"))
    assert say(phone, kind="objection").status_code == 200
    assert not complaint.remarks.exists()
    close_the_case(world, complaint)

    say(phone, kind="objection")

    assert complaint.remarks.get().kind == "objection"


def test_retaliation_goes_to_the_city_and_is_seen_there(world, phone, complaint):
    assert "110" in page(phone.get("/track/retaliation/"))

    phone.post("/track/retaliation/", {"body": "老师当众点名孩子。"})

    assert complaint.remarks.get().kind == "retaliation"
    assert told("complaint.retaliation_reported") == [
        "city.approver",
        "city.intake",
        "city.intake2",
    ]
    assert told("complaint.retaliation_overseen") == ["city.discipline"]
    desk = Client()
    desk.force_login(world["city.intake"])
    assert "老师当众点名孩子。" in page(desk.get(complaint.get_absolute_url()))


def test_r7_what_a_reporter_says_leaves_no_hour(phone, complaint):
    say(phone)
    phone.post("/track/withdraw/")

    assert not Event.objects.filter(subject=complaint.subject, at__isnull=False).exists()


def test_reply_is_read_with_the_code_and_names_nobody(world, phone, complaint):
    close_the_case(world, complaint)
    name = world.teacher.name

    assert refusal(complaint, "reply", by=world["city.intake"], body=f"{name}是哪一天？") is None

    shown = page(phone.get("/track/thread/"))
    assert "是哪一天？" in shown
    assert name not in shown
    assert world["city.intake"].full_name not in shown


@pytest.mark.parametrize("who", ["county.officer", "city.leader"])
def test_reply_is_for_the_officers_of_the_report(world, complaint, who):
    assert refusal(complaint, "reply", by=world[who], body="?") is not None
    assert not Remark.objects.exists()


def test_read_messages_needs_something_new(world, phone, complaint):
    by = world["city.intake"]
    assert refusal(complaint, "read_messages", by=by) is not None
    say(phone)
    complaint.refresh_from_db()

    assert refusal(complaint, "read_messages", by=by) is None
    assert complaint.remarks.get().read_on is not None


def test_withdraw_leaves_the_inquiry_alone(phone, complaint):
    phone.post("/track/withdraw/")
    first = Complaint.objects.get().withdrawn_on

    phone.post("/track/withdraw/")

    complaint.refresh_from_db()
    assert (complaint.state, complaint.withdrawn_on) == ("registered", first)
    assert kinds(complaint).count("complaint.withdrawn") == 1


@pytest.mark.usefixtures("custodian")
def test_give_name_seals_it(phone, complaint):
    phone.post("/track/name/", {"name": "演示家长", "phone": "13800000000"})
    phone.post("/track/name/", {"name": "别人", "phone": "13800000001"})

    complaint.refresh_from_db()
    assert complaint.is_named
    assert Reporter.objects.filter(complaint=complaint).count() == 1
    assert "演示家长" not in page(phone.get("/track/thread/"))


@pytest.mark.usefixtures("custodian")
def test_give_name_keeps_what_was_typed(phone):
    answer = phone.post("/track/name/", {"name": "演示家长", "phone": "12"})

    assert "演示家长" in page(answer)
    assert not Reporter.objects.exists()


def test_give_name_without_a_vault_says_so(phone):
    answer = phone.post("/track/name/", {"name": "演示家长", "phone": "13800000000"})

    assert answer.status_code == 503
    assert not Complaint.objects.get().is_named


@pytest.mark.parametrize(("choice", "kept"), [("no", False), ("yes", True)])
def test_answer_can_be_declined_and_asked_for(phone, choice, kept):
    phone.post("/track/answer/", {"wanted": choice})

    assert Complaint.objects.get().answer_is_wanted is kept


def test_rate_waits_for_the_answer_and_happens_once(world, phone, complaint):
    assert phone.post("/track/rate/", {"rating": "5"}).url == "/track/thread/"
    assert Complaint.objects.get().rating is None
    close_the_case(world, complaint)

    phone.post("/track/rate/", {"rating": "4", "body": "谢谢。"})
    phone.post("/track/rate/", {"rating": "1"})

    complaint.refresh_from_db()
    assert (complaint.rating, [one.body for one in complaint.remarks.all()]) == (4, ["谢谢。"])


def test_notice_address_is_kept_locked_and_can_be_taken_back(phone):
    phone.post("/track/notice/", {"mail": "canary@example.com"})
    assert b"canary" not in bytes(Contact.objects.get().sealed)
    assert "canary" not in page(phone.get("/track/notice/"))

    phone.post("/track/notice/", {"forget": "yes"})

    assert not Contact.objects.exists()


def test_notice_takes_one_address(phone):
    answer = phone.post("/track/notice/", {"mail": "a@example.com", "mobile": "13800000000"})

    assert answer.status_code == 200
    assert not Contact.objects.exists()


@pytest.mark.parametrize("fields", [{}, {"mobile": "0577-88888888"}, {"mail": "不是邮箱"}])
def test_notice_refuses_what_no_notice_reaches(phone, fields):
    answer = phone.post("/track/notice/", fields)

    assert "error-summary" in page(answer)
    assert all(value in page(answer) for value in fields.values())
    assert not Contact.objects.exists()


def test_notice_is_not_forgotten_by_an_empty_form(phone):
    phone.post("/track/notice/", {"mobile": "138 0000 0000"})

    assert phone.post("/track/notice/", {}).status_code == 200
    assert Contact.objects.get().means == "sms"


def test_retaliation_shows_the_numbers_once_more_when_it_was_sent(phone):
    sent = phone.post("/track/retaliation/", {"body": "被停课。"})

    assert "tel:110" in page(phone.get(sent.url))
    assert "tel:110" not in page(phone.get("/track/thread/"))


def test_r5_a_changed_code_is_shown_until_it_is_saved(phone):
    change_code(phone)

    code = re.search(r'id="receipt-code"[^>]*>([^<]+)<', page(phone.get("/track/code/new/")))[1]
    assert phone.get("/track/code/new.png").status_code == 200
    assert phone.post("/track/code/new/").status_code == 200  # not said to be saved: shown again
    phone.post("/track/code/new/", {"saved": "yes"})
    assert phone.get("/track/code/new/").url == "/track/thread/"
    assert phone.get("/track/code/new.png").status_code == 404
    assert enter(Client(), code).url == "/track/thread/"


def test_r3_an_old_code_is_answered_like_a_wrong_one(phone, django_assert_num_queries):
    change_code(phone)

    with django_assert_num_queries(1):
        old = enter(Client(), receipts.code_for("n"))
    with django_assert_num_queries(1):
        wrong = enter(Client(), receipts.code_for("other"))

    bare = [re.sub(r'value="[\w-]{30,}"', "", page(one)) for one in (old, wrong)]
    assert (old.status_code, bare[0]) == (wrong.status_code, bare[1])


def test_a_changed_code_closes_the_view_in_every_other_browser(phone):
    other = Client()
    enter(other, receipts.code_for("n"))
    assert other.get("/track/thread/").status_code == 200

    change_code(phone)

    assert other.get("/track/thread/").status_code == 403
    phone.post("/track/code/new/", {"saved": "yes"})
    assert phone.get("/track/thread/").status_code == 200


def test_change_code_twice_is_one_change(phone, complaint):
    change_code(phone)
    first = Complaint.objects.get().receipt_hash
    phone.post("/track/code/")

    assert Complaint.objects.get().receipt_hash == first
    assert kinds(complaint).count("complaint.code_changed") == 1


def test_a_code_that_an_officer_saw_is_changed_first(phone, complaint):
    Complaint.objects.filter(pk=complaint.pk).update(must_rotate=True)

    assert phone.get("/track/thread/").url == "/track/code/"
    assert phone.get("/track/withdraw/").url == "/track/code/"
    change_code(phone)
    assert phone.get("/track/thread/").url == "/track/code/new/"
    phone.post("/track/code/new/", {"saved": "yes"})
    assert phone.get("/track/thread/").status_code == 200


def test_r5_a_lost_answer_loses_no_code(phone, complaint):
    """Pressed twice: the browser throws the first answer away, with its cookies."""
    phone.get("/track/code/")
    before = {name: one.value for name, one in phone.cookies.items()}
    phone.post("/track/code/")
    for name, value in before.items():
        phone.cookies[name] = value

    again = phone.post("/track/code/")

    assert again.url == "/track/code/new/"
    code = re.search(r'id="receipt-code"[^>]*>([^<]+)<', page(phone.get("/track/code/new/")))[1]
    assert enter(Client(), code).url == "/track/thread/"
    assert kinds(complaint).count("complaint.code_changed") == 1


def test_change_code_without_its_page_changes_nothing(phone):
    before = Complaint.objects.get().receipt_hash

    assert phone.post("/track/code/").status_code == 200
    assert Complaint.objects.get().receipt_hash == before


def test_one_browser_changes_the_codes_of_two_reports(world, phone):
    told = intake.Told(kind=Kind.TUTORING, narrative="另一件。", school_name="某小学")
    intake.register(told, nonce="m")
    change_code(phone)
    enter(phone, receipts.code_for("m"))

    assert change_code(phone).url == "/track/code/new/"
    assert Complaint.objects.values("receipt_hash").distinct().count() == 2


def test_retaliation_outlives_a_closed_view(phone, complaint):
    phone.cookies.pop("thread")

    closed = phone.post("/track/retaliation/", {"body": "孩子被停课。"})
    assert closed.status_code == 403
    hidden = dict(re.findall(r'name="(body|kind)" value="([^"]*)"', page(closed)))
    opened = enter(phone, receipts.code_for("n"), **hidden)
    assert re.search(r'value="retaliation"[^>]* checked', page(opened))
    say(phone, hidden["body"], kind=hidden["kind"])

    assert [(one.kind, one.body) for one in complaint.remarks.all()] == [
        ("retaliation", "孩子被停课。")
    ]


def test_a_reply_is_new_until_it_was_seen(world, phone, complaint):
    refusal(complaint, "reply", by=world["city.intake"], body="是哪一天？")
    assert complaint.remarks.get().read_on is None

    phone.head("/track/thread/")
    assert "<strong>" in page(phone.get("/track/thread/"))
    assert complaint.remarks.get().read_on is not None
    assert "<strong>" not in page(phone.get("/track/thread/"))


def test_a_reply_that_came_meanwhile_stays_new(world, phone, complaint):
    refusal(complaint, "reply", by=world["city.intake"], body="是哪一天？")

    say(phone)

    assert complaint.remarks.exclude(author=None).get().read_on is None


@pytest.mark.parametrize(
    ("path", "fields", "event"),
    [
        ("withdraw/", {}, "complaint.withdrawn"),
        ("answer/", {"wanted": "no"}, "complaint.answer_declined"),
        ("retaliation/", {"body": "被停课。"}, "complaint.retaliation_reported"),
    ],
)
def test_r9_a_deed_done_twice_is_done_once(phone, complaint, path, fields, event):
    phone.get(f"/track/{path}")
    cookie = phone.cookies["message"].value
    phone.post(f"/track/{path}", fields)
    phone.cookies["message"] = cookie

    assert phone.post(f"/track/{path}", fields).status_code == 303
    assert kinds(complaint).count(event) == 1


def test_the_view_stays_open_while_it_is_used_but_four_hours_at_most(complaint):
    browser, start = Client(), timezone.now()
    with freeze_time(start):
        enter(browser, receipts.code_for("n"))
    for minutes in range(14, 240, 14):
        with freeze_time(start + timedelta(minutes=minutes)):
            assert browser.get("/track/thread/").status_code == 200

    with freeze_time(start + timedelta(minutes=241)):
        assert browser.get("/track/thread/").status_code == 403


def test_a_message_outlives_a_closed_view(phone, complaint):
    phone.cookies.pop("thread")

    closed = say(phone, "很长的一段话。")
    assert closed.status_code == 403
    assert "很长的一段话。" in page(closed)
    opened = enter(phone, receipts.code_for("n"), body="很长的一段话。")

    assert opened.status_code == 200
    assert "很长的一段话。</textarea>" in page(opened)
    say(phone, "很长的一段话。")
    assert complaint.remarks.count() == 1


@pytest.mark.parametrize(
    "path", ["thread/", "withdraw/", "name/", "code/", "code/new/", "retaliation/", "notice/"]
)
@pytest.mark.parametrize("way", ["get", "post"])
def test_without_a_code_nothing_opens(complaint, path, way):
    answer = getattr(Client(), way)(f"/track/{path}")

    assert answer.status_code == 403
    assert complaint.number not in page(answer)


def test_an_unknown_page_of_the_thread_is_404(phone):
    assert phone.get("/track/nothing/").status_code == 404


def test_a_reporter_who_writes_without_end_waits(phone, complaint):
    for turn in range(31):
        answer = say(phone, f"第{turn}条")
        phone.get("/track/thread/")

    assert answer.status_code == 429
    assert "第30条" in page(answer)
    assert complaint.remarks.count() == 30
