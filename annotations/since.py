"""Whether the words have changed since someone said something about them."""

from collections.abc import Collection

from commentary.markup import read
from commentary.models import Paragraph


def changed_since(asked: Collection[tuple[Paragraph, int]]) -> set[tuple[int, int]]:
    """Which of these paragraphs of one article had other words in that revision than now.

    Asked and answered in pairs of a paragraph (its key) and the number of a revision. Paragraphs
    come with their article. One that is not in the text is taken as it last was. One query, or
    none where only the current revision is asked for.
    """
    earlier = {
        (paragraph.identity, number): paragraph
        for paragraph, number in asked
        if number != paragraph.article.revision_number
    }
    if not earlier:
        return set()
    article = next(iter(earlier.values())).article
    texts = article.revisions.filter(number__in={number for _identity, number in earlier})
    return {
        (paragraph.pk, number)
        for number, paragraphs in texts.values_list("number", "paragraphs")
        for identity, _style, source in paragraphs
        if (paragraph := earlier.get((identity, number)))
        and source != paragraph.source
        and read(source).text != paragraph.text
    }
