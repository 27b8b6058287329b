"""What a reporter can decide beside the dialogue: one small page each, none needs JavaScript."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from cases.actions import contacts, dialogue
from cases.actions.real_names import Identity
from cases.forms import thread as forms
from cases.models import ContactUse, Means, RemarkKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import _StrPromise

    from cases.forms.thread import ThreadForm
    from cases.models import Complaint
    from cases.sheets.threads import Thread


@dataclass(frozen=True, kw_only=True)
class Deed:
    """One of them. ``do`` gets the complaint, what was said, and the nonce of the form."""

    name: str
    link: str | _StrPromise
    title: str | _StrPromise
    lead: str | _StrPromise
    button: str | _StrPromise
    done: str | _StrPromise
    form: type[ThreadForm]
    do: Callable[[Complaint, dict[str, Any], str], object]
    is_open: Callable[[Thread], bool] = lambda _thread: True
    template: str = "public/deed.html"
    is_rare: bool = True


def _leave_address(complaint: Complaint, said: dict[str, Any], _nonce: str) -> None:
    means = Means.SMS if said["mobile"] else Means.MAIL
    address = said["mobile"] or said["mail"]
    contacts.leave(complaint, use=ContactUse.NOTICE, means=means, address=address)


DEEDS = (
    Deed(
        name="retaliation",
        link=_("Somebody makes us suffer for this report"),
        title=_("Does somebody make you or your child suffer?"),
        lead=_(
            "Taking revenge on somebody who reports is forbidden and is itself looked into. This goes to the head of the city's office, not to the school and not to the county."
        ),
        button=_("Tell the city bureau"),
        done=_(
            "The city bureau has your words. If it is urgent, call one of these numbers as well."
        ),
        form=forms.RetaliationForm,
        do=lambda complaint, said, nonce: dialogue.say(
            complaint, body=said["body"], kind=RemarkKind.RETALIATION, nonce=nonce
        ),
        template="public/deed_retaliation.html",
        is_rare=False,
    ),
    Deed(
        name="rate",
        link=_("Rate the answer"),
        title=_("Are you content?"),
        lead=_(
            "Your rating is counted for the unit that looked into it. It changes nothing for you."
        ),
        button=_("Send the rating"),
        done=_("Thank you for the rating."),
        form=forms.RateForm,
        do=lambda complaint, said, nonce: dialogue.rate(complaint, nonce=nonce, **said),
        is_open=lambda thread: thread.is_answered and not thread.is_rated,
    ),
    Deed(
        name="notice",
        link=_("Be told when something is new"),
        title=_("Be told when something is new"),
        lead=_(
            "We then send one neutral sentence, without a word of what it is about. The address is kept locked and used for nothing else; you can have it forgotten at any time."
        ),
        button=_("Keep this address"),
        done=_("It is noted."),
        form=forms.NoticeForm,
        do=_leave_address,
        template="public/deed_notice.html",
    ),
    Deed(
        name="name",
        link=_("Give my name after all"),
        title=_("Give your name after all"),
        lead=_(
            "It is sealed at once. You are then also told in writing, at the beginning and at the end. This cannot be taken back."
        ),
        button=_("Seal my name"),
        done=_("Your name is sealed."),
        form=forms.NameForm,
        do=lambda complaint, said, _nonce: dialogue.give_name(
            complaint, identity=Identity(said["name"], said["phone"])
        ),
        is_open=lambda thread: not thread.is_named,
    ),
    Deed(
        name="answer",
        link=_("Ask for an answer, or decline it"),
        title=_("Do you want an answer?"),
        lead=_("The matter is looked into either way."),
        button=_("Keep this choice"),
        done=_("It is noted."),
        form=forms.WishForm,
        do=lambda complaint, said, _nonce: dialogue.wish(
            complaint, answer_is_wanted=said["wanted"]
        ),
        is_open=lambda thread: not thread.is_answered,
    ),
    Deed(
        name="withdraw",
        link=_("Step back from my report"),
        title=_("Step back from your report"),
        lead=_(
            "You can step back, and we ask you nothing more. What is reported is looked into all the same, for the children's sake: that is not yours to end."
        ),
        button=_("Step back"),
        done=_("It is noted that you have stepped back. The inquiry goes on."),
        form=forms.ConfirmForm,
        do=lambda complaint, _said, _nonce: dialogue.withdraw(complaint),
        is_open=lambda thread: not thread.is_withdrawn and not thread.is_answered,
    ),
)
BY_NAME = {one.name: one for one in DEEDS}
DONE: dict[str, str | _StrPromise] = {
    "said": _("Your message has arrived."),
    "code": _("From now on only the new code opens this page."),
    **{one.name: one.done for one in DEEDS},
}


def offered(thread: Thread) -> list[Deed]:
    """Those that can be done now and are seldom wanted: the menu."""
    return [one for one in DEEDS if one.is_rare and one.is_open(thread)]
