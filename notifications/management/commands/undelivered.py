"""Deliveries, notices and papers that were given up: what they are and why; ``--again`` queues them once more."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from notifications.models import Delivery, Notice, Paper
from notifications.models.delivery import DeliveryQuerySet
from notifications.models.notice import NoticeQuerySet
from notifications.models.paper import PaperQuerySet


class Command(BaseCommand):
    help = "List the deliveries, notices and papers that were given up. Names no person and no content."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="queue all of them once more")

    def handle(self, **options: object) -> None:
        self._list("delivery", Delivery.objects.failed().select_related("message"))
        self._list("paper", Paper.objects.failed())
        self._list("notice", Notice.objects.failed())
        if options["again"]:
            Delivery.objects.try_again()
            Paper.objects.try_again()
            Notice.objects.failed().addressed().try_again()

    def _list(self, word: str, rows: DeliveryQuerySet | PaperQuerySet | NoticeQuerySet) -> None:
        for row in rows.order_by("pk"):
            self.stdout.write(f"{word} {row.pk} {row.kind}: {row.failure}")
