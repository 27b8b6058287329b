"""Leaders held to account: counted by the opinion's month, each person once."""

from cases.models import AccountableLeader, LeaderOpinion
from reports.counts import leaders
from tests.people.factories import a_teacher
from tests.reports.conftest import OCTOBER
from tests.reports.factories import BEFORE, MIDDLE, a_case


def an_opinion(units, user, given_on, *named):
    opinion = LeaderOpinion.objects.create(
        case=a_case(units), round=1, is_accountable=True, reason="履责不力", given_by=user,
        given_on=given_on,
    )  # fmt: skip
    for name, teacher in named:
        AccountableLeader.objects.create(
            opinion=opinion, name=name, post="principal", teacher=teacher, situations=["L3"],
            measure="ADMON",
        )  # fmt: skip


def test_tally_counts_a_leader_of_the_month_once(units, django_user_model):
    user = django_user_model.objects.create_user("approver")
    known = a_teacher(units.lucheng_school, category="manager")
    an_opinion(units, user, MIDDLE, (known.name, known), ("某副校长", None))
    an_opinion(units, user, MIDDLE, (known.name, known))
    an_opinion(units, user, BEFORE, ("另一位", None))

    assert leaders.tally(OCTOBER).whole() == {"leaders": 2}
    assert leaders.tally(OCTOBER).by_unit() == {units.lucheng.pk: {"leaders": 2}}
