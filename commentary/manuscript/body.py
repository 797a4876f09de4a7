"""What each line between the front and the ending is. Pure.

Where the document does not say, a line that repeats words of a longer one is a pull quote, a short
one above a paragraph is a crosshead, one with a bullet or the next number is an item of a list.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from commentary.manuscript import shapes
from commentary.manuscript.lines import Line, is_emphasised, plain_line, texts
from commentary.style import Style


def split_strays(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The lines, and apart from them what the page set between them: buttons, picture credits.

    Those are short lines that come again and again, or say whose something is. In verse they may be
    a refrain.
    """
    if not shapes.is_prose(texts(lines)):
        return list(lines), []
    counts = Counter(texts(line for line in lines if line.style is None))
    strays = {
        text
        for text, count in counts.items()
        if count > 1 and shapes.is_crosshead_shaped(text) and not shapes.bullet(text)
    }
    return [line for line in lines if line.text not in strays], [
        text for text in counts if text in strays
    ]


def is_credit(line: Line) -> bool:
    """Whether it says whose a picture is that stood there."""
    return line.style is None and shapes.is_rights(line.text) and not shapes.is_sentence(line.text)


def styled(lines: Sequence[Line]) -> list[Line]:
    """The lines, each with a style."""
    repeated = shapes.repeated(texts(line for line in lines if not line.level))
    in_lists = {at for at in range(len(lines)) if _is_numbered(at, lines)}
    crossheads = _crossheads(lines, repeated) - in_lists
    return [
        replace(line, style=Style.PULL_QUOTE)
        if line.text in repeated and line.style in {None, Style.BODY, Style.QUOTATION}
        else _told_by_place(line, heads=at in crossheads, counts=at in in_lists)
        for at, line in enumerate(lines)
    ]


def _told_by_place(line: Line, *, heads: bool, counts: bool) -> Line:
    if heads:
        return replace(plain_line(line.text), style=Style.CROSSHEAD)
    if line.style is not None:
        return line
    if counts:
        return replace(line, style=Style.LIST_ITEM)
    if begins := shapes.bullet(line.text):
        source = line.source.removeprefix("\\").removeprefix(begins)
        return Line(line.text.removeprefix(begins), source, Style.LIST_ITEM)
    return replace(line, style=Style.BODY)


def _crossheads(lines: Sequence[Line], repeated: set[str]) -> set[int]:
    """Which lines head what follows. If that were half of the text, it is verse, and none does."""
    rest = [(at, line) for at, line in enumerate(lines) if line.text not in repeated]
    found = {at for (at, line), (_, below) in pairwise(rest) if _heads(line, below)}
    weight = shapes.weigh(lines[at].text for at in found)
    return found if 2 * weight <= shapes.weigh(texts(lines)) else set()


def _heads(line: Line, below: Line) -> bool:
    return (
        line.style in {None, Style.BODY}
        and shapes.is_crosshead_shaped(line.text)
        and not shapes.bullet(line.text)
        and (len(below.text) > len(line.text) or shapes.is_crosshead_shaped(below.text))
        and (line.style is None or is_emphasised(line))
    )


def _is_numbered(at: int, lines: Sequence[Line]) -> bool:
    """Whether the line above has the number before its own, or the one below the next."""
    number = shapes.list_number(lines[at].text)
    above = shapes.list_number(lines[at - 1].text) if at else None
    below = shapes.list_number(lines[at + 1].text) if at + 1 < len(lines) else None
    return number is not None and (above == number - 1 or below == number + 1)
