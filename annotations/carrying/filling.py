"""Filling: the gaps between held words are closed, the surest first.

What corresponds is held; of what else was replaced word by word, the same words are held that stand
as far from the edge of the gap as before.
"""

from annotations.carrying.alignment import Alignment
from annotations.carrying.comparison import Comparison
from annotations.carrying.copies import is_copy
from annotations.carrying.counterparts import find_counterparts
from annotations.carrying.gaps import Gap, find_gaps

# Words were replaced one by one as long as the same words keep their distance from a bound; that is
# asked in a gap of so many tokens.
IN_STEP = 8


def fill_gaps(comparison: Comparison, alignment: Alignment, pairs: set[tuple[int, int]]) -> None:
    """Hold the single words that correspond between what is held already.

    `pairs` are paragraphs that are said to be the same.
    """
    for gap in find_gaps(comparison, alignment, pairs):
        _fill(comparison, alignment, gap)


def _fill(comparison: Comparison, alignment: Alignment, gap: Gap) -> None:
    for old, new, likeness in find_counterparts(comparison, gap):
        # Without bounds nothing says that a word is not one of a copy.
        if alignment.is_free(old, new) and (
            gap.bounds or not is_copy(comparison, alignment, [(old, new)])
        ):
            alignment.hold(old, new, likeness)
    if gap.bounds > 1 and max(len(gap.old), len(gap.new)) <= IN_STEP:
        _hold_in_step(comparison, alignment, gap)


def _hold_in_step(comparison: Comparison, alignment: Alignment, gap: Gap) -> None:
    """Hold the equal words that are as far from the left bound as before, then from the right."""
    left, right = comparison.old.key, comparison.new.key
    for old, new in (
        *zip(gap.old, gap.new, strict=False),
        *zip(reversed(gap.old), reversed(gap.new), strict=False),
    ):
        same = left[old] == right[new] and comparison.is_word[left[old]]
        if same and alignment.is_free(old, new):
            alignment.hold(old, new)
