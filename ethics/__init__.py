"""The project: wiring and no behaviour."""

from ethics.celery import app as celery_app

__all__ = ["celery_app"]
