"""`manage.py add_examples SLUG`: made-up readers' highlights and comments, to show how it looks.

They are made by the same verbs as everything that people do. Those about words that the article
does not have are left out.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from annotations.management.examples import ASIDES, MARKS, Mark, Remark
from annotations.models import Annotation, Comment
from annotations.selectors import select
from commentary.models import Article, Paragraph, User
from commentary.style import Style


class Command(BaseCommand):
    help = (
        "Add made-up readers' highlights and comments to the article that ships with the project."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the last part of the article's address")

    @transaction.atomic
    def handle(self, *_args: Any, slug: str, **_options: Any) -> None:
        try:
            article = Article.objects.get(slug=slug)
        except Article.DoesNotExist:
            raise CommandError(f"There is no article with the address {slug}.") from None
        # A pull quote repeats words of the body; what is said about them belongs to the body.
        body = list(article.paragraphs.in_text().filter(style=Style.BODY).in_order())
        for mark in MARKS:
            add_mark(mark, article, body)
        for aside in ASIDES:
            for paragraph in holding([aside.words], body):
                add_remark(aside.said, paragraph)


def add_mark(mark: Mark, article: Article, body: Sequence[Paragraph]) -> None:
    """Mark the passage, if the article has all of its words, and say what was said about it."""
    quotes = mark.quote.splitlines()
    paragraphs = holding(quotes, body)
    if not paragraphs:
        return
    annotation = Annotation.objects.mark(
        creator=reader(mark.creator),
        article=article,
        selectors=[
            select(paragraph.identity, paragraph.text, start, start + len(quote))
            for quote, paragraph in zip(quotes, paragraphs, strict=True)
            for start in [paragraph.text.index(quote)]
        ],
        kind=mark.kind,
    )
    for remark in mark.said:
        # Where a reader would open it: in the first paragraph of the passage.
        add_remark(remark, paragraphs[0], annotation)


def add_remark(remark: Remark, paragraph: Paragraph, annotation: Annotation | None = None) -> None:
    comment = Comment.objects.post(
        author=reader(remark.author), paragraph=paragraph, body=remark.body, annotation=annotation
    )
    add_replies(remark.replies, comment)


def add_replies(replies: Sequence[Remark], comment: Comment) -> None:
    for reply in replies:
        answer = comment.reply(author=reader(reply.author), body=reply.body)
        add_replies(reply.replies, answer)


def holding(quotes: Sequence[str], body: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraph that has each of these words, or none at all unless all are found."""
    found = [next((each for each in body if quote in each.text), None) for quote in quotes]
    paragraphs = [paragraph for paragraph in found if paragraph]
    return paragraphs if len(paragraphs) == len(quotes) else []


def reader(name: str) -> User:
    """Find or make the made-up reader of this name, who cannot sign in."""
    user, _is_new = User.objects.get_or_create(
        username=name,
        defaults={"email": f"{name}@example.com", "password": make_password(None)},
    )
    return user
