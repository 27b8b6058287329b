"""The number of unread letters in the page header."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from notifications import context
from notifications.models import Message


def count(rf, user):
    request = rf.get("/")
    request.user = user
    return context.inbox(request)["unread_count"]


def test_inbox_counts_ones_own_unread_letters(rf, letter, officer, colleague):
    Message.objects.create(kind="x", title="x", reader=officer, read_at=timezone.now())
    Message.objects.create(kind="x", title="x", reader=colleague)

    assert count(rf, officer) == 1


def test_inbox_counts_no_further_than_99(rf, officer):
    Message.objects.bulk_create(Message(kind="x", title="x", reader=officer) for _n in range(105))

    assert count(rf, officer) == 99


def test_inbox_asks_the_database_only_when_the_number_is_shown(
    rf, letter, officer, django_assert_num_queries
):
    with django_assert_num_queries(0):
        shown = count(rf, officer)
    with django_assert_num_queries(1):
        assert (str(shown), bool(shown)) == ("1", True)


def test_inbox_is_nothing_to_somebody_unknown(rf, django_assert_num_queries):
    assert count(rf, AnonymousUser()) == 0
    assert context.inbox(rf.get("/")) == {"unread_count": 0}
