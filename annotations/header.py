"""What the head of every page says to someone who is signed in."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from annotations.models import Notification

# More are not counted: nobody wants to know, and the page waits for it.
MOST_COUNTED = 100


def notifications(request: HttpRequest) -> dict[str, Any]:
    """How much they have not seen yet; asked for only by a page that shows it."""
    user = getattr(request, "user", None)

    def count() -> int:
        if user is None or not user.is_authenticated:
            return 0
        return Notification.objects.shown_to(user).unread()[:MOST_COUNTED].count()

    return {"unread_notifications": SimpleLazyObject(count)}
