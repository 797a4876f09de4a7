"""Gaps: what lies between held words, and where that can have gone.

What lies between two held tokens of the old text can only have become what lies between their
partners. Where a paragraph begins or ends, or where its parts went apart, only one side is known;
and over paragraph breaks, or in a paragraph of which nothing is held yet, a gap is all that is free
on both sides: then it has no bounds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.carrying.alignment import FREE, Alignment
from annotations.carrying.comparison import Comparison

# Over paragraph breaks only so many words: a heading, a sentence or two. More is another text.
SHORT = 60


@dataclass(frozen=True, slots=True)
class Gap:
    """Free old tokens, and the free new ones that they may have become."""

    old: Sequence[int]
    new: Sequence[int]
    bounds: int  # on how many sides the place is known: 0, 1 or 2


def find_gaps(
    comparison: Comparison, alignment: Alignment, pairs: set[tuple[int, int]]
) -> Iterator[Gap]:
    """Give the gaps, those whose place is surest first. What is held on the way counts.

    `pairs` are paragraphs that are said to be the same; where nothing in them is held yet, they are
    gaps as a whole: a heading of two words, one of them changed.
    """
    for stretch in _free_stretches(comparison, alignment):
        yield from _gaps(comparison, alignment, stretch)
    for old, new in sorted(pairs):
        tokens, others = comparison.old.tokens_of(old), comparison.new.tokens_of(new)
        if _all_free(alignment.to_new, tokens) and _all_free(alignment.to_old, others):
            yield Gap(tokens, others, 0)
    yield from _gaps_over_breaks(comparison, alignment)


def _all_free(held: list[int], tokens: range) -> bool:
    return all(held[token] == FREE for token in tokens)


def _gaps_over_breaks(comparison: Comparison, alignment: Alignment) -> list[Gap]:
    """Give the gaps between paragraphs: a heading that was reworded, a sentence that was cut off.

    What stood between two held words and what stands between their partners, if both are free.
    """
    gaps = []
    end, other_end = comparison.old.first[comparison.live], len(comparison.new.key)
    start = 0
    for token in range(end + 1):
        if token < end and alignment.to_new[token] == FREE:
            continue
        left = alignment.to_new[start - 1] if start else -1
        right = alignment.to_new[token] if token < end else other_end
        old, new = range(start, token), range(left + 1, right)
        start = token + 1
        if 0 < len(old) <= SHORT and 0 < len(new) <= SHORT and _all_free(alignment.to_old, new):
            gaps.append(Gap(old, new, 0))
    return gaps


def _free_stretches(comparison: Comparison, alignment: Alignment) -> list[range]:
    """Give the stretches of free old tokens, each inside one live paragraph."""
    stretches = []
    for paragraph in range(comparison.live):
        tokens = comparison.old.tokens_of(paragraph)
        start = tokens.start
        for token in [*tokens, tokens.stop]:
            if token == tokens.stop or alignment.to_new[token] != FREE:
                if start < token and (token < tokens.stop or start > tokens.start):
                    stretches.append(range(start, token))
                start = token + 1
    return stretches


def _gaps(comparison: Comparison, alignment: Alignment, stretch: range) -> list[Gap]:
    """Give the places where a free stretch may have its counterpart, the surest first."""
    side = comparison.old
    tokens = side.tokens_of(side.paragraph[stretch.start])
    left = alignment.to_new[stretch.start - 1] if stretch.start > tokens.start else None
    right = alignment.to_new[stretch.stop] if stretch.stop < tokens.stop else None
    after = _free_from(comparison, alignment, left, 1)
    before = _free_from(comparison, alignment, right, -1)
    if left is not None and right is not None:
        if left < right and _same_paragraph(comparison, left, right):
            between = [t for t in range(left + 1, right) if alignment.to_old[t] == FREE]
            return [_near_bounds(comparison, Gap(stretch, between, 2), left, right)]
    elif left is not None and _reaches_end(comparison, left, after):
        return [_near_bounds(comparison, Gap(stretch, after, 2), left, None)]
    elif right is not None and _reaches_start(comparison, right, before):
        return [_near_bounds(comparison, Gap(stretch, before, 2), None, right)]
    gaps = []
    if left is not None:
        gaps.append(_in_sentence(comparison, Gap(stretch, after, 1), stretch.start - 1, left))
    if right is not None:
        gaps.append(_in_sentence(comparison, Gap(stretch, before, 1), stretch.stop, right))
    return gaps


def _near_bounds(comparison: Comparison, gap: Gap, left: int | None, right: int | None) -> Gap:
    """Leave out whole new sentences if no whole old sentence was lost."""
    old, new = comparison.old.sentence, comparison.new.sentence
    own = set()
    if left is not None:
        own.add(old[gap.old[0] - 1])
    if right is not None:
        own.add(old[gap.old[-1] + 1])
    if any(old[token] not in own for token in gap.old):
        return gap
    near = {new[bound] for bound in (left, right) if bound is not None}
    return Gap(gap.old, [token for token in gap.new if new[token] in near], gap.bounds)


def _free_from(
    comparison: Comparison, alignment: Alignment, bound: int | None, step: int
) -> list[int]:
    """Give the free new tokens next to a bound, in order, up to the first held one."""
    if bound is None:
        return []
    found = []
    tokens = comparison.new.tokens_of(comparison.new.paragraph[bound])
    token = bound + step
    while token in tokens and alignment.to_old[token] == FREE:
        found.append(token)
        token += step
    return found[::step]


def _same_paragraph(comparison: Comparison, left: int, right: int) -> bool:
    return comparison.new.paragraph[left] == comparison.new.paragraph[right]


def _reaches_end(comparison: Comparison, bound: int, after: list[int]) -> bool:
    last = comparison.new.tokens_of(comparison.new.paragraph[bound]).stop - 1
    return bool(after) and after[-1] == last


def _reaches_start(comparison: Comparison, bound: int, before: list[int]) -> bool:
    first = comparison.new.tokens_of(comparison.new.paragraph[bound]).start
    return bool(before) and before[0] == first


def _in_sentence(comparison: Comparison, gap: Gap, old_bound: int, new_bound: int) -> Gap:
    """Cut a gap with one bound down to the sentence of that bound."""
    old, new = comparison.old.sentence, comparison.new.sentence
    return Gap(
        [token for token in gap.old if old[token] == old[old_bound]],
        [token for token in gap.new if new[token] == new[new_bound]],
        gap.bounds,
    )
