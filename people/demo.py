"""The demo's people, schools, teachers and vault: invented, and made to look invented."""

import datetime
from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from ledger import recovery, vault
from ledger.actors import SYSTEM
from people import appointments, wenzhou
from people.models import Category, Teacher, TeacherPost, Unit, UnitKind, User
from people.roles import Role

PASSWORD = "loop-demo-2026"  # noqa: S105 - printed for everybody who starts the demo
PASSPHRASE = "vault-demo-2026"  # noqa: S105 - likewise
CUSTODIANS = ("city.custodian", "city.custodian2")


class Staff(NamedTuple):
    """One demo person: the end of his user name, of his full name, and his role."""

    login: str
    title: str
    role: Role


CITY_STAFF = (
    Staff("city.intake", "受理员", Role.INTAKE),
    Staff("city.approver", "审批领导", Role.APPROVER),
    Staff("city.legal", "法制审核员", Role.LEGAL),
    Staff("city.discipline", "纪检员", Role.DISCIPLINE),
    Staff("city.custodian", "保管员一", Role.CUSTODIAN),
    Staff("city.custodian2", "保管员二", Role.CUSTODIAN),
    Staff("city.personnel", "人事员", Role.PERSONNEL),
    Staff("city.archivist", "档案员", Role.ARCHIVIST),
    Staff("city.leader", "局领导", Role.LEADER),
    Staff("city.investigator", "调查员一", Role.INVESTIGATOR),
    Staff("city.investigator2", "调查员二", Role.INVESTIGATOR),
    Staff("auditor", "审计员", Role.AUDITOR),
    Staff("sysadmin", "系统管理员", Role.SYSADMIN),
    Staff("secadmin", "安全管理员", Role.SECADMIN),
)
COUNTY_STAFF = (
    Staff("officer", "承办员", Role.OFFICER),
    Staff("investigator", "调查员一", Role.INVESTIGATOR),
    Staff("investigator2", "调查员二", Role.INVESTIGATOR),
    Staff("approver", "审批领导", Role.APPROVER),
    Staff("legal", "法制审核员", Role.LEGAL),
    Staff("personnel", "人事员", Role.PERSONNEL),
)
SCHOOL_STAFF = (
    Staff("school.principal", "校长", Role.PRINCIPAL),
    Staff("school.investigator", "调查员一", Role.INVESTIGATOR),
    Staff("school.investigator2", "调查员二", Role.INVESTIGATOR),
)
COUNTIES = {"lucheng": "330302", "yueqing": "330382", "pingyang": "330326"}
SCHOOLS = ("演示第一小学", "演示第二小学", "演示第三中学")
DIRECT_SCHOOL = "温州市演示直属中学"
TEACHERS = {
    "鹿城区演示第一小学": ("陈演甲",),
    "鹿城区演示第二小学": ("谢演寅",),
    "平阳县演示第一小学": ("林演乙", "黄演丙", "郑演丁", "叶演戊", "周演己"),
    "乐清市演示第一小学": ("吴演庚", "徐演辛", "金演壬", "朱演癸", "潘演子"),
    DIRECT_SCHOOL: ("胡演卯",),
}
PRINCIPALS = {"乐清市演示第一小学": "项演丑"}


class NotADemo(Exception):
    """The database holds people who are not of the demo."""


@transaction.atomic
def load() -> None:
    """Make what is missing. Refuses a database in which real people work."""
    if User.objects.exclude(username__in=logins()).exists():
        raise NotADemo
    city = wenzhou.load()
    counties = {login: _county(code) for login, code in COUNTIES.items()}
    schools = _schools(list(counties.values()))
    _people(city, counties, schools[f"鹿城区{SCHOOLS[0]}"])
    _teachers(schools)
    if not vault.is_established():
        # Known to all: costly trials protect nobody, and nobody needs the recovery sheet.
        keys = {**dict.fromkeys(CUSTODIANS, PASSPHRASE), recovery.CUSTODIAN: recovery.new_code()}
        vault.establish(keys, effort=vault.INTERACTIVE)


def logins() -> list[str]:
    """Every user name of the demo, in the order in which they are shown."""
    county = [f"{place}.{staff.login}" for place in COUNTIES for staff in COUNTY_STAFF]
    return [staff.login for staff in CITY_STAFF] + county + [s.login for s in SCHOOL_STAFF]


def _county(code: str) -> Unit:
    return Unit.objects.get(kind=UnitKind.COUNTY, region_code=code)


def _schools(counties: list[Unit]) -> dict[str, Unit]:
    named = [(f"{county.short_name}{name}", county) for county in counties for name in SCHOOLS]
    named.append((DIRECT_SCHOOL, Unit.objects.get(kind=UnitKind.DIRECT)))
    return {name: _school(name, parent) for name, parent in named}


def _school(name: str, parent: Unit) -> Unit:
    school, _created = Unit.objects.get_or_create(
        name=name,
        parent=parent,
        defaults={"kind": UnitKind.SCHOOL, "region_code": parent.region_code},
    )
    return school


def _people(city: Unit, counties: dict[str, Unit], school: Unit) -> None:
    """One hash serves all: they share one password, and a hash each would take half a minute."""
    password = make_password(PASSWORD)
    for staff in CITY_STAFF:
        _person(staff, staff.login, city, password)
    for place, county in counties.items():
        for staff in COUNTY_STAFF:
            _person(staff, f"{place}.{staff.login}", county, password)
    for staff in SCHOOL_STAFF:
        _person(staff, staff.login, school, password)


def _person(staff: Staff, login: str, unit: Unit, password: str) -> None:
    user, created = User.objects.get_or_create(
        username=login,
        defaults={
            "full_name": f"演示{unit.short_name or '学校'}{staff.title}",
            "email": f"{login}@demo.invalid",
            "password": password,
        },
    )
    if created:
        appointments.appoint(user, unit, staff.role, starts_on=_new_year(), by=SYSTEM)


def _teachers(schools: dict[str, Unit]) -> None:
    for school, names in TEACHERS.items():
        for name in names:
            _teacher(name, schools[school], Category.ORDINARY)
    for school, name in PRINCIPALS.items():
        _teacher(name, schools[school], Category.MANAGER)


def _teacher(name: str, school: Unit, category: Category) -> None:
    teacher, created = Teacher.objects.get_or_create(
        name=name,
        establishment_unit=school,
        defaults={"teaching_unit": school, "category": category},
    )
    if created:
        TeacherPost.objects.create(teacher=teacher, unit=school, starts_on=_new_year())


def _new_year() -> datetime.date:
    return timezone.localdate().replace(month=1, day=1)
