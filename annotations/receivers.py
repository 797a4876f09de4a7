"""An edit of the text carries every annotation with it, in the same transaction."""

from collections.abc import Mapping
from typing import Any

from django.dispatch import receiver

from annotations.moving import carry_annotations
from annotations.places import record_answers
from annotations.reattaching import read_answers
from annotations.reporting import Reporting
from annotations.telling.listening import announce_revision
from commentary.models import Article, ParagraphState, Revision
from commentary.signals import article_revised


@receiver(article_revised)
def carry_with_the_text(
    *,
    article: Article,
    revision: Revision,
    before: tuple[ParagraphState, ...],
    after: tuple[ParagraphState, ...],
    answers: Mapping[str, str],
    **_kwargs: Any,
) -> Reporting:
    answered = read_answers(answers, after)
    outcomes = carry_annotations(article, revision, before, after, answered)
    record_answers(revision, outcomes)
    announce_revision(revision)
    return Reporting(article, before, after, outcomes, answered)
