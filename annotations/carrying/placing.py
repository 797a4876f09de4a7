"""Placing: from the survivors of a passage to its place in the new text, or to an honest orphan.

A passage stays attached if half of it survived, or less when it is still framed by its own words.
Anything below that would be a guess.
"""

from collections.abc import Sequence

from annotations.carrying.alignment import Alignment
from annotations.carrying.comparison import Comparison
from annotations.carrying.edges import span_of
from annotations.carrying.passages import Span
from annotations.carrying.pieces import Piece, gather
from annotations.carrying.survivors import Survivors, find_survivors

# The share that has to survive; more of an orphan, since it comes back from memory, and of a
# passage whose words are spread thinly over a text so many times its length (and a few words).
SURVIVES = 0.5
SURVIVES_SURELY = 0.75
DILUTED, DILUTED_WORDS = 2, 4
# A longer passage whose frame stands: its first and last word, most words near them, its length.
SURVIVES_FRAMED = 0.3
FRAMED_WORDS = 8
FRAME = 4
FRAME_HELD = 5
FRAMED_LENGTH = (0.5, 1.6)


def find_places(
    comparison: Comparison, alignment: Alignment, spans: Sequence[Span]
) -> tuple[tuple[Span, ...], Survivors, bool]:
    """Give the spans of what is left of a passage, its survivors, and whether it is enough."""
    survivors = find_survivors(comparison, alignment, spans)
    if not survivors.held:
        return (), survivors, False
    remembered = comparison.is_remembered(survivors.held[0][1])
    if remembered and not any(alignment.to_old[new] == old for new, old in survivors.held):
        return (), survivors, False  # nothing of it came back in this edit
    if survivors.is_whole:
        piece = Piece(survivors.held)
        return (span_of(comparison, alignment, survivors, piece),), survivors, True
    pieces = gather(comparison, alignment, survivors)
    found = [span_of(comparison, alignment, survivors, piece) for piece in pieces]
    sure = remembered or _is_diluted(comparison, survivors, found)
    enough = survivors.share >= (SURVIVES_SURELY if sure else SURVIVES)
    if not enough and not sure:
        enough = survivors.share >= SURVIVES_FRAMED and _is_framed(comparison, survivors, pieces)
    return tuple(_joined(comparison, found)), survivors, enough and bool(found)


def _is_diluted(comparison: Comparison, survivors: Survivors, found: Sequence[Span]) -> bool:
    new = comparison.new
    words = sum(
        span.start <= new.start[token] < span.end and comparison.is_word[new.key[token]]
        for span in found
        for token in new.tokens_of(span.paragraph)
    )
    return words > DILUTED * survivors.words + DILUTED_WORDS


def _is_framed(comparison: Comparison, survivors: Survivors, pieces: Sequence[Piece]) -> bool:
    if len(pieces) != 1 or survivors.words < FRAMED_WORDS:
        return False
    old = comparison.old
    words = [
        token
        for stretch in survivors.stretches
        for token in stretch.tokens
        if comparison.is_word[old.key[token]]
    ]
    held = {token for _, token in pieces[0].held}
    outer = words[:FRAME] + words[-FRAME:]
    piece = comparison.new.key[pieces[0].first : pieces[0].last + 1]
    now = sum(comparison.is_word[key] for key in piece)
    return (
        words[0] in held
        and words[-1] in held
        and sum(token in held for token in outer) >= FRAME_HELD
        and FRAMED_LENGTH[0] <= now / len(words) <= FRAMED_LENGTH[1]
    )


def _joined(comparison: Comparison, spans: Sequence[Span]) -> list[Span]:
    """Join spans between which no word stands."""
    new = comparison.new
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and joined[-1].paragraph == span.paragraph:
            before = joined[-1]
            if not any(
                before.end <= new.start[token]
                and new.end[token] <= span.start
                and comparison.is_word[new.key[token]]
                for token in new.tokens_of(span.paragraph)
            ):
                joined[-1] = Span(span.paragraph, before.start, max(before.end, span.end))
                continue
        joined.append(span)
    return joined
