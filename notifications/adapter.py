"""How the login library behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from people import network


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are given by an administrator: nobody signs up."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """As our own proxies saw it: what a browser writes into a header earns no new tries."""
        return network.shown(request)
