"""What stands above the text: site label, kicker, title, standfirst, byline. Pure.

The title is what the document calls its title, else its first line. A bar divides: `KICKER | Title`
is how pages name themselves when they are copied, `Title | Site` how windows are named. What stands
between the title and the first paragraph is told by its shape, and what has none of the shapes
(buttons, reading times) is left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from commentary.manuscript import shapes
from commentary.manuscript.document import MAX_KICKER_LENGTH, MAX_TITLE_LENGTH, UnreadableDocument
from commentary.manuscript.lines import Line, is_emphasised, texts
from commentary.style import Style

# A run of spaces is looked at once, from its beginning.
_BAR = re.compile(r"(?<!\s)\s+[|｜]\s+")
_DIVIDER = re.compile(r"(?<!\s)(?:\s*[|｜·•]\s*|\s+[–—]\s+)")
# As much of BCP 47 as articles come with: `en`, `pt-BR`, `zh-Hant-TW`.
LANGUAGE_TAG = re.compile(r"\A[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}\Z")
# A title stands within the first few lines; a heading further down heads a part of the text.
TITLE_WITHIN = 8
# `OPINION`, `WORLD NEWS`, `LEADING ARTICLE 3`.
MAX_KICKER_WORDS = 4
# Fewer words right under the title are a crosshead (`Introduction`).
MIN_STANDFIRST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Front:
    """What a document says above its text, or about itself. What it does not say is empty."""

    title: str = ""
    kicker: str = ""
    standfirst: str = ""
    byline: str = ""
    rights: str = ""
    language: str = ""
    site_label: str = ""
    left_out: tuple[str, ...] = ()


def split_front(lines: Sequence[Line], given: Front) -> tuple[Front, Sequence[Line]]:
    """The front and the lines below it. What is `given` by the document itself stays.

    Raises UnreadableDocument if there is no title, or nothing below it.
    """
    given = _within_limits(given)
    at = _title_index(lines, given.title)
    if at is None:
        title, above, below = given.title, lines[:0], lines
    else:
        title, above, below = given.title or lines[at].text, lines[:at], lines[at + 1 :]
    front = _with_bar(replace(given, title=title))
    if not front.title:
        raise UnreadableDocument("The document has no title. Put the title on its first line.")
    if len(front.title) > MAX_TITLE_LENGTH:
        raise UnreadableDocument(
            "The document has no title: its first line is as long as a paragraph. "
            "Put the title on a line of its own, above the text."
        )
    return _split_below(_with_above(front, texts(above)), below)


def _within_limits(given: Front) -> Front:
    """What the document says of itself, without what is too long to be what it is said to be."""
    limits = {
        "kicker": MAX_KICKER_LENGTH,
        "byline": shapes.MAX_BYLINE_LENGTH,
        "rights": shapes.MAX_RIGHTS_LENGTH,
    }
    too_long = {
        name: value
        for name, limit in limits.items()
        if len(value := str(getattr(given, name))) > limit
    }
    left_out = (*given.left_out, *too_long.values())
    return replace(given, **dict.fromkeys(too_long, ""), left_out=left_out)


def _title_index(lines: Sequence[Line], given: str) -> int | None:
    """Where the title stands, or None if the document gives it elsewhere and does not repeat it."""
    first = lines[:TITLE_WITHIN]
    if given:
        return next((at for at, line in enumerate(first) if line.text == given), None)
    for level in sorted({line.level for line in first if line.level}):
        at = next(at for at, line in enumerate(first) if line.level == level)
        if not any(shapes.is_sentence(line.text) for line in first[:at]):
            return at
    if len(lines) > 1:
        one, other = lines[0].text, lines[1].text
        parts = _BAR.split(other, maxsplit=1)
        names_itself = len(parts) > 1 and _is_kicker(parts[0]) and not shapes.is_date(parts[1])
        if not _BAR.search(one) and (
            (names_itself and len(parts[1]) > len(parts[0]))
            or (_is_capitals(one) and not _is_capitals(other) and not shapes.is_sentence(other))
        ):
            return 1
    return 0 if lines else None


def _is_kicker(text: str) -> bool:
    words = len(text.split())
    return (
        words <= MAX_KICKER_WORDS and len(text) <= MAX_KICKER_LENGTH and not shapes.is_byline(text)
    )


def _is_capitals(text: str) -> bool:
    return text.isupper() and _is_kicker(text)


def _with_bar(front: Front) -> Front:
    """The title divided at its bar, with the shorter side as kicker before or site after it."""
    parts = _BAR.split(front.title, maxsplit=1)
    if len(parts) == 1:
        return front
    if len(parts[0]) < len(parts[1]) and len(parts[0]) <= MAX_KICKER_LENGTH:
        return replace(front, kicker=front.kicker or parts[0], title=parts[1])
    return replace(front, title=parts[0], site_label=parts[1])


def _with_above(front: Front, above: Sequence[str]) -> Front:
    """What stands above the title: a kicker in capitals right above it, else the site's name."""
    above = list(above)
    if above and not front.kicker and _is_capitals(above[-1]):
        front = replace(front, kicker=above.pop())
    if above and not front.site_label:
        front = replace(front, site_label=above.pop(0))
    return replace(front, left_out=(*front.left_out, *above))


def _split_below(front: Front, lines: Sequence[Line]) -> tuple[Front, Sequence[Line]]:
    typical = shapes.median_length(texts(lines))
    is_prose = shapes.is_prose(texts(lines))
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        if following is None or line.style not in {None, Style.BODY}:
            return front, lines[at:]
        found = _names_and_dates(front, line.text)
        if found is None and line.text == front.standfirst:
            found = front
        if found is None and not front.standfirst and _is_standfirst(line, typical):
            found = replace(front, standfirst=line.text)
        if found is None and is_prose and _is_furniture(line, following):
            found = replace(front, left_out=(*front.left_out, line.text))
        if found is None:
            return front, lines[at:]
        front = found
    return front, ()


def _names_and_dates(front: Front, text: str) -> Front | None:
    """The front with the byline from this line, if it is one; dates are left out."""
    parts = [part for part in _DIVIDER.split(text) if part]
    dates = [part for part in parts if shapes.is_date(part)]
    names = [part for part in parts if part not in dates]
    if dates and not names:
        return replace(front, left_out=(*front.left_out, text))
    is_byline = (dates and len(names) == 1 and len(names[0]) <= shapes.MAX_BYLINE_LENGTH) or (
        shapes.is_byline(text)
    )
    if not is_byline or (front.byline and front.byline not in text):
        return None
    byline = names[0] if dates else text
    return replace(front, byline=byline, left_out=(*front.left_out, *dates))


def _is_standfirst(line: Line, typical: float) -> bool:
    """A sentence or two, set apart: emphasised, or well under a paragraph's length."""
    text = line.text
    if len(text) > shapes.MAX_STANDFIRST_LENGTH or len(text.split()) < MIN_STANDFIRST_WORDS:
        return False
    if shapes.bullet(text) or shapes.list_number(text) is not None:
        return False
    return is_emphasised(line) or (line.style is None and 2 * len(text) < typical)


def _is_furniture(line: Line, following: Line) -> bool:
    """A short line above another one: a crosshead would stand above a paragraph."""
    shapes_of_both = (shapes.is_crosshead_shaped(each.text) for each in (line, following))
    return line.style is None and all(shapes_of_both)


def language_tag(text: str) -> str:
    """The text if it is shaped like a language tag (`en`, `pt-BR`), else nothing."""
    return text if LANGUAGE_TAG.fullmatch(text) else ""
