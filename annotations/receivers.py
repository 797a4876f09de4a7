"""An edit of the text carries every annotation with it, in the same transaction."""

from typing import Any

from django.dispatch import receiver

from annotations.moving import carry_annotations
from commentary.models import Article, ParagraphState, Revision
from commentary.signals import article_revised


@receiver(article_revised)
def carry_with_the_text(
    *,
    article: Article,
    revision: Revision,
    before: tuple[ParagraphState, ...],
    after: tuple[ParagraphState, ...],
    **_kwargs: Any,
) -> None:
    carry_annotations(article, revision, before, after)
