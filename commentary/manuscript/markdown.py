"""Markdown -> a manuscript: CommonMark, with front matter if there is some. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from commentary.manuscript.assembly import assemble
from commentary.manuscript.decoding import checked
from commentary.manuscript.document import Manuscript
from commentary.manuscript.front import Front, language_tag
from commentary.manuscript.lines import Line, code_line, marked_line, numbered
from commentary.markup import Markup, markdown, read_tokens
from commentary.style import Style

# In blocks, HTML is told from paragraphs so that it can be left out; inside them it stays text.
_blocks = MarkdownIt("commonmark")
_blocks.validateLink = markdown.validateLink  # type: ignore[method-assign]

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"([A-Za-z_-]+):\s*(.*)")
# What people call the parts of a front in front matter. The first word of a row is ours.
_KEYS = {
    "title": ("title",),
    "kicker": ("kicker", "section"),
    "standfirst": ("standfirst", "description", "summary", "subtitle"),
    "byline": ("byline", "author", "authors"),
    "rights": ("rights", "copyright", "license", "licence"),
    "language": ("language", "lang"),
}
_FIELD_OF = {key: name for name, keys in _KEYS.items() for key in keys}


def read_markdown(text: str) -> Manuscript:
    """Read Markdown: headings, paragraphs, quotations, lists, code, front matter.

    An ordered list keeps its numbers as text. Raises UnreadableDocument as all readers do.
    """
    text = checked(text)
    given = Front()
    if found := _FRONT_MATTER.match(text):
        given, text = _front(found[1]), text[found.end() :]
    tree = SyntaxTreeNode(_blocks.parse(text))
    html = (" ".join(node.content.split()) for node in tree.walk() if node.type == "html_block")
    given = replace(given, left_out=(*given.left_out, *html))
    return assemble(_lines(tree, Style.BODY), given)


def _front(matter: str) -> Front:
    """Front matter of the simple kind: `key: value`, or a key and a list below it."""
    values: dict[str, str] = {}
    left_out: list[str] = []
    name: str | None = None
    for line in matter.splitlines():
        if entry := _ENTRY.fullmatch(line.rstrip()):
            name, value = _FIELD_OF.get(entry[1].lower()), entry[2].strip("\"'[] ")
        elif line.strip().startswith("- "):
            value = line.strip()[2:].strip("\"' ")
        else:
            name, value = None, ""
        if name:
            values[name] = ", ".join(filter(None, (values.get(name, ""), value)))
        elif line.strip():
            left_out.append(line.strip())
    values["language"] = language_tag(values.get("language", ""))
    return Front(**values, left_out=tuple(left_out))


def _lines(node: SyntaxTreeNode, style: Style, prefix: str = "") -> Iterator[Line]:
    """The lines of a parsed block. `style` is what a paragraph in it is, `prefix` its number."""
    match node.type:
        case "heading":
            yield marked_line(_markup(node), Style.CROSSHEAD, int(node.tag.removeprefix("h")))
        case "paragraph":
            is_figure = {child.type for child in node.children[0].children} == {"image"}
            markup = numbered(_markup(node), prefix)
            yield marked_line(markup, Style.FIGURE if is_figure else style)
        case "fence" | "code_block":
            yield code_line(node.content)
        case "ordered_list":
            for number, item in enumerate(node.children, int(node.attrs.get("start", 1))):
                yield from _lines(item, Style.LIST_ITEM, f"{number}. ")
        case kind:
            inside = {"blockquote": Style.QUOTATION, "bullet_list": Style.LIST_ITEM}.get(
                kind, style
            )
            for at, child in enumerate(node.children):
                yield from _lines(child, inside, "" if at else prefix)


def _markup(block: SyntaxTreeNode) -> Markup:
    (inline,) = block.children[0].to_tokens()
    return read_tokens(inline.children or ())
