"""Whether the words have changed since someone said something about them."""

from collections.abc import Collection

from commentary.markup import read
from commentary.models import Paragraph


def changed_since(paragraph: Paragraph, revision_numbers: Collection[int]) -> set[int]:
    """Those of these revisions in which the paragraph had other words than it has now.

    `paragraph` comes with its article. One that is not in the text is taken as it last was. One
    query, or none where only the current revision is asked for.
    """
    earlier = set(revision_numbers) - {paragraph.article.revision_number}
    if not earlier:
        return set()
    texts = paragraph.article.revisions.filter(number__in=earlier)
    return {
        number
        for number, paragraphs in texts.values_list("number", "paragraphs")
        for identity, _style, source in paragraphs
        if identity == paragraph.identity
        and source != paragraph.source
        and read(source).text != paragraph.text
    }
