"""What tests of the inquiry's papers say: one talk, one plan, one file."""

import io
import zipfile
from datetime import time
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from cases.actions.interviews import Person, Talk
from cases.actions.materials import Plan, Visit
from cases.actions.money import Row
from cases.models import Part
from notifications.models import Paper
from tests.cases.factories import TODAY, refusal

CHILD = Person(part=Part.PUPIL, name="王小明", age=12, guardian="王大明", relation="父亲")


def a_plan(**fields):
    said = {
        "aims": "查明是否收费", "persons": "学生家长", "steps": "走访", "occasion": "明察暗访",
        "hides_reporter": True, "safety": "不提举报", "begins_on": TODAY, "ends_on": TODAY, **fields,
    }  # fmt: skip
    return Plan(**said)


def a_talk(world, **fields):
    said = {
        "place": "社区活动室", "on": TODAY, "begins": time(14), "ends": time(14, 40),
        "askers": world.team, "recorder": "记录员", "rows": [("去上过课吗?", "去过。")],
        "read_back": "已由被谈话人阅读", **fields,
    }  # fmt: skip
    return Talk(**said)


def a_visit(**fields):
    said = {
        "place": "某小区", "on": TODAY, "begins": time(9), "ends": time(10), "occasion": "明察暗访",
        "present": "", "found": "八名学生正在上课", "taken": "", **fields,
    }  # fmt: skip
    return Visit(**said)


def talk(world, case, person=CHILD, *, by="county.investigator", **fields):
    """Record a talk. The sentence with which it was refused; None where it was done."""
    said = {"person": person, "talk": a_talk(world, **fields)}
    return refusal(fresh(case), "record_interview", by=world[by], **said)


def money(world, case, amount, *, respondent=None, **fields):
    row = Row(
        respondent=respondent or case.respondents.first(), amount=Decimal(amount),
        proof=fields.pop("proof", "流水"), **fields,
    )  # fmt: skip
    return refusal(fresh(case), "record_payment", by=world["county.investigator"], row=row)


def upload(content=b"%PDF-1.7 scan", name="王小明.pdf"):
    return SimpleUploadedFile(name, content)


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def papers_of(case, kind):
    return [one.sheet for one in _papers(case, kind)]


def paper_of(case, kind):
    return _papers(case, kind)[0]


def _papers(case, kind):
    return list(Paper.objects.filter(subject=case.subject, kind=kind).order_by("pk"))


def an_ofd():
    """As a seal system writes it (GB/T 33190): a package that begins with OFD.xml."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr(zipfile.ZipInfo("OFD.xml", (2026, 1, 1, 0, 0, 0)), "<ofd:OFD/>")
    return made.getvalue()
