"""Words that are quoted, as Markdown to be answered below. Pure."""

import re
from html import unescape

# More than this is read where it stands.
LONGEST_QUOTATION = 1_000
_OWN_QUOTATION = re.compile(
    r"^(?:\[[^\]\n]*\]\(\S*\)[^\n]*\n+)?(?:>[^\n]*(?:\n|$))+\n?", re.MULTILINE
)


def quotation(words: str, source: str = "") -> str:
    """The words as a quotation, under a line that says whose they are, with room to go on."""
    lines = [f"> {line}".rstrip() for line in _shortened(words.strip()).splitlines()]
    return "\n".join([*([source, ""] if source else []), *lines, "", ""])


def without_quotations(body: str) -> str:
    """What was said, without what was quoted in it, or quotations would pile up."""
    return _OWN_QUOTATION.sub("", body).strip() or body


def is_said_in(words: str, body_html: str) -> bool:
    """Whether a comment, as it is read, has these words, however its lines are broken."""
    text = unescape(re.sub(r"<[^>]*>", " ", body_html))
    return bool(words.strip()) and "".join(words.split()) in "".join(text.split())


def _shortened(words: str) -> str:
    if len(words) <= LONGEST_QUOTATION:
        return words
    return words[:LONGEST_QUOTATION].rsplit(maxsplit=1)[0] + " …"
