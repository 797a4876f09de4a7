"""The running code in a word, so that pages made by it are not taken for those of another."""

from functools import cache
from hashlib import blake2b

from django.conf import settings

ROOMS = ("commentary", "annotations", "templates")
KINDS = {".py", ".html", ".css", ".js"}


@cache
def version() -> str:
    """A digest of every file that pages are made by; the same on every machine that has these."""
    digest = blake2b(digest_size=8)
    for room in ROOMS:
        for path in sorted((settings.BASE_DIR / room).rglob("*")):
            if path.suffix in KINDS:
                digest.update(str(path.relative_to(settings.BASE_DIR)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
