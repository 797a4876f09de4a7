"""Votes: what the words say about which changed paragraph became which.

What an old and a new paragraph have in common votes, as series of three tokens, each shared among
the places where it stands. Nearly as many votes count as many; then the paragraph that kept its
place is the one, or the one that is most like the old. A place is kept beside a neighbour that did
not change, or that changed, if the votes leave no doubt which one it is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from annotations.carrying.comparison import RARE, Comparison
from annotations.carrying.unchanged import (
    ALIKE_OF_HEAVIER,
    ALIKE_OF_LIGHTER,
    changed,
    in_common,
)

SERIES = 3
# A series that stands in more places than this says nothing about any of them.
PLACES = 6
# A rare word votes even where its neighbours have changed, but for less than in a series.
RARE_WORD = 0.4
# The part of the lighter paragraph that has to be in common for the two to be linked. A new
# paragraph that takes its words from somewhere needs a better claim than an old one that left.
LINK = 0.12
LINK_OF_NEW = 0.2
# The words of a heading recur in any text that is so many times heavier: they link it to that only
# if most of it is there, and so much of it as it stood; and that says nothing against its identity.
FAR_HEAVIER = 3
AS_IT_STOOD = 0.5
# An identity is believed at this part of the lighter paragraph, but not against a rival with more
# than twice its votes and most of the old text: then the texts were swapped, or overwritten.
BELIEVED = 0.25
AGAINST_RIVAL = 0.5
# Nor when the rival has nearly all of the old text, and what has the identity only a part of it.
WHOLE, PART = 0.9, 0.75
# Two partners are about equally good if one has so much of the other's votes.
NEARLY = 0.6
# Merged: so much of the old paragraph is in the new one, which is about as heavy as all its parts.
MERGED = 0.35
MERGED_WEIGHT = 0.75


class Votes:
    """What the words say, for each pair of changed paragraphs."""

    def __init__(self, comparison: Comparison, pairs: dict[int, int]) -> None:
        """Count the votes. `pairs` are the paragraphs that did not change."""
        self.comparison = comparison
        old, new = changed(comparison, pairs)
        self.old_weight = {at: comparison.weigh(comparison.old.keys_of(at)) for at in old}
        self.new_weight = {at: comparison.weigh(comparison.new.keys_of(at)) for at in new}
        self.of_old: dict[int, defaultdict[int, float]] = {at: defaultdict(float) for at in old}
        self.of_new: dict[int, dict[int, float]] = {at: {} for at in new}
        self._count(SERIES, 1.0)
        self._count(1, RARE_WORD)
        # The text begins and ends next to nothing, before and after.
        ends = {-1: -1, comparison.live: len(comparison.new.first) - 1}
        self.neighbours = ends | pairs | self._without_rival()

    def _count(self, length: int, worth: float) -> None:
        weight = self.comparison.weight
        most = PLACES if length > 1 else RARE
        places: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
        for at in self.new_weight:
            for series in _series(self.comparison.new.keys_of(at), length):
                places[series].append(at)
        for at, votes in self.of_old.items():
            for series in _series(self.comparison.old.keys_of(at), length):
                found = places.get(series, ())
                if not 0 < len(found) <= most:
                    continue
                share = worth * sum(weight[key] for key in series if key >= 0)
                for place in found:
                    votes[place] += share / (length * len(found))
        for at, votes in self.of_old.items():
            for place, count in votes.items():
                self.of_new[place][at] = count

    def _without_rival(self) -> dict[int, int]:
        """Pair those that can be nothing but each other."""
        return {
            old: best[0]
            for old, votes in self.of_old.items()
            if len(best := _nearly_most(votes)) == 1
            and _nearly_most(self.of_new[best[0]]) == [old]
            and votes[best[0]] >= BELIEVED * self.lighter(old, best[0])
        }

    def between(self, old: int, new: int) -> float:
        return self.of_old[old].get(new, 0.0)

    def share(self, old: int, new: int) -> float:
        """Give the part of an old paragraph that votes for a new one."""
        return self.between(old, new) / (self.old_weight[old] or 1)

    def lighter(self, old: int, new: int) -> int:
        return min(self.old_weight[old], self.new_weight[new])

    def best_of_old(self, old: int) -> int | None:
        """Give the partner with the most votes.

        Among nearly as good ones, the one between the old neighbours, then the one most alike.
        """
        good = _nearly_most(self.of_old[old])
        return max(good, key=lambda new: (*self._claim(old, new), -new), default=None)

    def best_of_new(self, new: int) -> int | None:
        good = _nearly_most(self.of_new[new])
        return max(good, key=lambda old: (*self._claim(old, new), -old), default=None)

    def _claim(self, old: int, new: int) -> tuple[int, float]:
        """Compare what is common with the whole: a pull quote is like a pull quote."""
        likeness = self.between(old, new) / (self.old_weight[old] + self.new_weight[new])
        beside = sum(self.neighbours.get(old + step) == new + step for step in (-1, 1))
        return beside, likeness

    def believe(self, old: int, new: int) -> bool:
        """Say whether the words bear out that the new paragraph is the old one."""
        of_lighter, of_heavier = in_common(self.comparison, old, new)
        votes = self.between(old, new)
        best_old, best_new = self.best_of_new(new), self.best_of_old(old)
        rival = 0.0
        if best_new is not None and self.best_of_new(best_new) == old:
            has = self._covers(old, best_new)
            if has >= PART:
                rival = self.between(old, best_new)
            if (
                has >= WHOLE
                and self._covers(old, new) < PART
                and not self._is_far_heavier(old, best_new)
            ):
                return False
        if of_heavier >= ALIKE_OF_HEAVIER:
            return True
        if best_old is not None and self.best_of_old(best_old) == new:
            rival = max(rival, self.between(best_old, new))
        if votes < AGAINST_RIVAL * rival:
            return False
        return votes >= BELIEVED * self.lighter(old, new) or of_lighter >= ALIKE_OF_LIGHTER

    def link(self, old: int, new: int, least: float = LINK) -> bool:
        """Say whether an old paragraph has to do with a new one."""
        enough = self.between(old, new) >= least * self.lighter(old, new)
        return enough and not self._is_lost_in(old, new)

    def _is_lost_in(self, old: int, new: int) -> bool:
        """Say whether a short paragraph has only some words in common with a far longer one."""
        return self._is_far_heavier(old, new) and (
            self._covers(old, new) < ALIKE_OF_LIGHTER or self.share(old, new) < AS_IT_STOOD
        )

    def _is_far_heavier(self, old: int, new: int) -> bool:
        return self.new_weight[new] >= FAR_HEAVIER * self.old_weight[old]

    def _covers(self, old: int, new: int, parts: Iterable[int] = ()) -> float:
        """Give the part of an old paragraph's words that a new one has, beside those of `parts`."""
        left, right = self.comparison.old, self.comparison.new
        others = Counter(key for part in parts for key in left.keys_of(part))
        common = Counter(left.keys_of(old)) & (Counter(right.keys_of(new)) - others)
        return self.comparison.weigh(common.elements()) / (self.old_weight[old] or 1)

    def adds(self, old: int, new: int, parts: list[int]) -> bool:
        """Say whether much of an old paragraph is in a new one, and not as its other parts' words.

        A pull quote that was taken out is still there, word for word, where it was quoted from.
        """
        return min(self.share(old, new), self._covers(old, new, parts)) >= MERGED

    def holds_all(self, new: int, parts: list[int]) -> bool:
        """Say whether a new paragraph is about as heavy as all its parts."""
        return self.new_weight[new] >= MERGED_WEIGHT * sum(self.old_weight[at] for at in parts)

    def surest_first(self, pairs: set[tuple[int, int]]) -> list[tuple[int, int]]:
        """Sort pairs by their votes."""
        return sorted(pairs, key=lambda pair: (-self.between(*pair), pair))

    def links(self) -> set[tuple[int, int]]:
        """Link each paragraph with its best partner, if the claim is good enough."""
        links = set()
        for old in self.of_old:
            new = self.best_of_old(old)
            if new is not None and self.link(old, new):
                links.add((old, new))
        for new in self.of_new:
            best = self.best_of_new(new)
            if best is not None and self.link(best, new, LINK_OF_NEW):
                links.add((best, new))
        return links


def _nearly_most(votes: dict[int, float]) -> list[int]:
    most = max(votes.values(), default=0.0)
    return [at for at, count in votes.items() if count >= NEARLY * most]


def _series(keys: list[int], length: int) -> list[tuple[int, ...]]:
    """Give the series of `length` keys; the ends of the paragraph (-1) count as keys."""
    if length == 1:
        return [(key,) for key in keys]
    padded = [-1, *keys, -1]
    return list(zip(*(padded[step:] for step in range(length)), strict=False))
