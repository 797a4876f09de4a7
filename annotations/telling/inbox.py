"""What a person was told, gathered by thread, so that a busy one is one entry of a list or mail."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from annotations.models import Annotation, Comment, Notification
from commentary.models import Article


@dataclass(frozen=True, slots=True)
class Gathering:
    """Notifications of one thread, about one mark, or of what else happened on one article."""

    article: Article | None
    comment: Comment | None
    annotation: Annotation | None = None
    notifications: list[Notification] = field(default_factory=list)

    @property
    def quote(self) -> str:
        """The words that it is about."""
        annotation = self.comment.annotation if self.comment else self.annotation
        if annotation:
            return annotation.quote
        return self.comment.paragraph.text if self.comment else ""


def gather(notifications: Iterable[Notification]) -> list[Gathering]:
    """In the order given, each with the others of its thread, or about the same mark."""
    found: dict[tuple[int | None, int | None, int | None], Gathering] = {}
    for each in notifications:
        thread = each.comment.thread_pk if each.comment else None
        key = (each.article_id, thread, each.annotation_id)
        gathering = Gathering(each.article, each.comment, each.annotation)
        found.setdefault(key, gathering).notifications.append(each)
    return list(found.values())


def by_article(gatherings: Iterable[Gathering]) -> list[tuple[Article | None, list[Gathering]]]:
    """The same, with those of each article together."""
    found: dict[int | None, tuple[Article | None, list[Gathering]]] = {}
    for each in gatherings:
        key = each.article.pk if each.article else None
        found.setdefault(key, (each.article, []))[1].append(each)
    return list(found.values())
