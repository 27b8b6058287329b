"""Work messages to one person each: WeCom, DingTalk, or the bureau's own bridge to Zhejiang DingTalk.

Never a robot of a group: its addresses are not taken (domain reference §12.18).

``WORK_KIND`` says what answers at ``WORK_URL``: "wecom" (``message/send`` of an application),
"dingtalk" (its work notice), or "bridge": our own JSON ``to``, ``text``, ``id`` with a bearer token.
"""

from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.core.cache import caches

from notifications import gateways
from notifications.gateways import NotConnected, Refused

TOKEN = "work-message-token"  # noqa: S105 - where it rests in this process's memory
SPARE = 300  # seconds before its end at which a token is asked for anew
OUTWORN = {40014, 42001, 88, 40001}  # the token is no longer good: the next attempt asks for one


def is_connected() -> bool:
    """Whether an address is set, and is none of a group's robot."""
    return bool(settings.WORK_URL) and not is_robot(settings.WORK_URL)


def is_robot(url: str) -> bool:
    """Whether whatever is sent there is read by a whole group."""
    path = urlsplit(url).path.lower()
    return "robot" in path or "webhook" in path


def send(account: str, text: str, once: str) -> None:
    """One message to one account. Raises ``Refused`` where the platform did not take it."""
    if not is_connected():
        raise NotConnected
    if "|" in account or "," in account or account.lower() == "@all":
        raise Refused("not one person")
    {"wecom": _wecom, "dingtalk": _dingtalk, "bridge": _bridge}[settings.WORK_KIND](
        account, text, once
    )


def _bridge(account: str, text: str, once: str) -> None:
    headers = {"Authorization": f"Bearer {settings.WORK_SECRET}"}
    gateways.post(settings.WORK_URL, {"to": account, "text": text, "id": once}, headers=headers)


def _wecom(account: str, text: str, _once: str) -> None:
    """https://developer.work.weixin.qq.com/document/path/90236; the same text twice within half an hour is one."""
    asked = urlencode({"corpid": settings.WORK_ID, "corpsecret": settings.WORK_SECRET})
    said = _with_token(
        f"/cgi-bin/gettoken?{asked}",
        "/cgi-bin/message/send?access_token=",
        {
            "touser": account, "msgtype": "text", "agentid": settings.WORK_AGENT,
            "text": {"content": text}, "enable_duplicate_check": 1,
        },
    )  # fmt: skip
    if said.get("invaliduser") or said.get("unlicenseduser"):
        raise Refused("unknown account")


def _dingtalk(account: str, text: str, _once: str) -> None:
    """https://open.dingtalk.com/document/orgapp/asynchronous-sending-of-enterprise-session-messages."""
    asked = urlencode({"appkey": settings.WORK_ID, "appsecret": settings.WORK_SECRET})
    _with_token(
        f"/gettoken?{asked}",
        "/topapi/message/corpconversation/asyncsend_v2?access_token=",
        {
            "agent_id": settings.WORK_AGENT, "userid_list": account,
            "msg": {"msgtype": "text", "text": {"content": text}},
        },
    )  # fmt: skip


def _with_token(token_at: str, send_at: str, words: dict[str, object]) -> dict[str, object]:
    base = settings.WORK_URL.rstrip("/")
    said = gateways.post(f"{base}{send_at}{quote(_token(base + token_at), safe='')}", words)
    _check(said)
    return said


def _token(url: str) -> str:
    memory = caches["memory"]
    token = memory.get(TOKEN)
    if not token:
        said = gateways.get(url)
        _check(said)
        token, lasts = str(said.get("access_token", "")), said.get("expires_in", 0)
        memory.set(TOKEN, token, max(int(str(lasts)) - SPARE, 1))
    return str(token)


def _check(said: dict[str, object]) -> None:
    """Both platforms answer 200 always, and say in ``errcode`` what went wrong."""
    code = int(str(said.get("errcode", -1)))
    if code in OUTWORN:
        caches["memory"].delete(TOKEN)
    if code:
        raise Refused(str(code))
