"""A middleware that fails before any view is asked."""


class Breaks:
    """Raises on every request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        raise ZeroDivisionError
