"""Floating runs: a word or two that match by chance, in text that is otherwise not the same.

The chain takes what pays for opening a run. Whether a light run is a trace shows only when all of
them are known: by how much has changed, on both sides, between it and its neighbours.
"""

from collections.abc import Sequence

from annotations.carrying.chain import Pairs
from annotations.carrying.comparison import WORD, Comparison

# A run lighter than two rare words is chance when much more around it has changed on both sides.
FLOATING = 220
SURROUNDINGS = 6
SURROUNDINGS_AT_LEAST = 3 * WORD


def without_floating(
    comparison: Comparison, old: Sequence[int], new: Sequence[int], pairs: Pairs
) -> Pairs:
    """Drop the light runs around which nearly everything else is different."""
    while True:
        kept = _without_floating(comparison, old, new, pairs)
        if len(kept) == len(pairs):
            return kept
        pairs = kept


def _without_floating(
    comparison: Comparison, old: Sequence[int], new: Sequence[int], pairs: Pairs
) -> Pairs:
    runs = _runs(pairs, old, new)
    before = _sums(comparison, comparison.old.key, old)
    after = _sums(comparison, comparison.new.key, new)
    kept: Pairs = []
    for number, (at, place, length) in enumerate(runs):
        weight = before[at + length] - before[at]
        if weight < FLOATING:
            left_at, left_place = (0, 0)
            if number:
                previous = runs[number - 1]
                left_at, left_place = previous[0] + previous[2], previous[1] + previous[2]
            right_at, right_place = len(old), len(new)
            if number + 1 < len(runs):
                right_at, right_place = runs[number + 1][:2]
            left = min(before[at] - before[left_at], after[place] - after[left_place])
            right = min(
                before[right_at] - before[at + length], after[right_place] - after[place + length]
            )
            if left + right > SURROUNDINGS * weight + SURROUNDINGS_AT_LEAST:
                continue
        kept += [(old[at + step], new[place + step]) for step in range(length)]
    return kept


def _runs(pairs: Pairs, old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int, int]]:
    """Give the runs as (position in old, position in new, length)."""
    at_of = {token: at for at, token in enumerate(old)}
    place_of = {token: place for place, token in enumerate(new)}
    runs: list[tuple[int, int, int]] = []
    for token, partner in pairs:
        at, place = at_of[token], place_of[partner]
        if runs and runs[-1][0] + runs[-1][2] == at and runs[-1][1] + runs[-1][2] == place:
            runs[-1] = (*runs[-1][:2], runs[-1][2] + 1)
        else:
            runs.append((at, place, 1))
    return runs


def _sums(comparison: Comparison, key: list[int], tokens: Sequence[int]) -> list[int]:
    sums = [0]
    for token in tokens:
        sums.append(sums[-1] + comparison.weight[key[token]])
    return sums
