"""Whoever signs, approves or checks reads on the same page what it is."""

import pytest

from cases.models import ReportOpinion
from tests.cases.factories import a_case, a_draft, a_proceeding, a_report, an_order
from tests.cases.views.desk import at_desk, page_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]


def shown(user, record, name):
    answer = at_desk(user).get(page_of(record, name))
    assert answer.status_code == 200
    return text_of(answer)


def test_an_order_is_read_before_it_is_issued(world):
    case = a_case(world)
    an_order(world, case, lead_summary="每周六在河边仓库补课")

    page = shown(world["city.approver"], case, "dispatch")

    assert "每周六在河边仓库补课" in page
    assert world.county.name in page


def test_a_report_is_read_before_it_is_signed(world):
    case = a_case(world, "investigating")
    report = a_report(world, case, signed_by=[])
    ReportOpinion.objects.filter(report=report).update(facts="收取八百元")

    page = shown(world.team[1], case, "sign_report")

    assert "收取八百元" in page
    assert world.teacher.name in page


def test_a_draft_is_read_before_it_is_decided(world):
    proceeding = a_proceeding(world, "heard")
    a_draft(world, proceeding, facts="多次收费", minutes="七人同意")

    page = shown(world["county.approver"], proceeding, "decide")

    assert "多次收费" in page
    assert "七人同意" in page


def test_a_verb_that_brings_its_own_shows_nothing_more(world):
    case = a_case(world, "investigating")

    assert "to-decide" not in shown(world["county.officer"], case, "appoint")
