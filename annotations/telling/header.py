"""What the head of every page says to someone who is signed in."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from annotations.models import Notification

# More are not counted: nobody wants to know, and the page waits for it.
MOST_COUNTED = 99


def notifications(request: HttpRequest) -> dict[str, Any]:
    """How much they have not seen yet; asked for only by a page that shows it."""
    user = getattr(request, "user", None)

    def count() -> str:
        if user is None or not user.is_authenticated:
            return ""
        unread = Notification.objects.shown_to(user).unread()[: MOST_COUNTED + 1].count()
        return f"{MOST_COUNTED}+" if unread > MOST_COUNTED else str(unread or "")

    return {"unread_notifications": SimpleLazyObject(count)}
