"""The demo: its people can log in, its schools and teachers look invented, its vault opens."""

from collections import Counter
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from nacl import pwhash
from nacl.secret import SecretBox

from ledger import history
from ledger.models import VaultShare
from people.models import Appointment, Category, Teacher, TeacherPost, Unit, User
from tests.people.factories import a_user

pytestmark = pytest.mark.django_db
NAMES = """
    auditor city.approver city.archivist city.custodian city.custodian2 city.discipline
    city.intake city.investigator city.investigator2 city.leader city.legal city.personnel
    lucheng.approver lucheng.investigator lucheng.investigator2 lucheng.legal lucheng.officer
    lucheng.personnel
    pingyang.approver pingyang.investigator pingyang.investigator2 pingyang.legal
    pingyang.officer pingyang.personnel
    school.investigator school.investigator2 school.principal secadmin sysadmin
    yueqing.approver yueqing.investigator yueqing.investigator2 yueqing.legal yueqing.officer
    yueqing.personnel
"""


@pytest.fixture
def demo():
    """The demo, loaded."""
    said = StringIO()
    call_command("demo", stdout=said)
    return said.getvalue()


def test_demo_says_the_password(demo):
    assert demo == "35 demo people, password loop-demo-2026.\n"


def test_demo_makes_the_people_of_the_design(demo):
    assert sorted(User.objects.values_list("username", flat=True)) == NAMES.split()


def test_demo_people_share_the_password(demo):
    assert {user.check_password("loop-demo-2026") for user in User.objects.all()} == {True}


def test_demo_person_can_authenticate(demo, rf):
    user = authenticate(rf.post("/"), username="city.intake", password="loop-demo-2026")

    assert user is not None


def test_demo_people_are_appointed(demo):
    held = Appointment.objects.current().values_list("user__username", "unit__name", "role")

    assert held.count() == 35
    assert {
        ("city.custodian2", "温州市教育局", "custodian"),
        ("auditor", "温州市教育局", "auditor"),
        ("lucheng.officer", "鹿城区教育局", "officer"),
        ("yueqing.personnel", "乐清市教育局", "personnel"),
        ("pingyang.investigator2", "平阳县教育局", "investigator"),
        ("school.principal", "鹿城区演示第一小学", "principal"),
    } <= set(held)


def test_demo_makes_three_schools_in_three_counties_and_a_direct_one(demo):
    schools = [(school.parent.shown_name, school.name) for school in Unit.objects.schools()]

    assert sorted(schools) == [
        ("乐清市", "乐清市演示第一小学"),
        ("乐清市", "乐清市演示第三中学"),
        ("乐清市", "乐清市演示第二小学"),
        ("市直属学校", "温州市演示直属中学"),
        ("平阳县", "平阳县演示第一小学"),
        ("平阳县", "平阳县演示第三中学"),
        ("平阳县", "平阳县演示第二小学"),
        ("鹿城区", "鹿城区演示第一小学"),
        ("鹿城区", "鹿城区演示第三中学"),
        ("鹿城区", "鹿城区演示第二小学"),
    ]


def test_demo_makes_the_teachers_of_the_stories(demo):
    teachers = Teacher.objects.values_list("teaching_unit__name", "category")

    assert Counter(teachers) == {
        ("鹿城区演示第一小学", Category.ORDINARY): 1,
        ("鹿城区演示第二小学", Category.ORDINARY): 1,
        ("平阳县演示第一小学", Category.ORDINARY): 5,
        ("乐清市演示第一小学", Category.ORDINARY): 5,
        ("乐清市演示第一小学", Category.MANAGER): 1,
        ("温州市演示直属中学", Category.ORDINARY): 1,
    }


def test_demo_teachers_have_a_post(demo):
    assert TeacherPost.objects.count() == Teacher.objects.count() == 14


def opened(custodian):
    share = VaultShare.objects.get(custodian=custodian)
    key = pwhash.argon2id.kdf(
        32, b"vault-demo-2026", bytes(share.salt), share.operations, share.memory
    )
    return SecretBox(key).decrypt(bytes(share.sealed))


def test_demo_vault_opens_to_both_custodians(demo):
    assert opened("city.custodian") == opened("city.custodian2")


def test_demo_twice_changes_nothing(demo):
    before = [model.objects.count() for model in (User, Unit, Teacher, Appointment, VaultShare)]

    call_command("demo", stdout=StringIO())

    after = [model.objects.count() for model in (User, Unit, Teacher, Appointment, VaultShare)]
    assert after == before == [35, 25, 14, 35, 3]  # two custodians and the recovery sheet


def test_demo_history_holds(demo):
    assert history.first_broken_link() is None


def test_demo_is_refused_beside_real_people():
    a_user(username="zhang")

    with pytest.raises(CommandError, match="not of the demo"):
        call_command("demo")
    assert (User.objects.count(), Unit.objects.count()) == (1, 0)
