"""Annotations as they are listed for one person: with what that person may do about each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, Q, When

from annotations.models import Annotation, AnnotationQuerySet, Comment, CommentQuerySet
from annotations.models.contributing import Contributor
from commentary.models import Paragraph

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from commentary.models import User

MARKS_LISTED = 20


@dataclass(frozen=True, slots=True)
class ShownMark:
    """One of them, loaded `for_listing`. Only its creator changes, shows and hides it.

    `may_place` is about orphans: to say where its words are now, or to sign in for that.
    """

    annotation: Annotation
    may_comment: bool
    may_place: bool
    may_change: bool
    may_show: bool
    may_hide: bool


def show_mark(annotation: Annotation, who: Contributor) -> ShownMark:
    is_own = annotation.is_editable_by(who.user)
    return ShownMark(
        annotation=annotation,
        may_comment=who.user.is_authenticated and not who.refusal_to_remark(annotation),
        may_place=not who.refusal_to_place(annotation),
        may_change=is_own and not who.refusal_to_change(annotation),
        may_show=is_own and not annotation.is_public and not who.refusal_to_show(annotation),
        may_hide=is_own and annotation.is_public and not annotation.is_answered,
    )


def show_marks(annotations: Iterable[Annotation], who: Contributor) -> list[ShownMark]:
    return [show_mark(annotation, who) for annotation in annotations]


def marks_at(
    paragraph: Paragraph, place: tuple[int, int], user: "User | AnonymousUser"
) -> AnnotationQuerySet:
    """What was marked at this place: this person's own first, then by their words."""
    here = paragraph.targets.standing().overlapping(*place).values("annotation")
    marks = Annotation.objects.visible_to(user).filter(pk__in=here).for_listing()
    own = Case(When(creator=user.pk or 0, then=0), default=1)
    return marks.order_by(own, "quote", "-created_at", "-pk")


def said_of(
    marks: AnnotationQuerySet, roots: CommentQuerySet, user: "User | AnonymousUser"
) -> CommentQuerySet:
    """Those of these opening comments that are about such marks, mark by mark, one's own first."""
    about = roots.filter(annotation__in=marks.order_by().values("pk"))
    own = Case(When(annotation__creator=user.pk or 0, then=0), default=1)
    return about.order_by(own, "annotation", "pk")


def marks_over(
    marks: AnnotationQuerySet, roots: Iterable[Comment], who: Contributor
) -> dict[int, ShownMark]:
    """Those of these marks that such comments are the first about, by the keys of the comments.

    The marks are loaded as `opened_by` all that is said of them.
    """
    taken_over = marks.filter(Q(opens__in=[root.pk for root in roots]))
    return {mark.annotation.opens or 0: mark for mark in show_marks(taken_over, who)}
