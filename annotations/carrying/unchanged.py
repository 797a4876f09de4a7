"""Paragraphs that did not change are paired whole, before anything else is looked at.

Most of a text survives an edit word for word, so this settles most of it, cheaply and surely. What
takes thought is a text that stands more than once: the same identity wins, then the neighbours
decide, then the order. A paragraph whose own identity is still there, still much the same, is not
given away to a copy of what it used to say, unless what it says now is what another said: then the
two, near twins, were swapped.
"""

from collections import Counter
from collections.abc import Sequence

from annotations.carrying.comparison import Comparison

# What two paragraphs must have in common to be one paragraph, edited: of the heavier, or, since a
# paragraph may have been cut or added to, of the lighter.
ALIKE_OF_HEAVIER = 0.5
ALIKE_OF_LIGHTER = 0.7

Identities = Sequence[int | None]
# Per text the old and the new paragraphs that say it.
Copies = dict[tuple[int, ...], tuple[list[int], list[int]]]


def pair_unchanged(
    comparison: Comparison, old_identities: Identities, new_identities: Identities
) -> dict[int, int]:
    """Pair old with new paragraphs that read the same. Give {old paragraph: new paragraph}."""
    pairs: dict[int, int] = {}
    place_of: dict[int | None, int] = {
        identity: at for at, identity in enumerate(new_identities) if identity is not None
    }
    copies: Copies = {}
    for at in range(len(new_identities)):
        copies.setdefault(tuple(comparison.new.keys_of(at)), ([], []))[1].append(at)
    for at in range(comparison.live):
        found = copies.get(tuple(comparison.old.keys_of(at)))
        if found:
            found[0].append(at)
    contested = []
    for old, new in copies.values():
        stay = [(at, place_of[i]) for at in old if (i := old_identities[at]) in place_of]
        for at, place in stay:
            if place in new:
                pairs[at] = place
                new.remove(place)
        leaving = [
            at
            for at in old
            if at not in pairs
            and not _stays(comparison, copies, at, place_of.get(old_identities[at]))
        ]
        if len(leaving) == len(new) == 1:
            pairs[leaving[0]] = new[0]
        elif leaving and new:
            contested.append((leaving, new))
    for leaving, new in contested:
        _pair_by_neighbours(leaving, new, pairs)
    return pairs


def changed(comparison: Comparison, pairs: dict[int, int]) -> tuple[list[int], list[int]]:
    """Give the old and the new paragraphs that are not in `pairs`."""
    paired = set(pairs.values())
    places = range(len(comparison.new.first) - 1)
    return (
        [at for at in range(comparison.live) if at not in pairs],
        [place for place in places if place not in paired],
    )


def alike(comparison: Comparison, old: int, new: int) -> bool:
    """Say whether two paragraphs have so much in common that one is the other, edited."""
    of_lighter, of_heavier = in_common(comparison, old, new)
    return of_heavier >= ALIKE_OF_HEAVIER or of_lighter >= ALIKE_OF_LIGHTER


def in_common(comparison: Comparison, old: int, new: int) -> tuple[float, float]:
    """Give the part that two paragraphs have in common, of the lighter and of the heavier."""
    before = Counter(comparison.old.keys_of(old))
    after = Counter(comparison.new.keys_of(new))
    common = comparison.weigh((before & after).elements())
    weights = comparison.weigh(before.elements()), comparison.weigh(after.elements())
    return common / (min(weights) or 1), common / (max(weights) or 1)


def _stays(comparison: Comparison, copies: Copies, old: int, place: int | None) -> bool:
    if place is None or copies[tuple(comparison.new.keys_of(place))][0]:
        return False
    return alike(comparison, old, place)


def _pair_by_neighbours(old: list[int], new: list[int], pairs: dict[int, int]) -> None:
    """Pair copies that stand next to neighbours already paired; what is left, in order."""
    taken = set(pairs.values())
    for step in (-1, 1):
        for at in old:
            place = pairs.get(at + step, -2) - step
            if at not in pairs and place in new and place not in taken:
                pairs[at] = place
                taken.add(place)
    left = [at for at in old if at not in pairs]
    pairs.update(zip(left, [place for place in new if place not in taken], strict=False))
