"""All settings, from the environment where a bureau would want to change them."""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from ethics import embedded, folders, secrets
from ethics.stores import evidence_store

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DATA_DIR = embedded.data_dir()
folders.prepare(DATA_DIR)
SECRETS = secrets.load(DATA_DIR)

DEBUG = False
SECRET_KEY = SECRETS["SECRET_KEY"]
HASH_KEY = SECRETS["HASH_KEY"]  # keys the hashes of receipt codes and submissions
FILE_KEY = SECRETS["FILE_KEY"]  # locks the keys of files, and addresses left for notices
OLD_FILE_KEYS = env.list("OLD_FILE_KEYS", default=[])  # still open what they locked, until renewed
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = env.bool("HTTPS", default=False)  # the demo on 127.0.0.1 has no certificate
DEMO = env.bool("DEMO", default=False)

INSTALLED_APPS = [
    "ethics",
    "reports",
    "cases",
    "notifications",
    "people",
    "ledger",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "guardian",
    "pgtrigger",
    "allauth",
    "allauth.account",
    "django_htmx",
]

MIDDLEWARE = [
    "ethics.headers.StrictHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ethics.language.ChosenLanguage",
    "ethics.readable.Readable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ethics.sessions.IdleLimit",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ethics.gate.ClosedByDefault",
]

ROOT_URLCONF = "ethics.urls"
WSGI_APPLICATION = "ethics.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "people.context.reader",
                "reports.context.reader",
                "notifications.context.inbox",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# The application's role cannot alter history; the owner migrates and resets test databases.
DATABASES = {
    "default": env.db("DATABASE_URL", default=embedded.url(embedded.APP)),
    "owner": env.db("DATABASE_OWNER_URL", default=embedded.url(embedded.OWNER)),
}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["TEST"] = {"MIRROR": "owner"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
GUARDIAN_GET_CONTENT_TYPE = "guardian.ctypes.get_default_content_type"
GUARDIAN_MONKEY_PATCH_USER = False
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # nobody asks has_perm for an object: see visible_to
ANONYMOUS_USER_NAME = None

LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_ADAPTER = "notifications.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
# A whole bureau stands behind one address: the limit that protects is the one for each name.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip,5/300s/key"}
CACHES = {
    "default": env.cache("CACHE_URL", default=f"filecache://{DATA_DIR / 'cache'}"),
    # What counts reporters rests in memory alone: a file would tell the hour at which one came.
    "memory": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "memory",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
# Who may say from where a request came (people.network). The web process hears this machine alone.
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=["127.0.0.1", "::1"])

SESSION_COOKIE_AGE = 30 * 60  # idle limit (GB/T 22239-2019, session timeout)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # gone with the browser: a year on a shared phone would be a trace
CSRF_FAILURE_VIEW = "ethics.errors.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
DATA_UPLOAD_MAX_NUMBER_FILES = 500  # those beyond the twenty of a form are passed over, and said
# No upload ever lies in clear on the disk: what is larger than this is sealed as it comes, or dropped.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"  # belongs to the version, not to the data
NODE_MODULES = BASE_DIR / "node_modules"
TABLER = NODE_MODULES / "@tabler" / "core" / "dist"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("tabler/css", TABLER / "css"),
    ("altcha", NODE_MODULES / "altcha" / "dist" / "external"),
    ("altcha/workers", NODE_MODULES / "altcha" / "dist" / "workers"),
    ("tus", NODE_MODULES / "tus-js-client" / "dist"),
]
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("jpg", "png", "gif", "webp", "woff2", "br", "gz", "map")
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files"},
    },
    # What reporters give lies here encrypted; EVIDENCE_STORE names a bucket of an S3-compatible store.
    "evidence": evidence_store(DATA_DIR),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CLAMD_URL = env.str("CLAMD_URL", default="")  # unix:///run/clamd.sock or tcp://host:3310

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
EMAIL_TIMEOUT = 30  # seconds; well below the lease of a letter, or a slow server would get it twice
SITE_URL = env.str("SITE_URL", default="")  # stands before the link in a letter
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="no-reply@localhost")

# Text messages and calls to reporters: a JSON object by POST, with a bearer token.
SMS_URL, SMS_TOKEN = env.str("SMS_URL", default=""), env.str("SMS_TOKEN", default="")
SMS_GATEWAY = "http" if SMS_URL else "file" if DEMO else ""  # the demo writes them into a folder
SMS_FOLDER = DATA_DIR / "sms"
# Work messages to one person each: "wecom", "dingtalk", or "bridge" (a JSON object, as above).
WORK_KIND, WORK_URL = env.str("WORK_KIND", default="bridge"), env.str("WORK_URL", default="")
WORK_ID, WORK_SECRET = env.str("WORK_ID", default=""), env.str("WORK_SECRET", default="")
WORK_AGENT = env.str("WORK_AGENT", default="")
CALL_URL, CALL_TOKEN = env.str("CALL_URL", default=""), env.str("CALL_TOKEN", default="")

CELERY_BROKER_URL = env.str("BROKER_URL", default="filesystem://localhost")
if CELERY_BROKER_URL.startswith("filesystem:"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(DATA_DIR / "queue"),
        "data_folder_out": str(DATA_DIR / "queue"),
        "control_folder": str(DATA_DIR / "queue-control"),
        "polling_interval": 0.5,
    }
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.1}
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False  # nobody asks; it would fill the queue's folder
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A request's address and a bad value may tell who reported: neither is logged.
    "loggers": {
        "django.request": {"level": "CRITICAL"},
        "django.security": {"level": "CRITICAL"},
        "ethics": {"level": "INFO"},
    },
}
