"""A document -> a manuscript: title, standfirst, styled paragraphs, rights. Pure.

    bytes -> decoding -> plain_text, markdown, web_page or word -> lines -> assembly -> manuscript

Each reader makes lines of its kind of document and hands on what the document says of itself. The
rest, `assembly`, is the same for all: `front` is what stands above the text, `ending` what stands
below it, and where nothing is said, `shapes` tells a crosshead from a sentence and a pull quote
from a paragraph. Nothing is dropped silently: `left_out` holds what is not in the article.
"""

from pathlib import PurePath

from commentary.manuscript.decoding import check_size, decoded
from commentary.manuscript.document import (
    MAX_BYTES,
    Manuscript,
    ManuscriptParagraph,
    UnreadableDocument,
    fingerprint,
)
from commentary.manuscript.front import LANGUAGE_TAG
from commentary.manuscript.markdown import read_markdown
from commentary.manuscript.plain_text import read_plain_text

__all__ = [
    "LANGUAGE_TAG",
    "MAX_BYTES",
    "Manuscript",
    "ManuscriptParagraph",
    "UnreadableDocument",
    "fingerprint",
    "read_document",
    "read_markdown",
    "read_plain_text",
]

_MARKDOWN = {".md", ".markdown", ".mdown"}
_HTML = {".html", ".htm", ".xhtml"}
_WORD = {".docx", ".docm", ".dotx"}


def read_document(data: bytes, name: str) -> Manuscript:
    """Read a file by what it is and, where that does not show, by the end of its name.

    Raises UnreadableDocument, whose message is for the person who sent it.
    """
    # The libraries behind these two take a third of a second and 20 MB; few processes need them.
    from commentary.manuscript.web_page import read_html  # noqa: PLC0415
    from commentary.manuscript.word import read_docx  # noqa: PLC0415

    check_size(len(data))
    ending = PurePath(name).suffix.lower()
    if ending in _WORD or (data.startswith(b"PK\x03\x04") and b"word/document.xml" in data):
        return read_docx(data)
    text = decoded(data)
    if ending in _HTML or text.lstrip()[:15].lower().startswith(("<!doctype html", "<html")):
        return read_html(text)
    return read_markdown(text) if ending in _MARKDOWN else read_plain_text(text)
