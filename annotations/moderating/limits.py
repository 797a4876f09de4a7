"""How much one person may say in how much time, and more as they become known. Pure.

Nobody who reads closely comes near these numbers. A person's first days are when spam comes, so
they begin low; 5 comments in 10 minutes still carry a conversation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum


@dataclass(frozen=True, slots=True)
class Limit:
    most: int
    within: timedelta

    def free_at(self, moments: Sequence[datetime], now: datetime) -> datetime | None:
        """When there is room again after these moments, newest first; None if there is now."""
        recent = [moment for moment in moments if moment > now - self.within]
        return recent[self.most - 1] + self.within if len(recent) >= self.most else None


@dataclass(frozen=True, slots=True)
class Allowance:
    """`comments` and `marks` each have a limit for a rush and one for a day."""

    comments: tuple[Limit, Limit]
    marks: tuple[Limit, Limit]


RUSH, DAY = timedelta(minutes=10), timedelta(days=1)


class Standing(Enum):
    """How well a person is known here, by the age of their account and what they said."""

    NEW = Allowance((Limit(5, RUSH), Limit(30, DAY)), (Limit(40, RUSH), Limit(200, DAY)))
    KNOWN = Allowance((Limit(15, RUSH), Limit(100, DAY)), (Limit(100, RUSH), Limit(1000, DAY)))
    # No person writes so fast: this stops only a script with a stolen session.
    GROWN = Allowance((Limit(40, RUSH), Limit(400, DAY)), (Limit(200, RUSH), Limit(2000, DAY)))


# What a spammer will not wait for, and not write that moderators would leave standing.
KNOWN_AFTER, KNOWN_WITH = timedelta(days=2), 5
GROWN_AFTER, GROWN_WITH = timedelta(days=30), 50

# Newcomers behind one address: a class that meets here together fits, a script does not.
OF_AN_ADDRESS = Limit(60, timedelta(hours=1))


def standing_of(age: timedelta, standing_comments: int) -> Standing:
    if age >= GROWN_AFTER and standing_comments >= GROWN_WITH:
        return Standing.GROWN
    if age >= KNOWN_AFTER and standing_comments >= KNOWN_WITH:
        return Standing.KNOWN
    return Standing.NEW


def free_at(limits: Sequence[Limit], moments: Sequence[datetime], now: datetime) -> datetime | None:
    """When all of these limits leave room again; None if they do now."""
    return max(
        (free for limit in limits if (free := limit.free_at(moments, now))),
        default=None,
    )
