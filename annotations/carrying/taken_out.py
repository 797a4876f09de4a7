"""Taken out: a paragraph whose neighbours now stand together is elsewhere as a whole, or gone.

The lines of a list are of one template, so one that was taken out has most of its words in others.
Where two paragraphs that did not change have nothing between them any more, what stood there was
not edited in its place. Elsewhere, without its identity, it is not known again by words that the
lines beside it said as well, unless nearly all of it is there, as of a line that was only moved.
"""

from collections.abc import Container, Iterator
from itertools import pairwise

from annotations.carrying.alignment import FREE, Alignment
from annotations.carrying.comparison import Comparison

# So much of a sentence, in the same words.
NEARLY_ALL = 0.75


def release_taken_out(
    comparison: Comparison, alignment: Alignment, pairs: dict[int, int], kept: Container[int]
) -> None:
    """Set free what only a template holds of the paragraphs that were taken out.

    `pairs` are the paragraphs that did not change; `kept` those whose identity is still there.
    """
    side = comparison.old
    for paragraph in _between_pairs(comparison, pairs):
        if paragraph in kept:
            continue
        template = {key for at in _beside(comparison, paragraph) for key in side.keys_of(at)}
        at, end = side.first[paragraph : paragraph + 2]
        while at < end:
            sentence = side.sentence_of(at)
            at = sentence.stop
            held = [token for token in sentence if alignment.to_new[token] != FREE]
            same = [side.key[token] for token in held if token not in alignment.likeness]
            if any(comparison.is_word[key] and key not in template for key in same):
                continue
            if comparison.weigh(same) < NEARLY_ALL * comparison.weigh(
                side.key[token] for token in sentence
            ):
                for token in held:
                    alignment.release(token)


def _between_pairs(comparison: Comparison, pairs: dict[int, int]) -> Iterator[int]:
    """Give the old paragraphs between two that stand next to each other now."""
    ends = (-1, -1), (comparison.live, len(comparison.new.first) - 1)
    for (before, place), (after, now) in pairwise(sorted([*pairs.items(), *ends])):
        if now == place + 1:
            yield from range(before + 1, after)


def _beside(comparison: Comparison, paragraph: int) -> list[int]:
    return [at for at in (paragraph - 1, paragraph + 1) if 0 <= at < comparison.live]
