"""What was given up is shown to a person: a letter to those who run the system, and a page of its own."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from notifications import outbox
from notifications.models import Delivery
from people.models import Appointment, User
from people.roles import Role

KIND = "delivery.failed"


@transaction.atomic
def show() -> int:
    """Tell the system administrators of what was given up since the last time; how many. Each once."""
    lost = list(Delivery.objects.to_show().select_for_update().values_list("pk", flat=True))
    if lost:
        Delivery.objects.filter(pk__in=lost).update(shown_on=timezone.localdate())
        _tell(len(lost))
    return len(lost)


def _tell(number: int) -> None:
    """In the inbox alone: the channel may be the very thing that fails."""
    posts = Appointment.objects.current().filter(role=Role.SYSADMIN)
    held = User.objects.filter(is_active=True, appointments__in=posts).distinct()
    outbox.queue(
        KIND, to=held, title=_("Messages could not be delivered"),
        body=ngettext_lazy("%(n)s message was given up.", "%(n)s messages were given up.", number)
        % {"n": number},
        link=reverse("deliveries"), is_mailed=False,
    )  # fmt: skip
