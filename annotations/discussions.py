"""A discussion as it is shown to one person: threads, and what may be done in them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.db.models import Q

from annotations.marks import ShownMark
from annotations.models import Comment, CommentQuerySet, Thread
from annotations.models.act import MODERATE
from annotations.models.contributing import Contributor
from annotations.reacting import ShownReaction, reactions_to
from annotations.since import changed_since
from annotations.threads import MOST_INDENT, Placed, read_through
from annotations.writing.bodies import to_text
from commentary.models import Paragraph, User

THREADS_A_PAGE = 20
# Replies of one thread shown among other threads; the thread's own page has the rest.
REPLIES_AMONG_THREADS = 30
REPLIES_A_PAGE = 100

type Person = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class ShownComment:
    """A comment in its place, with what this person may do at once; the rest is in its menu.

    `invites` says that signing in is all that it takes to answer or report it.
    `has_changed` says of the first of a thread that the words it is about are not what they were.
    """

    comment: Comment
    indent: int
    answers: Comment | None
    has_changed: bool
    reactions: tuple[ShownReaction, ...]
    may_react: bool
    may_reply: bool
    may_restore: bool
    may_moderate: bool
    invites: bool


@dataclass(frozen=True, slots=True)
class ShownThread:
    """A root comment and its replies; `more` of them are on the thread's own page.

    Folded, it is `first_line` and the number of its comments; one that is resolved comes so.
    `number` is that of its paragraph, where several paragraphs are shown; `mark` the words that it
    is about, where these stand over it.
    """

    root: ShownComment
    replies: Sequence[ShownComment]
    more: int
    thread: Thread
    first_line: str
    is_unfolded: bool
    may_resolve: bool
    may_track: bool
    number: int | None = None
    mark: ShownMark | None = None


def show(
    comment: Comment,
    who: Contributor,
    placed: Placed[Comment] | None = None,
    *,
    has_changed: bool = False,
) -> ShownComment:
    user, closed = who.user, who.refusal_to_reply(comment)
    return ShownComment(
        comment=comment,
        indent=placed.indent if placed else 0,
        answers=comment.parent if placed and placed.names_parent else None,
        has_changed=has_changed,
        reactions=reactions_to(comment),
        may_react=user.is_authenticated and comment.author_id != user.pk and not closed,
        may_reply=user.is_authenticated and not closed,
        may_restore=comment.is_restorable_by(user) and not who.refusal_to_restore(comment),
        may_moderate=who.may_moderate,
        invites=user.is_anonymous and not closed,
    )


def show_opening(comments: Sequence[Comment], who: Contributor) -> list[ShownComment]:
    """Comments that open threads of one article, with whether their words have changed since."""
    asked = [(each.paragraph, each.revision_number) for each in comments if not each.annotation]
    earlier = changed_since(asked)
    return [show(comment, who, has_changed=_has_changed(comment, earlier)) for comment in comments]


def _has_changed(comment: Comment, earlier: set[tuple[int, int]]) -> bool:
    annotation = comment.annotation
    if annotation is None:
        return (comment.paragraph_id, comment.revision_number) in earlier
    return annotation.removed_at is None and annotation.has_changed()


def show_in_place(comment: Comment, who: Contributor) -> ShownComment:
    """One comment, indented as among all the others of its thread."""
    if comment.parent_id is None:
        return show_opening([comment], who)[0]
    # No further up than an indent shows: a thread may be thousands deep.
    upwards = ["__".join(["parent"] * steps) for steps in range(1, MOST_INDENT + 2)]
    ancestors = Comment.objects.values_list(*upwards).get(pk=comment.pk)
    depth = sum(ancestor is not None for ancestor in ancestors)
    return show(comment, who, Placed(comment, depth, is_below=True))


def opening_comments(paragraph: Paragraph, user: Person) -> CommentQuerySet:
    """Root comments on a paragraph that this person may see, oldest first."""
    return shown_opening(Comment.objects.on(paragraph), user)


def shown_opening(comments: CommentQuerySet, user: Person) -> CommentQuerySet:
    """Of these comments, those that open a thread and that this person may see, oldest first.

    A removed one stays while something in its thread still stands, or this person wrote it or may
    restore it.
    """
    opening = comments.opening().visible_to(user)
    if not user.has_perm(MODERATE):
        opening = opening.filter(
            Q(removed_at=None)
            | Q(opened__comments__gt=0)
            | Q(author=user.pk, author__isnull=False)
            | Q(removed_by=user.pk, removed_by__isnull=False)
        )
    return opening.in_order().for_reading(user).select_related("opened__resolved_by")


def threads_of(
    roots: Iterable[Comment],
    who: Contributor,
    *,
    unfolded: int | None = None,
    numbers: Mapping[int, int] = MappingProxyType({}),
    marks: Mapping[int, ShownMark] = MappingProxyType({}),
) -> list[ShownThread]:
    """The threads that these comments open, each with its first replies.

    `unfolded` is the key of one that is asked for and so comes unfolded in any case; `numbers` are
    those of paragraphs by their keys, `marks` those that stand over a thread, by its key.
    """
    opening, user = list(roots), who.user
    replies: dict[int, list[Comment]] = defaultdict(list)
    first = Comment.objects.visible_to(user).first_replies(
        [root.pk for root in opening], REPLIES_AMONG_THREADS
    )
    for reply in first.in_order().for_reading(user, quoting=False):
        replies[reply.thread_pk].append(reply)
    threads = []
    for root, shown_root in zip(opening, show_opening(opening, who), strict=True):
        shown = replies[root.pk][:REPLIES_AMONG_THREADS]
        more = root.opened.comments - sum(each.stands for each in [root, *shown])
        threads.append(
            ShownThread(
                root=shown_root,
                replies=arranged(root, shown, who)[1:],
                more=max(0, more),
                thread=root.opened,
                first_line=first_line(root),
                is_unfolded=not root.opened.is_resolved or root.pk == unfolded,
                may_resolve=may_settle(root, who),
                may_track=may_track(root, who),
                number=numbers.get(root.paragraph_id),
                mark=marks.get(root.pk),
            )
        )
    return threads


def may_settle(root: Comment, who: Contributor) -> bool:
    """Whether the thread that this comment opens is theirs to resolve and reopen, now."""
    return root.opened.is_resolvable_by(who.user) and not who.refusal_to_settle(root)


def may_track(root: Comment, who: Contributor) -> bool:
    """Whether it is theirs to say what becomes of that thread, now."""
    return root.opened.is_tracked_by(who.user) and not who.refusal_to_settle(root)


def page_of(comments: CommentQuerySet, size: int, number: str | int | None) -> Page[Comment]:
    """Some of these comments. Which ones is found by their keys; only they are read as a whole."""
    keys: Any = comments.values("pk")
    page: Page[Any] = Paginator(keys, size).get_page(number)
    page.object_list = comments.filter(pk__in=page.object_list)
    return page


def first_line(root: Comment) -> str:
    """What a thread begins with, as text on one line; nothing once it was removed."""
    return "" if root.is_removed else to_text(root.body_html)


def pages_of(comment: Comment, user: Person) -> tuple[int | None, int]:
    """Where a comment is found: the page of the discussion, and the page of its thread.

    The first is None where the discussion has not all of a long thread, and not this reply.
    """
    root = comment if comment.parent_id is None else Comment.objects.get(pk=comment.thread_pk)
    earlier = Comment.objects.visible_to(user).filter(root=root.pk).before(comment).count()
    of_thread = earlier // REPLIES_A_PAGE + 1
    if earlier >= REPLIES_AMONG_THREADS:
        return None, of_thread
    threads = opening_comments(comment.paragraph, user)
    threads_before = threads.before(root).count()
    return threads_before // THREADS_A_PAGE + 1, of_thread


def arranged(root: Comment, replies: Iterable[Comment], who: Contributor) -> list[ShownComment]:
    """A root and some of its replies as a tree; removed ones that hold nothing up are left out."""
    placed = read_through([root, *replies])
    kept: list[ShownComment] = []
    needed: set[int] = set()
    for each in reversed(placed):
        shown = show(each.comment, who, each)
        concerns = shown.may_restore or each.comment.author_id == who.user.pk
        if not each.comment.is_removed or each.comment.pk in needed or concerns:
            kept.append(shown)
            if each.comment.parent_id is not None:
                needed.add(each.comment.parent_id)
    kept.reverse()
    if not kept or kept[0].comment.pk != root.pk:
        kept.insert(0, show(root, who))
    return kept
