"""What people do, said shortly: find words and mark them, say something, edit the text."""

from collections.abc import Mapping
from random import Random

from annotations.models import Annotation, Comment
from annotations.selectors import Selector, select
from annotations.words import words
from commentary.models import Article, Paragraph, ParagraphInput, Revision, User

HTMX = {"HX-Request": "true"}


def htmx_for(target: str) -> dict[str, str]:
    """Headers of an htmx request that will replace the element with this id."""
    return {**HTMX, "HX-Target": target}


def words_of(article: Article, *words: str) -> list[Selector]:
    """Where each of these words stands first in the current text."""
    selectors = []
    for exact in words:
        paragraph = article.paragraphs.in_text().in_order().filter(text__contains=exact)[0]
        start = paragraph.text.index(exact)
        selectors.append(select(paragraph.identity, paragraph.text, start, start + len(exact)))
    return selectors


def mark(creator: User, article: Article, *words: str, **fields: str) -> Annotation:
    """Highlight these words: one string for each paragraph that the passage touches."""
    article.refresh_from_db()
    return Annotation.objects.mark(
        creator=creator, article=article, selectors=words_of(article, *words), **fields
    )


def mark_anything(random: Random, article: Article, creator: User) -> None:
    """Say something about a passage of one paragraph or of two."""
    article.refresh_from_db()
    paragraphs = list(article.paragraphs.in_text().in_order())
    at = random.randrange(len(paragraphs))
    selectors = []
    for paragraph in paragraphs[at : at + random.randint(1, 2)]:
        spans = words(paragraph.text)
        first = random.randrange(len(spans))
        last = random.randrange(first, min(first + 8, len(spans)))
        selectors.append(
            select(paragraph.identity, paragraph.text, spans[first][0], spans[last][1])
        )
    annotation = Annotation.objects.mark(creator=creator, article=article, selectors=selectors)
    say(creator, paragraphs[at], annotation=annotation)


def say(
    author: User,
    paragraph: Paragraph,
    body: str = "Quite so.",
    annotation: Annotation | None = None,
) -> Comment:
    return Comment.objects.post(
        author=author, paragraph=paragraph, body=body, annotation=annotation
    )


def inputs_of(article: Article) -> list[ParagraphInput]:
    """The text as an editor finds it."""
    return [
        ParagraphInput(paragraph.style, paragraph.source, paragraph.identity)
        for paragraph in article.paragraphs.in_text().in_order()
    ]


def edit(
    article: Article, editor: User | None, changes: Mapping[int, str | None], note: str = ""
) -> Revision:
    """Retype the paragraphs with these identities; None takes one out."""
    inputs = [
        ParagraphInput(
            given.style, changes.get(given.identity or 0, given.source) or "", given.identity
        )
        for given in inputs_of(article)
    ]
    return article.revise(by=editor, paragraphs=inputs, based_on=article.revision_number, note=note)


def heavy_edit(article: Article) -> Revision:
    """Take a paragraph out, swap two, split one and put words into another."""
    inputs = inputs_of(article)
    first, *others = inputs[3].source.partition(". ")
    retyped = ParagraphInput(inputs[4].style, f"Once more: {inputs[4].source}", inputs[4].identity)
    halves = [
        ParagraphInput(inputs[3].style, first, inputs[3].identity),
        ParagraphInput(inputs[3].style, "".join(others)),
    ]
    after = [inputs[2], inputs[1], *halves, retyped, *inputs[5:]]
    return article.revise(by=None, paragraphs=after, based_on=article.revision_number)


def where(annotation: Annotation) -> list[tuple[int, str, str]]:
    """Identity of the paragraph, words and state of each target."""
    return [
        (target.paragraph.identity, target.exact, target.state)
        for target in annotation.targets.select_related("paragraph").in_order()
    ]
