"""The settings of the tests: the real ones, with cheap passwords and letters in memory."""

from ethics.settings import *  # noqa: F403
from ethics.settings import DATABASES, env

DATABASES["owner"]["TEST"] = {"TEMPLATE": env.str("TEST_TEMPLATE", default=None)}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "evidence": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# One a worker: a shared one would be cleared by the tests beside.
LOCMEM = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
CACHES = {"default": LOCMEM, "memory": LOCMEM}
CELERY_BROKER_URL = "memory://"
SMS_GATEWAY, CALL_URL = "file", ""
WHITENOISE_AUTOREFRESH = True
