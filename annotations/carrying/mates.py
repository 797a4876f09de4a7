"""Mates: which changed paragraphs have to do with each other.

Identities say it, but they may lie (a paragraph overwritten with other words, two texts swapped)
or be missing (a text pasted anew). So the words vote. First come the paragraphs whose identity the
votes bear out, then those that are each other's best, and at last what was merged with others.
"""

from dataclasses import dataclass

from annotations.carrying.comparison import Comparison
from annotations.carrying.votes import Votes


@dataclass(frozen=True, slots=True)
class Mates:
    """Who is aligned with whom: first the groups in which one is the other, then all links."""

    groups: list[tuple[list[int], int]]
    links: list[tuple[int, int]]  # the surest first
    pairs: set[tuple[int, int]]  # those with one identity, and those that the votes made mates


def find_mates(
    comparison: Comparison,
    pairs: dict[int, int],
    identical: dict[int, int],
) -> Mates:
    """Find the mates among the paragraphs that are not in `pairs`."""
    votes = Votes(comparison, pairs)
    same = {
        at: place
        for at, place in identical.items()
        if at in votes.old_weight and place in votes.new_weight
    }
    mate = {at: place for at, place in same.items() if votes.believe(at, place)}
    _add_mutual(votes, mate)
    mates = set(same.items()) | set(mate.items())
    groups = {place: [at] for at, place in mate.items()}
    _add_merged(votes, groups, same)
    return Mates(
        [(sorted(parts), place) for place, parts in groups.items()],
        [*sorted(mates), *votes.surest_first(votes.links() - mates)],
        mates,
    )


def _add_mutual(votes: Votes, mate: dict[int, int]) -> None:
    """Pair those without mate that are each other's best."""
    taken = set(mate.values())
    for at in votes.old_weight:
        place = votes.best_of_old(at)
        if at in mate or place is None or place in taken or votes.best_of_new(place) != at:
            continue
        if votes.link(at, place):
            mate[at] = place
            taken.add(place)


def _add_merged(votes: Votes, groups: dict[int, list[int]], same: dict[int, int]) -> None:
    """Put what was merged with others to them, the surest first."""
    grouped = {at for parts in groups.values() for at in parts}
    left = [
        (at, place)
        for at in votes.old_weight
        if at not in grouped
        and (place := same[at] if same.get(at) in groups else votes.best_of_old(at)) is not None
        and place in groups
    ]
    left.sort(key=lambda pair: (pair[1] != same.get(pair[0]), -votes.share(*pair)))
    for at, place in left:
        # One that is there by its identity may be much smaller than what it was merged with.
        if votes.adds(at, place, groups[place]) and (
            place == same.get(at) or votes.holds_all(place, [at, *groups[place]])
        ):
            groups[place].append(at)
