"""The app of reports."""

import os

from django.apps import AppConfig
from django.conf import settings


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        """The charts' list of fonts is kept with our data, not in somebody's home."""
        os.environ.setdefault("MPLCONFIGDIR", str(settings.DATA_DIR / "cache" / "charts"))
