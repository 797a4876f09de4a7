"""Carry passages from one text of an article to the next.

    carry(old, new, passages) -> placements, one per passage, in the same order

`old` and `new` are the paragraphs of two revisions (`Text`: identity or None, plain text). A
`Passage` is one or several `Span`s of the old paragraphs; an orphan comes with the paragraphs it
was last in. A `Placement` says where the passage is now (`spans`, none for an orphan), how it got
there (`state`), whether the words there changed (`reworded`), how much survived (`share`), and for
an orphan why, and which places to offer (`candidates`). Pure and deterministic: no Django, clock or
chance. A span that lies outside its paragraph is a ValueError.
"""

from annotations.carrying.passages import Passage, Placement, Reason, Span, State, Text
from annotations.carrying.steps import carry

__all__ = ["Passage", "Placement", "Reason", "Span", "State", "Text", "carry"]
