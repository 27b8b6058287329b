"""Nobody signs up."""

from allauth.account.adapter import get_adapter


def test_adapter_is_ours_and_closed_for_signup(rf):
    adapter = get_adapter()

    assert type(adapter).__module__ == "notifications.adapter"
    assert adapter.is_open_for_signup(rf.get("/accounts/signup/")) is False
