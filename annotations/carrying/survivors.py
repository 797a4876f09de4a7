"""Survivors: the words of one passage, and what became of each.

A passage is looked at as stretches of old tokens; spans that follow one another across a paragraph
break are one stretch. How much of it survived is the mean of two shares, by letters and by weight:
neither one long word nor many small ones decide alone.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.carrying.alignment import FREE, Alignment
from annotations.carrying.comparison import Comparison, Side
from annotations.carrying.passages import Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """Old tokens that a passage covers without interruption.

    `start` and `end` are the passage's own offsets in the paragraphs of its first and last token;
    they may lie inside these tokens.
    """

    tokens: range
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Survivors:
    """What a passage consists of, what is held of it, and how much that is."""

    stretches: tuple[Stretch, ...]
    held: tuple[tuple[int, int], ...]  # (new, old) of the words that are held, in new order
    words: int
    share: float
    is_whole: bool = False  # token for token, without a gap, in one paragraph

    def covers(self, old: int) -> bool:
        """Say whether an old token belongs to the passage."""
        return any(old in stretch.tokens for stretch in self.stretches)


def find_survivors(
    comparison: Comparison, alignment: Alignment, spans: Sequence[Span]
) -> Survivors:
    """Find what is left of a passage. In one without any word, punctuation counts instead."""
    side = comparison.old
    stretches = _stretches(side, spans)
    now = _whole(comparison, alignment, stretches)
    if now:
        held = zip(now, stretches[0].tokens, strict=True)
        return Survivors(stretches, tuple(held), len(now), 1.0, is_whole=True)
    tokens = [token for stretch in stretches for token in stretch.tokens]
    words = [token for token in tokens if comparison.is_word[side.key[token]]] or tokens
    inside = {token: _part_inside(side, stretches, token) for token in words}
    letters = weight = letters_held = weight_held = 0.0
    for token in words:
        size = inside[token] * (side.end[token] - side.start[token])
        worth = inside[token] * comparison.weight[side.key[token]]
        letters += size
        weight += worth
        if alignment.to_new[token] != FREE:
            likeness = alignment.likeness.get(token, 1.0)
            letters_held += likeness * size
            weight_held += likeness * worth
    pairs = sorted((new, old) for old in words if (new := alignment.to_new[old]) != FREE)
    share = (letters_held / letters + weight_held / weight) / 2 if letters else 0.0
    return Survivors(stretches, tuple(pairs), len(words), share)


def _whole(
    comparison: Comparison, alignment: Alignment, stretches: tuple[Stretch, ...]
) -> range | None:
    """Give the new tokens of a passage that stands in one paragraph token for token, as most do."""
    if len(stretches) != 1:
        return None
    tokens = stretches[0].tokens
    first = alignment.to_new[tokens.start]
    now = range(first, first + len(tokens))
    if first == FREE or alignment.to_new[tokens.start : tokens.stop] != list(now):
        return None
    paragraph = comparison.new.paragraph
    if paragraph[now[0]] != paragraph[now[-1]] or not alignment.likeness.keys().isdisjoint(tokens):
        return None
    return now


def _stretches(side: Side, spans: Sequence[Span]) -> tuple[Stretch, ...]:
    stretches: list[Stretch] = []
    for span in sorted(spans):
        first, stop = side.first[span.paragraph], side.first[span.paragraph + 1]
        tokens = range(
            bisect_right(side.end, span.start, first, stop),
            bisect_left(side.start, span.end, first, stop),
        )
        if not tokens:
            continue
        if stretches and stretches[-1].tokens.stop == tokens.start == first:
            before = stretches.pop()
            tokens = range(before.tokens.start, tokens.stop)
            stretches.append(Stretch(tokens, before.start, span.end))
        else:
            stretches.append(Stretch(tokens, span.start, span.end))
    return tuple(stretches)


def _part_inside(side: Side, stretches: Sequence[Stretch], token: int) -> float:
    """Give the part of a token that lies in the passage: less than 1 only at its ends."""
    start, end = side.start[token], side.end[token]
    for stretch in stretches:
        if token == stretch.tokens.start:
            start = max(start, stretch.start)
        if token == stretch.tokens.stop - 1:
            end = min(end, stretch.end)
    return (end - start) / (side.end[token] - side.start[token])
