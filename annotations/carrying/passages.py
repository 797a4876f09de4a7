"""What goes into carrying and what comes out: texts, spans, passages, placements.

Offsets are Unicode code points in a paragraph's plain text, end exclusive. Paragraphs are named by
their index in the sequence that was handed in; identities only say which old paragraph a new one
is meant to be.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph of a revision. `identity` is None for a paragraph that is new or was pasted.

    `is_quote` is a hint: the paragraph repeats what the text says elsewhere, as a pull quote does.
    """

    identity: int | None
    text: str
    is_quote: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one paragraph."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """What an annotation is about: one span per paragraph it touches, in text order.

    The spans lie in the old paragraphs. An orphan lies nowhere; it comes with the whole paragraphs
    in which its words last stood, `remembered`, and its spans index into those.
    """

    spans: tuple[Span, ...]
    remembered: tuple[Text, ...] = ()


class State(StrEnum):
    """How a passage came to where it is now."""

    UNCHANGED = "unchanged"  # the same words at the same offsets of the same paragraph
    SHIFTED = "shifted"  # the same words, further along in the same paragraph
    CHANGED = "changed"  # in its place, with other words in it than before
    MOVED = "moved"  # in another paragraph, or past text that it used to precede
    SPLIT = "split"  # in more stretches than before
    HEALED = "healed"  # an orphan whose words came back
    ORPHANED = "orphaned"  # nowhere


class Reason(StrEnum):
    """Why a passage is an orphan."""

    TAKEN_OUT = "taken out"  # none of its words is left
    REWRITTEN = "rewritten"  # too few of its words are left to say that it is the same passage
    DOUBTFUL = "doubtful"  # two places are equally good, and nothing tells them apart
    STILL_GONE = "still gone"  # it was an orphan, and its words have not come back


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a passage is in the new text, and how it got there.

    `share` is the part of its words that survived, 0 to 1. `reworded` says that the words there now
    are not exactly the words before; it is independent of `state`, because what moved may have been
    edited as well. `candidates` are places to offer for an orphan, best first; each is a tuple of
    spans.
    """

    spans: tuple[Span, ...]
    state: State
    reworded: bool
    share: float
    candidates: tuple[tuple[Span, ...], ...] = ()
    why: Reason | None = None
