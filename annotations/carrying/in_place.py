"""In place: mates are aligned, each group as one stretch of text.

First every paragraph with the one that it became; then, over what is still free, what was cut off
at either end of it with what stands right there; then each pair of linked paragraphs, the surest
first. Nothing is taken from a copy: a word that still stands where it was is not free to be found
elsewhere.
"""

from collections.abc import Iterable, Iterator

from annotations.carrying.alignment import FREE, Alignment
from annotations.carrying.chain import PRICE, chain
from annotations.carrying.comparison import Comparison
from annotations.carrying.copies import is_copy
from annotations.carrying.floating import without_floating
from annotations.carrying.mates import Mates

# Over linked paragraphs nothing says that a sentence went there; a run has to speak for itself.
PRICE_OF_LINK = 2 * PRICE


def hold_unchanged(comparison: Comparison, alignment: Alignment, pairs: dict[int, int]) -> None:
    """Hold every token of the paragraphs that were paired whole."""
    for old, new in pairs.items():
        alignment.hold_all(
            zip(comparison.old.tokens_of(old), comparison.new.tokens_of(new), strict=True)
        )


def align_mates(comparison: Comparison, alignment: Alignment, mates: Mates) -> None:
    """Align the groups of mates, then what is free in the linked paragraphs."""
    left, right = comparison.old, comparison.new
    for parts, place in mates.groups:
        tokens = [token for part in parts for token in left.tokens_of(part)]
        _align(comparison, alignment, tokens, right.tokens_of(place), wary=False)
    for cut_off, place in _cut_off(comparison, alignment, mates):
        _align(comparison, alignment, cut_off, right.tokens_of(place), wary=True)
    for old, new in mates.links:
        _align(comparison, alignment, left.tokens_of(old), right.tokens_of(new), wary=True)


def _cut_off(
    comparison: Comparison, alignment: Alignment, mates: Mates
) -> Iterator[tuple[range, int]]:
    """Give what is left at the ends of a paragraph, with the fresh paragraph that stands there."""
    links = set(mates.links)
    taken = {place for _, place in mates.groups}
    for parts, place in mates.groups:
        for old, beside in ((parts[0], place - 1), (parts[-1], place + 1)):
            if beside in taken or (old, beside) not in links:
                continue
            tokens = comparison.old.tokens_of(old)
            here = comparison.new.tokens_of(place)
            held = [token for token in tokens if alignment.to_new[token] in here]
            if held and beside < place:
                yield range(tokens.start, held[0]), beside
            elif held:
                yield range(held[-1] + 1, tokens.stop), beside


def _align(
    comparison: Comparison,
    alignment: Alignment,
    tokens: Iterable[int],
    places: Iterable[int],
    *,
    wary: bool,
) -> None:
    old = [token for token in tokens if alignment.to_new[token] == FREE]
    new = [token for token in places if alignment.to_old[token] == FREE]
    if not old or not new:
        return
    pairs = without_floating(
        comparison, old, new, chain(comparison, old, new, PRICE_OF_LINK if wary else PRICE)
    )
    if not wary:
        alignment.hold_all(pairs)
        return
    run: list[tuple[int, int]] = []
    for pair in [*pairs, (-2, -2)]:
        if run and pair != (run[-1][0] + 1, run[-1][1] + 1):
            if not is_copy(comparison, alignment, run):
                alignment.hold_all(run)
            run = []
        run.append(pair)
