"""No page shows its Chinese reader an English word: each is opened as its readers open it, and read."""

from contextlib import suppress
from itertools import product

import pytest
from django.core.cache import cache
from django.http import HttpResponse, QueryDict
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from cases import verbs
from cases.catalogues import titles
from cases.models import Complaint
from cases.states import ComplaintState
from cases.verb import MODELS, Verb
from cases.views import cookies
from cases.views.passes import pass_for
from ethics import errors
from notifications.models import Message
from people import demo
from people.models import User
from tests import stories
from tests.cases.hands import FormHands
from tests.reading import foreign_words

pytestmark = pytest.mark.django_db

OWN_SITE = {"Origin": "http://testserver"}
TOLD = {"kind": "gift", "narrative": "老师收了购物卡。", "identity": "anonymous"}
WITH_A_CASE = {ComplaintState.ACCEPTED, ComplaintState.MERGED}  # read in the story
LONG = "x" * 6000


class Readers:
    """One browser for each person of the desk; what they read in English is kept by its address."""

    def __init__(self):
        self.clients = {}
        self.foreign = {}
        self.read = 0

    def open(self, who, address):
        answer = self._client(who).get(address)
        if answer.status_code != 302 and answer.headers["Content-Type"].startswith("text/html"):
            self.note(address, answer)
        return answer

    def note(self, address, answer):
        self.read += 1
        words = foreign_words(answer.content.decode())
        if words:
            self.foreign.setdefault(address, words)

    def follow(self, slug):
        """Read a thread as its reporter."""
        client = self._client("")
        opened = pass_for(Complaint.objects.get(slug=slug))
        client.cookies[cookies.THREAD.name] = signed(cookies.THREAD, opened)
        answer = client.get(reverse("thread"))
        assert answer.status_code == 200
        self.note(f"thread {slug}", answer)

    def _client(self, who):
        if who not in self.clients:
            client = Client(raise_request_exception=True)
            if who:
                client.force_login(User.objects.get(username=who))
            self.clients[who] = client
        return self.clients[who]


class ReadingHands(FormHands):
    """Hands that open the page of every verb before they do it, and the record after."""

    def __init__(self, readers):
        super().__init__()
        self.readers = readers

    def act(self, who, record, name, own=None, /, **fields):
        kind, slug = record
        self.readers.open(who, reverse(f"{kind}-verb", args=[slug, name]))
        super().act(who, record, name, own, **fields)
        for reader in (who, "city.approver"):
            self.readers.open(reader, reverse(kind, args=[slug]))
        if kind == "complaint":
            self.readers.follow(slug)


@pytest.fixture
def readers():
    demo.load()
    return Readers()


@pytest.fixture
def played(readers):
    """Story A from report to answer, its records by kind."""
    hands = ReadingHands(readers)
    complaint, case = stories.play(stories.A, hands)
    (proceeding,) = hands.proceedings_of(case).values()
    return {one: MODELS[one].objects.get(slug=slug) for one, slug in (complaint, case, proceeding)}


def addresses():
    """Every address of the site that needs no record, this month's among them."""
    known = ({}, {"month": f"{timezone.localdate():%Y-%m}"})
    found = set()
    for name, arguments in product(get_resolver().reverse_dict, known):
        with suppress(NoReverseMatch):
            found.add(reverse(name, kwargs=arguments))
    return sorted(found)


@pytest.mark.parametrize(
    "who", ["", "city.intake", "city.leader", "lucheng.officer", "lucheng.investigator"]
)
def test_every_address_speaks_chinese(readers, who):
    for address in addresses():
        readers.open(who, address)

    assert readers.read > 5
    assert readers.foreign == {}


def test_a_story_is_told_in_chinese(readers, played, monkeypatch):
    """One long test, because the story takes seconds to play."""
    assert readers.read > 60
    read_lists_and_letters(readers)
    monkeypatch.setattr(Verb, "check", lambda *_: None)
    for verb in verbs.ROWS:
        record = played[verb.record]
        address = reverse(f"{verb.record}-verb", args=[record.slug, verb.name])
        assert readers.open("city.approver", address).status_code == 200
        for text in ("", LONG):
            readers.note(f"{address} {text[:1]}", complaints_about(verb, record, text))

    assert readers.foreign == {}


def read_lists_and_letters(readers):
    for who in ("city.intake", "city.approver", "city.leader", "lucheng.officer"):
        for address in addresses():
            readers.open(who, address)
        for letter in Message.objects.filter(reader__username=who):
            readers.open(who, reverse("inbox-letter", args=[letter.pk]))


def complaints_about(verb, record, text):
    """What the form of a verb says of the same text in every field."""
    user = User.objects.get(username="city.approver")
    empty = verb.form(record=record, user=user)
    posted = QueryDict("&".join(f"{name}={text}" for name in empty.fields))
    said = verb.form(posted, record=record, user=user).errors.values()
    return HttpResponse(
        "".join(f"<p>{text}</p>" for texts in said for text in texts).replace(LONG, "")
    )


def test_every_verb_has_its_letter_and_papers_in_chinese(readers):
    said = [*titles.TITLES.values(), *map(str, titles.LETTERS.values())]

    assert [one for one in said if foreign_words(one)] == []


@pytest.mark.parametrize("state", sorted(set(ComplaintState) - WITH_A_CASE))
def test_the_reporter_reads_chinese_in_every_state(readers, state):
    FormHands().report(
        kind="gift", county="鹿城区教育局", school="鹿城区演示第一小学", teacher="", narrative="购物卡。",
        identity="anonymous",
    )  # fmt: skip
    Complaint.objects.update(state=state)
    readers.follow(Complaint.objects.get().slug)

    assert readers.foreign == {}


def signed(cookie, value):
    """A cookie as the site itself puts it."""
    answer = errors.page_not_found(RequestFactory().get("/"))
    cookie.put(answer, value)
    return answer.cookies[cookie.name].value


@pytest.mark.parametrize(
    "posted",
    [{}, TOLD, {**TOLD, "identity": "named", "phone": "12", "amount": "much", "school": "x\x00"}],
    ids=["empty", "without cookie", "nonsense"],
)
def test_the_form_of_a_report_complains_in_chinese(readers, posted):
    client = readers._client("")
    client.get(reverse("report"))
    for kept in (True, False):
        if not kept:
            client.cookies.clear()
        readers.note(str(kept), client.post(reverse("report"), posted, headers=OWN_SITE))

    assert readers.read == 2
    assert readers.foreign == {}


def test_report_receipt_and_progress_speak_chinese(readers):
    client = readers._client("")
    client.get(reverse("report"))
    answer = client.post(reverse("report"), TOLD, headers=OWN_SITE)
    assert answer.status_code == 303
    readers.note("receipt", client.get(reverse("report-done")))
    readers.note("not saved", client.post(reverse("report-done")))
    readers.note("waiting", client.get(reverse("report")))
    readers.note("no code", client.post(reverse("track"), {"code": ""}))
    readers.note("wrong code", client.post(reverse("track"), {"code": "ABCD"}))

    assert readers.foreign == {}


def test_signing_in_complains_in_chinese(readers):
    client = readers._client("")
    for posted in ({}, {"login": "city.intake", "password": "wrong"}):
        cache.clear()
        readers.note(str(posted), client.post(reverse("account_login"), posted))

    assert readers.foreign == {}


@pytest.mark.parametrize(
    "page",
    [errors.bad_request, errors.permission_denied, errors.page_not_found, errors.server_error,
     errors.csrf_failure, errors.session_over],
)  # fmt: skip
def test_pages_of_failure_are_chinese(page, rf):
    request = rf.post("/", {"text": "很长的文字"}, headers=OWN_SITE)

    assert foreign_words(page(request).content.decode()) == []


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>举报 report</p>", ["report"]),
        (
            '<input placeholder="Search" value="typed"><input type="submit" value="Send">',
            ["Search", "Send"],
        ),
        ('<script>let it = 1</script><code translate="no">ABCD</code><b lang="en">English</b>', []),
        ('<div translate="no"><p>one<br>two</p></div><p>three</p>', ["three"]),
    ],
)
def test_foreign_words_are_seen(html, words):
    assert foreign_words(html) == words
