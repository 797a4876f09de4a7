"""Identical: which changed paragraph is said to be which, or as good as says so itself.

Of a paragraph that says the same words as before, and alone does, only the marks changed. That is
as good as an identity where there is none, or one that the words do not bear out. A line of a list
would else lose its place to its twin that differs in one word.
"""

from annotations.carrying.comparison import Comparison, Side
from annotations.carrying.unchanged import Identities, alike, changed


def pair_identical(
    comparison: Comparison,
    pairs: dict[int, int],
    old_identities: Identities,
    new_identities: Identities,
) -> dict[int, int]:
    """Pair old with new paragraphs, by identity or by words. Those in `pairs` did not change."""
    place_of: dict[int | None, int] = {
        identity: at for at, identity in enumerate(new_identities) if identity is not None
    }
    same = {
        at: place_of[identity] for at, identity in enumerate(old_identities) if identity in place_of
    }
    borne_out = {
        at: place for at, place in same.items() if at not in pairs and alike(comparison, at, place)
    }
    return same | _pair_by_words(comparison, pairs | borne_out)


def _pair_by_words(comparison: Comparison, known: dict[int, int]) -> dict[int, int]:
    old, new = changed(comparison, known)
    before, after = (
        _places(comparison, comparison.old, old),
        _places(comparison, comparison.new, new),
    )
    return {
        at[0]: places[0]
        for words, at in before.items()
        if words and len(at) == len(places := after.get(words, [])) == 1
    }


def _places(
    comparison: Comparison, side: Side, paragraphs: list[int]
) -> dict[tuple[int, ...], list[int]]:
    places: dict[tuple[int, ...], list[int]] = {}
    for at in paragraphs:
        words = tuple(key for key in side.keys_of(at) if comparison.is_word[key])
        places.setdefault(words, []).append(at)
    return places
