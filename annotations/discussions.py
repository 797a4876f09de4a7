"""A paragraph's discussion as it is shown to one person: threads, rights, and what was marked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from annotations.models import Annotation, AnnotationQuerySet, Comment, CommentQuerySet
from annotations.models.comment import MODERATE
from annotations.since import changed_since
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
    """A comment in its place, with what this person may do with it.

    `has_changed` says of the first of a thread that the words it is about are not what they were.
    """

    comment: Comment
    indent: int
    answers: Comment | None
    has_changed: bool
    may_reply: bool
    may_edit: bool
    may_remove: bool
    may_restore: bool


@dataclass(frozen=True, slots=True)
class ShownThread:
    """A root comment and its replies; `more` of them are on the thread's own page."""

    root: ShownComment
    replies: Sequence[ShownComment]
    more: int


def show(
    comment: Comment,
    user: Person,
    placed: Placed[Comment] | None = None,
    *,
    has_changed: bool = False,
) -> ShownComment:
    return ShownComment(
        comment=comment,
        indent=placed.indent if placed else 0,
        answers=comment.parent if placed and placed.names_parent else None,
        has_changed=has_changed,
        may_reply=comment.is_answerable_by(user),
        may_edit=comment.is_editable_by(user),
        may_remove=comment.is_removable_by(user),
        may_restore=comment.is_restorable_by(user),
    )


def show_opening(comments: Sequence[Comment], user: Person) -> list[ShownComment]:
    """Comments on one paragraph that open threads, with whether their words have changed since."""
    remarks = [comment for comment in comments if comment.annotation is None]
    earlier: set[int] = set()
    if remarks:
        numbers = {comment.revision_number for comment in remarks}
        earlier = changed_since(remarks[0].paragraph, numbers)
    return [show(comment, user, has_changed=_has_changed(comment, earlier)) for comment in comments]


def _has_changed(comment: Comment, earlier: set[int]) -> bool:
    annotation = comment.annotation
    if annotation is None:
        return comment.revision_number in earlier
    return annotation.removed_at is None and annotation.has_changed()


def show_in_place(comment: Comment, user: Person) -> ShownComment:
    """One comment, indented as among all the others of its thread."""
    if comment.parent_id is None:
        return show_opening([comment], user)[0]
    parents = dict(Comment.objects.filter(root=comment.root_id).values_list("pk", "parent"))
    depth, parent = 1, parents.get(comment.parent_id)
    while parent is not None:
        depth, parent = depth + 1, parents.get(parent)
    return show(comment, user, Placed(comment, depth, is_below=True))


def opening_comments(paragraph: Paragraph, user: Person) -> CommentQuerySet:
    """Root comments on a paragraph that this person may see, oldest first."""
    return shown_opening(Comment.objects.on(paragraph), user)


def shown_opening(comments: CommentQuerySet, user: Person) -> CommentQuerySet:
    """Of these comments, those that open a thread and that this person may see, oldest first.

    A removed one stays while something in its thread still stands, or this person may restore it.
    """
    standing = Comment.objects.filter(root=OuterRef("pk"), removed_at=None)
    comments = comments.opening().visible_to(user)
    if not user.has_perm(MODERATE):
        comments = comments.filter(
            Q(removed_at=None) | Exists(standing) | Q(removed_by=user.pk, removed_by__isnull=False)
        )
    return comments.in_order().for_reading().select_related("opened")


def threads_of(roots: Iterable[Comment], user: Person) -> list[ShownThread]:
    """The threads that these comments open, each with its first replies."""
    opening = list(roots)
    replies: dict[int, list[Comment]] = defaultdict(list)
    for reply in (
        Comment.objects.filter(root__in=[root.pk for root in opening])
        .annotate(
            place=Window(RowNumber(), partition_by=F("root"), order_by=[F("created_at"), F("pk")])
        )
        .filter(place__lte=REPLIES_AMONG_THREADS + 1)
        .in_order()
        .for_reading()
    ):
        replies[reply.thread_pk].append(reply)
    threads = []
    for root, shown_root in zip(opening, show_opening(opening, user), strict=True):
        shown = replies[root.pk][:REPLIES_AMONG_THREADS]
        more = root.opened.comments - sum(not each.is_removed for each in [root, *shown])
        threads.append(ShownThread(shown_root, arranged(root, shown, user)[1:], max(0, more)))
    return threads


def pages_of(comment: Comment, user: Person) -> tuple[int | None, int]:
    """Where a comment is found: the page of the discussion, and the page of its thread.

    The first is None where the discussion has not all of a long thread, and not this reply.
    """
    root = comment if comment.parent_id is None else Comment.objects.get(pk=comment.thread_pk)
    earlier = Comment.objects.filter(root=root.pk).before(comment).count()
    of_thread = earlier // REPLIES_A_PAGE + 1
    if earlier >= REPLIES_AMONG_THREADS:
        return None, of_thread
    threads_before = opening_comments(comment.paragraph, user).before(root).count()
    return threads_before // THREADS_A_PAGE + 1, of_thread


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


def marks_at(paragraph: Paragraph, user: Person, start: int, end: int) -> AnnotationQuerySet:
    """What was marked at this place, by whom: this person's own first, then by their words."""
    mine = Q(creator=user.pk) if user.pk else Q(pk__in=())
    return (
        Annotation.objects.visible_to(user)
        .filter(pk__in=paragraph.targets.standing().overlapping(start, end).values("annotation"))
        .for_listing()
        .annotate(is_mine=Q(mine))
        .order_by("-is_mine", "quote", "-created_at", "-pk")
    )
