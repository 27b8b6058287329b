"""The pages of complaint, case and proceeding: who may open them, what stands there, at what price."""

import pytest
from django.db import DatabaseError

from cases import grants
from cases.actions import clocks
from cases.models import Effect, Proceeding, Recusal, Refund
from cases.views import found
from ledger import access, history
from ledger.actors import SYSTEM
from people import appointments
from people.roles import Role
from tests.cases.factories import (
    TODAY,
    a_case,
    a_complaint,
    a_decision,
    a_draft,
    a_person,
    a_proceeding,
    a_report,
    an_investigator,
    an_order,
    fix_finding,
    refusal,
)
from tests.cases.views.desk import at_desk, page_of, text_of
from tests.people.factories import a_teacher

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]
WORDS = "孩子说老师每周六收四百元。"
# session and its renewal (4), reader, posts, unread = 7
CASE_QUERIES = 50


def records(world):
    case = a_case(world, "proceeding")
    return {
        "complaint": a_complaint(world, "accepted", case=case, narrative=WORDS),
        "case": case,
        "proceeding": a_proceeding(world, case=case),
    }


READERS = {
    "complaint": ["city.intake", "city.approver"],
    "case": ["city.intake", "city.discipline", "county.officer", "county.investigator"],
    "proceeding": ["city.approver", "county.legal", "county.investigator2"],
}
OUTSIDERS = [
    "other.officer",
    "city.leader",
    "city.sysadmin",
    "school.principal",
    "county.principal",
]


@pytest.mark.parametrize("kind", READERS)
def test_a_page_opens_to_its_readers_and_to_nobody_else(world, kind):
    record = records(world)[kind]
    barred = [*OUTSIDERS, "county.officer"] if kind == "complaint" else OUTSIDERS

    opened = {login: at_desk(world[login]).get(page_of(record)) for login in READERS[kind]}
    closed = {login: at_desk(world[login]).get(page_of(record)) for login in barred}

    assert {one.status_code for one in opened.values()} == {200}
    assert {one.status_code for one in closed.values()} == {404}
    assert record.number in text_of(opened[READERS[kind][0]])


@pytest.mark.parametrize("kind", READERS)
def test_what_is_closed_answers_byte_for_byte_like_what_is_not_there(world, kind):
    record, client = records(world)[kind], at_desk(world["other.officer"])

    closed = client.get(page_of(record))
    nowhere = client.get(page_of(record).replace(record.slug, "2026-99999"))

    assert (closed.status_code, closed.content) == (404, nowhere.content)
    assert [*closed.headers.items()] == [*nowhere.headers.items()]


def test_a_recused_person_finds_nothing_there(world):
    case, officer = a_case(world, "investigating"), world["county.officer"]
    assert at_desk(officer).get(page_of(case)).status_code == 200

    Recusal.objects.create(case=case, user=officer, reason="亲属", on=TODAY)

    assert at_desk(officer).get(page_of(case)).status_code == 404


@pytest.mark.parametrize("kind", READERS)
def test_every_reading_is_recorded_with_who_and_as_what(world, kind):
    record = records(world)[kind]
    reader = world[READERS[kind][0]]

    at_desk(reader).get(page_of(record))

    row = access.of(record.guarded.subject).get()
    post = reader.appointments.get()
    assert (row.reader_key, row.reader_unit, row.reader_role, row.what) == (
        reader.username, post.unit.name, post.role, record.number,
    )  # fmt: skip


@pytest.mark.parametrize("kind", READERS)
def test_no_page_leaves_when_its_reading_cannot_be_recorded(world, kind, monkeypatch):
    record = records(world)[kind]
    client = at_desk(world[READERS[kind][0]], raise_request_exception=False)
    assert client.get(page_of(record)).status_code == 200

    def fail(*_args, **_more):
        raise DatabaseError

    monkeypatch.setattr(found.access, "record", fail)
    answer = client.get(page_of(record))

    assert answer.status_code == 500
    assert record.number not in text_of(answer)


def test_nothing_is_recorded_for_whom_the_page_is_closed(world):
    case = a_case(world, "investigating")

    at_desk(world["other.officer"]).get(page_of(case))

    assert not access.of(case.subject).exists()


def test_complaint_shows_its_own_words_escaped(world):
    complaint = a_complaint(
        world, narrative="<script>alert(1)</script>第一行\n第二行", exposing="班主任知道"
    )

    answer = at_desk(world["city.intake"]).get(page_of(complaint))

    assert "<script>alert" not in answer.content.decode()
    assert "<script>alert(1)</script>第一行<br>第二行" in text_of(answer)
    assert "班主任知道" in text_of(answer)


def test_own_words_of_a_complaint_never_stand_on_the_page_of_its_case(world):
    shown = records(world)

    for login in READERS["case"]:
        assert WORDS not in text_of(at_desk(world[login]).get(page_of(shown["case"])))


def test_complaints_of_a_case_stand_there_only_for_who_may_read_them(world):
    shown = records(world)
    address = page_of(shown["case"])
    pages = {login: text_of(at_desk(world[login]).get(address)) for login in READERS["case"]}

    number = shown["complaint"].number
    assert {login for login, page in pages.items() if number in page} == {"city.intake"}


def test_a_complaint_that_is_barred_does_not_stand_on_the_page_of_its_case(world):
    """The officer works at a school that one of two complaints of the case is about."""
    case = a_case(world)
    open_one, barred = (
        a_complaint(world, "accepted", case=case, school=school)
        for school in (world.school, world.other_school)
    )
    intake = a_person(world.city, Role.INTAKE)
    assert barred.number in text_of(at_desk(intake).get(page_of(case)))

    appointments.appoint(
        intake, world.other_school, Role.PRINCIPAL, starts_on=TODAY, by=intake.as_actor()
    )

    page = text_of(at_desk(intake).get(page_of(case)))
    assert (open_one.number in page, barred.number in page) == (True, False)


def test_danger_to_a_child_stands_above_everything(world):
    complaint, case = a_complaint(world, minor_risk=True), a_case(world, minor_risk=True)
    intake = at_desk(world["city.intake"])

    for record in (complaint, case):
        assert "A child may be in danger" in text_of(intake.get(page_of(record)))
    assert "A child may be in danger" not in text_of(intake.get(page_of(a_case(world))))


def test_the_next_thing_is_a_button_for_whose_it_is_and_a_name_for_the_others(world):
    case = a_case(world, "dispatched")
    sign = f'class="next" href="{page_of(case, "sign")}"'

    officer = at_desk(world["county.officer"]).get(page_of(case)).content.decode()
    intake = at_desk(world["city.intake"]).get(page_of(case)).content.decode()

    assert sign in officer
    assert sign not in intake
    assert world["county.officer"].full_name in intake


@pytest.mark.parametrize(
    ("step", "waits_for"),
    [("declare", "county.investigator2"), ("sign", "county.investigator2")],
)
def test_what_waits_for_one_of_two_is_a_button_for_this_one_alone(world, step, waits_for):
    case = a_case(world, "investigating", team=[])
    an_investigator(case, world["county.investigator"])
    an_investigator(
        case, world["county.investigator2"], no_conflict_on=TODAY if step == "sign" else None
    )
    if step == "sign":
        a_report(world, case, signed_by=[world["county.investigator"]])
    grants.renew(case)

    next_of = {
        login: at_desk(world[login]).get(page_of(case)).context["deeds"].next
        for login in ("county.investigator", "county.investigator2")
    }

    assert {login for login, one in next_of.items() if one.is_mine} == {waits_for}
    assert next_of["county.investigator"].seats[0][1] == world[waits_for].full_name


def test_each_proceeding_has_its_own_next_thing(world):
    case = a_case(world, "proceeding", teachers=[world.teacher, world.teacher2])
    fix_finding(case)
    first = a_proceeding(world, case=case, kind="measure")
    against(case.respondents.last(), "dropped")

    page = at_desk(world["county.officer"]).get(page_of(case))

    assert set(page.context["waits"]) == {first.slug}
    assert f'href="{page_of(first, "notify")}"' in page.content.decode()


def test_the_menu_names_the_dangerous_apart_and_what_must_wait(world):
    case = a_case(world, "investigating")
    deeds = at_desk(world["city.approver"]).get(page_of(case)).context["deeds"]

    assert [verb.name for verb in deeds.dangerous] == ["recall", "recuse"]
    assert {"split", "link"} <= {verb.name for verb in deeds.ordinary}
    assert "dispatch" in [verb.name for verb in deeds.later]


def test_who_has_no_right_but_to_look_is_offered_nothing(world):
    case = a_case(world, "investigating")

    page = at_desk(world["city.discipline"]).get(page_of(case))

    assert not page.context["deeds"].is_any
    assert "Other operations" not in text_of(page)


def test_case_page_shows_people_money_team_and_orders(world):
    case = a_case(world, "concluded", teachers=[world.teacher, world.teacher2])
    fix_finding(case, amount_taken=3600, violations=["T5"], facts="收费补课")
    an_order(world, case, issued_on=TODAY, number="温师交〔2026〕9号")
    a_report(world, case)
    Refund.objects.create(
        respondent=case.respondents.first(), amount=3600, paid_on=TODAY, proof="家长签收"
    )

    text = text_of(at_desk(world["county.approver"]).get(page_of(case)))

    for words in ("试验教师甲", "T5 ", "收费补课", "Took 3,600 yuan", "all refunded",
                  "3,600 yuan still to be refunded", "温师交〔2026〕9号", "Version 1",
                  "declared no conflict on", "家长签收"):  # fmt: skip
        assert words in text


def test_a_unit_reads_the_orders_issued_to_it_and_no_other(world):
    case = a_case(world, "investigating")
    issued = {"issued_on": TODAY, "ended_on": TODAY}
    elsewhere = an_order(world, case, unit=world.other, number="温师交〔2026〕1号", **issued)
    dropped = an_order(world, case, ended_on=TODAY)
    own = an_order(world, case, issued_on=TODAY, number="温师交〔2026〕2号")

    seen = {
        login: [one.pk for one in at_desk(world[login]).get(page_of(case)).context["sheet"].orders]
        for login in ("county.officer", "city.intake")
    }

    assert seen == {
        "county.officer": [own.pk],
        "city.intake": [own.pk, dropped.pk, elsewhere.pk],
    }


def test_ending_a_recusal_is_offered_where_somebody_is_recused(world):
    case = a_case(world, "investigating")
    approver = at_desk(world["city.approver"])
    address = f'href="{page_of(case, "end_recusal")}"'
    assert address not in approver.get(page_of(case)).content.decode()

    Recusal.objects.create(case=case, user=world["county.legal"], reason="亲属", on=TODAY)

    assert address in approver.get(page_of(case)).content.decode()


def test_history_says_in_a_sentence_who_did_what_as_whom(world):
    case = a_case(world, "dispatched")
    assert refusal(case, "sign", by=world["county.officer"]) is None

    text = text_of(at_desk(world["city.intake"]).get(page_of(case)))

    officer = world["county.officer"]
    assert f"{officer.full_name}（{world.county.name} · case officer）: Sign for the case" in text


def test_what_was_refused_lies_folded_below_with_its_reason(world, english):
    case = a_case(world, "concluded")
    assert refusal(case, "sign", by=world["county.officer"])

    text = text_of(at_desk(world["county.officer"]).get(page_of(case)))

    assert "1 attempt was refused" in text
    assert "This cannot be done now" in text.partition("1 attempt was refused")[2]


def test_proceeding_page_shows_the_decision_its_days_and_its_effects(world):
    proceeding = a_proceeding(world, "served", case_state="applying", grounds="经查属实")
    decision = proceeding.decisions.get()
    Effect.objects.create(
        case=proceeding.case,
        decision=decision,
        code="E1",
        name="当年不得评优",
        executor="personnel",
    )

    text = text_of(at_desk(world["county.officer"]).get(page_of(proceeding)))

    for words in ("试验教师甲", "警告", "in effect from Oct. 12, 2026 to April 11, 2027", "当年不得评优", "personnel officer",
                  "经查属实", world["county.approver"].full_name):  # fmt: skip
        assert words in text


def test_case_page_says_whose_limit_runs_and_folds_all_but_three(world):
    case = a_case(world, "proceeding", teachers=[a_teacher(world.school) for _n in range(4)])
    fix_finding(case)
    for respondent in case.respondents.all():
        clocks.start(against(respondent, "opened"), "K15", on=TODAY)

    page = at_desk(world["county.officer"]).get(page_of(case))

    names = [one.shown_name for one in case.respondents.all()]
    assert [one.person for one in page.context["sheet"].dues] == names
    assert "1 more" in text_of(page)


def test_proceeding_page_shows_a_draft_as_one(world):
    proceeding = a_proceeding(world, "heard")
    a_draft(world, proceeding)

    assert "draft, not decided yet" in text_of(
        at_desk(world["county.legal"]).get(page_of(proceeding))
    )


def against(respondent, state):
    """A proceeding against this one of several people."""
    return Proceeding.objects.create(
        slug=Proceeding.next_slug(), case=respondent.case, respondent=respondent, state=state,
        kind="measure", opened_on=TODAY,
    )  # fmt: skip


def full_case(world, people):
    """A case of so many people, each with a decided proceeding, effects, a refund, and events."""
    teachers = [a_teacher(world.school) for _n in range(people)]
    case = a_case(world, "applying", teachers=teachers, team=world.team[: min(people, 2)])
    fix_finding(case, amount_taken=100, violations=["T5"])
    for respondent in case.respondents.all():
        proceeding = against(respondent, "opened")
        decision = a_decision(world, proceeding, served_on=TODAY)
        Effect.objects.create(case=case, decision=decision, code="E1", name="x", executor="officer")
        Refund.objects.create(respondent=respondent, amount=100, paid_on=TODAY, proof="x")
        history.record("case.material_added", case.subject, by=SYSTEM, payload={"note": "x"})
    a_report(world, case, signed_by=world.team[: min(people, 2)])
    return case


def test_case_page_costs_the_same_however_many_people_and_events(world, django_assert_num_queries):
    officer = at_desk(world["county.officer"])
    for people in (1, 3):
        case = full_case(world, people)
        officer.get(page_of(case))

        with django_assert_num_queries(CASE_QUERIES):
            assert len(officer.get(page_of(case)).context["sheet"].people) == people


@pytest.mark.parametrize("kind", READERS)
def test_pages_are_only_read(world, kind):
    record = records(world)[kind]

    assert at_desk(world[READERS[kind][0]]).post(page_of(record)).status_code == 405
