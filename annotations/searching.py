"""What someone looks for -> terms, and the stretch of a text that shows them. Pure.

Words are runs of letters and digits, in any case. A word is found at the beginning of a longer one,
so that "lamp" finds "lamps"; "several words" in quotes are found as they stand; a word with a
minus before it must not be there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

MOST_TERMS = 10
# Characters of an excerpt, and how many of them stand before the first word that was found.
EXCERPT = 240
LEAD = 80

_ASKED = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>\S+))')
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after another; the last may be the beginning of a longer one."""

    words: tuple[str, ...]
    goes_on: bool
    is_excluded: bool

    @property
    def pattern(self) -> str:
        """As a regular expression (without regard to case)."""
        end = "" if self.goes_on else r"(?![^\W_])"
        return r"(?<![^\W_])" + r"[\W_]+".join(self.words) + end


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a text; `is_hit` where it is what was looked for."""

    text: str
    is_hit: bool


def terms_of(asked: str) -> tuple[Term, ...]:
    """The terms that somebody typed; none where there is no word that could be found."""
    terms = []
    for found in _ASKED.finditer(asked):
        words = tuple(_WORD.findall((found["phrase"] or found["word"] or "").lower()))
        if words:
            excluded = bool(found["minus"])
            goes_on = found["phrase"] is None and not excluded
            terms.append(Term(words, goes_on=goes_on, is_excluded=excluded))
    terms = terms[:MOST_TERMS]
    return tuple(terms) if any(not term.is_excluded for term in terms) else ()


def excerpt(text: str, terms: Sequence[Term]) -> tuple[Piece, ...]:
    """A stretch of the text from just before the first word that was found, in pieces."""
    hits = list(_hits(text, terms))
    start = _word_start(text, hits[0][0] - LEAD) if hits else 0
    end = len(text) if len(text) - start <= EXCERPT else _word_start(text, start + EXCERPT)
    hits = [(first, last) for first, last in hits if last <= end]
    edges = [start, *(edge for hit in hits for edge in hit), end]
    pieces = [
        Piece(text[first:last], is_hit=bool(number % 2))
        for number, (first, last) in enumerate(pairwise(edges))
        if first < last
    ]
    before = [Piece("… ", is_hit=False)] if start > 0 else []
    after = [Piece("…", is_hit=False)] if end < len(text) else []
    return (*before, *pieces, *after)


def _hits(text: str, terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """Where the terms stand, in order and apart; a word that goes on is taken to its end."""
    wanted = "|".join(
        term.pattern + (r"[^\W_]*" if term.goes_on else "")
        for term in terms
        if not term.is_excluded
    )
    return (found.span() for found in re.finditer(wanted, text, re.IGNORECASE) if wanted)


def _word_start(text: str, near: int) -> int:
    """The beginning of the word that this place is in; the place itself in a very long one."""
    if near <= 0:
        return 0
    blank = text.rfind(" ", max(0, near - LEAD), near)
    return near if blank < 0 else blank + 1
