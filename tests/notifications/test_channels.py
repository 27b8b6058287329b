"""How a reporter is reached: what each gateway is sent, what it may answer, and what stays behind."""

import json
import threading
import time
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core import mail
from django.core.cache import caches
from django.utils import timezone

from notifications import channels, gateways

NUMBER, WORDS = "13800000000", "您关注的事项有新的进展。"


class Gateway(HTTPServer):
    """A gateway of the bureau on this machine. It answers what it is told and keeps what it got."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.got, self.asked, self.status, self.pause, self.said = [], [], 200, 0, {}

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/send?from=bureau"


class Answering(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, self.headers["Authorization"], json.loads(body)))
        time.sleep(self.server.pause)
        self.say(self.server.said)

    def do_GET(self):
        self.server.asked.append(self.path)
        self.say({"errcode": 0, "access_token": "t/1", "expires_in": 7200})

    def say(self, words):
        said = json.dumps(words).encode()
        self.send_response(self.server.status)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_args):
        pass


@pytest.fixture
def gateway():
    with Gateway() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def by_http(settings, gateway):
    settings.SMS_GATEWAY, settings.SMS_URL, settings.SMS_TOKEN = "http", gateway.url, "secret"
    settings.CALL_URL, settings.CALL_TOKEN = gateway.url, "other"
    return gateway


def test_a_text_message_leaves_by_the_gateway(by_http):
    channels.send("sms", NUMBER, WORDS)

    assert by_http.got == [("/send?from=bureau", "Bearer secret", {"to": NUMBER, "text": WORDS})]


def test_the_exchange_rings_officer_and_reporter(by_http):
    channels.send("call", NUMBER, "", staff_number="057712345678")

    assert by_http.got == [
        ("/send?from=bureau", "Bearer other", {"from": "057712345678", "to": NUMBER})
    ]


@pytest.mark.parametrize("status", [302, 403, 500])
def test_what_the_gateway_refuses_did_not_leave(by_http, status):
    by_http.status = status

    with pytest.raises(channels.Refused, match=str(status)):
        channels.send("sms", NUMBER, WORDS)
    assert len(by_http.got) == 1  # nothing is followed elsewhere


def test_a_gateway_that_does_not_answer_is_left_in_time(by_http, monkeypatch):
    monkeypatch.setattr(gateways, "TIMEOUT", 0.05)
    by_http.pause = 0.3

    with pytest.raises(TimeoutError):
        channels.send("sms", NUMBER, WORDS)


def test_no_gateway_answers_at_all(settings):
    settings.SMS_GATEWAY, settings.SMS_URL = "http", "http://127.0.0.1:9/"

    with pytest.raises(ConnectionRefusedError):
        channels.send("sms", NUMBER, WORDS)


def test_the_demo_writes_one_file_for_each_message(settings, tmp_path):
    settings.SMS_GATEWAY, settings.SMS_FOLDER = "file", tmp_path / "sms"
    channels.send("sms", NUMBER, WORDS)
    channels.send("sms", NUMBER, WORDS)

    files = sorted((tmp_path / "sms").iterdir())
    today = timezone.localdate().isoformat()
    assert [file.read_text() for file in files] == [f"{NUMBER}\n{today}\n{WORDS}\n"] * 2
    assert {file.name[:10] for file in files} == {today}


def test_a_file_of_the_demo_tells_no_hour(settings, tmp_path):
    settings.SMS_GATEWAY, settings.SMS_FOLDER = "file", tmp_path / "sms"
    channels.send("sms", NUMBER, WORDS)

    [file] = (tmp_path / "sms").iterdir()
    written = datetime.fromtimestamp(file.stat().st_mtime, timezone.get_default_timezone())
    assert (written.hour, written.minute, written.second) == (0, 0, 0)


def test_a_mail_is_neutral(settings):
    channels.send("mail", "parent@example.org", WORDS)

    [letter] = mail.outbox
    assert (letter.to, letter.body) == (["parent@example.org"], WORDS)
    assert "举报" not in letter.subject


@pytest.mark.parametrize("means", ["sms", "call"])
def test_without_a_gateway_nothing_is_sent(settings, means):
    settings.SMS_GATEWAY = settings.CALL_URL = settings.WORK_URL = ""

    with pytest.raises(channels.NotConnected):
        channels.send(means, NUMBER, WORDS)
    assert channels.connected() == {"mail"}


def test_everything_is_connected_where_both_gateways_are_set(by_http):
    assert channels.connected() == {"mail", "sms", "call"}


@pytest.fixture
def work(settings, gateway):
    """Work messages of one kind."""

    def connect(kind):
        settings.WORK_KIND, settings.WORK_URL = kind, f"http://127.0.0.1:{gateway.server_port}"
        settings.WORK_ID, settings.WORK_SECRET, settings.WORK_AGENT = "corp", "s&1", "7"
        caches["memory"].clear()
        gateway.said = {"errcode": 0}
        return gateway

    yield connect
    caches["memory"].clear()


def test_a_work_message_leaves_by_the_bureaus_bridge(work):
    got = work("bridge").got
    channels.send("work", "zhang.san", WORDS, once="delivery-7")

    assert got == [("/", "Bearer s&1", {"to": "zhang.san", "text": WORDS, "id": "delivery-7"})]


@pytest.mark.parametrize(
    ("kind", "asked", "at", "words"),
    [
        (
            "wecom", "/cgi-bin/gettoken?corpid=corp&corpsecret=s%261", "/cgi-bin/message/send",
            {"touser": "zhang.san", "agentid": "7"},
        ),
        (
            "dingtalk", "/gettoken?appkey=corp&appsecret=s%261",
            "/topapi/message/corpconversation/asyncsend_v2",
            {"userid_list": "zhang.san", "agent_id": "7"},
        ),
    ],
)  # fmt: skip
def test_a_work_message_goes_to_one_person_with_a_token_asked_for_once(
    work, kind, asked, at, words
):
    gateway = work(kind)
    for _twice in range(2):
        channels.send("work", "zhang.san", WORDS)

    assert gateway.asked == [asked]
    path, _header, sent = gateway.got[1]
    assert path == f"{at}?access_token=t%2F1"
    assert {name: sent[name] for name in words} == words


@pytest.mark.parametrize(
    "said", [{"errcode": 40003}, {"errcode": 0, "invaliduser": "zhang.san"}, {}]
)
def test_a_work_message_that_was_not_taken_did_not_leave(work, said):
    work("wecom").said = said

    with pytest.raises(channels.Refused):
        channels.send("work", "zhang.san", WORDS)


def test_an_outworn_token_is_asked_for_anew(work):
    gateway = work("wecom")
    gateway.said = {"errcode": 42001}
    with pytest.raises(channels.Refused):
        channels.send("work", "zhang.san", WORDS)
    gateway.said = {"errcode": 0}
    channels.send("work", "zhang.san", WORDS)

    assert len(gateway.asked) == 2


@pytest.mark.parametrize(
    "url",
    [
        "https://oapi.example.org/robot/send?access_token=x",
        "https://qyapi.example.org/cgi-bin/webhook/send?key=x",
    ],
)
def test_a_robot_of_a_group_is_no_channel(settings, url):
    settings.WORK_URL = url

    assert "work" not in channels.connected()
    with pytest.raises(channels.NotConnected):
        channels.send("work", "zhang.san", WORDS)


@pytest.mark.parametrize("account", ["@all", "a|b", "a,b"])
def test_a_work_message_goes_to_no_group(work, account):
    got = work("bridge").got

    with pytest.raises(channels.Refused):
        channels.send("work", account, WORDS)
    assert got == []
