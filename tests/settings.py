"""Settings of the tests: DATABASE_URL still chooses the database, everything else is fixed."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ.setdefault("HTTPS", "false")

from commentary.settings import *  # noqa: F403  (the environment comes first)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ACCOUNT_RATE_LIMITS = False
# What one test counted is no other's concern.
CACHES["default"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}  # noqa: F405
# Static files straight from the apps: nothing is collected for a test.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# The live server's threads end with their requests, and so must their connections. On SQLite that
# takes a file: connections to a database in memory are never closed.
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405  (from the settings above)
DATABASES["default"]["TEST"] = {  # noqa: F405
    "NAME": str(Path(tempfile.gettempdir(), f"commentary-tests-{os.getpid()}.sqlite3"))
    if "sqlite3" in DATABASES["default"]["ENGINE"]  # noqa: F405
    else None
}
