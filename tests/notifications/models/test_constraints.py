"""What the database itself refuses to keep."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from notifications.models import Delivery, Paper, Preference


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"state": "lost"}, "notifications_delivery_state_is_known"),
        ({"state": "sent"}, "notifications_delivery_sent_has_day"),
        ({"digest_on": "2026-11-05"}, "notifications_delivery_of_letter_or_digest"),
        (
            {"state": "failed", "lease_until": timezone.now()},
            "notifications_delivery_only_open_is_leased",
        ),
    ],
)
def test_delivery_refuses(word, values, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        Delivery.objects.update(**values)


def test_word_of_one_letter_by_one_channel_is_one_row(word):
    with pytest.raises(IntegrityError, match="notifications_delivery_of_letter_once"):
        Delivery.objects.create(message=word.message, reader=word.reader, means="mail")


def test_quiet_hours_have_both_ends(officer):
    with pytest.raises(IntegrityError, match="quiet_has_both_ends"):
        Preference.objects.create(person=officer, quiet_from=None)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"state": "lost"}, "notifications_paper_state_is_known"),
        ({"state": "made"}, "notifications_paper_made_has_file"),
        (
            {"state": "made", "file": "a", "sha256": "b", "pages": 0, "made_on": "2026-11-05"},
            "notifications_paper_made_has_file",
        ),
        (
            {"state": "failed", "lease_until": timezone.now()},
            "notifications_paper_only_open_is_leased",
        ),
    ],
)
def test_paper_refuses(paper_row, values, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        Paper.objects.update(**values)


def test_rows_are_called_by_their_titles(letter, paper_row):
    assert str(letter) == "交办 1 件"
    assert str(paper_row) == "关于给予某某某警告处分的决定 温教处[2026]12号"
