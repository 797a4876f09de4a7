"""Counterparts: inside a gap, single words find what they have become.

With the place known, a single word is enough, and a misspelt or inflected one too. But a gap whose
sides have little in common was rewritten, and gives none: a passage on anything of it is gone.
"""

from bisect import bisect_left
from collections.abc import Sequence

from annotations.carrying.chain import chain
from annotations.carrying.comparison import Comparison
from annotations.carrying.gaps import Gap
from annotations.carrying.likeness import alike

Pairs = list[tuple[int, int, float]]  # old token, new token, likeness

# With the place known a run costs next to nothing: just enough to prefer few of them.
GAP_PRICE = 5
# A single character is less than a word: a frequent one recurs by chance in any other sentence.
GAP_PRICE_OF_CHARACTERS = 30
# What has to correspond: of the lighter side, and of the old side. Less bounds, more proof.
LIGHTER_SIDE = 0.35
LIGHTER_SIDE_ONE_BOUND = 0.45
OLD_SIDE = 0.33
# Without bounds, of the whole old side, and so much of the new: a heading may have grown.
OLD_SIDE_WHOLE, NEW_SIDE_WHOLE = 0.45, 0.3
# When nearly every word is left, in order, any number may have been put between; and when nearly
# every word that stands there now was there before, the others were only taken out.
EVERY_WORD = 0.9
# In a gap of a few words there is not much else that they could be.
FEW_OLD, FEW_NEW = 4, 6
LIGHTER_SIDE_FEW = 0.12
OLD_SIDE_FEW = 0.2
# Pairing words by likeness costs the product of both sides; a longer gap is not looked at so.
LIKENESS_CELLS = 2500


def find_counterparts(comparison: Comparison, gap: Gap) -> Pairs:
    """Pair the words of a gap, sentence by sentence, where enough of it corresponds."""
    return [
        pair
        for sentence in _by_sentence(comparison, _corresponding(comparison, gap))
        if _is_enough(comparison, gap, sentence)
        for pair in sentence
    ]


def _corresponding(comparison: Comparison, gap: Gap) -> Pairs:
    """Pair equal words in order, and between those the words that are alike."""
    if not gap.old or not gap.new:
        return []
    characters = [token for token in gap.old if comparison.is_character[comparison.old.key[token]]]
    price = GAP_PRICE_OF_CHARACTERS if len(characters) * 2 > len(gap.old) else GAP_PRICE
    equal = chain(comparison, gap.old, gap.new, price)
    pairs = [(old, new, 1.0) for old, new in equal]
    at = place = 0
    for old, new in [*equal, (gap.old[-1] + 1, gap.new[-1] + 1)]:
        until, other_until = bisect_left(gap.old, old), bisect_left(gap.new, new)
        pairs += _alike(comparison, gap.old[at:until], gap.new[place:other_until])
        at, place = until + 1, other_until + 1
    return sorted(pairs)


def _alike(comparison: Comparison, old: Sequence[int], new: Sequence[int]) -> Pairs:
    """Pair words in order so that the sum of their likeness is greatest."""
    spelling, is_word = comparison.spelling, comparison.is_word
    left = [token for token in old if is_word[comparison.old.key[token]]]
    right = [token for token in new if is_word[comparison.new.key[token]]]
    if not left or not right or len(left) * len(right) > LIKENESS_CELLS:
        return []
    found = [
        [
            alike(spelling[comparison.old.key[token]], spelling[comparison.new.key[other]])
            for other in right
        ]
        for token in left
    ]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for at in reversed(range(len(left))):
        for place in reversed(range(len(right))):
            taken = best[at + 1][place + 1] + found[at][place] if found[at][place] else 0.0
            best[at][place] = max(best[at + 1][place], best[at][place + 1], taken)
    pairs = []
    at = place = 0
    while at < len(left) and place < len(right):
        if best[at][place] == best[at + 1][place]:
            at += 1
        elif best[at][place] == best[at][place + 1]:
            place += 1
        else:
            pairs.append((left[at], right[place], found[at][place]))
            at += 1
            place += 1
    return pairs


def _by_sentence(comparison: Comparison, pairs: Pairs) -> list[Pairs]:
    sentences: dict[int, Pairs] = {}
    for pair in pairs:
        sentences.setdefault(comparison.old.sentence[pair[0]], []).append(pair)
    return list(sentences.values())


def _is_enough(comparison: Comparison, gap: Gap, pairs: Pairs) -> bool:
    """Say whether the pairs in one old sentence bear out that the gap is where it went."""
    left, right = comparison.old, comparison.new
    sentence = left.sentence[pairs[0][0]]
    sentences = {right.sentence[new] for _, new, _ in pairs}
    old = [token for token in gap.old if left.sentence[token] == sentence]
    new = [token for token in gap.new if right.sentence[token] in sentences]
    weight = sum(comparison.weight[left.key[token]] * likeness for token, _, likeness in pairs)
    old_weight = comparison.weigh(left.key[token] for token in old)
    new_weight = comparison.weigh(right.key[token] for token in new)
    if gap.bounds > 1 and weight >= EVERY_WORD * comparison.weigh(
        right.key[token] for token in gap.new
    ):
        return True
    if not gap.bounds:
        # No place is known inside; so the one has to be the other, on the whole.
        if len(pairs) > 1 and weight >= EVERY_WORD * old_weight:
            return True
        return weight >= OLD_SIDE_WHOLE * old_weight and weight >= NEW_SIDE_WHOLE * new_weight
    if len(old) <= FEW_OLD and len(new) <= FEW_NEW:
        lighter, of_old = LIGHTER_SIDE_FEW, OLD_SIDE_FEW
    else:
        lighter = LIGHTER_SIDE if gap.bounds > 1 else LIGHTER_SIDE_ONE_BOUND
        of_old = OLD_SIDE
    return weight >= lighter * min(old_weight, new_weight) and weight >= of_old * old_weight
