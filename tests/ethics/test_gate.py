"""Nobody passes the gate who has not logged in."""

from people.gate import is_public, public
from people.models import User


def test_a_closed_page_asks_for_the_login(site, db):
    answer = site.get("/test/closed/?state=open")

    assert (answer.status_code, answer.url) == (
        302,
        "/accounts/login/?next=/test/closed/%3Fstate%3Dopen",
    )


def test_a_closed_page_opens_after_login(insider):
    assert insider.get("/test/closed/").content == b"inside"


def test_a_public_page_is_open(site, db):
    assert site.get("/test/open/").content == b"inside"


def test_somebody_who_has_left_is_outside_at_once(insider):
    User.objects.update(is_active=False)

    assert insider.get("/test/closed/").status_code == 302


def test_what_is_sent_after_the_session_is_not_taken(site, db):
    assert site.post("/test/closed/", {"body": "text"}).status_code == 403


def test_other_methods_do_not_pass_either(site, db):
    codes = [
        getattr(site, each)("/test/closed/").status_code for each in ("put", "delete", "options")
    ]

    assert codes == [403, 403, 403]


def test_a_part_of_a_page_sends_the_whole_page_to_the_login(site, db):
    answer = site.get("/test/closed/", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == "/accounts/login/?next=/desk/"


def test_the_mark_opens_what_it_returns_and_nothing_else():
    def view():
        return "seen"

    opened = public(view)

    assert (is_public(opened), is_public(view), opened()) == (True, False, "seen")
