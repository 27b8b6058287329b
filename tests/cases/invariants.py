"""Of the ten invariants of the domain reference §9.4 those that look at a whole walk, by their numbers."""

from collections import Counter

from cases import sheets
from cases.models import Case, Complaint, Decision, Investigator, Recusal
from cases.models.rights import rights_of
from ledger.models import Event

TEAM = 2  # investigators at least


def decided_by_whom_nothing_bars(decision):
    """1: two people investigated, and nobody recused, nor an investigator, decided or drafted it."""
    case = decision.proceeding.case
    assert Investigator.objects.filter(case=case).count() >= TEAM
    actors = {decision.decided_by_id, decision.drafted_by_id}
    assert not Recusal.objects.in_force().filter(case=case, user__in=actors).exists()
    assert not Investigator.objects.filter(case=case, user=decision.decided_by_id).exists()


def nobody_who_inquires_sees_what_was_told(world):
    """2: neither the investigators nor the accused school open a complaint or read its words."""
    for login in ("county.investigator", "school.investigator", "school.principal"):
        reader = world[login]
        assert not Complaint.objects.visible_to(reader).exists(), login
        for case in Case.objects.visible_to(reader):
            assert "read_original" not in rights_of(case, reader)
            assert sheets.sheet(case, reader).complaints == ()


def every_event_says_who_as_what_and_when(since):
    """3: a refused one too; only the system holds no office."""
    for event in Event.objects.filter(pk__gt=since):
        assert event.actor_key
        assert event.on is not None
        assert event.actor_role or event.actor_key == "system", event.kind


def what_was_closed_was_closed_once_a_round():
    """7: between two closings lies a reopening."""
    done = Event.objects.filter(refused=False, kind__in=["case.closed", "case.reopened"])
    counts = Counter(done.values_list("subject", "kind"))
    for subject, kind in counts:
        closings = counts[subject, "case.closed"] if kind == "case.closed" else 0
        assert closings <= 1 + counts[subject, "case.reopened"]


def no_term_is_longer_than_the_table_allows():
    """5: sanctions of one person run 48 months at most, however many there are."""
    for decision in Decision.objects.filter(ended_on=None, ends_on__isnull=False):
        months = (decision.ends_on.year - decision.starts_on.year) * 12
        assert months + decision.ends_on.month - decision.starts_on.month <= 48


def last_event():
    """The key of the newest."""
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
