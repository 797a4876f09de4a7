"""A paragraph's discussion as it is shown to one person: threads, rights, and what was marked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from annotations.models import Annotation, Comment, CommentQuerySet
from annotations.models.comment import MODERATE
from annotations.threads import Placed, read_through
from commentary.models import Paragraph, User

THREADS_A_PAGE = 20
# Replies of one thread shown among other threads; the thread's own page has the rest.
REPLIES_AMONG_THREADS = 30
REPLIES_A_PAGE = 100
MARKS_LISTED = 20

type Person = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class ShownComment:
    """A comment in its place, with what this person may do with it."""

    comment: Comment
    indent: int
    answers: Comment | None
    may_reply: bool
    may_edit: bool
    may_remove: bool
    may_restore: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """A root comment and its replies; `more` of them are on the thread's own page."""

    root: ShownComment
    replies: Sequence[ShownComment]
    more: int


def show(comment: Comment, user: Person, placed: Placed[Comment] | None = None) -> ShownComment:
    return ShownComment(
        comment=comment,
        indent=placed.indent if placed else 0,
        answers=placed.answers if placed and placed.names_parent else None,
        may_reply=comment.is_answerable_by(user),
        may_edit=comment.is_editable_by(user),
        may_remove=comment.is_removable_by(user),
        may_restore=comment.is_restorable_by(user),
    )


def opening_comments(paragraph: Paragraph, user: Person) -> CommentQuerySet:
    """Root comments that this person may see, oldest first, with the number of their replies.

    A removed one stays while something in its thread still stands, or this person may restore it.
    """
    standing = Comment.objects.filter(root=OuterRef("pk"), removed_at=None)
    comments = Comment.objects.on(paragraph).opening().visible_to(user)
    if not user.has_perm(MODERATE):
        comments = comments.filter(
            Q(removed_at=None) | Exists(standing) | Q(removed_by=user.pk, removed_by__isnull=False)
        )
    return (
        comments
        .annotate(reply_count=Count("thread", filter=Q(thread__removed_at=None)))
        .in_order()
        .for_reading()
    )


def threads_of(roots: Iterable[Comment], user: Person) -> list[Thread]:
    """The threads that these comments open, each with its first replies."""
    opening = list(roots)
    replies: dict[int, list[Comment]] = defaultdict(list)
    for reply in (
        Comment.objects.filter(root__in=[root.pk for root in opening])
        .annotate(
            place=Window(
                RowNumber(), partition_by=F("root"), order_by=[F("created_at"), F("pk")]
            )
        )
        .filter(place__lte=REPLIES_AMONG_THREADS + 1)
        .in_order()
        .for_reading()
    ):
        replies[reply.root_id].append(reply)
    return [_thread(root, replies[root.pk], user) for root in opening]


def _thread(root: Comment, replies: list[Comment], user: Person) -> Thread:
    shown = replies[:REPLIES_AMONG_THREADS]
    return Thread(
        root=show(root, user),
        replies=arranged(root, shown, user)[1:],
        more=max(0, root.reply_count - len(shown)) if len(replies) > len(shown) else 0,
    )


def arranged(root: Comment, replies: Iterable[Comment], user: Person) -> list[ShownComment]:
    """A root and some of its replies as a tree; removed ones that hold nothing up are left out."""
    placed = read_through([root, *replies])
    kept: list[ShownComment] = []
    needed: set[int] = set()
    for each in reversed(placed):
        shown = show(each.comment, user, each)
        if not each.comment.is_removed or each.comment.pk in needed or shown.may_restore:
            kept.append(shown)
            if each.comment.parent_id is not None:
                needed.add(each.comment.parent_id)
    kept.reverse()
    if not kept or kept[0].comment.pk != root.pk:
        kept.insert(0, show(root, user))
    return kept


def marks_at(paragraph: Paragraph, user: Person, start: int, end: int) -> list[Annotation]:
    """What was marked at this place, by whom: this person's own first, then the newest."""
    annotations = (
        Annotation.objects.visible_to(user)
        .filter(
            targets__in=paragraph.targets.standing().overlapping(start, end),
        )
        .select_related("creator", "article")
        .annotate(said=Count("comments", filter=Q(comments__removed_at=None), distinct=True))
    )
    mine = Q(creator=user.pk) if user.pk else Q(pk__in=())
    ordered = annotations.annotate(is_mine=Q(mine)).order_by("-is_mine", "-created_at", "-pk")
    return list(ordered[:MARKS_LISTED])


def orphans_of(paragraph: Paragraph, user: Person) -> list[Annotation]:
    """Annotations whose words have left the text, and that stood in this paragraph."""
    return list(
        Annotation.objects.visible_to(user)
        .filter(targets__in=paragraph.targets.filter(state="orphaned"))
        .select_related("creator", "article")
        .distinct()
        .in_order()[:MARKS_LISTED]
    )
