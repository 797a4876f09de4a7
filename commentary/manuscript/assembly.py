"""Lines -> a manuscript: the front, the body, the ending, in their limits. Pure."""

from collections.abc import Iterable
from itertools import islice

from commentary.manuscript import shapes
from commentary.manuscript.body import is_credit, split_strays, styled
from commentary.manuscript.document import (
    MAX_PARAGRAPHS,
    Manuscript,
    ManuscriptParagraph,
    UnreadableDocument,
)
from commentary.manuscript.ending import split_ending
from commentary.manuscript.front import Front, split_front
from commentary.manuscript.lines import Line
from commentary.style import Style


def assemble(lines: Iterable[Line], given: Front | None = None) -> Manuscript:
    """The manuscript that the lines make, with what the document says about itself `given`.

    Raises UnreadableDocument if there is no title or no text, and for too much of it.
    """
    lines = list(islice(lines, MAX_PARAGRAPHS + 1))
    if len(lines) > MAX_PARAGRAPHS:
        raise UnreadableDocument(
            "The document is too long: at most %(limit)d paragraphs can be read. "
            "Split it into several articles.",
            limit=MAX_PARAGRAPHS,
        )
    ornaments = [line.text for line in lines if not shapes.says_something(line.text)]
    front, body = split_front(
        [line for line in lines if shapes.says_something(line.text)], given or Front()
    )
    if not body:
        raise UnreadableDocument("The document has a title but no text below it.")
    body, strays = split_strays(body)
    body, ending = split_ending(body)
    credits_ = [line.text for line in body if is_credit(line)]
    paragraphs = styled([line for line in body if not is_credit(line)])
    return Manuscript(
        kicker=front.kicker,
        title=front.title,
        standfirst=front.standfirst,
        byline=front.byline,
        rights=ending.rights or front.rights,
        note=ending.note,
        language=front.language,
        paragraphs=tuple(
            ManuscriptParagraph(line.style or Style.BODY, line.source) for line in paragraphs
        ),
        site_label=front.site_label,
        left_out=(*front.left_out, *ornaments, *strays, *credits_, *ending.left_out),
    )
