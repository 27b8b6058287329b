"""Verbs between officers and reporters: calls, real names, files, the dialogue."""

from django.utils.translation import gettext_lazy as _

from cases.actions import contacts, dialogue, evidence, real_names
from cases.forms import dialogue as dialogues
from cases.forms import evidence as files
from cases.forms import identities
from cases.states import ComplaintState
from cases.verb import Verb

ANY = tuple(ComplaintState)

VERBS = (
    Verb(
        record="complaint",
        name="reach",
        label=_("Call or text the reporter"),
        will=_("The reporter is reached without your seeing the number; the attempt is recorded."),
        form=identities.Reach,
        action=contacts.reach,
        rights=("screen_complaint",),
        event="complaint.reporter_reached",
        states=ANY,
        guard=_("A number is kept, and a gateway or an exchange is connected."),
    ),
    Verb(
        record="complaint",
        name="verify_reporter",
        label=_("Record whether the name is real"),
        will=_("The report counts as signed with a real name, or as anonymous."),
        form=identities.Verify,
        action=real_names.verify,
        rights=("screen_complaint",),
        event="complaint.reporter_verified",
        states=ANY,
        guard=_("The reporter gave a name."),
    ),
    Verb(
        record="complaint",
        name="mark_file",
        label=_("Mark a file that shows who reported"),
        will=_("The file opens only while the identity is open to the reader, or freely again."),
        form=files.MarkFile,
        action=evidence.mark,
        rights=("screen_complaint",),
        event="complaint.file_marked",
        states=ANY,
        guard=_("It has not been passed to the inquiry."),
    ),
    Verb(
        record="complaint",
        name="pass_files",
        label=_("Pass copies to the inquiry"),
        will=_("Those who handle the case see these copies, without names and hidden data."),
        form=files.PassFiles,
        action=evidence.pass_on,
        rights=("screen_complaint",),
        event="complaint.files_passed",
        states=(ComplaintState.ACCEPTED, ComplaintState.MERGED),
        guard=_("A copy was made and does not show who reported."),
    ),
    Verb(
        record="complaint",
        name="reply",
        label=_("Write to the reporter"),
        will=_("The reporter reads it with his code; if he left an address, he is told so."),
        form=dialogues.Reply,
        template="desk/dialogue_verb.html",
        action=dialogue.reply,
        rights=("screen_complaint",),
        event="complaint.reporter_answered",
        states=ANY,
    ),
    Verb(
        record="complaint",
        name="read_messages",
        label=_("Mark the messages as read"),
        will=_("What the reporter wrote no longer counts as new."),
        form=dialogues.ReadMessages,
        template="desk/dialogue_verb.html",
        action=dialogue.read_messages,
        rights=("screen_complaint",),
        event="complaint.messages_read",
        states=ANY,
        guard=_("Something new was written."),
    ),
)
