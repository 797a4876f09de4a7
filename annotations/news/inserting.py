"""Where new threads are inserted in the list of a page that is open."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import NamedTuple


class Root(NamedTuple):
    """The key of a comment that opens a thread, and that of the paragraph that it is about."""

    key: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Item:
    """A new thread; or, not `is_new`, one of the page whose words are named above it now.

    `names_paragraph` says that what stands before it is about other words.
    """

    root: Root
    is_new: bool
    names_paragraph: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """New threads, and the thread of the page that they stand after, or before; neither: first.

    Before one, they come behind the words that are named above it, since they are about these too.
    """

    items: Sequence[Item]
    after: Root | None = None
    before: Root | None = None


def gaps_among(roots: Iterable[Root], new: Container[int]) -> list[Gap]:
    """`roots` open what the page has and what is `new`, by key, in the order of the page."""
    gaps: list[Gap] = []
    runs = [(is_new, list(run)) for is_new, run in groupby(roots, lambda each: each.key in new)]
    for place, (is_new, run) in enumerate(runs):
        if is_new:
            after = runs[place - 1][1][-1] if place else None
            below = runs[place + 1][1][0] if place + 1 < len(runs) else None
            gaps.extend(_gaps_between(after, run, below))
    return gaps


def _gaps_between(after: Root | None, run: list[Root], below: Root | None) -> Iterator[Gap]:
    """A run of new threads, of which the last may be about what the thread `below` is about."""
    named = below.paragraph if below and _is_of_other_words(below, after) else None
    behind = list(takewhile(lambda each: each.paragraph == named, reversed(run)))[::-1]
    ahead = run[: len(run) - len(behind)]
    if ahead:
        items = [
            Item(each, is_new=True, names_paragraph=_is_of_other_words(each, before))
            for before, each in zip([after, *ahead], ahead, strict=False)
        ]
        # Until now it stood below the same words as what is before the new ones.
        if below and named is None and _is_of_other_words(below, ahead[-1]):
            items.append(Item(below, is_new=False, names_paragraph=True))
        yield Gap(items, after=after)
    if behind:
        yield Gap([Item(each, is_new=True, names_paragraph=False) for each in behind], before=below)


def _is_of_other_words(root: Root, before: Root | None) -> bool:
    return before is None or before.paragraph != root.paragraph
