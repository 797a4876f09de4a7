"""Doubt: when words could be in two places and nothing tells these apart, nobody tosses a coin.

A sentence that moved, or whose paragraph lost its identity, may have been repeated in the same
edit: once as itself, once as a pull quote, and each edited or not. Where it stayed among its
neighbours, or under its identity, they vouch for it. Where neither does, a second place that
nothing accounts for and that reads nearly as much like the old sentence makes the passage an orphan
that offers both.
"""

from collections import Counter, defaultdict
from functools import cached_property

from annotations.carrying.alignment import FREE, Alignment
from annotations.carrying.comparison import Comparison
from annotations.carrying.passages import Span
from annotations.carrying.survivors import Survivors

SERIES = 3
# What a rival shares with the old sentence, series by series in weight, as a part of what the place
# itself shares.
RIVAL = 0.6
# A sentence is unaccounted for if so much of it is free.
FREE_SHARE = 0.5


class Doubt:
    """Looks for rivals among the new sentences that nothing accounts for."""

    def __init__(
        self,
        comparison: Comparison,
        alignment: Alignment,
        identical: dict[int, int],
        homes: dict[int, int],
    ) -> None:
        """Take the alignment as it is in the end.

        `identical` says where the paragraphs of one identity are; `homes` where most of each is.
        """
        self.comparison = comparison
        self.alignment = alignment
        self.identical = identical
        self.homes = homes
        self.vouched: dict[tuple[int, int], bool] = {}

    def rival(self, survivors: Survivors) -> tuple[Span, ...]:
        """Give another place as good as the one where a passage was found, or nothing."""
        old, new = self.comparison.old, self.comparison.new
        places = Counter((old.paragraph[at], new.paragraph[place]) for place, at in survivors.held)
        sure = sum(count for place, count in places.items() if self._is_vouched_for(*place))
        if 2 * sure >= len(survivors.held):
            return ()
        sentences = {old.sentence[at]: at for _, at in survivors.held}
        found = {new.sentence[place] for place, _ in survivors.held}
        here = 0
        rivals: Counter[int] = Counter()
        for at in sentences.values():
            for series in _series(old.key, old.sentence_of(at)):
                weight = self.comparison.weigh(series)
                here += weight * any(sentence in found for sentence in self._all[series])
                rivals.update(dict.fromkeys(self._unaccounted[series] - found, weight))
        beside = any(self._is_beside(*place) for place in places)
        for sentence, weight in rivals.most_common():
            if weight < RIVAL * here:
                break
            span = self._span(sentence)
            if not beside or any(self._is_beside(at, span.paragraph) for at, _ in places):
                return (span,)
        return ()

    def _is_vouched_for(self, old: int, new: int) -> bool:
        """Say whether identity, or two sentences that are there together, speak for a place."""
        if self.identical.get(old) == new:
            return True
        if (old, new) not in self.vouched:
            self.vouched[old, new] = self._are_together(old, new)
        return self.vouched[old, new]

    def _is_beside(self, old: int, new: int) -> bool:
        """Say whether a paragraph stands where its old neighbour went."""
        return any(self.homes.get(old + step) == new + step for step in (-1, 1))

    def _are_together(self, old: int, new: int) -> bool:
        """Say whether two sentences of an old paragraph are in one new paragraph."""
        left, right = self.comparison.old, self.comparison.new
        together = {
            left.sentence[token]
            for token in left.tokens_of(old)
            if (place := self.alignment.to_new[token]) != FREE and right.paragraph[place] == new
        }
        return len(together) > 1

    @cached_property
    def _sentences(self) -> list[range]:
        side = self.comparison.new
        sentences = []
        at = 0
        while at < len(side.key):
            sentences.append(side.sentence_of(at))
            at = sentences[-1].stop
        return sentences

    @cached_property
    def _by_number(self) -> dict[int, range]:
        side = self.comparison.new
        return {side.sentence[tokens.start]: tokens for tokens in self._sentences}

    @cached_property
    def _all(self) -> defaultdict[tuple[int, ...], set[int]]:
        return self._index(self._sentences)

    @cached_property
    def _unaccounted(self) -> defaultdict[tuple[int, ...], set[int]]:
        to_old = self.alignment.to_old
        return self._index(
            [
                tokens
                for tokens in self._sentences
                if sum(to_old[token] == FREE for token in tokens) >= FREE_SHARE * len(tokens)
            ]
        )

    def _index(self, sentences: list[range]) -> defaultdict[tuple[int, ...], set[int]]:
        side = self.comparison.new
        index: defaultdict[tuple[int, ...], set[int]] = defaultdict(set)
        for tokens in sentences:
            for series in _series(side.key, tokens):
                index[series].add(side.sentence[tokens.start])
        return index

    def _span(self, sentence: int) -> Span:
        side = self.comparison.new
        tokens = self._by_number[sentence]
        return Span(side.paragraph[tokens.start], side.start[tokens[0]], side.end[tokens[-1]])


def _series(keys: list[int], tokens: range) -> list[tuple[int, ...]]:
    return [tuple(keys[at : at + SERIES]) for at in range(tokens.start, tokens.stop - SERIES + 1)]
