"""A tree of HTML elements -> lines. Pure.

Only what elements mean counts: a paragraph, a heading, a list, a quotation, a caption, emphasis, a
link. What people press or fill in is no text and is passed over.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from commentary.manuscript.lines import Line, check_length, code_line, marked_line, numbered
from commentary.markup import Mark, MarkKind, Markup
from commentary.style import Style

_PASSED_OVER = re.compile(
    "audio|button|canvas|dialog|form|head|iframe|input|label|math|menu|nav|noscript|object|option"
    "|script|select|style|svg|template|textarea|video"
)
_INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small"
    "|span|strike|strong|sub|sup|time|tt|u|var|wbr"
)
_MARKS = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), MarkKind.EMPHASIS),
    **dict.fromkeys(("strong", "b"), MarkKind.STRONG),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), MarkKind.CODE),
    "a": MarkKind.LINK,
}
_STYLES = {
    "blockquote": Style.QUOTATION,
    "li": Style.LIST_ITEM,
    "dt": Style.LIST_ITEM,
    "dd": Style.LIST_ITEM,
    "figure": Style.FIGURE,
    "figcaption": Style.FIGURE,
    "caption": Style.FIGURE,
}
_HEADING = re.compile(r"h([1-6])")
_PULL_QUOTE = re.compile(r"pull-?_?quote", re.IGNORECASE)
# HTML's own white space. A no-break space is a character like any other.
_SPACES = re.compile(r"[ \t\n\r\f\v]+")


def lines_of(root: HtmlElement, *, paragraph: Style | None, base: str = "") -> list[Line]:
    """The lines of the tree, in order.

    `paragraph` is the style of a plain paragraph, None if its shape is to tell. Links are resolved
    against `base`; without one, those within the site the page came from are dropped.
    """
    reader = _Reader(base)
    reader.read(root, paragraph, 0)
    reader.finish(paragraph, 0)
    return reader.lines


class _Reader:
    """Gathers text and marks until the paragraph ends."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.lines: list[Line] = []
        self.text = ""
        self.prefix = ""
        self.marks: list[Mark] = []
        self.still_open: list[tuple[int, MarkKind, str]] = []

    def read(self, element: HtmlElement, style: Style | None, level: int) -> None:
        """Read what is in the element. `style` and `level` are those of what it stands in."""
        tag = element.tag
        if not isinstance(tag, str) or _PASSED_OVER.fullmatch(tag):
            return
        if tag == "br":
            self.break_line(style, level)
        elif tag == "pre":
            self.finish(style, level)
            self.lines.append(code_line(element.text_content()))
        elif tag == "tr" and len(element) > 1:
            self.finish(style, level)
            self.row(element)
        elif _INLINE.fullmatch(tag):
            with self.marked(element):
                self.read_inside(element, style, level)
        else:
            self.finish(style, level)
            self.block(element, style, level)

    def block(self, element: HtmlElement, style: Style | None, level: int) -> None:
        tag = element.tag
        if _PULL_QUOTE.search(element.get("class") or ""):
            style = Style.PULL_QUOTE
        elif style is not Style.PULL_QUOTE:
            style = _STYLES.get(tag, style)
        if heading := _HEADING.fullmatch(tag):
            style, level = Style.CROSSHEAD, int(heading[1])
        if tag == "li" and (above := element.getparent()) is not None and above.tag == "ol":
            self.prefix = f"{1 + len(list(element.itersiblings('li', preceding=True)))}. "
        if tag == "figure" and element.find(".//figcaption") is None:
            self.add(" ".join(image.get("alt", "") for image in element.iter("img")))
        self.read_inside(element, style, level)
        self.finish(style, level)

    def read_inside(self, element: HtmlElement, style: Style | None, level: int) -> None:
        self.add(element.text or "")
        for child in element:
            self.read(child, style, level)
            self.add(child.tail or "")

    def row(self, element: HtmlElement) -> None:
        """A table's row is one line, its cells divided by bars."""
        self.add(" | ".join(cell.text_content().strip() for cell in element))
        self.finish(Style.FIGURE, 0)

    def add(self, text: str) -> None:
        check_length(self.text)
        text = _SPACES.sub(" ", text)
        if not self.text:
            text = text.lstrip()
        self.text += text.lstrip(" ") if self.text.endswith((" ", "\n")) else text

    def break_line(self, style: Style | None, level: int) -> None:
        """One break is a line's end; the second in a row ends the paragraph."""
        if self.text.endswith("\n"):
            self.finish(style, level)
        elif self.text:
            self.text = self.text.rstrip(" ") + "\n"

    @contextmanager
    def marked(self, element: HtmlElement) -> Iterator[None]:
        kind = _MARKS.get(element.tag)
        href = self.absolute(element.get("href") or "") if kind is MarkKind.LINK else ""
        if kind is None or (kind is MarkKind.LINK and not href):
            yield
            return
        self.open(kind, href)
        yield
        self.close()

    def open(self, kind: MarkKind, href: str) -> None:
        self.still_open.append((len(self.marks), kind, href))
        self.marks.append(Mark(kind, len(self.text), len(self.text), href))

    def close(self) -> None:
        index, kind, href = self.still_open.pop()
        start = min(self.marks[index].start, len(self.text))
        self.marks[index] = Mark(kind, start, len(self.text), href)

    def absolute(self, href: str) -> str:
        try:
            href = urljoin(self.base, href.strip())
            return href if urlsplit(href).scheme else ""
        except ValueError:  # Not an address at all: http://[
            return ""

    def finish(self, style: Style | None, level: int) -> None:
        """End the paragraph; marks that are open go on in the next one."""
        reopened = [(kind, href) for _, kind, href in self.still_open]
        while self.still_open:
            self.close()
        if text := self.text.rstrip():
            marks = [replace(mark, end=min(mark.end, len(text))) for mark in self.marks]
            markup = numbered(Markup(text, tuple(marks)), self.prefix)
            self.lines.append(marked_line(markup, style, level))
            self.prefix = ""
        self.text, self.marks = "", []
        for kind, href in reopened:
            self.open(kind, href)
