"""The real settings, with the view of comparison."""

from ethics.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
