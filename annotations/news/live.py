"""What has changed on an article since some moment of it, for a page that is open."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Case, Q, When
from django.utils.translation import gettext as _

from annotations.discussions import Person, ShownComment, show
from annotations.models import Act, Comment, CommentQuerySet, Margin
from annotations.models.contributing import Contributor, Refusal
from annotations.moderating.pausing import pause
from annotations.news.unread import MOST_COUNTED, NOTHING, News
from annotations.reading import PrintedParagraph, read_article
from commentary.models import Article, Paragraph

# Of more than that a page is only told that it should be loaded anew.
MOST_CHANGED = 100

EVERYWHERE = {Act.Kind.SLOW, Act.Kind.CLOSE, Act.Kind.OPEN}
OF_THREADS = {Act.Kind.LOCK, Act.Kind.UNLOCK}


@dataclass(frozen=True, slots=True)
class Opened:
    """What a page shows of an article's discussion: a thread, a paragraph's, or all of it.

    `thread` is the key of its first comment; `paragraph` is loaded with its margin's lock.
    """

    article: Article
    paragraph: Paragraph | None = None
    thread: int | None = None

    def comments(self, besides: Collection[int] = ()) -> CommentQuerySet:
        """`besides` are keys of those that a page may also have: of a passage that begins above."""
        comments = Comment.objects.on_any_of(self.article)
        if self.thread is not None:
            return comments.in_threads([self.thread])
        if self.paragraph is None:
            return comments
        return comments.filter(Q(paragraph=self.paragraph) | Q(pk__in=besides))

    def is_turned_by(self, act: Act) -> bool:
        """Whether it decides who may say something here, or in some of it."""
        if act.kind in EVERYWHERE or self.paragraph is None:
            return True
        if act.kind in OF_THREADS and self.thread is not None:
            return act.comment_id == self.thread
        return act.paragraph_id == self.paragraph.pk

    def says(self, act: Act) -> bool:
        """Whether it does so in all of what is shown, so that the page as a whole says it."""
        if act.kind in EVERYWHERE:
            return True
        return self.paragraph is not None and (
            act.kind not in OF_THREADS or act.comment_id == self.thread
        )


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


@dataclass(frozen=True, slots=True)
class TurnedComment:
    """One that may be answered now, or not any more; and edited, by its author."""

    shown: ShownComment
    refused_to_reply: Refusal | None
    refused_to_edit: Refusal | None


@dataclass(frozen=True, slots=True)
class Turned:
    """Who may say something here is not as it was: locked, closed, or slower; or not any more.

    `said` is what the page as a whole is told, and where it `reopens` something, that it should be
    loaded anew; `comments` are those of the page that it is about, and those of `locked` the first
    of threads that were locked or unlocked. `is_much` is as of what has changed.
    """

    said: str
    reopens: bool
    comments: list[TurnedComment]
    locked: list[ShownComment]
    is_much: bool


def changed_comments(
    opened: Opened, who: Contributor, since: int, known: Collection[int]
) -> Changed:
    """What became of comments of this discussion since; `known` are the keys that the page has."""
    rows = list(
        opened.comments(known)
        .visible_to(who.user)
        .changed_since(since)
        .for_reading(who.user)
        .select_related("opened__resolved_by")[: MOST_CHANGED + 1]
    )
    visible = Comment.objects.visible_to(who.user)
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


def arrived(opened: Opened, person: Person, since: int, known: Collection[int]) -> Arrived:
    """What came into this discussion since, apart from the `known` comments (by key)."""
    rows = (
        opened.comments()
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


def turned(
    opened: Opened,
    who: Contributor,
    since: int,
    known: Collection[int],
    *,
    is_theirs: bool = False,
) -> Turned | None:
    """Who may say something here, if that has changed since. One query where it has not.

    `is_theirs` says that this person was suspended, or is not any more.
    """
    turning = Act.objects.turning(opened.article, since).newest_first()[:MOST_CHANGED]
    acts = [act for act in turning if opened.is_turned_by(act)]
    if not acts and not is_theirs:
        return None
    locked = [act.comment_id for act in acts if act.kind in OF_THREADS and act.comment_id]
    about = opened.comments(known)
    if not is_theirs and not any(act.kind in EVERYWHERE for act in acts):
        paragraphs = [act.paragraph_id for act in acts if act.kind not in OF_THREADS]
        about = about.filter(Q(paragraph__in=paragraphs) | Q(pk__in=locked) | Q(root__in=locked))
    rows = list(
        about.visible_to(who.user)
        .filter(pk__in=[*known, *locked])
        .for_reading(who.user)
        .select_related("opened__resolved_by")
        # What says that its thread is locked first, however old it is.
        .order_by(Case(When(pk__in=locked, then=0), default=1), "-pk")[: MOST_CHANGED + 1]
    )
    too_soon = pause(who, opened.article)
    comments = [
        TurnedComment(
            shown=show(row, who),
            refused_to_reply=who.refusal_to_reply(row) or too_soon,
            refused_to_edit=who.refusal_to_edit(row) if row.is_editable_by(who.user) else None,
        )
        for row in rows[:MOST_CHANGED]
    ]
    said = next((act for act in acts if opened.says(act)), None)
    words, reopens = (said.get_kind_display(), said.kind == Act.Kind.OPEN) if said else ("", False)
    if is_theirs:
        refused = who.refusal_to_contribute()
        words, reopens = refused.words if refused else _("You can contribute again."), not refused
    return Turned(
        said=words,
        reopens=reopens,
        comments=comments,
        locked=[each.shown for each in comments if each.shown.comment.pk in locked],
        is_much=len(rows) > MOST_CHANGED,
    )
