"""联系权: a reporter is told or called through the system; his address is used and never shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import Contact, ContactAttempt, ContactUse, Means, RealName, Reporter
from cases.models.rights import groups_with_rights
from ledger import access, history, sealing
from ledger.actors import REPORTER
from notifications import channels, notices
from notifications.models import MessageState, Notice

if TYPE_CHECKING:
    from cases.models import Complaint
    from people.models import User

AT_ONCE = 200  # attempts whose outcome is looked up in one go
SOMETHING_NEW = gettext_lazy(
    "There is something new in the matter that you follow. Please look at the page with your code."
)
NO_NUMBER = gettext_lazy("No number is kept with which this reporter could be reached.")


@transaction.atomic
def leave(complaint: Complaint, *, use: str, means: str, address: str) -> None:
    """The reporter leaves an address for one use, or takes it back with an empty one."""
    if address.strip():
        keep(complaint, use, means, address.strip())
    else:
        complaint.contacts.filter(use=use).delete()
    event = "complaint.contact_left" if address.strip() else "complaint.contact_taken_back"
    said = {"record": complaint.number, "use": str(use), "means": str(means)}
    history.record(event, complaint.subject, by=REPORTER, payload=said, dates_only=True)


def keep(complaint: Complaint, use: str, means: str, address: str) -> None:
    """Keep an address under the server's key, in place of the one before. One query."""
    sealed = sealing.lock(notices.PURPOSE, address.encode())
    Contact.objects.bulk_create(
        [Contact(complaint=complaint, use=use, means=means, sealed=sealed)],
        update_conflicts=True,
        unique_fields=["complaint", "use"],
        update_fields=["means", "sealed"],
    )


def notify(complaint: Complaint) -> None:
    """Tell the reporter that something is new, if he left an address for that; neutral words.

    In the caller's transaction; the worker sends it. While one waits no second one is written.
    """
    contact = complaint.contacts.filter(use=ContactUse.NOTICE).first()
    if contact is None or contact.means not in channels.connected():
        return
    if Notice.objects.of([complaint.subject]).claimable().exists():
        return
    with translation.override(settings.LANGUAGE_CODE):
        text = str(SOMETHING_NEW)
    notices.queue(complaint.subject, means=contact.means, address=_address(contact), text=text)


def _address(contact: Contact) -> str:
    return sealing.unlock(notices.PURPOSE, bytes(contact.sealed)).decode()


def why_not(complaint: Complaint) -> str:
    """Why this reporter cannot be reached, for people."""
    if not complaint.contacts.filter(use=ContactUse.CONTACT).exists():
        return str(NO_NUMBER)
    if Reporter.objects.filter(complaint=complaint, level=RealName.DENIED).exists():
        return _("The person named has denied that he reported: the number is not used any more.")
    return _("Neither a gateway for text messages nor a telephone exchange is connected.")


def means_for(complaint: Complaint) -> frozenset[str]:
    """How this reporter can be reached here and now; empty where he cannot."""
    contact = complaint.contacts.filter(use=ContactUse.CONTACT).first()
    if (
        contact is None
        or Reporter.objects.filter(complaint=complaint, level=RealName.DENIED).exists()
    ):
        return frozenset()
    ways = {Means.MAIL} if contact.means == Means.MAIL else {Means.SMS, Means.CALL}
    return frozenset(ways) & channels.connected()


def reach(complaint: Complaint, *, means: str, text: str = "", by: User) -> None:
    """Call or text the reporter, who stays unseen: the attempt is recorded, the number shown to nobody.

    Raises ``NotAllowed`` where no number is kept or nothing is connected. The worker does it.
    """
    facts = {"means": str(means)}
    with step(complaint, "complaint.reporter_reached", by=by, **facts) as fresh:
        contact = fresh.contacts.filter(use=ContactUse.CONTACT).first()
        if contact is None:
            raise NotAllowed(NO_NUMBER)
        _check_can_reach(fresh, means, text, by)
        attempt = ContactAttempt.objects.create(complaint=fresh, officer=by, means=means, text=text)
        actor = by.as_actor(groups_with_rights(fresh))
        access.record(fresh.subject, f"{fresh.number} contact by {means}", by=actor)
        notices.queue(
            _subject(attempt), means=means, address=_address(contact), text=text,
            staff_number=by.mobile if means == Means.CALL else "",
        )  # fmt: skip


def _check_can_reach(complaint: Complaint, means: str, text: str, by: User) -> None:
    if means not in means_for(complaint):
        raise NotAllowed(_("This reporter cannot be reached in this way."))
    if means == Means.CALL and not by.mobile:
        raise NotAllowed(_("The exchange cannot ring you: your own number is not entered."))
    if means != Means.CALL and not text.strip():
        raise NotAllowed(_("Write what the reporter is to read."))


def _subject(attempt: ContactAttempt) -> str:
    return f"attempt:{attempt.pk}"


def settle() -> int:
    """Write beside each attempt what came of it, once the worker has done with it; how many."""
    waiting = ContactAttempt.objects.filter(outcome="").order_by("pk")[:AT_ONCE]
    attempts = {_subject(one): one.pk for one in waiting}
    ended = Notice.objects.of(list(attempts)).filter(
        state__in=[MessageState.SENT, MessageState.FAILED]
    )
    with translation.override(settings.LANGUAGE_CODE):
        words = {attempts[one.subject]: outcome_of(one) for one in ended}
    return sum(
        ContactAttempt.objects.filter(pk=pk, outcome="").update(outcome=said)
        for pk, said in words.items()
    )


def outcome_of(notice: Notice) -> str:
    """What came of one notice, in words."""
    if notice.state == MessageState.SENT:
        return _("The exchange rang both") if notice.means == Means.CALL else _("Sent")
    reason = notice.failure.partition(":")[0]
    said = {
        "refused": _("Not sent: the gateway refused it"),
        "not reached": _("Not sent: the gateway could not be reached"),
        "not connected": _("Not sent: no gateway is connected"),
        "too late": _("Not rung: it would have come too late"),
    }
    return said.get(reason, _("Not sent: something failed on our side"))
