"""Annotations as they are listed for one person: with what that person may do about each."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotations.models import Annotation
from annotations.models.contributing import Contributor


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
