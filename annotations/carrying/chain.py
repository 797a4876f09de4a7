"""The chain of runs: the best way to read one stretch of text as an edit of another.

Two token sequences are aligned, in order, so that the weight of what is matched, less a price for
every run that has to be opened, is greatest. The price is what a plain diff lacks: without it, each
"the" of a new sentence finds some "the" of the old one, and passages drift into text that was
written afresh. A run is a series of matches that are neighbours on both sides.

It is a sparse dynamic programme over the pairs of equal tokens, after Hunt and Szymanski (1977).
The best scores of the pairs that lie before are kept as a staircase, so that R pairs cost
O(R log m).
"""

from bisect import bisect_left
from collections.abc import Sequence

from annotations.carrying.comparison import Comparison

Pairs = list[tuple[int, int]]

# What opening a run costs: a little more than one rare word, so that no word stands alone among
# words that do not correspond.
PRICE = 110
# An edit begins and ends at the edge of a sentence when it can.
SENTENCE_EDGE = 12
# A key with more places than this (a full stop, an article) is only tried next to another match.
MANY_PLACES = 60
# Equal ends need no thought, except close to the edit, where they can be read in more than one way.
GIVEN_BACK = 12
# Nor when so many tokens, with which they begin, stand again: then one of the two is a copy.
OPENING = 5


def chain(
    comparison: Comparison, old: Sequence[int], new: Sequence[int], price: int = PRICE
) -> Pairs:
    """Align the tokens `old` with the tokens `new`, in order. Give the matched pairs, in order.

    `price` is what opening a run costs, in weight.
    """
    keys = [comparison.old.key[token] for token in old]
    others = [comparison.new.key[token] for token in new]
    head = _sure(keys, others, _common(keys, others))
    left, right = keys[head:][::-1], others[head:][::-1]
    tail = _sure(left, right, _common(left, right))
    until, other_until = len(keys) - tail, len(others) - tail
    ends = zip(old[until:], new[other_until:], strict=True)
    middle = _Middle(comparison, old[head:until], new[head:other_until], price)
    return [
        *zip(old[:head], new[:head], strict=True),
        *middle.best(joins_head=head > 0, joins_tail=tail > 0),
        *ends,
    ]


def _sure(keys: Sequence[int], others: Sequence[int], head: int) -> int:
    """Give how much of a common head needs no thought: none if it could begin elsewhere as well."""
    opening = keys[:OPENING]
    for at in range(1, max(len(keys), len(others)) if head > GIVEN_BACK else 0):
        if opening in (keys[at : at + OPENING], others[at : at + OPENING]):
            return 0
    return max(0, head - GIVEN_BACK)


def _common(keys: Sequence[int], others: Sequence[int]) -> int:
    count = 0
    for key, other in zip(keys, others, strict=False):
        if key != other:
            break
        count += 1
    return count


class _Middle:
    """The dynamic programme over what lies between the equal ends."""

    def __init__(
        self, comparison: Comparison, old: Sequence[int], new: Sequence[int], price: int
    ) -> None:
        self.comparison = comparison
        self.old, self.new, self.price = old, new, price
        self.keys = [comparison.old.key[token] for token in old]
        self.others = [comparison.new.key[token] for token in new]
        self.places: dict[int, list[int]] = {}
        for at, key in enumerate(self.others):
            self.places.setdefault(key, []).append(at)
        # The points found, by number: the pair of positions, and the point before it.
        self.points: Pairs = []
        self.before: list[int] = []
        # The staircase: positions in new, rising, each with the best score of a chain whose last
        # run was closed at or before it, rising too, and the point where that chain ends.
        self.stairs: list[int] = []
        self.scores: list[int] = []
        self.chains: list[int] = []

    def best(self, *, joins_head: bool, joins_tail: bool) -> Pairs:
        """Give the best chain. What joins a stripped end continues its run and costs nothing."""
        row: dict[int, tuple[int, int]] = {-1: (0, -1)} if joins_head else {}
        for at in range(len(self.keys)):
            row = self._row(at, row)
        last = self.chains[-1] if self.chains else -1
        corner = row.get(len(self.others) - 1)
        if joins_tail and corner and corner[0] >= (self.scores or [0])[-1] - self.price:
            last = corner[1]
        found = []
        while last != -1:
            found.append(self.points[last])
            last = self.before[last]
        return [(self.old[at], self.new[place]) for at, place in reversed(found)]

    def _row(self, at: int, above: dict[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
        """Find the best chain to each place of the token at `at`, given those of the one before."""
        weight = self.comparison.weight[self.keys[at]]
        begins = self.comparison.old.begins_sentence(self.old[at])
        ends = self.comparison.old.ends_sentence(self.old[at])
        row: dict[int, tuple[int, int]] = {}
        closed = []
        for place in self._places(at):
            stair = bisect_left(self.stairs, place) - 1
            score = (self.scores[stair] if stair >= 0 else 0) - self.price
            point = self.chains[stair] if stair >= 0 else -1
            if begins and self.comparison.new.begins_sentence(self.new[place]):
                score += SENTENCE_EDGE
            joined = above.get(place - 1)
            # In a tie the run before stays as long as it is, and this one opens here.
            if joined and joined[0] > score:
                score, point = joined
            score += weight
            row[place] = (score, len(self.points))
            if ends and self.comparison.new.ends_sentence(self.new[place]):
                closed.append((place, score + SENTENCE_EDGE, len(self.points)))
            else:
                closed.append((place, score, len(self.points)))
            self.points.append((at, place))
            self.before.append(point)
        for place, score, point in closed:
            self._raise_stairs(place, score, point)
        return row

    def _places(self, at: int) -> list[int]:
        key = self.keys[at]
        places = self.places.get(key, [])
        if len(places) <= MANY_PLACES:
            return places
        before = self.keys[at - 1] if at else None
        after = self.keys[at + 1] if at + 1 < len(self.keys) else None
        others = self.others
        return [
            place
            for place in places
            if (place and others[place - 1] == before)
            or (place + 1 < len(others) and others[place + 1] == after)
        ]

    def _raise_stairs(self, place: int, score: int, point: int) -> None:
        stair = bisect_left(self.stairs, place)
        # A chain that is worth less than none at all is no way to begin.
        if score <= (self.scores[stair - 1] if stair else 0):
            return
        until = stair
        while until < len(self.stairs) and self.scores[until] <= score:
            until += 1
        if stair < len(self.stairs) and self.stairs[stair] == place and until == stair:
            return
        self.stairs[stair:until] = [place]
        self.scores[stair:until] = [score]
        self.chains[stair:until] = [point]
