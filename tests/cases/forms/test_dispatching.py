"""The form of the dispatch: marks in what was typed are confirmed, by one tick for just these."""

import pytest

from cases.forms.dispatching import ProposeDispatch
from tests.cases.factories import a_case, a_complaint

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]

TOLD = "我是初二(3)班王子涵的妈妈，电话13866668888。班主任试验教师甲周末收费补课。"


@pytest.fixture
def case(world):
    case = a_case(world)
    a_complaint(world, "merged", case=case, narrative=TOLD, exposing="那天只有我们两个人在办公室")
    return case


def form(world, case, summary=None, **typed):
    fields = {"unit": world.county.pk, "due_on": "2026-11-20", "mode": "ordinary", **typed}
    data = None if summary is None else fields | {"lead_summary": summary}
    return ProposeDispatch(data, record=case, user=world["city.intake"])


def test_i6_a_summary_without_marks_asks_for_no_tick(world, case):
    plain = form(world, case, "反映试验教师甲老师周末收费补课。")

    assert "looked_at" not in plain.fields
    assert plain.is_valid()
    assert plain.arguments["proposal"].lead_summary == "反映试验教师甲老师周末收费补课。"


def test_i6_every_mark_is_listed_with_its_line_and_kind(world, case):
    marked = form(
        world, case, "收费补课。\n家长王子涵，13866668888", requirements="去八年级三班核实"
    )

    assert not marked.is_valid()
    assert marked.errors["looked_at"] == [
        (
            "Please look at Lead summary, line 2: “王子涵” (Name of a person); "
            "Lead summary, line 2: “13866668888” (Telephone number); "
            "Requirements, line 1: “八年级三班” (Class of a pupil)"
        )
    ]


def test_i6_what_the_reporter_asked_to_keep_out_is_listed(world, case):
    marked = form(world, case, "据反映，只有我们两个人，在办公室")

    assert not marked.is_valid()
    assert "The reporter asked to keep this out" in marked.errors["looked_at"][0]


def tick(marked):
    return marked.fields["looked_at"].widget.attrs["value"]


def test_i6_one_tick_lets_it_pass(world, case):
    summary = "家长王子涵反映。"
    first = form(world, case, summary)
    ticked = form(world, case, summary, looked_at=tick(first))

    assert not first.is_valid()
    assert ticked.is_valid()
    assert ticked.arguments["proposal"].lead_summary == summary


def test_i6_a_tick_for_other_marks_is_none(world, case):
    old = tick(form(world, case, "家长王子涵反映。"))
    other = form(world, case, "家长李浩宇反映。", looked_at=old)

    assert not other.is_valid()
    assert not other["looked_at"].value()


def test_i6_a_report_is_taken_over_with_its_marks_blanked_out(world, case):
    slug = case.complaints.get().slug
    draft = ProposeDispatch(record=case, user=world["city.intake"], initial={"draft": slug})

    assert draft.initial["lead_summary"] == (
        "我是［班级］［姓名］的妈妈，电话［电话］。班主任试验教师甲周末收费补课。"
    )


def test_i6_nobody_takes_over_a_report_of_another_case(world, case):
    other = a_complaint(world, narrative="别的事")
    draft = ProposeDispatch(record=case, user=world["city.intake"], initial={"draft": other.slug})

    assert draft.initial["lead_summary"] == ""
    assert [one.record for one in draft.narratives] == [case.complaints.get()]
