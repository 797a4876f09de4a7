"""The body of a comment: Markdown in, safe HTML out."""

from html import unescape

import nh3
from markdown_it import MarkdownIt

# What a comment needs and no more: no headings that would outrank the article's, no images.
MARKDOWN = (
    MarkdownIt("commonmark", {"html": False, "breaks": True})
    .disable(["heading", "lheading", "image", "html_block", "html_inline"])
    .enable("strikethrough")
)
TAGS = {"p", "br", "em", "strong", "s", "a", "code", "pre", "blockquote", "ul", "ol", "li", "hr"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}


def to_html(body: str) -> str:
    """The sanitised HTML of a comment's Markdown; made once, when the comment is written."""
    return nh3.clean(
        MARKDOWN.render(body),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="nofollow ugc noopener",
    ).strip()


def to_text(body_html: str) -> str:
    """What that HTML says, on one line, without marks of any kind."""
    return " ".join(unescape(nh3.clean(body_html, tags=set())).split())
