"""What the forms of screening ask, offer and refuse."""

import pytest

from cases import verbs
from cases.actions import resemblance
from cases.models import Likeness, Screening
from cases.verb import perform
from tests.cases.factories import TODAY, a_case, a_complaint, a_file
from tests.cases.views.desk import at_desk, page_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]

WORDS = "周六上午在会昌花园三号楼给学生补课，每人收费两千元，没有收据，窗帘总是拉着。"


def form(world, name, complaint, posted=None, *, by="city.intake", **more):
    verb = verbs.get("complaint", name)
    return verb.form(posted, record=complaint, user=world[by], **more)


def accepting(world, **fields):
    return {
        "title": "有偿补课", "kind": "tutoring", "scene": "HOME", "reporting_unit": world.county.pk,
        "school": world.school.name, "teachers": world.teacher.name, "clues": "", "place": "某小区",
        "happened": "周六", "evidence": "暂无", "duplicates_seen": "on", "no_conflict": "on", **fields,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("duplicates_seen", "Look at the similar reports first; the same matter is merged."),
        ("no_conflict", "Whoever is concerned leaves it to a colleague."),
        ("scene", "Say which form the tutoring takes; “other” is one of them."),
        ("place", "This field is required."),
    ],
)
def test_accept_asks_for_what_screening_must_have(world, field, sentence):
    asked = form(world, "accept", a_complaint(world, "screening"), accepting(world, **{field: ""}))

    assert asked.errors == {field: [sentence]}


def test_accept_of_a_gift_needs_no_form_of_tutoring(world):
    said = accepting(world, kind="gift", scene="")

    assert form(world, "accept", a_complaint(world, "screening"), said).is_valid()


def test_accept_keeps_what_was_found(world):
    complaint, other = a_complaint(world, "screening"), a_complaint(world)
    asked = form(world, "accept", complaint, accepting(world))
    assert asked.is_valid()

    perform(verbs.get("complaint", "accept"), complaint, by=world["city.intake"], **asked.arguments)

    row = Screening.objects.get(complaint=complaint)
    assert (row.scene, row.place, row.checked_by) == ("HOME", "某小区", world["city.intake"])
    assert other in asked.beside.reports
    assert row.duplicates == len(asked.beside.reports)


def test_accept_counts_the_files_at_hand(world):
    complaint = a_complaint(world, "screening")
    a_file(complaint)

    assert form(world, "accept", complaint).initial["evidence"] == "Picture: 1"


@pytest.mark.parametrize(("name", "offered"), [("试验教师甲", "试验教师甲"), ("查无此人", "")])
def test_accept_offers_the_teacher_who_is_known_at_the_school(world, name, offered):
    complaint = a_complaint(world, "screening", teacher_name=name)

    assert form(world, "accept", complaint).initial["teachers"] == offered


def test_decline_says_that_what_is_not_ours_is_referred(world):
    said = {"ground": "NOT_OURS", "reason": "属市场监管"}
    asked = form(world, "decline", a_complaint(world, "screening"), said, by="city.approver")

    assert asked.errors == {
        "ground": ["What is not ours is referred: use “Refer to another authority”."]
    }


def test_anonymity_is_no_ground(world):
    asked = form(world, "decline", a_complaint(world, "screening"), by="city.approver")

    assert [code for code, _name in asked.fields["ground"].choices] == [
        "FINAL", "ACCEPTED", "LEGAL_WAY", "NOT_OURS",
    ]  # fmt: skip


def test_refer_asks_to_look_at_what_shows_the_reporter(world):
    complaint = a_complaint(world, "screening")
    said = {
        "authority": "MARKET", "addressee": "演示局", "matter": "请联系13812345678。", "reason": "属其职权",
    }  # fmt: skip

    assert "looked_at" in form(world, "refer", complaint, said, by="city.approver").errors
    looked = form(world, "refer", complaint, {**said, "looked_at": "on"}, by="city.approver")
    assert looked.is_valid()


def test_shelve_ticks_what_the_report_leaves_open(world):
    complaint = a_complaint(world, "screening", place="某小区", teacher_name="")

    asked = form(world, "shelve", complaint, by="city.approver")

    assert asked.initial["missing"] == ["person", "time"]


@pytest.mark.parametrize("typed", ["{slug}", "{number}", " {slug} "])
def test_merge_knows_a_case_by_its_number(world, typed):
    case, complaint = a_case(world), a_complaint(world, "screening")
    said = {"case": typed.format(slug=case.slug, number=case.number), "reason": "同一事项"}
    asked = form(world, "merge", complaint, said)

    assert asked.is_valid()
    assert asked.cleaned_data["case"] == case


def test_merge_compares_with_the_chosen_case_and_reads_its_reports(world):
    case, complaint = a_case(world), a_complaint(world, "screening")
    follower = a_complaint(world, "accepted", case=case)

    asked = form(world, "merge", complaint, initial={"draft": case.slug})

    assert (asked.chosen, asked.reads, asked.initial["case"]) == (case, [follower], case.slug)


@pytest.mark.parametrize("typed", ["", "甲", "2026-99999", "2026-00001\0", "99999-1"])
def test_merge_finds_no_case_in_what_is_no_number(world, typed):
    asked = form(world, "merge", a_complaint(world, "screening"), initial={"draft": typed})

    assert (asked.chosen, asked.reads) == (None, [])


def test_unmerge_shows_its_case_with_the_other_reports(world):
    case = a_case(world)
    first, complaint = (a_complaint(world, "merged", case=case) for _n in range(2))

    asked = form(world, "unmerge", complaint)

    assert (asked.chosen, asked.reads) == (case, [first])


@pytest.mark.parametrize(
    ("verb", "state"), [("merge", "screening"), ("unmerge", "merged"), ("accept", "screening")]
)
def test_page_shows_both_in_their_own_words(world, verb, state):
    case = a_case(world)
    a_complaint(world, "accepted", case=case, narrative="每周六在会昌花园。")
    fields = {"case": case} if state == "merged" else {}
    complaint = a_complaint(world, state, narrative="周六都在补课。", **fields)

    page = text_of(
        at_desk(world["city.intake"]).get(page_of(complaint, verb), {"draft": case.slug})
    )

    assert "周六都在补课。" in page
    assert ("每周六在会昌花园。" in page) is (verb != "accept")


def test_merge_offers_the_open_inquiries_at_the_school(world):
    complaint, open_case, over = (
        a_complaint(world, "screening"),
        a_case(world),
        a_case(world, "closed"),
    )

    offered = form(world, "merge", complaint).candidates

    assert open_case in offered
    assert over not in offered


def test_similar_words_stand_beside_with_their_share(world):
    one, other = (
        a_complaint(world, "screening", school=None, school_name="", narrative=words)
        for words in (WORDS, WORDS + "请保密。")
    )
    for each in (one, other):
        row = resemblance.fill(Likeness(complaint=each, met_on=TODAY), each.narrative, frozenset())
        row.save()

    found = form(world, "accept", one).beside.similar

    assert [(each.record, each.percent > 80) for each in found] == [(other, True)]


@pytest.mark.parametrize("by", ["county.officer", "city.discipline", "auditor"])
def test_nothing_stands_beside_for_who_does_not_screen(world, by):
    a_complaint(world)
    login = by if by in world.people else "city.auditor"

    assert not form(world, "accept", a_complaint(world, "screening"), by=login).beside


def test_what_somebody_is_barred_from_does_not_stand_beside(world):
    barred = a_complaint(world, "accepted", case=a_case(world))
    barred.case.recusals.create(user=world["city.intake"], reason="亲属", on=TODAY)
    shown = a_complaint(world)

    found = form(world, "accept", a_complaint(world, "screening")).beside

    assert shown in found.reports
    assert barred not in found.reports
    assert barred.case not in found.cases
