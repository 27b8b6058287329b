"""R8: the receipt is shown once everything is on the disk, and not before."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from cases.models import Complaint
from tests.cases.factories import World

TYPED = {"kind": "tutoring", "narrative": "每周六上午补课。", "identity": "anonymous"}


@pytest.mark.django_db(transaction=True)
def test_r8_what_the_receipt_promises_is_seen_on_another_connection():
    World()
    phone = Client()
    phone.get("/report/")

    answer = phone.post("/report/", TYPED | {"evidence": [SimpleUploadedFile("a.jpg", b"photo")]})

    assert answer.status_code == 303
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(_seen_elsewhere).result(timeout=20) == [True]


def _seen_elsewhere():
    try:
        return [one.original.is_whole for one in Complaint.objects.get().evidence.all()]
    finally:
        connection.close()
