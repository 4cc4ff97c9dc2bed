"""Settings, all read from the environment; see README.md for the names."""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url

from kinerja.installation import HTTPS, LAN, checked_secret, checked_way, own_secret
from kinerja.logs import LOGGING  # noqa: F401  (read by Django)

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


SECRET_KEY = os.environ.get("SECRET_KEY") or own_secret(DATA_DIR / "secret-key")
if not DEBUG:
    checked_secret(SECRET_KEY)

# By https, or on a server without a name and a certificate by http within the building: DEPLOY=lan.
DEPLOY = checked_way(os.environ.get("DEPLOY") or HTTPS, ALLOWED_HOSTS)
IS_LAN = not DEBUG and DEPLOY == LAN
IS_HTTPS = not DEBUG and DEPLOY == HTTPS

INSTALLED_APPS = [
    "workflow",
    "kinerja",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
]

MIDDLEWARE = [
    "kinerja.logs.RequestLogMiddleware",
    "kinerja.middleware.PolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "kinerja.middleware.NotKeptMiddleware",
    "kinerja.middleware.ComparedFileMiddleware",
    "kinerja.middleware.MethodMiddleware",
    "kinerja.middleware.BodySizeMiddleware",
    "kinerja.middleware.PlainTextMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kinerja.middleware.OfficeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "kinerja.signin.middleware.SessionLimitsMiddleware",
    "kinerja.signin.middleware.SignInRequiredMiddleware",
    "kinerja.middleware.OwnPasswordMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "workflow.middleware.HourlyMeasureMiddleware",
    "workflow.middleware.RefusedMiddleware",
    "axes.middleware.AxesMiddleware",
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
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "kinerja.signin.backend.OfficeBackend",
]
CSRF_FAILURE_VIEW = "kinerja.signin.views.csrf_failure"
PASSWORD_HASHERS = ["kinerja.hashers.OfficeArgon2PasswordHasher"]
# After OWASP ASVS 5.0: long, of any signs, without age. "ketat" adds both, for offices whose rules
# ask for it.
PASSWORD_SHORTEST = int(os.environ.get("PASSWORD_SHORTEST", "12"))
IS_PASSWORD_STRICT = os.environ.get("PASSWORD_PRACTICE", "") == "ketat"
PASSWORD_OLDEST = (
    timedelta(days=int(os.environ.get("PASSWORD_OLDEST_DAYS", "90")))
    if IS_PASSWORD_STRICT
    else None
)
# A slip reaches its person by hand, on some islands by the weekly boat.
ONE_TIME_PASSWORD_LASTS = timedelta(days=int(os.environ.get("ONE_TIME_PASSWORD_DAYS", "7")))
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"kinerja.signin.passwords.{name}"}
    for name in ("LongEnough", "NotWellKnown", "NotAboutYou")
    + (("SeveralKinds",) if IS_PASSWORD_STRICT else ())
]

# Guessing: how often per account and address, and per address alone, which is a whole office;
# its rule spares who signed in from there in that many days.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
ADDRESS_FAILURE_LIMIT = 100
FAMILIAR_FOR = timedelta(days=30)
# The logs of sign-ins and of wrong passwords are kept for a year.
SIGN_INS_KEPT = timedelta(days=365)
AXES_HANDLER = "kinerja.signin.handler.OfficeHandler"
AXES_LOCKOUT_CALLABLE = "kinerja.signin.handler.locked_out"
AXES_CLIENT_IP_CALLABLE = "kinerja.signin.handler.client_address"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# How long a session lasts unused, on one's own device and on a shared computer; and at all.
SESSION_ENGINE = "kinerja.signin.store"
SESSION_IDLE = timedelta(minutes=int(os.environ.get("SESSION_IDLE_MINUTES", "240")))
SESSION_IDLE_SHARED = timedelta(minutes=int(os.environ.get("SESSION_IDLE_SHARED_MINUTES", "30")))
SESSION_LONGEST = timedelta(hours=int(os.environ.get("SESSION_LONGEST_HOURS", "12")))
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())

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

# What browsers are told with every answer; the rest of it stands in kinerja.middleware.
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = int(os.environ.get("HSTS_SECONDS", "31536000")) if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_REFERRER_POLICY = SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# With this beginning a browser takes them from this very host alone, and only by https.
SESSION_COOKIE_NAME = f"{'__Host-' if IS_HTTPS else ''}sesi"
CSRF_COOKIE_NAME = f"{'__Host-' if IS_HTTPS else ''}tanda"

SECURE_CSP = {
    "default-src": ["'self'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-src": ["'self'"],
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
# What one person may upload in an hour, in megabytes, and how many files may be made for him.
UPLOAD_MB_PER_HOUR = int(os.environ.get("UPLOAD_MB_PER_HOUR", "1000"))
FILES_PER_HOUR = int(os.environ.get("FILES_PER_HOUR", "300"))
# How many proxies of one's own stand before the program; without one nobody's word for an address
# is taken.
PROXIES = int(os.environ.get("PROXIES", "0"))
if PROXIES and IS_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# A page of 400 rows to type into carries some fifteen fields a row.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
