"""The passages of an article that most readers marked.

Only public marks count, as everywhere in the text. Were private ones counted too, no number of
readers would be large enough: who makes that many accounts but one, and marks a passage with all of
them, would learn whether somebody marked it privately.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from annotations.highlighting import crowded
from annotations.reading import margin_of
from annotations.selectors import Selector, asking_for, select
from commentary.models import Article, Paragraph

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """`readers` marked its most marked word; every word was marked by enough of them."""

    article: Article
    paragraph: Paragraph
    selector: Selector
    readers: int

    @property
    def address(self) -> str:
        asked = asking_for([self.selector], self.article.revision_number)
        return f"{self.article.get_absolute_url()}?{asked}#shown"


def most_marked(article: Article, paragraphs: Iterable[Paragraph]) -> list[MarkedPassage]:
    """The passages among these paragraphs (in order, with their margins), most readers first."""
    found = [
        MarkedPassage(
            article, each, select(each.identity, each.text, crowd.start, crowd.end), crowd.readers
        )
        for each in paragraphs
        for crowd in crowded(margin_of(each).runs, each.text, settings.MARKED_BY_AT_LEAST)
    ]
    return sorted(found, key=lambda passage: -passage.readers)[:MOST_SHOWN]
