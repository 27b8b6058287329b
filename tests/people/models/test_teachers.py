"""Teachers stand between two units, and have a history of posts."""

import datetime

import pytest
from django.db import IntegrityError

from people.models import TeacherPost
from tests.people.factories import a_teacher

pytestmark = pytest.mark.django_db
AUTUMN = datetime.date(2025, 9, 1)


def test_unit_ids_are_both_units(units):
    lent = a_teacher(units.lucheng_school, teaching_unit=units.lucheng_school2)

    assert lent.unit_ids == {units.lucheng_school.pk, units.lucheng_school2.pk}


def test_unit_ids_are_one_where_both_are_the_same(units):
    assert a_teacher(units.lucheng_school).unit_ids == {units.lucheng_school.pk}


def test_posts_are_in_the_order_of_their_beginning(units):
    teacher = a_teacher(units.lucheng_school, name="陈试")
    for unit, start in [(units.lucheng_school, AUTUMN), (units.lucheng_school2, "2020-09-01")]:
        TeacherPost.objects.create(teacher=teacher, unit=unit, starts_on=start)

    assert [post.unit for post in teacher.posts.all()] == [
        units.lucheng_school2,
        units.lucheng_school,
    ]


def test_post_does_not_end_before_it_starts(units):
    teacher = a_teacher(units.lucheng_school)

    with pytest.raises(IntegrityError, match="ends_after_it_starts"):
        TeacherPost.objects.create(
            teacher=teacher, unit=units.lucheng_school, starts_on=AUTUMN, ends_on="2025-08-31"
        )


def test_teacher_is_shown_by_name(units):
    assert str(a_teacher(units.lucheng_school, name="陈试")) == "陈试"


def test_post_says_what_it_is(units):
    teacher = a_teacher(units.lucheng_school)
    post = TeacherPost(teacher=teacher, unit=units.lucheng_school, starts_on=AUTUMN)

    assert str(post) == f"{teacher.pk} at {units.lucheng_school.pk} from 2025-09-01"
