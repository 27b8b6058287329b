"""The limits and their counting, and the rule set of each channel."""

from datetime import date

import pytest

from cases.calendar import KNOWN, Due
from cases.catalogues import UnknownCode, channels, limits


@pytest.mark.parametrize(
    ("code", "amount", "unit"),
    [
        ("K1", 15, "day"), ("K2", 15, "day"), ("K3", 5, "working_day"), ("K4", 60, "day"),
        ("K5", 30, "day"), ("K6", 30, "day"), ("K7", 30, "day"), ("K8", 30, "day"),
        ("K8-2", 30, "day"), ("K9", None, "day"), ("K10", 15, "working_day"),
        ("K11", 15, "working_day"), ("K12", 5, "working_day"), ("K13", 5, "working_day"),
        ("K13-2", 5, "working_day"), ("K14", 30, "day"), ("K14-2", 60, "day"),
        ("K15", 6, "month"), ("K15-2", 12, "month"), ("K16", None, "working_day"),
        ("DISPATCH", 3, "working_day"), ("SIGN", 2, "working_day"),
        ("REPORT_REVIEW", 5, "working_day"), ("NOTICE_REPLY", 5, "working_day"),
        ("SUSPENSION_REVIEW", 30, "day"), ("SHELVED_REVIEW", 6, "month"), ("FILE", 30, "day"),
        ("REVIEW_APPLY", 30, "day"), ("REVIEW_DECIDE", 30, "day"), ("APPEAL_APPLY", 30, "day"),
        ("APPEAL_DECIDE", 60, "day"), ("APPEAL_EXTEND", 30, "day"), ("TEACHER_APPEAL", 30, "day"),
        ("HEARING_NOTICE", 7, "working_day"), ("PAY_CHANGE", 1, "month"), ("SUPERIOR", None, "day"),
        ("REFERRAL_WATCH", 90, "day"), ("SCREENING", 15, "day"), ("TRANSMITTAL", 15, "day"), ("TRANSMITTAL_WATCH", 60, "day"),
    ],
)  # fmt: skip
def test_get_knows_every_limit(code, amount, unit):
    limit = limits.get(code)

    assert (limit.amount, limit.unit) == (amount, unit)


def test_there_is_no_limit_beside_the_tested_ones():
    assert len(limits.CATALOGUE) == 40


@pytest.mark.parametrize("code", ["DISPATCH", "SIGN", "REPORT_REVIEW", "NOTICE_REPLY", "FILE"])
def test_working_limits_are_marked_as_our_own(code):
    limit = limits.get(code)

    assert (limit.rule, limit.source, limit.is_certain) == ("R-LOCAL", "D", False)


def test_get_of_a_day_refuses_a_day_before_the_rule():
    assert limits.get("K2", date(2022, 5, 1)).code == "K2"
    with pytest.raises(UnknownCode):
        limits.get("K2", date(2022, 4, 30))


def test_get_refuses_an_unknown_code():
    with pytest.raises(UnknownCode, match="K17"):
        limits.get("K17")


@pytest.mark.parametrize(
    ("channel", "steps"),
    [
        ("WEB", (None, "K2", "K4", "K5", "K11", None)),
        ("PHONE", (None, "K2", "K4", "K5", "K11", None)),
        ("EMAIL", (None, "K2", "K4", "K5", "K11", None)),
        ("GRID", (None, "K2", "K4", "K5", "K11", None)),
        ("PETITION", (None, "K2", "K4", "K5", "K11", None)),
        ("HOTLINE", (None, "K2", "K4", "K5", "K11", "K16")),
        ("ASSIGNED", (None, "K2", "K4", "K5", "K11", "SUPERIOR")),
        ("DISCIPLINE", ("K12", "K10", "K4", "K5", "K11", None)),
        ("PATROL", (None, None, "K4", "K5", None, None)),
        ("MEDIA", (None, None, "K4", "K5", None, None)),
        ("DEPT", (None, None, "K4", "K5", None, None)),
    ],
)
def test_by_channel_gives_its_rule_set(channel, steps):
    found = limits.by_channel(channel)
    given = (found.register, found.tell, found.conclude, found.extend, found.answer, found.order)

    assert tuple(limit and limit.code for limit in given) == steps
    assert found.channel == channel


def test_every_channel_has_a_rule_set_that_fits_it():
    for channel in channels.on(date(2026, 11, 24)):
        found = limits.by_channel(channel.code)
        assert (found.tell is not None) is channel.has_reporter
        assert (found.answer is not None) is channel.has_reporter


def test_by_channel_refuses_an_unknown_channel():
    with pytest.raises(UnknownCode, match="FAX"):
        limits.by_channel("FAX")


@pytest.mark.parametrize(
    ("code", "start", "day"),
    [
        ("K3", date(2026, 9, 28), date(2026, 10, 10)),  # five working days over National Day
        ("K2", date(2026, 9, 16), date(2026, 10, 8)),  # 15 calendar days, then the next working day
        ("SIGN", date(2026, 11, 24), date(2026, 11, 26)),
        ("K15", date(2026, 3, 10), date(2026, 9, 10)),
        ("K4", date(2026, 3, 2), date(2026, 5, 6)),
    ],
)
def test_due_counts_in_the_limits_own_unit(code, start, day):
    assert limits.due(limits.get(code), start, KNOWN) == Due(day)


def test_due_in_an_uncovered_year_is_provisional():
    assert limits.due(limits.get("K4"), date(2026, 12, 4), KNOWN).is_provisional


@pytest.mark.parametrize("code", ["K9", "K16", "SUPERIOR"])
def test_due_refuses_a_day_that_somebody_else_names(code):
    with pytest.raises(limits.NoFixedTerm, match=code):
        limits.due(limits.get(code), date(2026, 3, 10), KNOWN)
