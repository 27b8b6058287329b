"""A site with failing views, and somebody who has logged in."""

import pytest
from django.test import Client

from people.models import User


@pytest.fixture
def site(settings):
    """Asks the site, and gets its answer even where a view raises."""
    settings.ROOT_URLCONF = "tests.ethics.urls"
    return Client(raise_request_exception=False)


@pytest.fixture
def insider(site, db):
    """Like ``site``, logged in; of no post whatever."""
    site.force_login(User.objects.create_user(username="somebody", full_name="某人"))
    return site
