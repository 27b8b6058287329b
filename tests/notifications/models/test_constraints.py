"""What the database itself refuses to keep."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from notifications.models import Message, Paper


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"state": "lost"}, "notifications_message_state_is_known"),
        ({"state": "sent"}, "notifications_message_sent_has_day"),
        ({"link": "https://example.org"}, "notifications_message_link_is_local"),
        (
            {"state": "failed", "lease_until": timezone.now()},
            "notifications_message_only_open_is_leased",
        ),
    ],
)
def test_message_refuses(letter, values, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        Message.objects.update(**values)


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
