"""The page of a verb: what it will do, who may, the deed; and what became of it since."""

import pytest
from django.db import DatabaseError

from cases import verbs
from cases.actions import clocks
from cases.models.rights import rights_of
from cases.views import found
from cases.views import verb as view
from ledger import access, history
from people.roles import Role
from tests.cases.factories import TODAY, a_case, a_complaint, a_person, a_proceeding, an_order
from tests.cases.views.desk import (
    REASON,
    at_desk,
    done,
    every_verb,
    hidden,
    page_of,
    send,
    text_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]
KEPT = "被反映人已调离,请市局另行指定。"


def state_of(record):
    return type(record).objects.get(pk=record.pk).state


def events(record):
    return [(one.kind, one.refused) for one in history.of(record.guarded.subject)]


def a_record(world, kind):
    make = {"complaint": a_complaint, "case": a_case, "proceeding": a_proceeding}[kind]
    state = {"complaint": "screening", "case": "investigating", "proceeding": "opened"}[kind]
    return make(world, state)


# Seeing


def test_page_says_before_the_click_what_will_happen_and_who_is_told(world):
    case = a_case(world, "pending")
    an_order(world, case)

    text = text_of(at_desk(world["city.approver"]).get(page_of(case, "dispatch")))

    for words in ("Dispatch to the unit", "The unit gets the case", "交办单",
                  "officer of the handling unit", world["county.officer"].full_name,
                  "An order has been proposed, by another person", "Cancel"):  # fmt: skip
        assert words in text


def test_page_shows_how_long_the_limit_of_the_verb_still_runs(world):
    case = a_case(world, "pending")
    clocks.start(case, "DISPATCH", on=TODAY)

    sheet = at_desk(world["city.intake"]).get(page_of(case, "propose_dispatch")).context["sheet"]

    assert (sheet.limit, sheet.due.is_soon) == ("交办", True)


@pytest.mark.parametrize(("kind", "name"), every_verb())
def test_every_verb_has_a_page_for_who_may_and_none_for_the_outsider(world, kind, name):
    record = a_record(world, kind)
    verb = verbs.get(kind, name)
    holders = [user for user in world.people.values() if may(verb, record, user)]

    if holders:
        answer = at_desk(holders[0]).get(page_of(record, name))
        assert answer.status_code == (200 if verb.is_open_in(record.state) else 409)
        assert str(record.number) in text_of(answer)
    assert at_desk(world["other.officer"]).get(page_of(record, name)).status_code == 404


def may(verb, record, user):
    return verb.is_held(rights_of(record.guarded, user))


@pytest.mark.parametrize("kind", ["complaint", "case", "proceeding"])
def test_closed_record_unknown_record_and_unknown_verb_look_the_same(world, kind):
    record, name = a_record(world, kind), verbs.of(kind)[0].name
    outsider, insider = at_desk(world["other.officer"]), at_desk(world["city.intake"])
    closed = outsider.get(page_of(record, name))

    assert closed.status_code == 404
    for one in (
        outsider.get(page_of(record, name).replace(record.slug, "2026-99999")),
        outsider.post(page_of(record, name), REASON),
        insider.get(page_of(record, "no_such_verb")),
        insider.get(page_of(record, name).replace(record.slug, "x" * 300)),
    ):
        assert (one.status_code, one.content) == (404, closed.content)


def test_verb_of_another_machine_is_unknown(world):
    case = a_case(world, "investigating")

    assert at_desk(world["county.officer"]).get(page_of(case, "serve")).status_code == 404


def test_who_may_look_but_not_do_it_gets_the_reason_and_a_way_back(world):
    case = a_case(world, "investigating")

    answer = at_desk(world["city.discipline"]).get(page_of(case, "recall"))

    assert answer.status_code == 403
    assert "You have no right to do this." in text_of(answer)
    assert f'href="{page_of(case)}"' in answer.content.decode()
    assert events(case) == []


def test_what_cannot_be_done_in_this_state_is_shown_with_the_reason_and_no_button(world):
    case = a_case(world, "concluded")

    answer = at_desk(world["county.officer"]).get(page_of(case, "sign"))

    assert answer.status_code == 409
    assert "This cannot be done now: the state is “Concluded”." in text_of(answer)
    inside = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    assert inside
    assert '<button type="submit" class="button' not in inside


def test_looking_at_a_verb_is_recorded_and_nothing_leaves_when_it_cannot_be(world, monkeypatch):
    case = a_case(world, "dispatched")
    client = at_desk(world["county.officer"], raise_request_exception=False)
    client.get(page_of(case, "sign"))
    assert access.of(case.subject).get().what == f"{case.number} case.sign"

    def fail(*_args, **_more):
        raise DatabaseError

    monkeypatch.setattr(found.access, "record", fail)

    assert client.get(page_of(case, "sign")).status_code == 500
    assert client.post(page_of(case, "sign"), {"version": "0"}).status_code == 500
    assert state_of(case) == "dispatched"


def test_names_of_schools_are_offered_only_where_a_school_is_typed(world):
    case = a_case(world, "investigating")
    officer = at_desk(world["county.officer"])

    assert world.school.name in officer.get(page_of(case, "add_respondent")).context["schools"]
    assert officer.get(page_of(case, "add_material")).context["schools"] == []


def test_form_of_several_people_has_a_titled_section_for_each(world):
    case = a_case(world, "reported", teachers=[world.teacher, world.teacher2])

    page = at_desk(world["county.approver"]).get(page_of(case, "conclude")).content.decode()

    for name in ("试验教师甲", "试验教师乙"):
        assert f"<legend>{name}</legend>" in page


# Doing


def test_verb_is_done_and_leads_back_to_its_record(world):
    case = a_case(world, "dispatched")
    officer = at_desk(world["county.officer"])

    answer = send(officer, case, "sign", {})

    assert (answer.status_code, answer.url) == (302, page_of(case))
    assert state_of(case) == "investigating"
    assert events(case) == [("case.signed", False)]
    assert "Done: Sign for the case" in text_of(officer.get(answer.url))


def test_who_ends_his_own_sight_of_a_case_comes_back_to_the_list(world):
    case = a_case(world, "investigating")
    approver = at_desk(world["city.approver"])

    typed = REASON | {"person": world["city.approver"].pk}
    answer = send(approver, case, "recuse", typed)

    assert (answer.status_code, answer.url) == (302, "/desk/")
    assert approver.get(page_of(case)).status_code == 404


def test_what_does_not_fit_is_shown_above_and_beside_its_field_with_the_text_kept(world):
    complaint = a_complaint(world, "screening")

    answer = send(
        at_desk(world["city.approver"]), complaint, "refer", {"reason": KEPT, "authority": ""}
    )

    assert (answer.status_code, state_of(complaint)) == (200, "screening")
    page = answer.content.decode()
    assert 'href="#id_authority"' in page
    assert KEPT in page


def test_refusal_by_a_rule_is_said_with_the_text_kept_and_recorded(world):
    complaint = a_complaint(world, "screening", minor_risk=True)

    typed = {"reason": KEPT, "ground": "FINAL"}
    answer = send(at_desk(world["city.approver"]), complaint, "decline", typed)

    assert answer.status_code == 409
    assert "record the report to the police first" in text_of(answer)
    assert KEPT in text_of(answer)
    assert events(complaint) == [("complaint.decline", True)]


def test_who_has_no_right_sees_no_form_and_his_attempt_is_recorded(world):
    case = a_case(world, "investigating")

    answer = at_desk(world["city.discipline"]).post(page_of(case, "recall"), {"version": "0"})

    assert answer.status_code == 403
    assert "<textarea" not in answer.content.decode()
    assert events(case) == [("case.recall", True)]
    assert state_of(case) == "investigating"


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_methods_are_refused(world, method):
    case = a_case(world, "dispatched")

    assert (
        getattr(at_desk(world["county.officer"]), method)(page_of(case, "sign")).status_code == 405
    )


# The page is old


def test_two_officers_at_once_one_wins_and_the_other_reads_who_did_what_with_his_text_kept(world):
    case = a_case(world, "investigating")
    approver = at_desk(world["county.approver"])
    before = hidden(approver, case, "suspend")
    done(
        case, "add_material", by=world["county.officer"], kind="other", on=case.opened_on, text="x"
    )

    answer = approver.post(page_of(case, "suspend"), before | {"ground": "FORCE", "reason": KEPT})

    text = text_of(answer)
    assert (answer.status_code, state_of(case)) == (409, "investigating")
    assert "Somebody was quicker" in text
    assert (
        f"{world['county.officer'].full_name}（{world.county.name} · case officer）: Add material"
        in text
    )
    assert KEPT in text


def test_after_a_conflict_the_same_text_can_be_sent_again(world):
    case = a_case(world, "investigating")
    approver = at_desk(world["county.approver"])
    before = hidden(approver, case, "suspend")
    done(
        case, "add_material", by=world["county.officer"], kind="other", on=case.opened_on, text="x"
    )
    page = approver.post(page_of(case, "suspend"), before | {"ground": "FORCE", "reason": KEPT})

    now = {"version": page.context["record"].version, "seen": page.context["sheet"].position}
    again = approver.post(page_of(case, "suspend"), now | {"ground": "FORCE", "reason": KEPT})

    assert (again.status_code, state_of(case)) == (302, "suspended")


def test_conflict_that_leaves_nothing_to_do_says_so_and_offers_no_button(world):
    case = a_case(world, "dispatched")
    officer = at_desk(world["county.officer"])
    before = hidden(officer, case, "propose_objection")
    done(case, "sign", by=a_person(world.county, Role.OFFICER))

    answer = officer.post(
        page_of(case, "propose_objection"), before | {"ground": "FORCE", "reason": KEPT}
    )

    assert answer.status_code == 409
    assert "The state is now “Investigating”, so this can no longer be done" in text_of(answer)
    assert KEPT in text_of(answer)
    assert "data-once" not in answer.content.decode()


@pytest.mark.parametrize(
    "hidden_fields", [{}, {"version": "x", "seen": "y"}, {"version": "-1", "seen": "9" * 50}]
)
def test_form_without_a_true_version_is_taken_for_old(world, hidden_fields):
    case = a_case(world, "dispatched")

    answer = at_desk(world["county.officer"]).post(page_of(case, "sign"), hidden_fields)

    assert (answer.status_code, state_of(case)) == (409, "dispatched")


def test_lost_race_in_the_very_moment_is_the_same_conflict(world, monkeypatch):
    """The page was fresh when it was sent; a colleague's deed lands before the lock."""
    case = a_case(world, "investigating")
    approver = at_desk(world["county.approver"])
    real = view.perform

    def overtaken(verb, record, *, by, **arguments):
        done(
            case,
            "add_material",
            by=world["county.officer"],
            kind="other",
            on=case.opened_on,
            text="x",
        )
        return real(verb, record, by=by, **arguments)

    monkeypatch.setattr(view, "perform", overtaken)
    answer = send(approver, case, "suspend", {"ground": "FORCE", "reason": KEPT})

    assert (answer.status_code, state_of(case)) == (409, "investigating")
    assert world["county.officer"].full_name in text_of(answer)
    assert KEPT in text_of(answer)
    assert events(case) == [("case.material_added", False)]


# The same click twice


def test_repeated_click_leads_to_the_record_and_does_nothing_more(world):
    case = a_case(world, "dispatched")
    officer = at_desk(world["county.officer"])
    typed = hidden(officer, case, "sign")
    officer.post(page_of(case, "sign"), typed)

    again = officer.post(page_of(case, "sign"), typed)

    assert (again.status_code, again.url) == (302, page_of(case))
    assert events(case) == [("case.signed", False)]


def test_repeated_click_of_a_verb_that_keeps_the_state_does_nothing_more(world):
    case = a_case(world, "investigating")
    officer = at_desk(world["county.officer"])
    typed = hidden(officer, case, "add_material") | {
        "kind": "other",
        "on": "2026-10-12",
        "text": "甲",
    }

    answers = [officer.post(page_of(case, "add_material"), typed) for _n in range(3)]

    assert [one.status_code for one in answers] == [302, 302, 302]
    assert case.dossier.count() == 1


def test_another_text_from_an_old_page_is_no_repeated_click_and_is_kept(world):
    case = a_case(world, "investigating")
    officer = at_desk(world["county.officer"])
    typed = hidden(officer, case, "add_material") | {
        "kind": "other",
        "on": "2026-10-12",
        "text": "甲",
    }
    officer.post(page_of(case, "add_material"), typed)

    answer = officer.post(page_of(case, "add_material"), typed | {"text": KEPT})

    assert answer.status_code == 409
    assert KEPT in text_of(answer)
    assert case.dossier.count() == 1


def test_same_text_of_a_colleague_is_no_repeated_click(world):
    case = a_case(world, "investigating")
    officer, colleague = at_desk(world["county.officer"]), at_desk(world["county.investigator"])
    typed = hidden(officer, case, "add_material") | {
        "kind": "other",
        "on": "2026-10-12",
        "text": "甲",
    }
    officer.post(page_of(case, "add_material"), typed)

    assert colleague.post(page_of(case, "add_material"), typed).status_code == 409


# Logged out meanwhile


def test_expired_session_keeps_the_text_and_says_that_nothing_was_saved(world):
    case = a_case(world, "investigating")
    approver = at_desk(world["county.approver"])
    typed = hidden(approver, case, "suspend") | {"ground": "FORCE", "reason": KEPT}
    approver.logout()
    approver.cookies["django_language"] = "en"

    answer = approver.post(page_of(case, "suspend"), typed, HTTP_ORIGIN="http://testserver")

    assert (answer.status_code, state_of(case)) == (403, "investigating")
    assert "Nothing was saved yet." in text_of(answer)
    assert KEPT in text_of(answer)
