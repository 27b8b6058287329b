"""Interviews: two askers, a guardian for a child, a code in every paper, the name sealed."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from cases import letters, next_step
from cases.models import NameOpening, Part, Witness
from cases.paper_sheets.coded import Names
from ledger import sealing
from notifications.models import Message, Paper
from people.roles import Role
from tests.cases.factories import a_case, a_person, a_report, an_investigator, refusal
from tests.cases.materials import CHILD, a_talk, fresh, paper_of, talk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]


@pytest.fixture
def case(world):
    return a_case(world, "investigating")


def test_a_childs_talk_bears_a_code_and_no_name(world, case):
    assert talk(world, case) is None

    sheet = paper_of(case, "interview").sheet
    assert (sheet["body"]["person"], sheet["body"]["guardian"], sheet["coded"]) == (
        "学生A", "父亲", "学生A",
    )  # fmt: skip
    said = json.dumps([sheet, case.dossier.get().text], ensure_ascii=False)
    assert "王" not in said


def test_the_name_lies_sealed_beside_the_code(world, case):
    talk(world, case)

    witness = Witness.objects.get()
    assert "王小明".encode() not in bytes(witness.sealed)
    assert json.loads(sealing.unlock("witness", bytes(witness.sealed))) == {
        "name": "王小明", "guardian": "王大明",
    }  # fmt: skip


@pytest.mark.parametrize("missing", [{"guardian": ""}, {"relation": ""}])
def test_a_child_is_not_talked_to_without_a_guardian(world, case, missing):
    said = talk(world, case, replace(CHILD, **missing))

    assert said == "A child is talked to with a guardian present: name him."
    assert not Witness.objects.exists()


def test_a_witness_of_seventeen_needs_a_guardian_as_well(world, case):
    young = replace(CHILD, part=Part.WITNESS, age=17, guardian="", relation="")

    assert talk(world, case, young) is not None
    assert talk(world, case, replace(young, age=18)) is None


def test_a_child_is_never_interviewed_by_the_own_school_alone(world, case):
    own = [a_person(world.school, Role.INVESTIGATOR) for _n in range(2)]
    for user in own:
        an_investigator(case, user)

    assert talk(world, case, askers=own) == (
        "A child is never interviewed by the own school alone: somebody from elsewhere asks."
    )
    assert talk(world, case, askers=[own[0], world.team[0]]) is None


def test_two_askers_have_declared_no_conflict(world, case):
    case.investigators.filter(user=world.team[1]).update(no_conflict_on=None)

    assert talk(world, case) == "Two investigators with recusal statements are needed for this."


def test_codes_count_through_each_kind_by_itself(world, case):
    for part, name in [
        (Part.PARENT, "李家长"), (Part.PUPIL, "王小明"), (Part.PARENT, "赵家长"), (Part.WITNESS, "门卫钱某"),
    ]:  # fmt: skip
        assert talk(world, case, replace(CHILD, part=part, name=name, age=None)) is None

    assert list(Witness.objects.values_list("code", flat=True)) == [
        "家长A",
        "学生A",
        "家长B",
        "证人甲",
    ]


def test_who_talked_before_keeps_the_code(world, case):
    talk(world, case)
    again = replace(CHILD, name="", known=Witness.objects.get(), guardian="王奶奶", relation="祖母")

    assert talk(world, case, again) is None

    assert Witness.objects.count() == 1
    assert Names.of(Witness.objects.get()).guardian == "王奶奶"


def test_a_principal_talks_under_his_own_name(world, case):
    assert talk(world, case, replace(CHILD, part=Part.PRINCIPAL, name="校长孙某", age=None)) is None

    sheet = paper_of(case, "interview").sheet
    assert (sheet["body"]["person"], "coded" in sheet) == ("校长孙某", False)
    assert not Witness.objects.exists()


def test_a_text_that_names_a_child_is_refused_by_the_code(world, case):
    said = talk(world, case, rows=[("你和谁去?", "和王小明一起。")])

    assert said == "The text holds the name of a witness: write “学生A” instead."
    assert not Paper.objects.exists()


def test_no_paper_names_a_child_whatever_an_officer_types(world, case):
    talk(world, case)
    report = a_report(world, case)
    report.facts = "王小明由王大明陪同作证。"
    report.save()

    letters.investigation_report(case, report)

    said = Paper.objects.get(kind="investigation_report").sheet["body"]["facts"]
    assert said == "学生A由学生A的监护人陪同作证。"


def test_a_name_that_is_part_of_a_respondents_is_left_to_him(world, case):
    talk(world, case, replace(CHILD, name=world.teacher.name[:3]))
    report = a_report(world, case)

    letters.investigation_report(case, report)

    people = Paper.objects.get(kind="investigation_report").sheet["body"]["people"]
    assert [one["name"] for one in people] == [world.teacher.name]


def test_a_talk_shows_no_name_when_it_is_printed_by_chance(world):
    assert "王小明" not in repr(CHILD)
    assert "王小明" not in repr(Names("王小明"))
    assert "王小明" not in repr(a_talk(world))


# Scenario q: the student witness aged 12, whose name opens by approval alone


def ask(world, case, *, by="county.investigator", reason="核对缴费记录"):
    witness = Witness.objects.get()
    return refusal(fresh(case), "ask_witness_name", by=world[by], witness=witness, reason=reason)


def rule(world, case, *, by="county.approver", approved=True):
    said = {"opening": NameOpening.objects.latest("pk"), "is_approved": approved, "reason": "同意"}
    return refusal(fresh(case), "rule_witness_name", by=world[by], **said)


def test_scenario_q_a_name_opens_to_who_asked_once_another_has_approved(world, case):
    talk(world, case)

    assert ask(world, case) is None
    opening = NameOpening.objects.get()
    assert not opening.is_open
    assert {one.reader for one in Message.objects.filter(kind="case.witness_name_asked")} == {
        world["county.approver"]
    }
    assert rule(world, case) is None

    opening.refresh_from_db()
    assert opening.is_open
    assert opening.ends_at - timezone.now() <= timedelta(hours=24)


def test_a_name_is_asked_for_once_at_a_time(world, case):
    talk(world, case)
    ask(world, case)

    assert ask(world, case) == "You have asked for this name already."


def test_a_request_for_a_name_is_decided_once(world, case):
    talk(world, case)
    ask(world, case)
    assert rule(world, case, approved=False) is None

    assert rule(world, case) == "This request has been decided already."
    assert not NameOpening.objects.get().is_open


def test_whoever_asks_for_a_name_does_not_approve(world, case):
    talk(world, case)
    ask(world, case)
    NameOpening.objects.update(requester=world["county.approver"])

    assert rule(world, case) == "Whoever asks does not approve."


@pytest.mark.parametrize("name", ["ask_witness_name", "rule_witness_name"])
def test_names_are_asked_for_and_decided_on_only_where_there_is_one(world, case, name):
    assert next_step.is_beside_the_point(fresh(case), name)

    talk(world, case)
    assert next_step.is_beside_the_point(fresh(case), name) == (name == "rule_witness_name")
    ask(world, case)
    assert not next_step.is_beside_the_point(fresh(case), name)
    rule(world, case)

    assert next_step.is_beside_the_point(fresh(case), "rule_witness_name")
