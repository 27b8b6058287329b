"""How one person wants to be told."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from notifications.forms import PreferenceForm
from notifications.models import Preference
from notifications.views import ReaderRequest


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: ReaderRequest) -> HttpResponse:
    """One's own alone; a repeated sending keeps the same."""
    own = Preference.objects.of(request.user)
    form = PreferenceForm(request.POST if request.method == "POST" else None, instance=own)
    if form.is_valid():
        form.save()
        messages.success(request, _("Kept."))
        return redirect("preferences")
    return render(request, "notifications/preferences.html", {"form": form})
