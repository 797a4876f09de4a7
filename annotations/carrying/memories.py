"""Memories: what never left is found again when the rest comes back.

An orphan remembers whole paragraphs, of which a part may still stand in the article, or parts in
several paragraphs. These are held by the old text, so the memory cannot hold them too; instead it
is read through the old text: a remembered word is where the same word of a paragraph that it is
alike to went.
"""

from collections import Counter, defaultdict
from dataclasses import replace

from annotations.carrying.alignment import FREE, Alignment
from annotations.carrying.chain import chain
from annotations.carrying.comparison import Comparison

SERIES = 3
# A live paragraph is what is left of a remembered one if so much of either is in the other.
ALIKE = 0.4


def read_through(comparison: Comparison, alignment: Alignment) -> None:
    """Point remembered words that are free to where the same live words are now.

    The new tokens stay held by the live words; only the way from the memory is added.
    """
    old = comparison.old
    last = len(old.first) - 1
    if comparison.live == last:
        return
    places: defaultdict[tuple[int, ...], set[int]] = defaultdict(set)
    lengths = []
    for paragraph in range(comparison.live):
        found = _series(old.keys_of(paragraph))
        lengths.append(len(found))
        for series in found:
            places[series].add(paragraph)
    for memory in range(comparison.live, last):
        wanted = _series(old.keys_of(memory))
        votes = Counter(paragraph for series in wanted for paragraph in places.get(series, ()))
        if not votes:
            continue
        for live, count in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
            if count < ALIKE * min(len(wanted), lengths[live]):
                continue
            for token, same in _same(comparison, memory, live):
                if alignment.to_new[token] == FREE:
                    alignment.to_new[token] = alignment.to_new[same]


def _same(comparison: Comparison, memory: int, live: int) -> list[tuple[int, int]]:
    """Align a remembered paragraph with a live one; both are on the old side."""
    old = comparison.old
    both = replace(comparison, new=old)
    return chain(both, old.tokens_of(memory), old.tokens_of(live))


def _series(keys: list[int]) -> list[tuple[int, ...]]:
    return list(zip(keys, keys[1:], keys[2:], strict=False))
