"""The page of the dispatch: the reports beside the field, marked in words, each a reading of its own."""

import pytest

from ledger import access
from tests.cases.factories import a_case, a_complaint
from tests.cases.views.desk import at_desk, hidden, page_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]
TOLD = "我是王子涵的妈妈，<b>电话</b>13866668888。"


@pytest.fixture
def case(world):
    return a_case(world)


@pytest.fixture
def complaint(world, case):
    return a_complaint(world, "merged", case=case, narrative=TOLD, exposing="只有我知道")


def test_i6_the_reports_stand_there_with_marks_in_words(world, case, complaint):
    page = at_desk(world["city.intake"]).get(page_of(case, "propose_dispatch")).content.decode()

    assert (
        '<mark class="lead lead-person">王子涵<small class="lead-kind">Name of a person</small></mark>'
        "的妈妈，&lt;b&gt;电话&lt;/b&gt;"
        '<mark class="lead lead-phone">13866668888<small class="lead-kind">Telephone number</small></mark>'
    ) in page
    assert "只有我知道" in page


def test_i6_each_report_shown_is_a_reading_of_its_own(world, case, complaint):
    at_desk(world["city.intake"]).get(page_of(case, "propose_dispatch"))

    (row,) = access.of(complaint.subject)
    assert row.what == f"{case.number} case.propose_dispatch"


def test_i6_no_report_is_shown_that_the_reader_may_not_open(world, case, complaint):
    """The school of another report is the reader's own: he is barred from it."""
    barred = a_complaint(world, "merged", case=case, narrative="另一件", school=world.city)
    page = text_of(at_desk(world["city.intake"]).get(page_of(case, "propose_dispatch")))

    assert complaint.number in page
    assert "另一件" not in page
    assert not access.of(barred.subject).exists()


def test_i6_a_draft_is_taken_over_by_a_link(world, case, complaint):
    desk = at_desk(world["city.intake"])
    answer = desk.get(page_of(case, "propose_dispatch") + f"?draft={complaint.slug}")

    assert f'href="?draft={complaint.slug}"' in answer.content.decode()
    assert answer.context["form"]["lead_summary"].value() == (
        "我是［姓名］的妈妈，<b>电话</b>［电话］。"
    )


def test_i6_marks_are_sent_back_with_what_was_typed_and_one_tick(world, case, complaint):
    desk = at_desk(world["city.intake"])
    typed = {
        "unit": world.county.pk, "due_on": "2026-11-20", "mode": "ordinary",
        "lead_summary": "家长王子涵反映。",
    } | hidden(desk, case, "propose_dispatch")  # fmt: skip
    answer = desk.post(page_of(case, "propose_dispatch"), typed)
    page = text_of(answer)

    assert "line 1: “王子涵” (Name of a person)" in page
    assert "家长王子涵反映。</textarea>" in page
    tick = answer.context["form"].fields["looked_at"].widget.attrs["value"]
    assert f'value="{tick}"' in page
    done = desk.post(page_of(case, "propose_dispatch"), typed | {"looked_at": tick})
    assert (done.status_code, case.order.lead_summary) == (302, "家长王子涵反映。")
