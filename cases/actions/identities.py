"""The opening of a sealed identity: asked for, granted by a custodian, read, ended; each step recorded.

A grant's key pair is made in the view; its private half rests in the requester's browser alone. The
vault is opened outside any transaction, because a wrong passphrase is kept whatever comes after.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from nacl.public import PrivateKey, PublicKey, SealedBox

from cases.actions import real_names
from cases.actions.real_names import Identity
from cases.exceptions import CaseError, NotAllowed, NotPermitted
from cases.models import GrantState, IdentityGrant
from cases.models.rights import groups_with_rights, rights_of
from cases.permissions import check_holds
from cases.sheets.identities import LASTS, LIVE, watch_of
from ledger import access, history, vault
from ledger.actors import SYSTEM, Actor
from notifications import outbox
from people import appointments
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.utils.functional import _StrPromise

    from cases.models import Complaint, Reporter
    from people.models import User

LETTERS = {
    "requested": gettext_lazy("A request to open an identity waits for you"),
    "approved": gettext_lazy("Your request was granted: readable for 24 hours"),
    "declined": gettext_lazy("Your request was declined"),
    "opened_at_once": gettext_lazy("An identity was opened at once: it waits for your review"),
}
NOT_YOURS = gettext_lazy("This request is not yours to decide.")


@contextmanager
def refusals_kept(event: str, complaint: Complaint, by: User) -> Iterator[None]:
    """Record a refusal of what is done inside, after its transaction is gone; then let it pass."""
    try:
        yield
    except CaseError as refusal:
        kind = "right" if isinstance(refusal, NotPermitted) else "rule"
        reason = f"{kind}: {refusal}"
        history.refuse(event, complaint.subject, by=_actor(complaint, by), reason=reason)
        raise


def _actor(complaint: Complaint, by: User) -> Actor:
    """Who he is here: by his right on the complaint, else as its city's custodian or supervisor."""
    groups = set(groups_with_rights(complaint))
    watching = [(complaint.city, Role.CUSTODIAN), (complaint.city, Role.DISCIPLINE)]
    if not rights_of(complaint, by):
        groups = set(appointments.groups_for(watching).values())
    return by.as_actor(groups)


def _record(event: str, grant: IdentityGrant, by: User, note: str = "") -> None:
    complaint = grant.complaint
    payload = {"record": complaint.number, "note": note, "request": grant.pk}
    history.record(
        f"complaint.identity_{event}", complaint.subject, by=_actor(complaint, by), payload=payload
    )


def _tell(event: str, grant: IdentityGrant, people: Iterable[User], link: str) -> None:
    title: _StrPromise = LETTERS[event]
    outbox.queue(
        f"complaint.identity_{event}", to=people, title=title, body=grant.complaint.number,
        link=link,
    )  # fmt: skip


def page_of_request(grant: IdentityGrant) -> str:
    """Where its custodians decide on it."""
    return f"/desk/identities/{grant.pk}/"


def page_of_reader(complaint: Complaint) -> str:
    """Where its requester reads it."""
    return f"{complaint.get_absolute_url()}identity/"


def custodians(complaint: Complaint) -> list[User]:
    """Who can grant a request today, and is not barred from the matter."""
    everybody = appointments.holders(complaint.city, Role.CUSTODIAN)
    return [one for one in everybody if watch_of(one, complaint).is_custodian]


def ask(complaint: Complaint, *, purpose: str, public_key: bytes, by: User) -> IdentityGrant:
    """Ask for one identity, for one purpose. The same key twice is one request."""
    with refusals_kept("complaint.identity_requested", complaint, by), transaction.atomic():
        fresh = complaint.locked()
        check_holds(by, fresh, ("view_complaint",))
        real_names.of(fresh)
        live = fresh.identity_grants.filter(requester=by, state__in=LIVE).first()
        if live:
            return _same(live, public_key)
        grant = IdentityGrant.objects.create(
            complaint=fresh, requester=by, purpose=purpose, public_key=public_key
        )
        _record("requested", grant, by, purpose)
        others = [one for one in custodians(fresh) if one != by]
        _tell("requested", grant, others, page_of_request(grant))
    return grant


def _same(live: IdentityGrant, public_key: bytes) -> IdentityGrant:
    if bytes(live.public_key or b"") != public_key:
        raise NotAllowed(_("You have a request that is not ended yet: end it before the next one."))
    return live


def approve(grant: IdentityGrant, *, passphrase: str, by: User) -> None:
    """Unseal with the custodian's passphrase and seal again for the requester alone, for a day."""
    complaint = grant.complaint
    with refusals_kept("complaint.identity_approved", complaint, by):
        if _was_ruled_by(grant, GrantState.OPEN, by):
            return
        _check_can_rule(grant, by)
        sealed = _for_grant(complaint, bytes(grant.public_key or b""), passphrase, by)
        with transaction.atomic():
            fresh = _locked(grant)
            if _was_ruled_by(fresh, GrantState.OPEN, by):
                return
            _check_can_rule(fresh, by)
            if "view_complaint" not in rights_of(complaint, fresh.requester):
                raise NotAllowed(_("The requester may not open this complaint any more."))
            fresh.state, fresh.sealed = GrantState.OPEN, sealed
            fresh.custodian, fresh.ruled_at = by, timezone.now()
            fresh.ends_at = fresh.ruled_at + LASTS
            fresh.save()
            _record("approved", fresh, by)
            _tell("approved", fresh, [fresh.requester], page_of_reader(complaint))


def _locked(grant: IdentityGrant) -> IdentityGrant:
    rows = IdentityGrant.objects.select_for_update(of=("self",))
    return rows.select_related("complaint__city", "requester").get(pk=grant.pk)


def _was_ruled_by(grant: IdentityGrant, state: GrantState, by: User) -> bool:
    """Whether he did just this already, and sent it twice."""
    is_his = grant.custodian_id == by.pk and not grant.is_emergency
    return grant.state == state and is_his


def _check_can_rule(grant: IdentityGrant, by: User) -> None:
    if not watch_of(by, grant.complaint).is_custodian:
        raise NotPermitted(NOT_YOURS)
    if grant.requester_id == by.pk:
        raise NotPermitted(_("Nobody grants his own request: another custodian decides."))
    if grant.state != GrantState.REQUESTED:
        raise NotAllowed(_("This request has been decided already."))


def _for_grant(complaint: Complaint, public_key: bytes, passphrase: str, by: User) -> bytes:
    """The identity, sealed for one grant. The clear text lives no longer than this call."""
    reporter = real_names.of(complaint)
    with _vault(by, passphrase, reporter) as private:
        clear = SealedBox(private).decrypt(bytes(reporter.sealed))
        sealed = bytes(SealedBox(PublicKey(public_key)).encrypt(clear))
        del clear
    return sealed


@contextmanager
def _vault(by: User, passphrase: str, reporter: Reporter) -> Iterator[PrivateKey]:
    """The vault, opened with this custodian's passphrase; in people's words where it stays closed."""
    try:
        with vault.opened(by.username, passphrase, reporter.vault_key) as private:
            yield private
    except vault.TooManyTries:
        sentence = _("Too many wrong passphrases: wait a quarter of an hour.")
        raise NotAllowed(sentence) from None
    except vault.WrongPassphrase:
        raise NotAllowed(_("This passphrase does not open the vault.")) from None


def decline(grant: IdentityGrant, *, reason: str, by: User) -> None:
    """Refuse a request, and say why."""
    with refusals_kept("complaint.identity_declined", grant.complaint, by), transaction.atomic():
        fresh = _locked(grant)
        if _was_ruled_by(fresh, GrantState.DECLINED, by):
            return
        _check_can_rule(fresh, by)
        fresh.state, fresh.reason = GrantState.DECLINED, reason
        fresh.custodian, fresh.ruled_at = by, timezone.now()
        fresh.save()
        _record("declined", fresh, by, reason)
        _tell("declined", fresh, [fresh.requester], page_of_reader(fresh.complaint))


def open_at_once(
    complaint: Complaint, *, reason: str, passphrase: str, public_key: bytes, by: User
) -> IdentityGrant:
    """紧急启封: a child is in danger; one custodian alone, reviewed by another person within a day."""
    with refusals_kept("complaint.identity_opened_at_once", complaint, by):
        _check_can_open_at_once(complaint, by)
        sealed = _for_grant(complaint, public_key, passphrase, by)
        with transaction.atomic():
            fresh = complaint.locked()
            _check_can_open_at_once(fresh, by)
            live = fresh.identity_grants.filter(requester=by, state=GrantState.OPEN).first()
            if live:
                return _same(live, public_key)
            return _opened_at_once(fresh, reason, sealed, public_key, by)


def _check_can_open_at_once(complaint: Complaint, by: User) -> None:
    if not watch_of(by, complaint).is_custodian:
        raise NotPermitted(NOT_YOURS)
    if not complaint.minor_risk:
        raise NotAllowed(_("Only where a child may be in danger is an identity opened at once."))


def _opened_at_once(
    complaint: Complaint, reason: str, sealed: bytes, public_key: bytes, by: User
) -> IdentityGrant:
    now = timezone.now()
    grant = IdentityGrant.objects.create(
        complaint=complaint, requester=by, custodian=by, purpose=reason, public_key=public_key,
        is_emergency=True, state=GrantState.OPEN, sealed=sealed, ruled_at=now,
        ends_at=now + LASTS, review_due_at=now + LASTS,
    )  # fmt: skip
    _record("opened_at_once", grant, by, reason)
    reviewers = [*appointments.holders(complaint.city, Role.DISCIPLINE), *custodians(complaint)]
    others = [one for one in reviewers if one != by]
    _tell("opened_at_once", grant, others, page_of_request(grant))
    return grant


def read(grant: IdentityGrant, *, private: PrivateKey, by: User) -> Identity:
    """The identity, for its requester and with his browser's key. Recorded before it is opened.

    If the reading cannot be recorded nothing is opened. What is over is destroyed here, too.
    """
    with refusals_kept("complaint.identity_read", grant.complaint, by):
        end_if_over(grant)
        with transaction.atomic():
            fresh = _locked(grant)
            _check_can_read(fresh, private, by)
            complaint, sealed = fresh.complaint, bytes(fresh.sealed or b"")
            what = f"{complaint.number} identity of the reporter (request {fresh.pk})"
            access.record(complaint.subject, what, by=_actor(complaint, by))
            _record("read", fresh, by)
        return Identity.from_bytes(SealedBox(private).decrypt(sealed))


def _check_can_read(grant: IdentityGrant, private: PrivateKey, by: User) -> None:
    if grant.requester_id != by.pk:
        raise NotPermitted(_("This identity was opened for somebody else."))
    if grant.state != GrantState.OPEN:
        raise NotAllowed(_("This identity is not open, or not any more."))
    if bytes(private.public_key) != bytes(grant.public_key or b""):
        raise NotAllowed(_("The key of this request is in another browser."))


def end(grant: IdentityGrant, *, by: User, reason: str = "") -> None:
    """Destroy what was opened, or take a request back. Who did so already did it."""
    with refusals_kept("complaint.identity_ended", grant.complaint, by), transaction.atomic():
        fresh = _locked(grant)
        if fresh.requester_id != by.pk and not watch_of(by, fresh.complaint):
            raise NotPermitted(NOT_YOURS)
        if fresh.state in LIVE:
            _destroy(fresh, reason)
            _record("ended", fresh, by, reason)


def _destroy(grant: IdentityGrant, reason: str) -> None:
    grant.state, grant.sealed, grant.reason = GrantState.ENDED, None, reason
    grant.save(update_fields=["state", "sealed", "reason"])


def end_if_over(grant: IdentityGrant) -> bool:
    """Destroy what was opened a day ago; True if it was."""
    with transaction.atomic():
        fresh = _locked(grant)
        if fresh.state != GrantState.OPEN or (fresh.ends_at and fresh.ends_at > timezone.now()):
            return False
        _destroy(fresh, "")
        said = {"record": fresh.complaint.number, "note": "", "request": fresh.pk}
        history.record("complaint.identity_ended", fresh.complaint.subject, by=SYSTEM, payload=said)
    return True


def end_expired() -> int:
    """Destroy everything that was opened a day ago; how many."""
    over = IdentityGrant.objects.filter(state=GrantState.OPEN, ends_at__lte=timezone.now())
    return sum(end_if_over(grant) for grant in over.order_by("pk"))


def review(grant: IdentityGrant, *, text: str, by: User) -> None:
    """Another person looks at an identity that was opened at once, and writes what he found."""
    with refusals_kept("complaint.identity_reviewed", grant.complaint, by), transaction.atomic():
        fresh = _locked(grant)
        if fresh.requester_id == by.pk or not watch_of(by, fresh.complaint):
            raise NotPermitted(_("Another person reviews this: not who opened it."))
        if (fresh.reviewed_by_id, fresh.review) == (by.pk, text):
            return
        if not fresh.is_emergency or fresh.reviewed_at:
            raise NotAllowed(_("There is nothing to review here, or not any more."))
        fresh.reviewed_by, fresh.reviewed_at, fresh.review = by, timezone.now(), text
        fresh.save(update_fields=["reviewed_by", "reviewed_at", "review"])
        _record("reviewed", fresh, by, text)


def pass_on(grant: IdentityGrant, *, text: str, by: User) -> None:
    """Record to whom the custodian gave an identity that he opened at once: the police, a doctor."""
    with refusals_kept("complaint.identity_passed_on", grant.complaint, by), transaction.atomic():
        fresh = _locked(grant)
        if not fresh.is_emergency or fresh.requester_id != by.pk:
            raise NotPermitted(NOT_YOURS)
        if text not in passed_on(fresh):
            _record("passed_on", fresh, by, text)


def passed_on(grant: IdentityGrant) -> list[str]:
    """To whom this identity was given, in the words of who did."""
    told = history.of(grant.complaint.subject).filter(
        kind="complaint.identity_passed_on", payload__content__request=grant.pk
    )
    return [event.payload.content["note"] for event in told]
