"""The inbox, below /desk/inbox/."""

from django.urls import path

from notifications import views

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.read_all, name="inbox-read-all"),
    path("<int:pk>/", views.letter, name="inbox-letter"),
    path("<int:pk>/open/", views.open_letter, name="inbox-open"),
    path("<int:pk>/read/", views.read_letter, name="inbox-read"),
]
