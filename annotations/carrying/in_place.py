"""In place: mates are aligned, each group as one stretch of text.

First every paragraph with the one that it became; then, over what is still free, each pair of
linked paragraphs, the surest first, which finds the other half of one that was split. Nothing is
taken from a copy: a word that still stands where it was is not free to be found elsewhere.
"""

from collections.abc import Iterable

from annotations.carrying.alignment import FREE, Alignment
from annotations.carrying.chain import PRICE, chain, without_floating
from annotations.carrying.comparison import Comparison
from annotations.carrying.copies import is_copy
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
    for group in mates.groups:
        _align(comparison, alignment, group, wary=False)
    for old, new in mates.links:
        _align(comparison, alignment, ([old], [new]), wary=True)


def _align(
    comparison: Comparison,
    alignment: Alignment,
    group: tuple[Iterable[int], Iterable[int]],
    *,
    wary: bool,
) -> None:
    old = [
        token
        for paragraph in group[0]
        for token in comparison.old.tokens_of(paragraph)
        if alignment.to_new[token] == FREE
    ]
    new = [
        token
        for paragraph in group[1]
        for token in comparison.new.tokens_of(paragraph)
        if alignment.to_old[token] == FREE
    ]
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
