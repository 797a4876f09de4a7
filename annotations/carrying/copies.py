"""Copies: text that stands elsewhere already must not pull words over to it.

A pull quote repeats a sentence of the body. When that sentence is edited in the body, the words it
lost still stand in the quote, and look as if they had moved there. They have not: around them the
quote goes on as the old sentence does, perhaps with words put in, and that sentence is held where
it was.
"""

from annotations.carrying.alignment import FREE, Alignment
from annotations.carrying.chain import Pairs, chain
from annotations.carrying.comparison import Comparison, Side

# How far the text around a run is followed.
REACH = 80
# New text is a copy when what goes on around the run and is held elsewhere weighs so much of it.
ELSEWHERE = 0.5


def is_copy(comparison: Comparison, alignment: Alignment, pairs: Pairs) -> bool:
    """Say whether the new side of pairs of equal tokens belongs to a copy of the old text.

    The pairs are in order and free on both sides; what counts is the text around them.
    """
    weight = comparison.weigh(comparison.old.key[old] for old, _ in pairs)
    elsewhere = sum(
        comparison.weight[comparison.old.key[old]]
        for end, step in ((pairs[0], -1), (pairs[-1], 1))
        for old, new in _around(comparison, end, step)
        if alignment.to_new[old] not in (FREE, new)
    )
    return elsewhere >= ELSEWHERE * weight


def _around(comparison: Comparison, end: tuple[int, int], step: int) -> Pairs:
    """Align what lies beyond one end of the pairs, in the paragraphs of both."""
    old, new = (
        sorted(_beyond(side, token, step))
        for side, token in ((comparison.old, end[0]), (comparison.new, end[1]))
    )
    return chain(comparison, old, new) if old and new else []


def _beyond(side: Side, token: int, step: int) -> range:
    tokens = side.tokens_of(side.paragraph[token])
    if step < 0:
        return range(max(tokens.start, token - REACH), token)
    return range(token + 1, min(tokens.stop, token + 1 + REACH))
