"""The passage that a browser or a link names -> selectors in the article's current text."""

from collections.abc import Sequence

from annotations.moving import carry_selectors
from annotations.selectors import Selector, SelectorError, check
from commentary.models import Article, Revision


def texts_of(article: Article, revision_number: int) -> tuple[Revision, dict[int, str]]:
    """A revision and its paragraphs' plain texts by identity. Raises SelectorError for none."""
    revision = article.revisions.filter(number=revision_number).first()
    if revision is None:
        raise SelectorError("The article has no such revision. Please load the page again.")
    return revision, {state.identity: state.text for state in revision.states}


def locate(
    article: Article, selectors: Sequence[Selector], revision_number: int
) -> tuple[Selector, ...]:
    """Check the passage against the revision it was chosen in, and bring it to the current text.

    Raises SelectorError where the words do not stand there, or have left the text since.
    """
    revision, texts = texts_of(article, revision_number)
    checked = check(selectors, texts)
    if revision_number == article.revision_number:
        return checked
    current = article.revisions.get(number=article.revision_number)
    carried = carry_selectors(revision.states, current.states, checked)
    if not carried:
        raise SelectorError(
            "The text was edited in the meantime and these words are gone. Please select again."
        )
    return carried
