"""What is new to a person on an article since they were there."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Q

from annotations.discussions import Person
from annotations.models import Comment, ReadMark
from commentary.models import Article

# Whoever has missed more than that does not read a number, and the page does not count further.
MOST_COUNTED = 999


@dataclass(frozen=True, slots=True)
class News:
    """Unread comments, by key and added up. Nothing is new before there is a mark.

    `since_revision` is the one last read, where the text has changed since.
    """

    comments: frozenset[int] = frozenset()
    of_paragraphs: Mapping[int, int] = field(default_factory=dict)
    of_threads: Mapping[int, int] = field(default_factory=dict)
    since_revision: int | None = None
    has_begun: bool = False

    @property
    def total(self) -> str:
        count = len(self.comments)
        return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count or "")


NOTHING = News()


def news_of(article: Article, person: Person) -> News:
    """Two queries for the signed-in, where there may be something; one where there is not."""
    mark = ReadMark.objects.of(person, article)
    if mark is None:
        return NOTHING
    rows: list[tuple[int, int, int | None]] = []
    if mark.until < article.activity or mark.anew:
        unread = mark.unread().order_by("-arrived").values_list("pk", "paragraph", "root")
        rows = list(unread[: MOST_COUNTED + 1])
    is_older = mark.revision_number < article.revision_number
    return News(
        comments=frozenset(pk for pk, _paragraph, _root in rows),
        of_paragraphs=Counter(paragraph for _pk, paragraph, _root in rows),
        of_threads=Counter(root or pk for pk, _paragraph, root in rows),
        since_revision=mark.revision_number if is_older else None,
        has_begun=True,
    )


def news_on_list(articles: Iterable[Article], person: Person) -> dict[int, int]:
    """Key of each article with something unread -> how much of it. Two queries at most."""
    if not person.pk:
        return {}
    newest = {article.pk: article.activity for article in articles}
    unseen = Q()
    for mark in ReadMark.objects.filter(person=person.pk, article__in=newest):
        if mark.until < newest[mark.article_id] or mark.anew:
            unseen |= mark.is_unseen() & Q(paragraph__article=mark.article_id)
    if not unseen:
        return {}
    unread = Comment.objects.visible_to(person).filter(unseen, removed_at=None)
    by_article = unread.exclude(author=person.pk).order_by().values_list("paragraph__article")
    return dict(by_article.annotate(Count("pk")))


def next_unread(
    article: Article, person: Person, after: Comment | None, *, back: bool
) -> int | None:
    """Key of the unread comment that is read next after this one, or `back` before it.

    In the order of the text, then of the threads, then as they were made; at the end it goes on
    from the beginning.
    """
    mark = ReadMark.objects.of(person, article)
    if mark is None:
        return None
    unread = mark.unread().order_by("-arrived")[: MOST_COUNTED + 1]
    places = sorted(
        (position or 0, root or pk, pk)
        for position, root, pk in unread.values_list("paragraph__position", "root", "pk")
    )
    if back:
        places.reverse()
    if after and places:
        here = (after.paragraph.position or 0, after.thread_pk, after.pk)
        later = [place for place in places if (place < here if back else place > here)]
        places = later or places
    return places[0][2] if places else None
