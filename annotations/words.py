"""A paragraph's words, for choosing a passage without a pointer or JavaScript. Pure."""

import re

from commentary.comparing import UNSPACED

# Scripts without spaces are chosen letter by letter, each with the combining marks and the
# punctuation that follow it.
WORD = re.compile(rf"[{UNSPACED}][^\s\w]*|[^\s{UNSPACED}]+")


def words(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every word, in order, with the punctuation that touches it.

    Offsets are code points. Everything but blanks belongs to exactly one word.
    """
    return tuple(match.span() for match in WORD.finditer(text))
