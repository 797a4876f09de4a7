"""Settings, all of them from the environment; `docs/operating.md` lists the variables.

Production is the default: what is missing stops the start with the name of the variable. The demo
(`commentary/demo_settings.py`) and the tests (`tests/settings.py`) fill the environment with
values of their own before they import this module.
"""

import os
from email.utils import formataddr, parseaddr
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP


def required(name: str) -> str:
    """The variable's value; without one, say how to set it rather than start unsafely."""
    if value := os.environ.get(name):
        return value
    message = f"Set the environment variable {name} (docs/operating.md says to what)."
    raise ImproperlyConfigured(message)


def listed(name: str, default: str = "") -> list[str]:
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


def switched_on(name: str, *, default: bool) -> bool:
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


def under_a_name(address: str) -> str:
    """The site's address as a sender: under the site's name, unless it has one already."""
    name, bare = parseaddr(address)
    return formataddr((name or "Commentary", bare))


BASE_DIR = Path(__file__).resolve().parent.parent

# What an operator sets
SECRET_KEY = required("SECRET_KEY")
ALLOWED_HOSTS = listed("ALLOWED_HOSTS") or [required("ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = listed("CSRF_TRUSTED_ORIGINS")
DATABASE_URL = os.environ.get("DATABASE_URL") or f"sqlite:///{BASE_DIR / 'commentary.sqlite3'}"
DEFAULT_FROM_EMAIL = under_a_name(os.environ.get("DEFAULT_FROM_EMAIL", "commentary@localhost"))
SERVER_EMAIL = DEFAULT_FROM_EMAIL
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT") or BASE_DIR / "staticfiles")
HTTPS = switched_on("HTTPS", default=True)
APPROVE_FIRST_CONTRIBUTIONS = switched_on("APPROVE_FIRST_CONTRIBUTIONS", default=False)
# Where links in mails and previews lead: neither may depend on the request that they are made in.
SITE_URL = os.environ.get("SITE_URL", "").rstrip("/") or (
    f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0].lstrip('.')}"
)

# Readers who must have marked a passage before it is listed among the most marked ones.
MARKED_BY_AT_LEAST = max(2, int(os.environ.get("MARKED_BY_AT_LEAST", "3")))

# The house
DEBUG = False
ROOT_URLCONF = "commentary.urls"
WSGI_APPLICATION = "commentary.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "commentary",
    "annotations",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_tasks_db",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",  # its templates
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "annotations.moderating.waiting.waiting_for_moderators",
                "annotations.telling.header.notifications",
                "annotations.preferences.preferences",
            ],
        },
    },
]
FORM_RENDERER = "commentary.forms.rendering.Renderer"

# Database
DATABASES = {
    "default": dj_database_url.parse(DATABASE_URL, conn_max_age=600, conn_health_checks=True),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers read while one writes; IMMEDIATE takes the write lock at the start of a
    # transaction, so that two writers wait for each other instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }

# What limits count is shared by all processes; `migrate` makes the table (`commentary/apps.py`).
# Pages that are the same for every visitor are kept by each process for itself: nothing has to be
# fetched or told to forget, since a page's name changes with what is on it. The oldest go first.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 24 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}

# Static files: hashed, compressed, cached for ever, from this same process
STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "commentary.staticfiles.StaticStorage"},
}

# No other site needs our files, and each would come with one more header.
WHITENOISE_ALLOW_ALL_ORIGINS = False

# People
AUTH_USER_MODEL = "commentary.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "commentary.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "add_email": "commentary.accounts.AddEmailForm",
    "signup": "commentary.accounts.SignupForm",
}
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_CHANGE_EMAIL = True
# A changed password or address is told to the person by mail.
ACCOUNT_EMAIL_NOTIFICATIONS = True
# The mailed link to a new password also signs in, and leads back to where one came from.
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# Whoever finds an open session cannot take the account away: the address asks for the password.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USERNAME_MIN_LENGTH = 2
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# allauth counts attempts by address: behind a proxy, the one before it, not the proxy's own.
ALLAUTH_TRUSTED_PROXY_COUNT = int(switched_on("BEHIND_PROXY", default=False))

# Mail: to the console unless an SMTP server is named
SMTP = {
    "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "OPTIONS": {
        "host": os.environ.get("EMAIL_HOST", ""),
        "port": int(os.environ.get("EMAIL_PORT", "587")),
        "username": os.environ.get("EMAIL_HOST_USER", ""),
        "password": os.environ.get("EMAIL_HOST_PASSWORD", ""),
        "use_tls": switched_on("EMAIL_USE_TLS", default=True),
        "timeout": 20,
    },
}
CONSOLE = {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
MAILERS = {"default": SMTP if os.environ.get("EMAIL_HOST") else CONSOLE}

# Work outside the request: kept with what it is about, done by `manage.py worker`
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Words
LANGUAGE_CODE = "en-gb"
# Each under its own name: whoever looks for theirs may read no other.
LANGUAGES = [("en-gb", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "commentary" / "locale"]
FORMAT_MODULE_PATH = "commentary.formats"
TIME_ZONE = os.environ.get("TIME_ZONE", "UTC")
USE_TZ = True

# Safety. Nothing is loaded from another host, and nothing inline runs. So no page needs a nonce:
# pages that visitors get are kept (annotations/views/visitors.py), and a nonce must not be.
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "object-src": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
if switched_on("BEHIND_PROXY", default=False):
    # Only a proxy that always sets this header itself may be trusted with it.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The editor posts a field or two per paragraph: an article of 2,000 paragraphs fits.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# A text too long to be imported gets an error at its field, not a bare 400.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Every task says that it begins and ends: `manage.py worker` shows that, others need not.
    "loggers": {"django.tasks": {"level": "WARNING"}},
}
