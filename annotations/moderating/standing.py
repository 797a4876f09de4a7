"""How well a person is known here, and whether they have said too much too quickly."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.utils import timezone

from annotations.models import Annotation, Comment
from annotations.moderating.limits import (
    DAY,
    GROWN_WITH,
    OF_AN_ADDRESS,
    Standing,
    free_at,
    standing_of,
)

if TYPE_CHECKING:
    from commentary.models import User


def standing_now(user: "User") -> Standing:
    """One query, which reads no more comments than make a difference."""
    stand = Comment.objects.counted().filter(author=user).order_by()
    return standing_of(timezone.now() - user.date_joined, stand[:GROWN_WITH].count())


def comments_free_at(user: "User", address: str) -> datetime | None:
    """When this person may say something again; None if they may now."""
    now, standing = timezone.now(), standing_now(user)
    limits = standing.value.comments
    said = Comment.objects.filter(author=user, created_at__gt=now - DAY).order_by("-created_at")
    moments = list(said.values_list("created_at", flat=True)[: limits[-1].most])
    waits = [free_at(limits, moments, now)]
    if standing is Standing.NEW:
        waits.append(OF_AN_ADDRESS.free_at(moments_of(address), now))
    return max((wait for wait in waits if wait), default=None)


def marks_free_at(user: "User") -> datetime | None:
    """When this person may mark something again; None if they may now."""
    now = timezone.now()
    limits = standing_now(user).value.marks
    made = Annotation.objects.filter(creator=user, created_at__gt=now - DAY).order_by("-created_at")
    moments = list(made.values_list("created_at", flat=True)[: limits[-1].most])
    return free_at(limits, moments, now)


def moments_of(address: str) -> list[datetime]:
    """When newcomers said something from this address lately, newest first.

    Kept in the cache, which all processes share; an address is not written to any table of ours.
    """
    moments: list[datetime] = cache.get(_key(address), [])
    return moments


def note_address(user: "User", address: str) -> None:
    """Remember that a newcomer has just said something from there."""
    if standing_now(user) is Standing.NEW:
        moments = [timezone.now(), *moments_of(address)][: OF_AN_ADDRESS.most]
        cache.set(_key(address), moments, OF_AN_ADDRESS.within.total_seconds())


def _key(address: str) -> str:
    return f"newcomers-from-{address}"
