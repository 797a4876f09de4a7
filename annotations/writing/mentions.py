"""Who is named in a comment, as `@name`. Pure."""

from collections.abc import Iterator

from markdown_it.token import Token

from annotations.writing.bodies import MARKDOWN

# A comment that names more is not talking to anyone.
MOST_NAMED = 20


def names_in(body: str) -> tuple[str, ...]:
    """The names, each once whatever its capitals, in order.

    None from code or from a link, and none that is only quoted: whoever quotes does not call.
    Whether there is such a person is not asked here.
    """
    names: dict[str, str] = {}
    for token in _tokens(MARKDOWN.parse(body)):
        if token.type == "mention":
            names.setdefault(token.content.lower(), token.content)
    return tuple(names.values())[:MOST_NAMED]


def _tokens(blocks: list[Token]) -> Iterator[Token]:
    quoted = 0
    for block in blocks:
        quoted += block.nesting if block.type.startswith("blockquote_") else 0
        if not quoted:
            yield from block.children or ()
