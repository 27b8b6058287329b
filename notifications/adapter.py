"""How the login library behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are given by an administrator: nobody signs up."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False
