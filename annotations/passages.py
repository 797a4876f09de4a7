"""The passage that a browser or a link names -> selectors in the article's current text."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from annotations.models import Annotation, Comment
from annotations.models.contributing import Contributor, insist
from annotations.moving import carry_selectors
from annotations.selectors import Selector, SelectorError, WordsGoneError, check
from commentary.models import Article, Revision

if TYPE_CHECKING:
    from commentary.models import User


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

    Raises SelectorError where the words do not stand there, WordsGoneError where they have left
    the text since.
    """
    revision, texts = texts_of(article, revision_number)
    checked = check(selectors, texts)
    if revision_number == article.revision_number:
        return checked
    current = article.revisions.get(number=article.revision_number)
    carried = carry_selectors(revision.states, current.states, checked)
    if not carried:
        raise WordsGoneError(
            "The text was edited in the meantime and these words are gone. Please select again."
        )
    return carried


@transaction.atomic
def annotate(  # noqa: PLR0913  (all that a form says)
    article: Article,
    *,
    creator: "User",
    selectors: Sequence[Selector],
    revision_number: int,
    kind: str,
    visibility: str,
    body: str = "",
    held_for: str = "",
) -> Annotation:
    """Mark a passage chosen in some revision, and say something about it if there is a `body`.

    An edit that comes at the same moment waits, or has been carried forward from: the passage
    always lies in the text that it is marked in. Raises SelectorError as `locate` does, and
    RefusedError, with nothing written.
    """
    article.record_activity()
    article.refresh_from_db()
    is_public = visibility == Annotation.Visibility.PUBLIC
    insist(Contributor.of(creator).refusal_to_mark(article, is_public=is_public))
    annotation = Annotation.objects.mark(
        creator=creator,
        article=article,
        selectors=locate(article, selectors, revision_number),
        kind=kind,
        visibility=visibility,
    )
    if body:
        Comment.objects.post(
            author=creator,
            paragraph=annotation.first_paragraph(),
            body=body,
            annotation=annotation,
            held_for=held_for,
        )
    return annotation
