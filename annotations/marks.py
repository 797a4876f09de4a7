"""Annotations as they are listed for one person: with what that person may do about each."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from annotations.models import Annotation, AnnotationQuerySet, Comment, CommentQuerySet
from annotations.models.contributing import Contributor
from commentary.models import Paragraph

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


def marked_at(
    paragraph: Paragraph, place: tuple[int, int], roots: CommentQuerySet, who: Contributor
) -> tuple[AnnotationQuerySet, CommentQuerySet]:
    """What was marked at this place, this person's own first, then by their words.

    And those of these opening comments that are about it, together where they are about the same
    mark. Each mark knows which of them `opens` the talk about it: there its words stand.
    """
    mine = Q(creator=who.user.pk) if who.user.pk else Q(pk__in=())
    marks = Annotation.objects.visible_to(who.user).filter(
        pk__in=paragraph.targets.standing().overlapping(*place).values("annotation")
    )
    about = roots.filter(annotation__in=marks.values("pk")).order_by("annotation", "pk")
    listed = marks.for_listing().opened_by(roots).annotate(is_mine=Q(mine))
    return listed.order_by("-is_mine", "quote", "-created_at", "-pk"), about


def without_words(marks: AnnotationQuerySet) -> AnnotationQuerySet:
    """Those that are not opened by a comment: they stand by themselves."""
    return marks.filter(Q(opens=None))


def marks_over(
    marks: AnnotationQuerySet, roots: Iterable[Comment], who: Contributor
) -> dict[int, ShownMark]:
    """Those of these marks that such comments are the first about, by the keys of the comments."""
    talked_about = marks.filter(pk__in=[root.annotation_id for root in roots if root.annotation_id])
    shown = show_marks(talked_about, who)
    return {opens: each for each in shown if (opens := each.annotation.opens)}
