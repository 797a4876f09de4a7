"""Splits: new paragraphs that stand together may be what one old paragraph became.

Each of them has another part of it, and together they have most of it. That is said before anything
else, because a look-alike that stands elsewhere, in one piece, reads more like the old paragraph
than either half. What speaks for the halves is that they stand where it stood, or that they have
clearly more of it than the look-alike has.
"""

from collections.abc import Iterator

from annotations.carrying.votes import Votes

# What the parts must have of the old paragraph together; and so much more they may have when each
# is looked at alone, for the small words that stand in both: a quotation beside it is no part.
TOGETHER = 0.8
OVERLAP = 1.25
# They have clearly more of it than another if it is so much of the whole.
CLEARLY = 0.12


def find_splits(votes: Votes, same: dict[int, int]) -> dict[int, list[int]]:
    """Find what was split although another paragraph is more like it than either part.

    `same` are the paragraphs of one identity.
    """
    splits: dict[int, list[int]] = {}
    for old, run in _runs(votes):
        rival = max(votes.of_old[old], key=lambda new: (votes.between(old, new), -new))
        identity = same.get(old)
        for places in _parts(run):
            if rival in places or not _make_up(votes, places, old):
                continue
            if identity is not None and identity not in places and votes.believe(old, identity):
                continue
            if (
                identity in places
                or votes.neighbours.are_beside(old, places)
                or votes.covers(old, places) >= votes.covers(old, [rival]) + CLEARLY
            ):
                splits[old] = places
                break
    return splits


def _make_up(votes: Votes, places: list[int], old: int) -> bool:
    """Say whether new paragraphs are most of an old one, each another part of it."""
    together = votes.covers(old, places)
    apart = sum(votes.covers(old, [place]) for place in places)
    return together >= TOGETHER and apart <= OVERLAP * together


def _runs(votes: Votes) -> list[tuple[int, list[int]]]:
    """Give the new paragraphs that stand together and have most of the same old one."""
    runs: list[tuple[int, list[int]]] = []
    for place in votes.new_weight:
        old = votes.best_of_new(place)
        if old is None or not votes.link(old, place):
            continue
        if runs and runs[-1][0] == old and runs[-1][1][-1] + 1 == place:
            runs[-1][1].append(place)
        else:
            runs.append((old, [place]))
    return runs


def _parts(run: list[int]) -> Iterator[list[int]]:
    """Give what follows one another in a run, two or more, the longest first."""
    for length in range(len(run), 1, -1):
        for start in range(len(run) - length + 1):
            yield run[start : start + length]
