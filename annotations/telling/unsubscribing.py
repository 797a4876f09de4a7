"""Links in mails that stop mails: signed, so that they work without signing in."""

from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.urls import reverse

from commentary.models import User

SALT = "annotations.telling.unsubscribing"


class Wish(NamedTuple):
    """Whose mails are to stop: all of them, or those about one thread (given by key)."""

    person: int
    thread: int | None


def link(person: User, thread: int | None = None) -> str:
    token = signing.dumps([person.pk, thread], salt=SALT)
    return settings.SITE_URL + reverse("unsubscribe", args=[token])


def read(token: str) -> Wish:
    """Raises `signing.BadSignature` for anything that is not such a link."""
    return Wish(*signing.loads(token, salt=SALT))
