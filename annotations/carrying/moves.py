"""Moves: words that left their place are looked for among the words that nothing accounts for.

Old text that found no partner and new text that has none are matched by their longest common runs,
the best first, if they are enough to be traces. An accepted run then grows over its surroundings,
so that a sentence that was moved *and* edited comes as a whole. The paragraphs that orphans
remember take part here and nowhere else.
"""

import heapq
from collections import defaultdict

from annotations.carrying.alignment import FREE, Alignment
from annotations.carrying.chain import chain
from annotations.carrying.comparison import WORD, Comparison
from annotations.carrying.copies import is_copy
from annotations.carrying.loose import put_back, release_loose_sentences
from annotations.carrying.traces import Traces

SEED = 3
# A seed with more places than this among the free tokens is a turn of phrase, not a trace.
PLACES = 40
# Growing: runs cost less next to a run that is sure, but the two gaps have to stay comparable.
GROWTH_PRICE = 70
GAP_DIFFERENCE = 12
GAP_AT_LEAST = 6
GAP_PER_WORD = 5
GROWTH = 120


def follow_moves(comparison: Comparison, alignment: Alignment, links: set[tuple[int, int]]) -> None:
    """Hold what moved. `links` are pairs of paragraphs that have to do with each other."""
    released = release_loose_sentences(comparison, alignment)
    _Moves(comparison, alignment, links).follow()
    put_back(comparison, alignment, released)


class _Moves:
    def __init__(
        self, comparison: Comparison, alignment: Alignment, links: set[tuple[int, int]]
    ) -> None:
        self.comparison = comparison
        self.alignment = alignment
        self.traces = Traces(comparison, links)
        self.queue: list[tuple[float, int, int, int]] = []

    def follow(self) -> None:
        """Accept the best run, again and again."""
        self._seed()
        while self.queue:
            _, old, new, length = heapq.heappop(self.queue)
            free = self._free_parts(old, new, length)
            if free != [(old, new, length)]:
                for part in free:
                    self._offer(*part)
                continue
            run = [(old + step, new + step) for step in range(length)]
            # What is remembered stands nowhere, so nothing is a copy of it.
            if self.comparison.is_remembered(old) or not is_copy(
                self.comparison, self.alignment, run
            ):
                self.alignment.hold_all(run)
                self._grow(old, new, -1)
                self._grow(old + length - 1, new + length - 1, 1)

    def _seed(self) -> None:
        """Queue the longest common runs of free tokens."""
        left, right = self.comparison.old, self.comparison.new
        to_new, to_old = self.alignment.to_new, self.alignment.to_old
        places: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
        for new in _starts(to_old, right.paragraph):
            places[tuple(right.key[new : new + SEED])].append(new)
        if not places:
            return
        for old in _starts(to_new, left.paragraph):
            found = places.get(tuple(left.key[old : old + SEED]), ())
            if len(found) > PLACES:
                continue
            for new in found:
                if not self._matches(old - 1, new - 1, old, new):
                    self._offer(old, new, self._length(old, new))

    def _matches(self, old: int, new: int, next_to: int, next_to_new: int) -> bool:
        """Say whether two tokens are equal, free, and in the paragraphs of their neighbours."""
        left, right = self.comparison.old, self.comparison.new
        return (
            0 <= old < len(left.key)
            and 0 <= new < len(right.key)
            and left.key[old] == right.key[new]
            and left.paragraph[old] == left.paragraph[next_to]
            and right.paragraph[new] == right.paragraph[next_to_new]
            and self.alignment.is_free(old, new)
        )

    def _length(self, old: int, new: int) -> int:
        length = 1
        while self._matches(old + length, new + length, old, new):
            length += 1
        return length

    def _free_parts(self, old: int, new: int, length: int) -> list[tuple[int, int, int]]:
        parts: list[tuple[int, int, int]] = []
        run = 0
        for step in range(length + 1):
            if step < length and self.alignment.is_free(old + step, new + step):
                run += 1
            elif run:
                parts.append((old + step - run, new + step - run, run))
                run = 0
        return parts

    def _offer(self, old: int, new: int, length: int) -> None:
        """Queue a run if it is enough to be a trace."""
        score = self.traces.score(old, new, length)
        if score is not None:
            # The live text goes first: a memory only gets what nothing else accounts for.
            rank = score - (1e9 if self.comparison.is_remembered(old) else 0)
            heapq.heappush(self.queue, (-rank, old, new, length))

    def _grow(self, old: int, new: int, step: int) -> None:
        """Hold what corresponds on one side of an accepted run, nearest first."""
        comparison, alignment = self.comparison, self.alignment
        at = _free_stretch(alignment.to_new, comparison.old.paragraph, old, step)
        place = _free_stretch(alignment.to_old, comparison.new.paragraph, new, step)
        if not at or not place:
            return
        pairs = chain(comparison, sorted(at), sorted(place), GROWTH_PRICE)
        last = (old, new)
        run_weight = 2 * WORD
        for pair in pairs if step > 0 else reversed(pairs):
            gaps = abs(pair[0] - last[0]) - 1, abs(pair[1] - last[1]) - 1
            if gaps != (0, 0):
                most = GAP_AT_LEAST + GAP_PER_WORD * run_weight / WORD
                if abs(gaps[0] - gaps[1]) > GAP_DIFFERENCE or max(gaps) > most:
                    break
                run_weight = 0
            run_weight += comparison.weight[comparison.old.key[pair[0]]]
            alignment.hold(*pair)
            last = pair


def _starts(held: list[int], paragraph: list[int]) -> list[int]:
    """Give the tokens at which a seed of free tokens begins."""
    last = SEED - 1
    return [
        token
        for token in range(len(held) - last)
        if held[token] == held[token + 1] == held[token + last] == FREE
        and paragraph[token] == paragraph[token + last]
    ]


def _free_stretch(held: list[int], paragraph: list[int], start: int, step: int) -> list[int]:
    """Give the free tokens next to one, up to the first held, in the same paragraph."""
    stretch: list[int] = []
    token = start + step
    while (
        0 <= token < len(held)
        and held[token] == FREE
        and paragraph[token] == paragraph[start]
        and len(stretch) < GROWTH
    ):
        stretch.append(token)
        token += step
    return stretch
