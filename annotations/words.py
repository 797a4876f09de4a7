"""A paragraph's words, for choosing a passage without a pointer or JavaScript. Pure."""

import re

# Scripts written without spaces (kana, Han, Thai, Lao, Khmer, Myanmar) are chosen letter by letter.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# A letter of those scripts goes with the combining marks and the punctuation that follow it.
WORD = re.compile(rf"[{UNSPACED}][^\s\w]*|[^\s{UNSPACED}]+")


def words(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every word, in order, with the punctuation that touches it.

    Offsets are code points. Everything but blanks belongs to exactly one word.
    """
    return tuple(match.span() for match in WORD.finditer(text))
