"""Where an answer leads."""

from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """Go on there with a plain GET."""

    status_code = 303
