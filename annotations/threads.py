"""Comments in the order in which they were made -> threads as they are read. Pure.

A reply stands under what it answers, at any depth; the page indents a few levels and then says
"in reply to" instead, so that a long exchange stays readable on a phone.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

# Four steps of indent leave a phone 270 of its 320 pixels.
MOST_INDENT = 4


class Contribution(Protocol):
    """What a comment must have: its own key and that of the comment it answers."""

    @property
    def pk(self) -> int: ...

    @property
    def parent_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Placed[C]:
    """A comment in its place. `depth` counts from 0.

    `is_below` says that what it answers is shown as well, above it.
    """

    comment: C
    depth: int
    is_below: bool

    @property
    def indent(self) -> int:
        return min(self.depth, MOST_INDENT)

    @property
    def names_parent(self) -> bool:
        """Whether its place does not say what it answers, should it answer anything."""
        return self.depth > MOST_INDENT or not self.is_below


def read_through[C: Contribution](comments: Iterable[C]) -> list[Placed[C]]:
    """Every comment once, parents before their replies, siblings in the order given.

    One whose parent is not among them stands at the top. Takes linear time and no recursion,
    so that depth has no limit.
    """
    given = list(comments)
    shown = {comment.pk for comment in given}
    replies: dict[int | None, list[C]] = defaultdict(list)
    for comment in given:
        replies[comment.parent_id if comment.parent_id in shown else None].append(comment)
    placed: list[Placed[C]] = []
    waiting = [(comment, 0) for comment in reversed(replies[None])]
    while waiting:
        comment, depth = waiting.pop()
        placed.append(Placed(comment, depth, is_below=comment.parent_id in shown))
        waiting.extend((reply, depth + 1) for reply in reversed(replies[comment.pk]))
    return placed
