"""What a person was told, gathered by thread, so that a busy one is one entry of a list or mail."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from annotations.models import Comment, Notification
from commentary.models import Article


@dataclass(frozen=True, slots=True)
class Gathering:
    """Notifications of one thread, or of what else happened on one article."""

    article: Article | None
    comment: Comment | None
    notifications: list[Notification] = field(default_factory=list)

    @property
    def quote(self) -> str:
        """The words that it is about."""
        if self.comment is None:
            return ""
        annotation = self.comment.annotation
        return annotation.quote if annotation else self.comment.paragraph.text


def gather(notifications: Iterable[Notification]) -> list[Gathering]:
    """In the order given, each with the others of its thread."""
    found: dict[tuple[int | None, int | None], Gathering] = {}
    for each in notifications:
        thread = each.comment.thread_pk if each.comment else None
        key = (each.article_id, thread)
        found.setdefault(key, Gathering(each.article, each.comment)).notifications.append(each)
    return list(found.values())


def by_article(gatherings: Iterable[Gathering]) -> list[tuple[Article | None, list[Gathering]]]:
    """The same, with those of each article together."""
    found: dict[int | None, tuple[Article | None, list[Gathering]]] = {}
    for each in gatherings:
        key = each.article.pk if each.article else None
        found.setdefault(key, (each.article, []))[1].append(each)
    return list(found.values())
