"""How somebody wants to be told: his own choice, of what the bureau has."""

import pytest

from notifications.models import Preference

PAGE = "/desk/inbox/preferences/"
CHOSEN = {
    "ordinary": ["mail"], "urgent": ["mail", "sms"], "quiet_from": "22:00", "quiet_to": "06:30",
}  # fmt: skip


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def test_preferences_show_what_holds_for_who_chose_nothing(desk):
    form = desk.get(PAGE).context["form"]

    assert (form["ordinary"].value(), form["quiet_from"].value().hour) == (["mail", "work"], 21)


def test_preferences_are_kept_and_may_be_sent_twice(desk, officer):
    for _twice in range(2):
        assert desk.post(PAGE, CHOSEN).status_code == 302

    own = Preference.objects.get()
    assert (own.person, own.urgent[:2], own.is_digest) == (officer, ["mail", "sms"], False)
    assert own.quiet_to.minute == 30


def test_preferences_offer_only_what_is_connected(desk, settings):
    settings.SMS_GATEWAY = settings.WORK_URL = ""
    form = desk.get(PAGE).context["form"]

    assert [code for code, _name in form.fields["urgent"].choices] == ["mail"]
    assert "work_account" not in form.fields


def test_preferences_keep_a_channel_that_is_away_for_the_moment(desk, settings):
    settings.WORK_URL = ""
    desk.post(PAGE, CHOSEN)

    assert Preference.objects.get().urgent == ["mail", "sms", "work"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"quiet_to": ""}, "quiet_to"),
        ({"quiet_from": ""}, "quiet_from"),
        ({"quiet_from": "25:00"}, "quiet_from"),
        ({"ordinary": ["group"]}, "ordinary"),
        ({"work_account": "@all"}, "work_account"),
        ({"work_account": "a|b"}, "work_account"),
        ({"work_account": "长" * 65}, "work_account"),
    ],
)
def test_preferences_say_what_is_wrong(desk, settings, typed, field):
    settings.WORK_URL = "http://127.0.0.1:9/"
    answer = desk.post(PAGE, CHOSEN | typed)

    assert list(answer.context["form"].errors) == [field]
    assert not Preference.objects.exists()
