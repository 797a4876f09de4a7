"""Pieces: the surviving words of a passage, gathered into stretches of the new text.

Words that stand together are one piece, with whatever was written between them. A piece ends where
text comes in between that the passage never contained: words that used to stand before or after it,
or more from elsewhere than an insertion would bring.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotations.carrying.alignment import FREE, Alignment
from annotations.carrying.comparison import CHARACTER, WORD, Comparison
from annotations.carrying.survivors import Survivors

# Two words of the same paragraph from outside the passage in a gap: its words were pulled apart.
CROSSING = 2
# A sentence that moved in is part of the passage as any insertion is, up to half its own size.
FOREIGN_AT_LEAST = 3
FOREIGN_SHARE = 0.5
# So many new words between two words are an insertion whatever their order; in their old order,
# more, in proportion to the passage.
GAP = 3
GAP_IN_ORDER = 8
GAP_PER_WORD = 1.2
# So many words, with the end of a sentence among them, leave a frequent word at the end alone.
FAR = 6
# Strays: a word or two, or a small part of the passage, that ended up apart from the rest, unless
# the words that stood next to them came along: then that is where the end of the passage went.
COMPANY = 2 * WORD
STRAY = 0.08
STRAY_WORDS = 2
STRAY_OF_FEW_WORDS = 0.25


@dataclass(frozen=True, slots=True)
class Piece:
    """Surviving words that stand together: pairs (new, old), in new order."""

    held: tuple[tuple[int, int], ...]

    @property
    def first(self) -> int:
        """The first new token."""
        return self.held[0][0]

    @property
    def last(self) -> int:
        """The last new token."""
        return self.held[-1][0]


def gather(comparison: Comparison, alignment: Alignment, survivors: Survivors) -> tuple[Piece, ...]:
    """Gather the survivors of a passage into pieces, in the order of the new text."""
    pieces: list[list[tuple[int, int]]] = []
    for pair in survivors.held:
        if pieces and _belong_together(comparison, alignment, survivors, pieces[-1][-1], pair):
            pieces[-1].append(pair)
        else:
            pieces.append([pair])
    found = [Piece(tuple(_without_far_ends(comparison, alignment, piece))) for piece in pieces]
    return _without_strays(comparison, alignment, survivors, found)


def _belong_together(
    comparison: Comparison,
    alignment: Alignment,
    survivors: Survivors,
    left: tuple[int, int],
    right: tuple[int, int],
) -> bool:
    new = comparison.new
    if new.paragraph[left[0]] != new.paragraph[right[0]]:
        return False
    in_order = left[1] < right[1]
    most = GAP_IN_ORDER + GAP_PER_WORD * survivors.words if in_order else GAP
    homes = {comparison.old.paragraph[left[1]], comparison.old.paragraph[right[1]]}
    words, crossing, foreign = 0.0, 0, 0
    for token in range(left[0] + 1, right[0]):
        word = comparison.is_word[new.key[token]]
        words += CHARACTER if comparison.is_character[new.key[token]] else word
        old = alignment.to_old[token]
        if old == FREE or survivors.covers(old):
            continue
        if comparison.old.paragraph[old] in homes:
            crossing += 1
        else:
            foreign += word
        if crossing >= CROSSING or words > most:
            return False
    return words <= max(most, GAP) and foreign <= max(
        FOREIGN_AT_LEAST, FOREIGN_SHARE * survivors.words
    )


def _without_far_ends(
    comparison: Comparison, alignment: Alignment, held: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Drop a frequent word at either end that is far away, in a sentence where nothing else is."""
    if len(held) > 1 and _is_far(comparison, alignment, held[0], held[1], -1):
        held = held[1:]
    if len(held) > 1 and _is_far(comparison, alignment, held[-1], held[-2], 1):
        held = held[:-1]
    return held


def _is_far(
    comparison: Comparison,
    alignment: Alignment,
    end: tuple[int, int],
    other: tuple[int, int],
    step: int,
) -> bool:
    new = comparison.new
    first, last = sorted((end[0], other[0]))
    words = sum(comparison.is_word[new.key[token]] for token in range(first + 1, last))
    return (
        words >= FAR
        and new.sentence[first] != new.sentence[last]
        and comparison.weight[new.key[end[0]]] < WORD
        and not _has_company(comparison, alignment, end, step)
    )


def _without_strays(
    comparison: Comparison, alignment: Alignment, survivors: Survivors, pieces: Sequence[Piece]
) -> tuple[Piece, ...]:
    """Drop the strays. What counts is their part of what the passage had in their paragraph."""
    weights = [_weights(comparison, (old for _, old in piece.held)) for piece in pieces]
    whole = _weights(comparison, (old for stretch in survivors.stretches for old in stretch.tokens))
    return tuple(
        piece
        for at, (piece, weight) in enumerate(zip(pieces, weights, strict=True))
        if not _is_stray(len(piece.held), max(weight[home] / whole[home] for home in weight))
        or (at and _continues(comparison, pieces[at - 1], piece))
        or (at + 1 < len(pieces) and _continues(comparison, piece, pieces[at + 1]))
        or _has_company(comparison, alignment, piece.held[0], -1)
        or _has_company(comparison, alignment, piece.held[-1], 1)
    )


def _weights(comparison: Comparison, tokens: Iterable[int]) -> Counter[int]:
    """Weigh old tokens, by the paragraph that they are in."""
    weights: Counter[int] = Counter()
    for token in tokens:
        weights[comparison.old.paragraph[token]] += comparison.weight[comparison.old.key[token]]
    return weights


def _is_stray(words: int, share: float) -> bool:
    return share < STRAY or (words <= STRAY_WORDS and share < STRAY_OF_FEW_WORDS)


def _has_company(
    comparison: Comparison, alignment: Alignment, pair: tuple[int, int], step: int
) -> bool:
    """Say whether enough of its sentence stands next to a word, outwards, as it did before."""
    sentence = comparison.new.sentence
    new, old = pair[0] + step, pair[1] + step
    weight = 0
    while (
        0 <= new < len(sentence)
        and sentence[new] == sentence[pair[0]]
        and alignment.to_old[new] == old != FREE
    ):
        weight += comparison.weight[comparison.old.key[old]]
        new, old = new + step, old + step
    return weight >= COMPANY


def _continues(comparison: Comparison, left: Piece, right: Piece) -> bool:
    """Say whether two pieces are one, cut by a paragraph break."""
    new = comparison.new
    between = range(left.last + 1, right.first)
    return (
        left.held[-1][1] < right.held[0][1]
        and new.paragraph[left.last] + 1 == new.paragraph[right.first]
        and not any(comparison.is_word[new.key[token]] for token in between)
    )
