"""What has changed on an article since some moment of it, for a page that is open."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from annotations.discussions import Person, ShownComment, show
from annotations.models import Comment, Margin
from annotations.moderating.contributing import Contributor
from annotations.news.unread import MOST_COUNTED, NOTHING, News
from annotations.reading import PrintedParagraph, read_article
from commentary.models import Article, Paragraph

# Of more than that a page is only told that it should be loaded anew.
MOST_CHANGED = 100


@dataclass(frozen=True, slots=True)
class Arrived:
    """What others have said in the discussion that is open: new threads, and replies to old ones.

    `replies` holds the key of each thread's first comment and how many there are.
    """

    threads: int
    replies: dict[int, int]

    @property
    def total(self) -> int:
        return self.threads + sum(self.replies.values())


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of comments in the discussion that is open, and of the threads they open.

    `gone` holds the keys of those that this person may not see any more. `is_much` says that there
    is more than a page should be told piece by piece.
    """

    comments: list[ShownComment]
    gone: frozenset[int]
    is_much: bool


def changed_comments(
    paragraph: Paragraph, who: Contributor, since: int, known: Collection[int]
) -> Changed:
    """What became of comments of this paragraph since; `known` are the keys that the page has."""
    visible = Comment.objects.visible_to(who.user)
    rows = list(
        visible.filter(paragraph=paragraph)
        .changed_since(since)
        .for_reading(who.user)
        .select_related("opened__resolved_by")[: MOST_CHANGED + 1]
    )
    seen = visible.filter(pk__in=known).values_list("pk", flat=True)
    return Changed(
        comments=[show(comment, who) for comment in rows[:MOST_CHANGED]],
        gone=frozenset(known).difference(seen) if known else frozenset(),
        is_much=len(rows) > MOST_CHANGED,
    )


def changed_paragraphs(
    article: Article, person: Person, since: int, news: News = NOTHING
) -> list[PrintedParagraph]:
    """Those beside which or in which everyone sees something else now."""
    changed = Margin.objects.filter(paragraph__article=article, changed_at__gt=since)
    keys = set(changed.values_list("pk", flat=True))
    return read_article(article, person, only=keys, news=news) if keys else []


def arrived(paragraph: Paragraph, person: Person, since: int, known: Collection[int]) -> Arrived:
    """What came into this discussion since, apart from the `known` comments (by key)."""
    rows = (
        Comment.objects.on(paragraph)
        .visible_to(person)
        .since(since)
        .filter(removed_at=None)
        .exclude(author=person.pk)
        .exclude(pk__in=known)
        .values_list("pk", "root", "root__arrived")[:MOST_COUNTED]
    )
    threads = sum(root is None for _pk, root, _came in rows)
    # A reply in a thread that is new itself comes with it.
    replies = Counter(root for _pk, root, came in rows if root is not None and came <= since)
    return Arrived(threads, dict(replies))
