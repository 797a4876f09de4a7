"""Plain text -> a manuscript. Pure.

A line is a paragraph, unless the text was wrapped by hand. That shows: it has blank lines between
paragraphs, and inside them a line ends where the next word would not have fitted.
"""

from itertools import pairwise

from commentary.manuscript import shapes
from commentary.manuscript.assembly import assemble
from commentary.manuscript.decoding import checked
from commentary.manuscript.document import Manuscript
from commentary.manuscript.lines import plain_line

# Nobody wraps wider than this by hand or by mail; a longer line is a whole paragraph.
MAX_WRAP_WIDTH = 120
# The share of line ends that the width must explain; the others are verses, addresses, headings.
WRAPPED = 0.8
# What stands around words without being seen: zero-width spaces and joiners, left by editors.
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


def read_plain_text(text: str) -> Manuscript:
    """Read a text as it was typed, or copied from a web page.

    Raises UnreadableDocument, as all readers do, with a sentence that says what to do.
    """
    return assemble(plain_line(line) for line in _lines(checked(text)))


def _lines(text: str) -> list[str]:
    blocks: list[list[str]] = [[]]
    for raw in text.split("\n"):
        if line := raw.replace("\t", " ").strip().strip(_INVISIBLE).strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    width = _wrap_width(blocks)
    return [line for block in blocks for line in _joined(block, width)]


def _wrap_width(blocks: list[list[str]]) -> int:
    """How wide the text was wrapped, in code points; 0 if it was not."""
    width = max(len(line) for block in blocks for line in block)
    ends = [
        _is_full(line, following, width)
        for block in blocks
        for line, following in pairwise(block)
        if not shapes.bullet(following)
    ]
    has_blank_lines = sum(bool(block) for block in blocks) > 1
    if width > MAX_WRAP_WIDTH or not has_blank_lines or not ends:
        return 0
    return width if sum(ends) >= WRAPPED * len(ends) else 0


def _is_full(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _joined(block: list[str], width: int) -> list[str]:
    joined = block[:1]
    for line, following in pairwise(block):
        if width and _is_full(line, following, width) and not shapes.bullet(following):
            joined[-1] += following if line.endswith("-") else f" {following}"
        else:
            joined.append(following)
    return joined
