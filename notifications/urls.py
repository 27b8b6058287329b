"""The inbox, below /desk/inbox/."""

from django.urls import path

from notifications import views
from notifications.pages import preferences, undelivered

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.read_all, name="inbox-read-all"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("deliveries/", undelivered.undelivered, name="deliveries"),
    path("deliveries/again/", undelivered.again, name="deliveries-again"),
    path("<int:pk>/", views.letter, name="inbox-letter"),
    path("<int:pk>/open/", views.open_letter, name="inbox-open"),
    path("<int:pk>/read/", views.read_letter, name="inbox-read"),
]
