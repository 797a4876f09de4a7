"""Whereabouts: what to call the way a passage went.

The home of an old paragraph is the new one that holds most of it. A passage that is at home has not
moved, unless its words stand past others of its paragraph that they used to precede: of those, the
heavier part counts as having stayed.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from annotations.carrying.alignment import FREE, Alignment
from annotations.carrying.comparison import Comparison
from annotations.carrying.passages import Passage, Span, State
from annotations.carrying.survivors import Survivors

Run = tuple[int, int, int]  # old token, new token, length


class Whereabouts:
    """Knows where the old paragraphs are."""

    def __init__(self, comparison: Comparison, alignment: Alignment) -> None:
        """Take the alignment as it is in the end."""
        self.comparison = comparison
        self.alignment = alignment
        self.homes = _homes(comparison, alignment)
        self.out_of_order: dict[int, set[int]] = {}

    def state(
        self,
        passage: Passage,
        found: Sequence[Span],
        survivors: Survivors | None,
        *,
        reworded: bool,
    ) -> State:
        """Name what became of a passage. `survivors` are None if its paragraphs are the same."""
        if passage.remembered:
            return State.HEALED
        if len(found) > len(passage.spans):
            return State.SPLIT
        if self._left_home(passage, found) or (survivors and self._changed_order(survivors)):
            return State.MOVED
        if reworded:
            return State.CHANGED
        offsets = [(span.start, span.end) for span in passage.spans]
        if offsets != [(span.start, span.end) for span in found]:
            return State.SHIFTED
        return State.UNCHANGED

    def _left_home(self, passage: Passage, found: Sequence[Span]) -> bool:
        at_home = {self.homes.get(span.paragraph) for span in passage.spans}
        return not all(span.paragraph in at_home for span in found)

    def _changed_order(self, survivors: Survivors) -> bool:
        """Say whether most of what is held stands where the rest of its paragraph does not go."""
        paragraph = self.comparison.old.paragraph
        moved = sum(at in self._out_of_order(paragraph[at]) for _, at in survivors.held)
        return 2 * moved > len(survivors.held)

    def _out_of_order(self, paragraph: int) -> set[int]:
        """Give the old tokens at home that are not part of the longest series in order."""
        if paragraph not in self.out_of_order:
            runs = self._runs(paragraph)
            moved = set(runs) - set(_longest_in_order(runs))
            self.out_of_order[paragraph] = {
                old + step for old, _, length in moved for step in range(length)
            }
        return self.out_of_order[paragraph]

    def _runs(self, paragraph: int) -> list[Run]:
        """Give what is held at home as runs, in old order; a word replaced within one is part."""
        runs: list[Run] = []
        for old in self.comparison.old.tokens_of(paragraph):
            new = self.alignment.to_new[old]
            if new == FREE or self.comparison.new.paragraph[new] != self.homes[paragraph]:
                continue
            if runs and new > runs[-1][1] and new - runs[-1][1] == old - runs[-1][0]:
                runs[-1] = (*runs[-1][:2], old - runs[-1][0] + 1)
            else:
                runs.append((old, new, 1))
        return runs


def _homes(comparison: Comparison, alignment: Alignment) -> dict[int, int]:
    homes = {}
    for paragraph in range(comparison.live):
        counts = Counter(
            comparison.new.paragraph[new]
            for token in comparison.old.tokens_of(paragraph)
            if (new := alignment.to_new[token]) != FREE
        )
        if counts:
            homes[paragraph] = max(counts, key=lambda at: (counts[at], -at))
    return homes


def _longest_in_order(runs: Sequence[Run]) -> list[Run]:
    """Give the runs that follow one another in the new text and are the most tokens."""
    if all(before[1] < after[1] for before, after in pairwise(runs)):
        return list(runs)
    best: list[tuple[int, int]] = []  # per run: the tokens of the series that ends there, and from
    for at, (_, new, length) in enumerate(runs):
        tokens, before = max(
            ((best[i][0], i) for i in range(at) if runs[i][1] < new),
            default=(0, -1),
            key=lambda series: series[0],
        )
        best.append((tokens + length, before))
    series = []
    at = max(range(len(runs)), key=lambda at: best[at][0])
    while at != -1:
        series.append(runs[at])
        at = best[at][1]
    return series
