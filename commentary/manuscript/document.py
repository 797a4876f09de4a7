"""What every reader gives: a manuscript, or a sentence that says why there is none. Pure.

The limits stand here too, because they hold for every kind of document.
"""

import hashlib
from dataclasses import dataclass

from commentary.markup import read
from commentary.style import Style

# A long book chapter has 100 kB. Ten times that, in the widest encoding, is still read.
MAX_BYTES = 2_000_000
# The page prints every paragraph with its number and its discussion; past this nobody reads it.
MAX_PARAGRAPHS = 2_000
# One line of a document, in code points. A paragraph is compared word by word when it is edited.
MAX_PARAGRAPH_LENGTH = 20_000
# As long as a title may be in the database; a longer first line is a paragraph, not a title.
MAX_TITLE_LENGTH = 300
MAX_KICKER_LENGTH = 80


class UnreadableDocument(ValueError):  # noqa: N818  (it is not our error)
    """The document cannot be read. Its message is a plain sentence for the person who sent it.

    `message` is the sentence with its places still open, `values` is what goes into them, so that
    a caller can translate the one and fill in the other.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message % values)
        self.message = message
        self.values = values


@dataclass(frozen=True, slots=True)
class ManuscriptParagraph:
    """`source` is inline Markdown, as `commentary.markup` reads it."""

    style: Style
    source: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document, read. What it does not have is empty.

    All but the paragraphs is plain text. `language` is a BCP 47 tag. `site_label` is the name of
    the site or section that stood above it, `left_out` the lines that belong to the page it was
    copied from and not to the article: both are for the person who imports it, to check.
    """

    title: str
    paragraphs: tuple[ManuscriptParagraph, ...]
    kicker: str = ""
    standfirst: str = ""
    byline: str = ""
    rights: str = ""
    note: str = ""
    language: str = ""
    site_label: str = ""
    left_out: tuple[str, ...] = ()


def fingerprint(manuscript: Manuscript) -> str:
    """SHA-256 (hex) of what is read, title and paragraphs, so that the same text is recognised.

    Emphasis, links and paragraph styles do not count.
    """
    words = [manuscript.title, *(read(each.source).text for each in manuscript.paragraphs)]
    return hashlib.sha256("\n\n".join(words).encode()).hexdigest()
