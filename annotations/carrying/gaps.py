"""Gaps: inside a passage that was reworked, single words find their counterparts.

What lies between two held tokens of the old text can only have become what lies between their
partners. With the place known, a single word is enough, and a misspelt or inflected one too. But a
gap whose sides have little in common was rewritten, and is left alone, except for words that stand
as far from its edge as before: a passage on anything else of it is gone.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.carrying.alignment import FREE, Alignment
from annotations.carrying.chain import chain
from annotations.carrying.comparison import Comparison
from annotations.carrying.copies import is_copy
from annotations.carrying.likeness import alike

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
# Words were replaced one by one as long as the same words keep their distance from a bound; that is
# asked in a gap of so many tokens.
IN_STEP = 8
# Over paragraph breaks only so many words: a heading, a sentence or two. More is another text.
SHORT = 60
# Pairing words by likeness costs the product of both sides; a longer gap is not looked at so.
LIKENESS_CELLS = 2500


@dataclass(frozen=True, slots=True)
class _Gap:
    old: Sequence[int]
    new: Sequence[int]
    bounds: int  # on how many sides the place is known: 0, 1 or 2


def fill_gaps(comparison: Comparison, alignment: Alignment, pairs: set[tuple[int, int]]) -> None:
    """Hold the single words that correspond between what is held already.

    `pairs` are paragraphs that are said to be the same; where nothing in them is held yet, they are
    gaps as a whole: a heading of two words, one of them changed.
    """
    for stretch in _free_stretches(comparison, alignment):
        for gap in _gaps(comparison, alignment, stretch):
            _fill(comparison, alignment, gap)
    for old, new in sorted(pairs):
        tokens, others = comparison.old.tokens_of(old), comparison.new.tokens_of(new)
        if _all_free(alignment.to_new, tokens) and _all_free(alignment.to_old, others):
            _fill(comparison, alignment, _Gap(tokens, others, 0))
    for gap in _gaps_over_breaks(comparison, alignment):
        _fill(comparison, alignment, gap)


def _all_free(held: list[int], tokens: range) -> bool:
    return all(held[token] == FREE for token in tokens)


def _gaps_over_breaks(comparison: Comparison, alignment: Alignment) -> list[_Gap]:
    """Give the gaps between paragraphs: a heading that was reworded, a sentence that was cut off.

    What stood between two held words and what stands between their partners, if both are free.
    """
    gaps = []
    end, other_end = comparison.old.first[comparison.live], len(comparison.new.key)
    start = 0
    for token in range(end + 1):
        if token < end and alignment.to_new[token] == FREE:
            continue
        left = alignment.to_new[start - 1] if start else -1
        right = alignment.to_new[token] if token < end else other_end
        old, new = range(start, token), range(left + 1, right)
        start = token + 1
        if 0 < len(old) <= SHORT and 0 < len(new) <= SHORT and _all_free(alignment.to_old, new):
            gaps.append(_Gap(old, new, 0))
    return gaps


def _fill(comparison: Comparison, alignment: Alignment, gap: _Gap) -> None:
    for sentence in _by_sentence(comparison, _corresponding(comparison, gap)):
        if _is_enough(comparison, gap, sentence):
            for old, new, likeness in sentence:
                # Without bounds nothing says that a word is not one of a copy.
                if alignment.is_free(old, new) and (
                    gap.bounds or not is_copy(comparison, alignment, [(old, new)])
                ):
                    alignment.hold(old, new, likeness)
    if gap.bounds > 1 and max(len(gap.old), len(gap.new)) <= IN_STEP:
        _hold_in_step(comparison, alignment, gap)


def _hold_in_step(comparison: Comparison, alignment: Alignment, gap: _Gap) -> None:
    """Hold the equal words that are as far from the left bound as before, then from the right."""
    left, right = comparison.old.key, comparison.new.key
    for old, new in (
        *zip(gap.old, gap.new, strict=False),
        *zip(reversed(gap.old), reversed(gap.new), strict=False),
    ):
        same = left[old] == right[new] and comparison.is_word[left[old]]
        if same and alignment.is_free(old, new):
            alignment.hold(old, new)


def _free_stretches(comparison: Comparison, alignment: Alignment) -> list[range]:
    """Give the stretches of free old tokens, each inside one live paragraph."""
    stretches = []
    for paragraph in range(comparison.live):
        tokens = comparison.old.tokens_of(paragraph)
        start = tokens.start
        for token in [*tokens, tokens.stop]:
            if token == tokens.stop or alignment.to_new[token] != FREE:
                if start < token and (token < tokens.stop or start > tokens.start):
                    stretches.append(range(start, token))
                start = token + 1
    return stretches


def _gaps(comparison: Comparison, alignment: Alignment, stretch: range) -> list[_Gap]:
    """Give the places where a free stretch may have its counterpart, the surest first."""
    side = comparison.old
    tokens = side.tokens_of(side.paragraph[stretch.start])
    left = alignment.to_new[stretch.start - 1] if stretch.start > tokens.start else None
    right = alignment.to_new[stretch.stop] if stretch.stop < tokens.stop else None
    after = _free_from(comparison, alignment, left, 1)
    before = _free_from(comparison, alignment, right, -1)
    if left is not None and right is not None:
        if left < right and _same_paragraph(comparison, left, right):
            between = [t for t in range(left + 1, right) if alignment.to_old[t] == FREE]
            return [_near_bounds(comparison, _Gap(stretch, between, 2), left, right)]
    elif left is not None and _reaches_end(comparison, left, after):
        return [_near_bounds(comparison, _Gap(stretch, after, 2), left, None)]
    elif right is not None and _reaches_start(comparison, right, before):
        return [_near_bounds(comparison, _Gap(stretch, before, 2), None, right)]
    gaps = []
    if left is not None:
        gaps.append(_in_sentence(comparison, _Gap(stretch, after, 1), stretch.start - 1, left))
    if right is not None:
        gaps.append(_in_sentence(comparison, _Gap(stretch, before, 1), stretch.stop, right))
    return gaps


def _near_bounds(comparison: Comparison, gap: _Gap, left: int | None, right: int | None) -> _Gap:
    """Leave out whole new sentences if no whole old sentence was lost."""
    old, new = comparison.old.sentence, comparison.new.sentence
    own = set()
    if left is not None:
        own.add(old[gap.old[0] - 1])
    if right is not None:
        own.add(old[gap.old[-1] + 1])
    if any(old[token] not in own for token in gap.old):
        return gap
    near = {new[bound] for bound in (left, right) if bound is not None}
    return _Gap(gap.old, [token for token in gap.new if new[token] in near], gap.bounds)


def _free_from(
    comparison: Comparison, alignment: Alignment, bound: int | None, step: int
) -> list[int]:
    """Give the free new tokens next to a bound, in order, up to the first held one."""
    if bound is None:
        return []
    found = []
    tokens = comparison.new.tokens_of(comparison.new.paragraph[bound])
    token = bound + step
    while token in tokens and alignment.to_old[token] == FREE:
        found.append(token)
        token += step
    return found[::step]


def _same_paragraph(comparison: Comparison, left: int, right: int) -> bool:
    return comparison.new.paragraph[left] == comparison.new.paragraph[right]


def _reaches_end(comparison: Comparison, bound: int, after: list[int]) -> bool:
    last = comparison.new.tokens_of(comparison.new.paragraph[bound]).stop - 1
    return bool(after) and after[-1] == last


def _reaches_start(comparison: Comparison, bound: int, before: list[int]) -> bool:
    first = comparison.new.tokens_of(comparison.new.paragraph[bound]).start
    return bool(before) and before[0] == first


def _in_sentence(comparison: Comparison, gap: _Gap, old_bound: int, new_bound: int) -> _Gap:
    """Cut a gap with one bound down to the sentence of that bound."""
    old, new = comparison.old.sentence, comparison.new.sentence
    return _Gap(
        [token for token in gap.old if old[token] == old[old_bound]],
        [token for token in gap.new if new[token] == new[new_bound]],
        gap.bounds,
    )


def _corresponding(comparison: Comparison, gap: _Gap) -> list[tuple[int, int, float]]:
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


def _alike(
    comparison: Comparison, old: Sequence[int], new: Sequence[int]
) -> list[tuple[int, int, float]]:
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


def _by_sentence(
    comparison: Comparison, pairs: list[tuple[int, int, float]]
) -> list[list[tuple[int, int, float]]]:
    sentences: dict[int, list[tuple[int, int, float]]] = {}
    for pair in pairs:
        sentences.setdefault(comparison.old.sentence[pair[0]], []).append(pair)
    return list(sentences.values())


def _is_enough(comparison: Comparison, gap: _Gap, pairs: list[tuple[int, int, float]]) -> bool:
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
