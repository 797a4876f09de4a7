"""What is found in the plain words of a comment: addresses of pages, and people's names. Pure.

A rule for markdown-it, which calls it when it knows what is code and what is a link: in these
nothing is looked for. It runs before escaped characters are joined to the words around them, so
that a backslash before the @ keeps it from being a mention.
"""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

# A name as accounts allow it, and as it stands in a sentence: what ends with a full stop is not a
# name that does. What stands before the @ tells an address of e-mail, or of a page, from a mention.
_NAME = r"(?<![\w@/.+-])@(?P<name>[\w.+-]*\w)"
# Up to a blank or a bracket; the punctuation behind it belongs to the sentence.
_ADDRESS = r"\bhttps?://[^\s<>\[\]\"]*[^\s<>\[\]\"'’”.,:;!?*_~)]"
_FOUND = re.compile(rf"{_ADDRESS}|{_NAME}")


def find_addresses_and_names(md: MarkdownIt) -> None:
    """A plugin: `mention` tokens, whose content is a name, and links around bare addresses."""
    md.core.ruler.before("text_join", "plain_words", _rule)


def _rule(state: StateCore) -> None:
    for block in state.tokens:
        if block.type == "inline" and block.children:
            block.children = list(_found_in(block.children, state.md))


def _found_in(tokens: list[Token], md: MarkdownIt) -> Iterator[Token]:
    links = 0
    for token in tokens:
        links += token.nesting if token.type.startswith("link_") else 0
        if token.type == "text" and not links:
            yield from _cut(token.content, md)
        else:
            yield token


def _cut(text: str, md: MarkdownIt) -> Iterator[Token]:
    end = 0
    for match in _FOUND.finditer(text):
        yield _text(text[end : match.start()])
        if match["name"]:
            yield Token("mention", "", 0, content=match["name"])
        else:
            yield from _link(match[0], md)
        end = match.end()
    yield _text(text[end:])


def _link(address: str, md: MarkdownIt) -> Iterator[Token]:
    href = md.normalizeLink(address)
    if not md.validateLink(href):
        yield _text(address)
        return
    yield Token("link_open", "a", 1, attrs={"href": href})
    yield _text(md.normalizeLinkText(address))
    yield Token("link_close", "a", -1)


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
