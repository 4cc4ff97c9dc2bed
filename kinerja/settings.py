"""Settings, all read from the environment; see README.md for the names."""

import contextlib
import os
import tempfile
from pathlib import Path

import dj_database_url
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("DATA_DIR", BASE_DIR / "data"))
DATA_DIR.mkdir(parents=True, exist_ok=True)

# Where `backup` and its button put backups; on another disk than DATA_DIR they outlive it.
BACKUP_DIR = Path(os.environ.get("BACKUP_DIR") or DATA_DIR / "backups")

DEBUG = os.environ.get("DEBUG", "") in ("1", "true", "on")
ALLOWED_HOSTS = [host for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host] or [
    "127.0.0.1",
    "localhost",
]


def own_secret(path: Path) -> str:
    """Read the installation's secret; the first run writes it, readable by its owner alone."""
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
            file.write(get_random_secret_key())
        # Two processes that start at once: the first link wins, whole, and the other reads it.
        with contextlib.suppress(FileExistsError):
            os.link(file.name, path)
        Path(file.name).unlink()
    return path.read_text()


SECRET_KEY = os.environ.get("SECRET_KEY") or own_secret(DATA_DIR / "secret-key")

INSTALLED_APPS = [
    "workflow",
    "kinerja",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "crispy_forms",
    "crispy_bootstrap5",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "kinerja.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "kinerja.middleware.ComparedFileMiddleware",
    "kinerja.middleware.BodySizeMiddleware",
    "kinerja.middleware.PlainTextMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "kinerja.middleware.OwnPasswordMiddleware",
    "kinerja.middleware.OfficeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "workflow.middleware.RefusedMiddleware",
]

ROOT_URLCONF = "kinerja.urls"
WSGI_APPLICATION = "kinerja.wsgi.application"

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
                "kinerja.access.office",
            ],
            "builtins": ["kinerja.templatetags.office"],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'kinerja.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"] |= {
        "ENGINE": "kinerja.sqlite3",
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            # A writer takes its lock at BEGIN: waiting there is safe, upgrading later is not.
            "transaction_mode": "IMMEDIATE",
            # Waiting is no queue here: who waits may be passed by, many times where fifty do.
            "timeout": 60,
            # Without recursive triggers INSERT OR REPLACE would delete past the guards.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA recursive_triggers=ON;",
        },
        # In memory, threads of one test would meet "table is locked".
        "TEST": {"NAME": DATA_DIR / "test.sqlite3"},
    }
else:
    # Host, port, user and password left out of DATABASE_URL are read by libpq from PG*.
    DATABASES["default"]["NAME"] = DATABASES["default"]["NAME"] or os.environ.get("PGDATABASE")

AUTH_USER_MODEL = "kinerja.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "inbox"
LOGOUT_REDIRECT_URL = "login"
PASSWORD_HASHERS = ["kinerja.hashers.OfficeArgon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Letters are queued only where a mail host is named; their links begin with SITE_URL.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "") in ("1", "true", "on")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "kinerja@localhost")
SITE_URL = os.environ.get("SITE_URL", "http://127.0.0.1:8000").rstrip("/")

# Where strangers reach /verifikasi/, as printed on sealed reports; without it none is printed.
PUBLIC_URL = os.environ.get("PUBLIC_URL", "").rstrip("/")

LANGUAGE_CODE = "id"
# The one zone of all times that are shown and of every calendar; `kinerja.zone` has its word.
TIME_ZONE = os.environ.get("TIME_ZONE") or "Asia/Jakarta"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", BASE_DIR / "static-collected"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "kinerja.static_storage.HashedStaticFilesStorage"
    },
}

SECURE_CSP = {
    "default-src": ["'self'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}

# From which share of its standard on a clock reads "mendekati batas".
CLOCK_NEAR_LIMIT_FROM = os.environ.get("CLOCK_NEAR_LIMIT_FROM", "2/3")

# Several documents of 10 MB in one press; what is larger is refused unread.
LARGEST_BODY = 64 * 1024 * 1024

# The public verification: what comes in below this address is hashed and never written, one
# file of 20 MB with its fields; and how often one address, a whole office, may ask in an hour.
COMPARED_BELOW = "/verifikasi/"
LARGEST_COMPARED = 20 * 1024 * 1024 + 16 * 1024
VERIFICATIONS_PER_HOUR = int(os.environ.get("VERIFICATIONS_PER_HOUR", "60"))
# How many proxies of one's own stand before the program; without one nobody's word for an address
# is taken.
PROXIES = int(os.environ.get("PROXIES", "0"))

# A page of 400 rows to type into carries some fifteen fields a row.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
