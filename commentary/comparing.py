"""What an edit did to a paragraph, word by word. Pure.

The old text and the new one are cut into words, white space and punctuation and aligned with
difflib (Ratcliff and Obershelp: the longest common run first, then what is left and right of it).
This is for showing to people; where an annotation goes is decided in `annotations.carrying`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A word; a single character where a script writes no spaces between words (Thai, Lao, Khmer,
# Chinese, Japanese); a run of white space; any other character with the marks combined with it.
_TOKEN = re.compile(
    r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|(?:(?![\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff])\w[\u0300-\u036f]*)+"
    r"|\s+|.",
    re.DOTALL,
)


class PieceKind(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    kind: PieceKind
    text: str


def compare(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces that both texts are made of, in order.

    Those kept or removed are the old text, those kept or added the new one. Where words were
    replaced, the removed ones come first.
    """
    pieces = _pieces(_TOKEN.findall(old), _TOKEN.findall(new))
    return tuple(piece for piece in pieces if piece.text)


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    # Most edits leave most of a paragraph alone, and the alignment of the rest costs its square.
    head = _same_at_start(old, new)
    tail = _same_at_start(old[head:][::-1], new[head:][::-1])
    yield Piece(PieceKind.KEPT, "".join(old[:head]))
    yield from _replaced(old[head : len(old) - tail], new[head : len(new) - tail])
    yield Piece(PieceKind.KEPT, "".join(old[len(old) - tail :]))


def _replaced(old: list[str], new: list[str]) -> Iterator[Piece]:
    """A space that is all that stayed between two changes is shown as changed with them."""
    removed = added = ""
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new).get_opcodes():
        before, after = "".join(old[start:end]), "".join(new[new_start:new_end])
        if tag == "equal" and not before.isspace():
            yield Piece(PieceKind.REMOVED, removed)
            yield Piece(PieceKind.ADDED, added)
            yield Piece(PieceKind.KEPT, before)
            removed = added = ""
        else:
            removed += before
            added += after
    yield Piece(PieceKind.REMOVED, removed)
    yield Piece(PieceKind.ADDED, added)


def _same_at_start(one: list[str], other: list[str]) -> int:
    pairs = zip(one, other, strict=False)
    shorter = min(len(one), len(other))
    return next((at for at, (this, that) in enumerate(pairs) if this != that), shorter)
