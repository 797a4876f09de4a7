"""Settings of `manage.py demo`: everything in the folder `.demo` (or DEMO_DIR), nothing to set."""

import os
import secrets
import sys
from pathlib import Path

DEMO_DIR = Path(os.environ.get("DEMO_DIR") or Path(__file__).resolve().parent.parent / ".demo")


def kept_secret(path: Path) -> str:
    """The secret in the file; a new one where there is none, readable by its owner only."""
    if path.exists():
        return path.read_text(encoding="ascii")
    path.touch(mode=0o600)
    path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii")


try:
    DEMO_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ.setdefault("SECRET_KEY", kept_secret(DEMO_DIR / "secret_key"))
except OSError as error:
    sys.exit(
        f"The demo cannot write to {DEMO_DIR} ({error.strerror}). "
        "Make it yours, or set DEMO_DIR to a folder that you can write to."
    )

os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{DEMO_DIR / 'commentary.sqlite3'}")
os.environ.setdefault("STATIC_ROOT", str(DEMO_DIR / "static"))
os.environ.setdefault("HTTPS", "false")

from commentary.settings import *  # noqa: E402, F403  (the environment comes first)
