"""What happens to an article, in the same transaction.

An edit of its text carries every annotation with it; to close its discussion is an act.
"""

from collections.abc import Mapping
from typing import Any

from django.dispatch import receiver

from annotations.models import Act
from annotations.moving import carry_annotations
from annotations.places import record_answers
from annotations.reattaching import read_answers
from annotations.reporting import Reporting
from annotations.telling.listening import announce_publication, announce_revision
from commentary.models import Article, ParagraphState, Revision, User
from commentary.signals import article_revised, article_status_set


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


@receiver(article_status_set)
def write_down_who_may_speak(
    *, article: Article, before: str, by: User, reason: str, **_kwargs: Any
) -> None:
    """Wherever it is done, to close a discussion is an act, and so is to open it again."""
    closed = Article.Status.CLOSED
    if closed in {before, article.status}:
        kind = Act.Kind.CLOSE if article.status == closed else Act.Kind.OPEN
        Act.objects.record(kind, by=by, reason=reason, article=article)
    if before == Article.Status.DRAFT:
        announce_publication(article)
