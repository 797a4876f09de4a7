"""Copies: text that stands elsewhere already must not pull words over to it.

A pull quote repeats a sentence of the body. When that sentence is edited in the body, the words it
lost still stand in the quote, and look as if they had moved there. They have not: around them the
quote goes on just as the old sentence does, and that sentence is held where it was.
"""

from annotations.carrying.alignment import FREE, Alignment
from annotations.carrying.chain import Pairs
from annotations.carrying.comparison import Comparison

# How far the text around a run is followed, and how many differences on the way are forgiven.
REACH = 80
FORGIVEN = 3
# New text is a copy when what goes on around the run and is held elsewhere weighs so much of it.
ELSEWHERE = 0.5


def is_copy(comparison: Comparison, alignment: Alignment, pairs: Pairs) -> bool:
    """Say whether the new side of pairs of equal tokens belongs to a copy of the old text.

    The pairs are in order and free on both sides; what counts is the text around them.
    """
    weight = comparison.weigh(comparison.old.key[old] for old, _ in pairs)
    (first, first_new), (last, last_new) = pairs[0], pairs[-1]
    elsewhere = _elsewhere(comparison, alignment, (first - 1, first_new - 1), -1)
    elsewhere += _elsewhere(comparison, alignment, (last + 1, last_new + 1), 1)
    return elsewhere >= ELSEWHERE * weight


def _elsewhere(
    comparison: Comparison, alignment: Alignment, start: tuple[int, int], step: int
) -> int:
    """Weigh the equal text in one direction that is held, but not by each other."""
    left, right = comparison.old, comparison.new
    old, new = start
    paragraph = left.paragraph[old - step], right.paragraph[new - step]
    weight = differences = 0
    for _ in range(REACH):
        if not (0 <= old < len(left.key) and 0 <= new < len(right.key)):
            break
        if (left.paragraph[old], right.paragraph[new]) != paragraph:
            break
        if left.key[old] != right.key[new]:
            differences += 1
            if differences > FORGIVEN:
                break
        elif alignment.to_new[old] not in (FREE, new):
            weight += comparison.weight[left.key[old]]
        old += step
        new += step
    return weight
