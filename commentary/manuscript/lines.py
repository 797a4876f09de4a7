"""What every reader makes of its document first: its lines, each with what is known of it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate

from commentary.manuscript.document import MAX_PARAGRAPH_LENGTH, UnreadableDocument
from commentary.markup import Mark, MarkKind, Markup, escape, read, write
from commentary.style import Style


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph to be. `style` is None where only its shape can tell what it is.

    `text` is its plain text and `source` its inline Markdown. `level` is that of a heading, 1 for
    the highest, and 0 for everything else.
    """

    text: str
    source: str
    style: Style | None = None
    level: int = 0


def plain_line(text: str) -> Line:
    """Raises UnreadableDocument if it is too long for a paragraph, as does `marked_line`."""
    check_length(text)
    return Line(text, escape(text))


def marked_line(markup: Markup, style: Style | None, level: int = 0) -> Line:
    check_length(markup.text)
    source = write(markup)
    text = markup.text if markup.text == markup.text.strip() else read(source).text
    return Line(text, source, style, level)


def check_length(text: str) -> None:
    """Raise UnreadableDocument if the text is too long for a paragraph."""
    if len(text) > MAX_PARAGRAPH_LENGTH:
        raise UnreadableDocument(
            "The paragraph that begins “%(beginning)s” is too long: at most %(limit)d characters "
            "can be read as one. Divide it with blank lines.",
            beginning=text[:40],
            limit=MAX_PARAGRAPH_LENGTH,
        )


def is_emphasised(line: Line) -> bool:
    """Whether all of it is strong or emphasised: how documents without styles set things apart."""
    return any(
        mark.kind in {MarkKind.STRONG, MarkKind.EMPHASIS}
        and mark.end - mark.start == len(line.text)
        for mark in read(line.source).marks
    )


def texts(lines: Iterable[Line]) -> list[str]:
    return [line.text for line in lines]


def code_line(text: str) -> Line:
    """A paragraph of code: its lines stay lines, each of them marked as code."""
    lines = [line.rstrip() for line in text.strip("\n").split("\n")]
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    marks = [
        Mark(MarkKind.CODE, start, start + len(line))
        for start, line in zip(starts, lines, strict=False)
    ]
    return marked_line(Markup("\n".join(lines), tuple(marks)), Style.BODY)


def numbered(markup: Markup, prefix: str) -> Markup:
    """The markup with its place in a list before it, as people read it."""
    shift = len(prefix)
    marks = [replace(mark, start=mark.start + shift, end=mark.end + shift) for mark in markup.marks]
    return Markup(prefix + markup.text, tuple(marks))
