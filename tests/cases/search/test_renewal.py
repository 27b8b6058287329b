"""The words are kept current by what people do, and put right at night where they were not."""

from pathlib import Path

import pytest
from django.core.management import call_command

from cases import actions, receipts, search, tasks
from cases.actions import dialogue, intake, screening
from cases.actions.step import step
from cases.models import Case, CaseWords, Complaint, ComplaintWords, Respondent
from cases.states import Kind
from tests.cases.factories import a_case, a_complaint
from tests.people.factories import a_teacher

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]


def cases(words, reader):
    hits = search.find_cases(Case.objects.visible_to(reader), words, reader=reader)
    return hits.keys


def complaints(words, reader):
    visible = Complaint.objects.visible_to(reader)
    return search.find_complaints(visible, words, reader=reader).keys


@pytest.fixture
def officer(world):
    return world["county.officer"]


@pytest.fixture
def intake_officer(world):
    return world["city.intake"]


def test_a_report_is_found_as_soon_as_it_is_announced(world, intake_officer):
    told = intake.Told(kind=Kind.TUTORING, narrative="在河边仓库授课", teacher_name="温建国")
    complaint = intake.register(told, nonce=receipts.new_nonce())
    intake.announce()

    assert complaints("wjg", intake_officer) == complaints("河边", intake_officer) == [complaint.pk]


def test_what_a_reporter_adds_is_found(world, intake_officer):
    complaint = a_complaint(world)

    dialogue.say(complaint, body="搬到了桥头", kind="lead", nonce="n")

    assert complaints("桥头", intake_officer) == [complaint.pk]


def test_a_case_is_found_as_soon_as_it_is_opened(world, intake_officer):
    complaint = a_complaint(world, "screening")
    matter = screening.Matter(
        title="文化宫办班", kind="tutoring", reporting_unit=world.county, school=world.school,
        teachers=[a_teacher(world.school, name="温建国")],
    )  # fmt: skip

    case = screening.accept(complaint, matter=matter, by=intake_officer)

    assert cases("wjg", intake_officer) == cases("文化宫", intake_officer) == [case.pk]


def test_a_step_writes_the_words_and_the_readers_of_today(world, intake_officer):
    case = a_case(world, "investigating", lead_summary="文化宫")
    CaseWords.objects.all().delete()
    Respondent.objects.create(case=case, clues="戴眼镜的男教师")

    with step(case, "case.suspended", by=world["county.officer"]):
        pass

    assert cases("戴眼镜", world["county.officer"]) == [case.pk]
    assert CaseWords.objects.get().version == Case.objects.get().version


@pytest.mark.parametrize("renew", [tasks.renew_words, lambda: call_command("reindex_search")])
def test_a_new_name_and_a_renamed_school_are_found_after_the_night(world, officer, renew):
    teacher = a_teacher(world.school, name="温建国")
    case = a_case(world, "investigating", teachers=[teacher])
    teacher.name = "温卫国"
    teacher.save()
    type(world.school).objects.filter(pk=world.school.pk).update(name="新桥小学")

    renew()

    assert cases("wwg", officer) == cases("新桥小学", officer) == [case.pk]
    assert cases("温建国", officer) == []


def test_the_night_writes_what_was_never_written_or_is_older_and_nothing_else(world, capsys):
    for _ in range(3):
        a_case(world)
    complaint = a_complaint(world)
    first, second, _third = Case.objects.order_by("pk")
    CaseWords.objects.filter(pk=first.pk).delete()
    Case.objects.filter(pk=second.pk).update(version=7)
    ComplaintWords.objects.filter(pk=complaint.pk).update(readers=[])

    call_command("reindex_search", "--changed")
    call_command("reindex_search", "--changed")

    assert capsys.readouterr().out == "3 records written\n0 records written\n"


def test_whatever_gives_rights_writes_who_may_find_it_too():
    for module in Path(actions.__path__[0]).glob("*.py"):
        text = module.read_text()
        assert text.count("grants.renew(") <= text.count("search.index"), module.name
