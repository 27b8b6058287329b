"""A character that no database holds is refused with a sentence, wherever it stands."""

import pytest


@pytest.mark.parametrize("path", ["/test/open/?q=%00", "/test/open/?a%00b=1", "/test/%00/"])
def test_an_address_with_nul_is_refused(site, db, path):
    assert site.get(path).status_code == 400


def test_a_cookie_with_nul_is_refused(site, db):
    cookie = 'sessionid="long enough\\000"'  # as a browser would never send it

    assert site.get("/test/open/", headers={"Cookie": cookie}).status_code == 400


def test_other_strange_characters_pass(site, db):
    assert site.get("/test/open/?q=%F0%9F%98%80%FF%3Cscript%3E").content == b"inside"


@pytest.mark.parametrize("charset", ["base64", "hex", "rot13", "idna"])
def test_a_charset_that_is_none_of_text_is_refused(site, db, charset):
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    answer = site.generic("POST", "/test/open/", b"a=b", kind)

    assert answer.status_code == 400
