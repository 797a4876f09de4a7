"""The body of a comment: Markdown in, safe HTML out. Pure."""

import re
from collections.abc import Mapping, Sequence
from html import unescape
from types import MappingProxyType
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from annotations.writing.plain_words import find_addresses_and_names

# What a comment needs and no more: no headings that would outrank the article's, no images.
MARKDOWN = (
    MarkdownIt("commonmark", {"html": False, "breaks": True})
    .disable(["heading", "lheading", "image", "html_block", "html_inline"])
    .enable("strikethrough")
    .use(find_addresses_and_names)
)
TAGS = {"p", "br", "em", "strong", "s", "a", "code", "pre", "blockquote", "ul", "ol", "li", "hr"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
CLASSES = {"a": {"mention"}}
SCHEMES = {"http", "https", "mailto"}
OUR_LINK = re.compile(r'(<a [^>]*?href=")/(?!/)')

NOBODY: Mapping[str, str] = MappingProxyType({})


def to_html(body: str, people: Mapping[str, str] = NOBODY) -> str:
    """The sanitised HTML of a comment's Markdown; made once, when the comment is written.

    `people` are those who may be mentioned: name in small letters -> address of their page, if any.
    """
    return nh3.clean(
        MARKDOWN.render(body, {"people": people}),
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes=SCHEMES,
        link_rel="nofollow ugc noopener",
    ).strip()


def led_from_elsewhere(body_html: str, site: str) -> str:
    """That HTML for where our addresses mean nothing by themselves: in a mail, in a feed."""
    return OUR_LINK.sub(lambda found: f"{found[1]}{site}/", body_html)


def to_text(body_html: str) -> str:
    """What that HTML says, on one line, without marks of any kind."""
    return " ".join(unescape(nh3.clean(body_html, tags=set())).split())


def _mention(
    _renderer: RendererHTML, tokens: Sequence[Token], at: int, _options: OptionsDict, env: Any
) -> str:
    name = escapeHtml(tokens[at].content)
    address = env["people"].get(tokens[at].content.lower())
    if address is None:
        return f"@{name}"
    href = f' href="{escapeHtml(address)}"' if address else ""
    return f'<a class="mention"{href}>@{name}</a>'


MARKDOWN.add_render_rule("mention", _mention)
