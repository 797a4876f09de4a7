"""What an edit did to a paragraph, word by word. Pure.

The old text and the new one are cut into words and punctuation and aligned with
difflib (Ratcliff and Obershelp: the longest common run first, then what is left and right of it).
This is for showing to people; where an annotation goes is decided in `annotations.carrying`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

# Scripts that write no spaces between words: Thai, Lao, Myanmar, Khmer, kana, Han.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# A word, or a single character of those scripts; any other character. Each has the white space
# behind it, or there would be one token too many that is the same everywhere.
_TOKEN = re.compile(
    rf"(?:[{UNSPACED}]|(?:(?![{UNSPACED}])\w[\u0300-\u036f]*)+|\S)\s*|\s+",
)
# Past so many tokens, the commonest are not looked at first, and time grows less than squared.
_ALIGNED_FULLY = 2_000


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
    replaced, the removed ones come first. No two neighbours are of one kind.
    """
    pieces = _pieces(_TOKEN.findall(old), _TOKEN.findall(new))
    runs = groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.kind)
    return tuple(Piece(kind, "".join(piece.text for piece in run)) for kind, run in runs)


def shorten(pieces: Sequence[Piece], around: int) -> tuple[Piece, ...]:
    """The same pieces; of what was kept, not much more than `around` characters on either side."""
    return tuple(
        Piece(piece.kind, _shortened(piece.text, around)) if piece.kind is PieceKind.KEPT else piece
        for piece in pieces
    )


def _shortened(text: str, around: int) -> str:
    # Less than a third left out would not be worth the gap.
    if len(text) <= 3 * around:
        return text
    head = text[:around].rsplit(maxsplit=1)
    tail = text[-around:].split(maxsplit=1)
    return f"{head[0] if head else ''} … {tail[-1] if tail else ''}"


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    # Most edits leave most of a paragraph alone, and the alignment of the rest costs its square.
    head = _same_at_start(old, new)
    tail = _same_at_start(old[head:][::-1], new[head:][::-1])
    yield Piece(PieceKind.KEPT, "".join(old[:head]))
    yield from _replaced(old[head : len(old) - tail], new[head : len(new) - tail])
    yield Piece(PieceKind.KEPT, "".join(old[len(old) - tail :]))


def _replaced(old: list[str], new: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, old, new, autojunk=len(new) > _ALIGNED_FULLY)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        removed, added = "".join(old[start:end]), "".join(new[new_start:new_end])
        # What stayed, or the space that both end with.
        kept = removed if tag == "equal" else _space_at_end(removed, added)
        yield Piece(PieceKind.REMOVED, removed.removesuffix(kept))
        yield Piece(PieceKind.ADDED, added.removesuffix(kept))
        yield Piece(PieceKind.KEPT, kept)


def _space_at_end(one: str, other: str) -> str:
    space = one[len(one.rstrip()) :]
    return space if space == other[len(other.rstrip()) :] else ""


def _same_at_start(one: list[str], other: list[str]) -> int:
    pairs = zip(one, other, strict=False)
    shorter = min(len(one), len(other))
    return next((at for at, (this, that) in enumerate(pairs) if this != that), shorter)
