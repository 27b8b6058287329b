"""A reporter is reached unseen: his address is locked, used, and shown to nobody."""

import pytest

from cases.actions import contacts, intake, real_names, screening
from cases.exceptions import CaseError
from cases.models import Contact, ContactAttempt, RealName
from cases.states import Kind
from ledger import access, history, vault
from ledger.models import Access
from notifications import channels, notices
from notifications.models import Notice, Paper
from tests.cases.factories import a_complaint, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]
NUMBER = "13800000000"


@pytest.fixture(autouse=True)
def _a_vault(db):
    vault.establish({"city.custodian": "a passphrase"}, effort=vault.Effort(1, 8192))


@pytest.fixture
def with_exchange(settings):
    settings.CALL_URL = "http://127.0.0.1:9/"


def a_named(world, **told):
    told = {"name": "试验家长", "phone": NUMBER, **told}
    nonce = f"nonce-{told['name']}-{told['phone']}-{told.get('narrative', '')}"
    told.setdefault("narrative", "收费补课。")
    return intake.register(intake.Told(kind=Kind.TUTORING, **told), nonce=nonce)


def reached(complaint, means, by, text="请查看原来的页面。"):
    return refusal(complaint, "reach", by=by, means=means, text="" if means == "call" else text)


# What is kept


def test_register_keeps_a_named_reporters_number_locked_and_apart(world):
    complaint = a_named(world)

    row = Contact.objects.get(complaint=complaint)
    assert (row.use, row.means) == ("contact", "call")
    assert NUMBER.encode() not in bytes(row.sealed)


def test_register_keeps_no_number_where_none_was_given(world):
    a_named(world, phone="")

    assert not Contact.objects.exists()


def test_leave_keeps_one_address_for_each_use(world):
    complaint = a_complaint(world)
    for address in ("old@example.org", "new@example.org"):
        contacts.leave(complaint, use="notice", means="mail", address=address)
    contacts.leave(complaint, use="contact", means="call", address=NUMBER)

    assert sorted(complaint.contacts.values_list("use", "means")) == [
        ("contact", "call"),
        ("notice", "mail"),
    ]


def test_leave_takes_an_address_back(world):
    complaint = a_complaint(world)
    contacts.leave(complaint, use="notice", means="mail", address="old@example.org")
    contacts.leave(complaint, use="notice", means="mail", address="  ")

    assert not complaint.contacts.exists()


def test_leave_is_history_without_an_hour_or_an_address(world):
    complaint = a_complaint(world)
    contacts.leave(complaint, use="notice", means="mail", address="old@example.org")

    event = history.of(complaint.subject).last()
    assert (event.kind, event.at) == ("complaint.contact_left", None)
    assert "example" not in str(event.payload.content)


# Notices


def sent(monkeypatch):
    left = []
    monkeypatch.setattr(channels, "send", lambda *words, **more: left.append((*words, more)))
    for row in Notice.objects.all():
        notices.deliver(row.pk)
    return left


def test_notify_tells_in_neutral_words_that_something_is_new(world, monkeypatch):
    complaint = a_complaint(world)
    contacts.leave(complaint, use="notice", means="mail", address="parent@example.org")
    contacts.notify(complaint)

    [(means, address, text, _more)] = sent(monkeypatch)
    assert (means, address) == ("mail", "parent@example.org")
    assert not [word for word in ("举报", "师德", complaint.number) if word in text]


def test_notify_writes_to_nobody_who_left_no_address_for_it(world):
    complaint = a_named(world)
    contacts.notify(complaint)

    assert not Notice.objects.exists()


def test_notify_writes_one_notice_while_another_waits(world, monkeypatch):
    complaint = a_complaint(world)
    contacts.leave(complaint, use="notice", means="mail", address="parent@example.org")
    contacts.notify(complaint)
    contacts.notify(complaint)
    assert Notice.objects.count() == 1

    sent(monkeypatch)
    contacts.notify(complaint)
    assert Notice.objects.count() == 2


def test_notify_waits_for_no_gateway_that_is_not_there(world, settings):
    complaint = a_complaint(world)
    contacts.leave(complaint, use="notice", means="sms", address=NUMBER)
    settings.SMS_GATEWAY = ""
    contacts.notify(complaint)

    assert not Notice.objects.exists()


# Reaching


def test_reach_sends_the_officers_words_to_a_number_that_nobody_sees(world, monkeypatch):
    complaint = a_named(world)
    assert reached(complaint, "sms", world["city.intake"]) is None

    assert sent(monkeypatch) == [("sms", NUMBER, "请查看原来的页面。", {"staff_number": ""})]


def test_reach_rings_officer_and_reporter_together(world, monkeypatch, with_exchange):
    complaint, officer = a_named(world), world["city.intake"]
    monkeypatch.setattr(officer, "mobile", "057712345678")
    assert reached(complaint, "call", officer) is None

    assert sent(monkeypatch) == [("call", NUMBER, "", {"staff_number": "057712345678"})]


def test_reach_is_an_attempt_an_access_row_and_history(world):
    complaint, officer = a_named(world), world["city.intake"]
    reached(complaint, "sms", officer)

    attempt = ContactAttempt.objects.get()
    assert (attempt.officer, attempt.means, attempt.text) == (officer, "sms", "请查看原来的页面。")
    row = access.of(complaint.subject).get()
    assert (row.what, row.reader_key) == (f"{complaint.number} contact by sms", "city.intake")
    assert history.of(complaint.subject).last().kind == "complaint.reporter_reached"


@pytest.mark.parametrize("who", ["city.approver", "county.officer", "school.principal"])
def test_reach_is_the_right_of_who_screens(world, who):
    complaint = a_named(world)

    assert reached(complaint, "sms", world[who]) is not None
    assert reached(complaint, "sms", world["city.intake"]) is None


def test_reach_needs_a_number(world, english):
    complaint = a_named(world, phone="")

    assert "No number is kept" in str(reached(complaint, "sms", world["city.intake"]))


def test_reach_needs_an_exchange_to_call(world, english, monkeypatch):
    complaint, officer = a_named(world), world["city.intake"]
    monkeypatch.setattr(officer, "mobile", "057712345678")

    assert "cannot be reached in this way" in str(reached(complaint, "call", officer))
    assert not ContactAttempt.objects.exists()


def test_reach_needs_the_officers_own_number_to_call(world, english, with_exchange):
    complaint = a_named(world)

    assert "your own number" in str(reached(complaint, "call", world["city.intake"]))


def test_reach_leaves_nothing_when_the_access_cannot_be_recorded(world, monkeypatch):
    complaint = a_named(world)
    monkeypatch.setattr(Access._meta, "db_table", "nowhere")

    with pytest.raises(Exception, match="nowhere"):
        refusal(complaint, "reach", by=world["city.intake"], means="sms", text="有话")
    # the transaction is gone with everything in it


@pytest.mark.parametrize(
    ("state", "failure", "words"),
    [
        ("sent", "", "已发送"),
        ("failed", "refused: 503", "未发送：网关拒绝了"),
        ("failed", "not reached: TimeoutError", "未发送：连接不上网关"),
    ],
)
def test_settle_writes_what_came_of_it_in_words(world, state, failure, words):
    reached(a_named(world), "sms", world["city.intake"])
    gone = {"sealed": b"", "text": "", "sent_on": "2026-10-12"} if state == "sent" else {}
    Notice.objects.update(state=state, failure=failure, **gone)

    assert contacts.settle() == 1
    assert ContactAttempt.objects.get().outcome == words


def test_settle_leaves_what_is_still_on_its_way(world):
    reached(a_named(world), "sms", world["city.intake"])

    assert contacts.settle() == 0
    assert ContactAttempt.objects.get().outcome == ""


# Whether the name is real


def verified(complaint, level, by):
    return refusal(complaint, "verify_reporter", by=by, level=level, note="电话核实。")


def test_verify_reporter_keeps_what_the_person_named_said(world):
    complaint = a_named(world)

    assert verified(complaint, RealName.VERIFIED, world["city.intake"]) is None
    complaint.reporter.refresh_from_db()
    assert complaint.reporter.level == "verified"


def test_verify_reporter_needs_a_name(world, english):
    assert "Nobody is named" in str(
        verified(a_complaint(world), RealName.VERIFIED, world["city.intake"])
    )


def test_a_denied_name_is_treated_as_anonymous(world, english):
    """§2.3: no letters, no calls."""
    complaint, officer = a_named(world), world["city.intake"]
    assert real_names.is_written_to(complaint)
    verified(complaint, RealName.DENIED, officer)

    assert not real_names.is_written_to(complaint)
    complaint.refresh_from_db()
    with pytest.raises(CaseError):
        contacts.reach(complaint, means="sms", text="有话", by=officer)


@pytest.mark.parametrize(("level", "papers"), [("verified", 1), ("denied", 0)])
def test_a_denied_name_gets_no_notice_of_acceptance(world, level, papers):
    complaint, officer = a_named(world), world["city.intake"]
    verified(complaint, level, officer)
    refusal(complaint, "screen", by=officer)
    matter = screening.Matter("有偿补课", "tutoring", world.county, world.school, [world.teacher])
    assert refusal(complaint, "accept", by=officer, matter=matter) is None

    assert Paper.objects.filter(kind="acceptance_notice").count() == papers
