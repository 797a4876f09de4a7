"""Sentences: one that was moved and edited throughout is known by what is left of it as a whole.

Moves begin with a run of equal words. A short sentence with a word changed here and there has none
that is long enough, and yet there is no doubt about it, if most of the old sentence is most of the
new one, in order, and no other sentence is nearly as like it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from annotations.carrying.alignment import FREE, Alignment
from annotations.carrying.chain import chain
from annotations.carrying.comparison import WORD, Comparison, Side
from annotations.carrying.copies import is_copy

# So much of either sentence has to be the other, and at least so much in all.
SHARED = 0.6
AT_LEAST = 2.5 * WORD
# Another sentence with so much of the best one's share makes it a guess.
RIVAL = 0.75
# One word of it has to weigh this: those of a template stand in all of its lines.
TELLING = 0.55 * WORD
# A run costs less than in a whole paragraph, for there is only one sentence to find it in.
PRICE = 30
# A sentence is looked at if so much of its weight is free.
FREE_SHARE = 0.8
# A word in more of these sentences than this says nothing about any of them.
PLACES = 6
CANDIDATES = 3


def match_sentences(comparison: Comparison, alignment: Alignment) -> None:
    """Hold the free sentences that are free sentences of the new text, edited."""
    old = _free_sentences(comparison, comparison.old, alignment.to_new, comparison.live)
    new = _free_sentences(
        comparison, comparison.new, alignment.to_old, len(comparison.new.first) - 1
    )
    found = []
    for at, place in _candidates(comparison, old, new):
        pairs = chain(comparison, old[at], new[place], PRICE)
        weight = comparison.weigh(comparison.old.key[token] for token, _ in pairs)
        heavier = max(
            comparison.weigh(comparison.old.key[token] for token in old[at]),
            comparison.weigh(comparison.new.key[token] for token in new[place]),
        )
        found.append((weight / heavier, at, place, weight, pairs))
    found.sort(key=lambda match: (-match[0], match[1], match[2]))
    shares: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
    for share, at, place, *_ in found:
        shares["old", at].append(share)
        shares["new", place].append(share)
    for share, at, place, weight, pairs in found:
        seconds = [*shares["old", at][1:2], *shares["new", place][1:2]]
        is_best = shares["old", at][0] == shares["new", place][0] == share
        if (
            share >= SHARED
            and weight >= AT_LEAST
            and any(comparison.weight[comparison.old.key[token]] >= TELLING for token, _ in pairs)
            and is_best
            and max(seconds, default=0.0) < RIVAL * share
            and not is_copy(comparison, alignment, pairs)
        ):
            alignment.hold_all(pairs)


def _free_sentences(
    comparison: Comparison, side: Side, held: list[int], paragraphs: int
) -> list[list[int]]:
    """Give the free tokens of the sentences that are mostly free."""
    sentences: defaultdict[int, list[int]] = defaultdict(list)
    for token in range(side.first[paragraphs]):
        sentences[side.sentence[token]].append(token)
    found = []
    for tokens in sentences.values():
        free = [token for token in tokens if held[token] == FREE]
        weight = comparison.weigh(side.key[token] for token in free)
        if weight >= AT_LEAST and weight >= FREE_SHARE * comparison.weigh(
            side.key[token] for token in tokens
        ):
            found.append(free)
    return found


def _candidates(
    comparison: Comparison, old: list[list[int]], new: list[list[int]]
) -> Iterable[tuple[int, int]]:
    """Give the pairs of sentences that share the most."""
    places: defaultdict[int, set[int]] = defaultdict(set)
    for place, tokens in enumerate(new):
        for token in tokens:
            places[comparison.new.key[token]].add(place)
    for at, tokens in enumerate(old):
        shared = Counter[int]()
        for key in {comparison.old.key[token] for token in tokens}:
            if comparison.is_word[key] and len(places[key]) <= PLACES:
                shared.update(dict.fromkeys(places[key], comparison.weight[key]))
        for place, _ in shared.most_common(CANDIDATES):
            yield at, place
