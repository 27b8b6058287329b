"""Every address of the site. What is not named here does not exist."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from ethics import errors, health
from people.gate import public

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler429 = errors.too_many  # the login library asks for it
handler500 = errors.server_error

# Of the login library these pages alone: no sign-up, no reset by mail, no care of addresses.
accounts: list[URLPattern | URLResolver] = [
    path("login/", public(account.login), name="account_login"),
    path("logout/", public(account.logout), name="account_logout"),
    path("inactive/", public(account.account_inactive), name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("language/", public(set_language), name="set_language"),
    path("accounts/", include(accounts)),
    path("desk/inbox/", include("notifications.urls")),
    path("", include("reports.urls")),
    path("", include("cases.urls")),
]
