"""What an edit did to a text, paragraph by paragraph. Pure.

Paragraphs are the same by their identity. Those that stayed in order are the longest series that
did (the longest increasing subsequence of their old places, by patience sorting); the others moved.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from commentary.comparing import Piece, compare


class Stated(Protocol):
    """A paragraph as it stands in one text."""

    @property
    def identity(self) -> int: ...
    @property
    def style(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True)
class Change[P: Stated]:
    """A paragraph in both texts; `old` is None for one that was added, `new` for one taken out."""

    old: P | None
    new: P | None
    is_moved: bool = False

    @property
    def identity(self) -> int:
        state = self.new or self.old
        assert state is not None  # noqa: S101  (it stands in one of the texts)
        return state.identity

    @property
    def is_added(self) -> bool:
        return self.old is None

    @property
    def is_taken_out(self) -> bool:
        return self.new is None

    @property
    def is_reworded(self) -> bool:
        return bool(self.old and self.new and self.old.source != self.new.source)

    @property
    def is_restyled(self) -> bool:
        return bool(self.old and self.new and self.old.style != self.new.style)

    @property
    def is_kept(self) -> bool:
        return not (
            self.is_added
            or self.is_taken_out
            or self.is_moved
            or self.is_reworded
            or self.is_restyled
        )

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Its words in both texts. Where only the markup changed, its markup too."""
        old, new = self.old, self.new
        if old and new and old.text == new.text:
            return compare(old.source, new.source)
        return compare(old.text if old else "", new.text if new else "")


def changes[P: Stated](before: Sequence[P], after: Sequence[P]) -> tuple[Change[P], ...]:
    """All paragraphs of both texts, in the order of the new one.

    One that was taken out comes behind what it stood behind.
    """
    old = {state.identity: state for state in before}
    new = {state.identity: state for state in after}
    place = {identity: at for at, identity in enumerate(old)}
    common = [identity for identity in new if identity in old]
    in_order = {common[at] for at in _longest_rise([place[identity] for identity in common])}
    order = list(new)
    behind = 0
    for identity in old:
        if identity in new:
            behind = order.index(identity) + 1
        else:
            order.insert(behind, identity)
            behind += 1
    return tuple(
        Change(
            old.get(identity),
            new.get(identity),
            is_moved=identity in old and identity in new and identity not in in_order,
        )
        for identity in order
    )


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """Indices of the longest series of ever greater numbers."""
    tails: list[int] = []  # the least number that ends a rise of each length, ...
    ends: list[int] = []  # ... its index, ...
    earlier: list[int | None] = []  # ... and for each number the index before it in its rise.
    for at, number in enumerate(numbers):
        length = bisect_left(tails, number)
        earlier.append(ends[length - 1] if length else None)
        tails[length : length + 1] = [number]
        ends[length : length + 1] = [at]
    rise: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        rise.append(last)
        last = earlier[last]
    return rise
