"""Two people edited the same text: what both did, side by side, paragraph by paragraph. Pure.

An edit that was made on an older revision is never applied by itself. The person who made it gets
it back laid over the current text: where only one of the two changed a paragraph, that one's words
stand; where both did, one's own stand and the other's are shown beside them. Nothing is decided
inside a paragraph, and nothing is saved until the person has looked and says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as one of the texts has it. `identity` is None for one that is new."""

    identity: int | None
    style: str
    source: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A paragraph to look at: what would be saved, and what the other edit did to it.

    `before` and `now` are the paragraph in the text that one's own edit was based on and in the
    current one; None where it is not in that text. `taken_out`: it would leave the text.
    """

    line: Line
    before: Line | None = None
    now: Line | None = None
    taken_out: bool = False

    @property
    def was_added(self) -> bool:
        return self.before is None and self.now is not None

    @property
    def was_taken_out(self) -> bool:
        return self.before is not None and self.now is None

    @property
    def was_changed(self) -> bool:
        return None not in (self.before, self.now) and self.before != self.now

    @property
    def is_disputed(self) -> bool:
        """Whether saving this would undo what the other edit did here."""
        if self.was_taken_out:
            return not self.taken_out
        return self.was_changed and (self.taken_out or self.line != self.now)


def merge(before: Sequence[Line], mine: Sequence[Line], now: Sequence[Line]) -> tuple[Merged, ...]:
    """Lay `mine`, which was made from `before`, over `now`, which is what the text has become.

    The order is one's own if one moved paragraphs, else the current one. A paragraph that one took
    out and the other left alone is not answered at all.
    """
    old, current, typed = _by_key(before), _by_key(now), _by_key(mine)
    moved = [key for key in typed if key in old] != [key for key in old if key in typed]
    order = _interleave(*((typed, current) if moved else (current, typed)))
    return tuple(
        merged
        for key in order
        if (merged := _merged(typed.get(key), old.get(key), current.get(key)))
    )


def merge_front(
    before: Mapping[str, str], mine: Mapping[str, str], now: Mapping[str, str]
) -> dict[str, str]:
    """The same for the title fields: one's own value where one changed it, else the current."""
    return {name: now[name] if mine[name] == before[name] else mine[name] for name in mine}


def _by_key(lines: Iterable[Line]) -> dict[int, Line]:
    """By identity; new ones, which have none, by numbers below zero. In order."""
    return {
        -number if line.identity is None else line.identity: line
        for number, line in enumerate(lines, start=1)
    }


def _interleave(spine: Iterable[int], others: Iterable[int]) -> list[int]:
    """All keys of both: those of the spine in order, each other one behind its predecessor."""
    order = list(spine)
    present = set(order)
    place = 0
    for key in others:
        if key not in present:
            order.insert(place, key)
            place += 1
        else:
            place = order.index(key) + 1
    return order


def _merged(mine: Line | None, before: Line | None, now: Line | None) -> Merged | None:
    if mine is None:
        if now is None or now == before:
            return None
        return Merged(now, before, now, taken_out=before is not None)
    if mine == before:
        return Merged(now or mine, before, now, taken_out=now is None)
    return Merged(mine, before, now)
