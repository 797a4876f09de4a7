"""Whose page asks what is new, and what keeps them from contributing as far as it knows.

The page says so itself, signed: so an answer without news needs neither session nor person, and
nobody learns by asking whether somebody else is suspended.
"""

from dataclasses import dataclass
from typing import Self

from django.core.signing import BadSignature, Signer

from annotations.models.contributing import Contributor

SIGNER = Signer(salt="annotations.reader")


@dataclass(frozen=True, slots=True)
class Asker:
    """`suspended` is the key of the act that keeps them from it, or 0."""

    name: str
    suspended: int

    @classmethod
    def of(cls, who: Contributor) -> Self | None:
        """Nobody in particular, for visitors."""
        if not who.user.pk:
            return None
        act = who.suspended_by
        return cls(SIGNER.sign(str(who.user.pk)), act.pk if act else 0)


def reader_named(name: str) -> int | None:
    """The key of whom a page says that it is for."""
    try:
        return int(SIGNER.unsign(name))
    except BadSignature:
        return None
