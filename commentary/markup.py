"""A paragraph's inline Markdown -> its plain text and its marks, and back. Pure.

A paragraph is written in inline CommonMark: emphasis, strong, code, links, line breaks. What people
read, select, quote and count is its plain text; everything else is a mark on it. So there is one
reader, here, and all offsets anywhere in the project count code points of the text it gives.

There are no blocks: a leading `#`, `>`, `-` or `1.` is text. Raw HTML is text. Entities are decoded
as CommonMark says (`&amp;` is `&`). An image leaves its alternative text, and a link that is not
safe to follow leaves its words. Nothing is beautified: quotes and dashes stay as typed, and an
address becomes a link only between `<` and `>`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token


class MarkKind(StrEnum):
    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Mark:
    """`start` to `end` of the text, in code points. Never empty. `href` is for links only."""

    kind: MarkKind
    start: int
    end: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class Markup:
    r"""A paragraph's plain text and its marks.

    Marks are properly nested: of two, one contains the other or they do not touch the same text.
    They are ordered by `(start, -end)`, and of two with the same extent the outer one comes first;
    so a printer opens them in this order and closes them in the reverse. A line break is a "\n"
    in the text and a mark on it.
    """

    text: str
    marks: tuple[Mark, ...] = ()


# CommonMark in which raw HTML is text. The library would keep a link that it thinks
# unsafe as its source; we keep its words, so it may pass here and is dropped by `is_safe`.
markdown = MarkdownIt("commonmark", {"html": False})
markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005

_OPENS = {"em_open": MarkKind.EMPHASIS, "strong_open": MarkKind.STRONG, "link_open": MarkKind.LINK}
_DELIMITERS = {MarkKind.EMPHASIS: "*", MarkKind.STRONG: "**"}

_LINE_ENDS = re.compile(r"[\r\n]")
_SCHEME = re.compile(r"[^/?#]*?:")
_SAFE_SCHEMES = {"http:", "https:", "mailto:"}

# Characters that may mean something to Markdown where they stand. Whatever follows the end of the
# run is unknown, so a run's last character counts as dangerous.
_ACTIVE = re.compile(
    r"""
    \\(?=[!-/:-@\[-`{-~\n]|\Z)           # a backslash before punctuation
    | [`*\[\]]
    | (?<![^\W_])_ | _(?![^\W_])         # an underscore that is not inside a word
    | <(?!\s)
    | &(?=[\#A-Za-z]|\Z)
    """,
    re.VERBOSE,
)


# A paragraph is read again for every revision that has it, so what was read once may serve again.
@lru_cache(maxsize=4096)
def read(source: str) -> Markup:
    """The plain text of inline Markdown, and what is marked in it.

    White space around the source does not count; a line end inside it is a space, unless a
    backslash or two spaces before it make it a line break.
    """
    (line,) = markdown.parseInline(source.strip())
    return read_tokens(line.children or ())


def read_tokens(tokens: Iterable[Token]) -> Markup:
    """What `read` does once Markdown is parsed, for readers of whole documents."""
    parts: list[str] = []
    marks: list[Mark] = []
    still_open: list[int] = []
    length = 0
    for token in tokens:
        text = _text_of(token)
        if token.nesting == 1:
            still_open.append(len(marks))
            href = str(token.attrGet("href") or "")
            marks.append(Mark(_OPENS[token.type], length, length, href))
        elif token.nesting == -1:
            index = still_open.pop()
            marks[index] = replace(marks[index], end=length)
        elif token.type == "code_inline":
            marks.append(Mark(MarkKind.CODE, length, length + len(text)))
        elif token.type == "hardbreak":
            marks.append(Mark(MarkKind.BREAK, length, length + 1))
        parts.append(text)
        length += len(text)
    return Markup("".join(parts), tuple(mark for mark in marks if _counts(mark)))


def is_safe(href: str) -> bool:
    """Whether a link may be followed: http, https, mailto, or an address within this site."""
    scheme = _SCHEME.match(href)
    return bool(href) and (scheme is None or scheme[0].lower() in _SAFE_SCHEMES)


def escape(text: str) -> str:
    r"""Plain text -> the Markdown that reads as exactly this text, unchanged wherever it can be.

    `read(escape(text)).text == text` for every text without white space around it and without
    control characters; a "\n" becomes a line break.
    """
    return text if read(text) == Markup(text) else _escaped(text)


def write(markup: Markup) -> str:
    """Plain text and marks -> Markdown that reads as that text with those marks.

    The text comes back exactly, as with `escape`. Emphasis and links do not begin or end in white
    space. Markdown cannot say everything: emphasis that ends in punctuation right before a letter
    loses the punctuation, and what still cannot be said loses its emphasis, never its words.
    """
    if not any(mark.kind is not MarkKind.BREAK for mark in markup.marks):
        return escape(markup.text)
    text = markup.text
    said = [mark for mark in markup.marks if mark.kind is not MarkKind.LINK or is_safe(mark.href)]
    attempts = (
        said,
        [_narrowed(mark, text) for mark in said],
        [mark for mark in said if mark.kind is MarkKind.LINK],
    )
    for attempt in attempts:
        marks = _tidied(attempt, text)
        source = _source(text, marks)
        if _shape(read(source)) == _shape(Markup(text, tuple(marks))):
            return source
    return escape(text)


def _text_of(token: Token) -> str:
    match token.type:
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "image":
            return "".join(_text_of(child) for child in token.children or ())
        case _:
            # One that was written as an entity (`&#13;`) is as little of a line end as any other.
            return _LINE_ENDS.sub(" ", token.content)


def _counts(mark: Mark) -> bool:
    return mark.start < mark.end and (mark.kind is not MarkKind.LINK or is_safe(mark.href))


def _escaped(text: str) -> str:
    return _ACTIVE.sub(r"\\\g<0>", text).replace("\n", "\\\n")


def _shape(markup: Markup) -> tuple[str, list[tuple[MarkKind, int, int]]]:
    """What must come back. Addresses may be spelled differently, and breaks follow the text."""
    marks = [mark for mark in markup.marks if mark.kind is not MarkKind.BREAK]
    return markup.text, [(mark.kind, mark.start, mark.end) for mark in marks]


def _stripped(mark: Mark, text: str) -> Mark:
    inside = text[mark.start : mark.end]
    if mark.kind is MarkKind.CODE and inside.strip():
        return mark  # Indentation is part of the code.
    start = mark.start + len(inside) - len(inside.lstrip())
    return replace(mark, start=start, end=max(start, mark.start + len(inside.rstrip())))


def _narrowed(mark: Mark, text: str) -> Mark:
    """Emphasis from its first letter or digit to its last, where the delimiters always work."""
    if mark.kind not in _DELIMITERS:
        return mark
    letters = [at for at in range(mark.start, mark.end) if text[at].isalnum()]
    start, end = (letters[0], letters[-1] + 1) if letters else (mark.start, mark.start)
    return replace(mark, start=start, end=end)


def _tidied(marks: Iterable[Mark], text: str) -> list[Mark]:
    """Without white space at the ends, twice the same, marks in code, or one ending at its twin."""
    tidy: list[Mark] = []
    around: list[Mark] = []
    for mark in (_stripped(mark, text) for mark in marks if mark.kind is not MarkKind.BREAK):
        ended = []
        while around and around[-1].end <= mark.start:
            ended.append(around.pop())
        kinds = {outer.kind for outer in around}
        if mark.start == mark.end or mark.kind in kinds or MarkKind.CODE in kinds:
            around.extend(reversed(ended))
            continue
        if len(ended) == 1 and ended[0] == replace(mark, start=ended[0].start, end=mark.start):
            tidy.remove(ended[0])
            mark = replace(mark, start=ended[0].start)  # noqa: PLW2901
        tidy.append(mark)
        around.append(mark)
    return sorted(tidy, key=lambda mark: (mark.start, -mark.end))


def _source(text: str, marks: Sequence[Mark]) -> str:
    """Nested marks around escaped text."""
    parts: list[str] = []
    still_open: list[Mark] = []
    at = 0

    def print_until(end: int) -> None:
        nonlocal at
        while still_open and still_open[-1].end <= end:
            closing = still_open.pop()
            parts.append(_escaped(text[at : closing.end]) + _closing(closing))
            at = closing.end
        parts.append(_escaped(text[at:end]))
        at = end

    for mark in marks:
        print_until(mark.start)
        if mark.kind is MarkKind.CODE:
            parts.append(_code(text[mark.start : mark.end]))
            at = mark.end
            continue
        if mark.kind is MarkKind.LINK and parts[-1].endswith("!"):
            parts[-1] = parts[-1][:-1] + "\\!"  # It would make the link an image.
        parts.append(_DELIMITERS.get(mark.kind, "["))
        still_open.append(mark)
    print_until(len(text))
    return "".join(parts)


def _closing(mark: Mark) -> str:
    if mark.kind is not MarkKind.LINK:
        return _DELIMITERS[mark.kind]
    href = re.sub(r"\s", "%20", mark.href)
    if re.search(r"[()<>\\&]", href):
        href = "<" + re.sub(r"[<>\\&]", r"\\\g<0>", href) + ">"
    return f"]({href})"


def _code(text: str) -> str:
    """Code between more backticks than it has in a row, with room around its own at the ends."""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    room = " " if text.startswith("`") or text.endswith("`") or text[0] == text[-1] == " " else ""
    return f"{fence}{room}{text}{room}{fence}"
