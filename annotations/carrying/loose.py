"""Loose sentences: what is hardly held where it stood may have gone elsewhere.

A sentence of which only a few words are held in place is set free before moves are looked for, so
that it can be found as a whole. If nothing better is found, it goes back, unless what was held is
so little that a fresh sentence must have taken its place.
"""

from annotations.carrying.alignment import FREE, Alignment
from annotations.carrying.comparison import Comparison

# A sentence held by so little of its weight is set free to move; by a little more, if it stands
# word for word in new text that nothing accounts for, or is lost in a much longer new sentence.
LOOSE = 0.35
LOOSE_IF_ELSEWHERE = 0.6
# What was set free and found nothing better goes back if it is so much of the old sentence and
# of the new one, or most of the new one; otherwise a fresh sentence has taken the place of the old.
LEAST_OF_OLD = 0.2
LEAST_OF_NEW = 0.2
MOST_OF_NEW = 0.6

Held = list[tuple[int, int, float]]  # old token, new token, likeness


def put_back(comparison: Comparison, alignment: Alignment, released: list[Held]) -> None:
    """Hold what is still free of the sentences that were set free, if it is enough."""
    for sentence in released:
        if _is_left(comparison, alignment, sentence):
            for old, new, likeness in sentence:
                if alignment.is_free(old, new):
                    alignment.hold(old, new, likeness)


def _is_left(comparison: Comparison, alignment: Alignment, sentence: Held) -> bool:
    """Say whether what was held of a sentence is more than chance."""
    left, right = comparison.old, comparison.new
    held = comparison.weigh(left.key[old] for old, _, _ in sentence)
    ranges = {right.sentence_of(new) for _, new, _ in sentence}
    before = comparison.weigh(left.key[token] for token in left.sentence_of(sentence[0][0]))
    own = set(left.sentence_of(sentence[0][0])) | {FREE}
    after = comparison.weigh(
        right.key[token] for tokens in ranges for token in tokens if alignment.to_old[token] in own
    )
    return (
        LEAST_OF_OLD * before <= held and LEAST_OF_NEW * after <= held
    ) or held >= MOST_OF_NEW * after


def release_loose_sentences(comparison: Comparison, alignment: Alignment) -> list[Held]:
    """Set free the old sentences of which hardly anything is held. Give what each held."""
    released = []
    side = comparison.old
    free = _free_text(comparison, alignment)
    at, end = 0, side.first[comparison.live]
    while at < end:
        sentence = side.sentence_of(at)
        at = sentence.stop
        held = [token for token in sentence if alignment.to_new[token] != FREE]
        if not held or len(held) == len(sentence):
            continue
        keys = side.key[sentence.start : sentence.stop]
        share = comparison.weigh(side.key[token] for token in held) / comparison.weigh(keys)
        pairs = [
            (token, alignment.to_new[token], alignment.likeness.get(token, 1.0)) for token in held
        ]
        if share < LOOSE or (
            share < LOOSE_IF_ELSEWHERE
            and (
                f" {' '.join(map(str, keys))} " in free
                or not _is_left(comparison, alignment, pairs)
            )
        ):
            released.append(pairs)
            for token in held:
                alignment.release(token)
    return released


def _free_text(comparison: Comparison, alignment: Alignment) -> str:
    """Write the keys of the free new tokens in a row, to look for sentences in it.

    A sentence that is a paragraph of its own is left out: it may be a pull quote.
    """
    side = comparison.new
    words = []
    for paragraph in range(len(side.first) - 1):
        tokens = side.tokens_of(paragraph)
        if tokens and side.sentence[tokens[0]] == side.sentence[tokens[-1]]:
            continue
        words.append("|")
        words += [
            str(side.key[token]) if alignment.to_old[token] == FREE else "|" for token in tokens
        ]
    return f" {' '.join(words)} "
