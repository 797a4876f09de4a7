"""What a person marked and said -> notes, the newest first within each article."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from annotations.models import Annotation, Comment
from commentary.models import Article

if TYPE_CHECKING:
    from commentary.models import User

# Of a filter by what a note is, beside the kinds of annotations.
SAID, PRIVATE = "said", "private"

# Model, key, and by what they are ordered: article and moment.
type Key = tuple[str, int, int, datetime]
type Keys = QuerySet[Annotation, Key]


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation with what its creator said about it, or a comment on anything else.

    `quote` is what it is about: the words as they were marked, or a whole paragraph. `before` and
    `after` stand around them, as far as the selector goes; empty where they have changed since.
    """

    article: Article
    annotation: Annotation | None
    comments: tuple[Comment, ...]
    quote: str
    before: str = ""
    after: str = ""

    @property
    def made(self) -> Annotation | Comment:
        return self.annotation or self.comments[0]

    @property
    def made_at(self) -> datetime:
        return self.made.created_at


def notes_of(person: "User", *, words: str = "", kind: str = "", article: str = "") -> Keys:
    """Which notes somebody has, for a paginator and `collect`.

    All of `words` are in the quote or in what was said; `kind` is one of Annotation.Kind, SAID or
    PRIVATE; `article` is a slug. Empty ones ask for all. An article that is a
    draft again shows nothing of its text, so its notes wait until it is published.
    """
    open_to_them = Article.objects.visible_to(person)
    marks = Annotation.objects.by(person).filter(article__in=open_to_them)
    said = _said_elsewhere(person).filter(paragraph__article__in=open_to_them)
    own = Comment.objects.filter(annotation=OuterRef("pk"), author=person, parent=None)
    own = own.filter(removed_at=None)
    for word in words.split():
        marks = marks.filter(Q(quote__icontains=word) | Exists(own.filter(body__icontains=word)))
        said = said.filter(Q(body__icontains=word) | Q(annotation__quote__icontains=word))
    if article:
        marks = marks.filter(article__slug=article)
        said = said.filter(paragraph__article__slug=article)
    if kind == SAID:
        marks = marks.filter(Exists(own))
    elif kind == PRIVATE:
        marks, said = marks.filter(visibility=Annotation.Visibility.PRIVATE), said.none()
    elif kind:
        marks, said = marks.filter(kind=kind), said.none()
    of_marks = marks.annotate(what=Value("annotation"), of=F("article"), at=F("created_at"))
    of_said = said.annotate(what=Value("comment"), of=F("paragraph__article"), at=F("created_at"))
    fields = ("what", "pk", "of", "at")
    both = of_marks.values_list(*fields).union(of_said.values_list(*fields), all=True)
    return both.order_by("-of", "-at", "-pk")


def collect(person: "User", keys: Iterable[Key]) -> list[Note]:
    """The notes themselves, in the order of these keys (as `notes_of` answers), in four queries."""
    wanted: dict[str, list[int]] = defaultdict(list)
    order = [(what, pk) for what, pk, _article, _moment in keys]
    for what, pk in order:
        wanted[what].append(pk)
    marks = (
        Annotation.objects.by(person)
        .select_related("article")
        .prefetch_related("targets")
        .in_bulk(wanted["annotation"])
    )
    comments = Comment.objects.filter(author=person, removed_at=None)
    on_marks: dict[int, list[Comment]] = defaultdict(list)
    for comment in comments.filter(annotation__in=marks, parent=None).in_order():
        on_marks[comment.annotation_id or 0].append(comment)
    others = comments.select_related("paragraph__article", "annotation").in_bulk(wanted["comment"])
    made = {
        **{("annotation", pk): _note(mark, on_marks[pk]) for pk, mark in marks.items()},
        **{("comment", pk): _note_of_comment(comment) for pk, comment in others.items()},
    }
    return [made[key] for key in order if key in made]


def _said_elsewhere(person: "User") -> QuerySet[Comment]:
    """What somebody said that is not the beginning of a thread on their own annotation."""
    return (
        Comment.objects.filter(author=person, removed_at=None)
        .visible_to(person)
        .exclude(annotation__creator=person, annotation__removed_at=None, parent=None)
    )


def _note(annotation: Annotation, comments: list[Comment]) -> Note:
    targets = sorted(annotation.targets.all(), key=lambda target: target.position)
    stands = not annotation.has_changed()
    return Note(
        article=annotation.article,
        annotation=annotation,
        comments=tuple(comments),
        quote=annotation.quote,
        before=targets[0].before if stands else "",
        after=targets[-1].after if stands else "",
    )


def _note_of_comment(comment: Comment) -> Note:
    about = comment.annotation.quote if comment.annotation else comment.paragraph.text
    return Note(comment.paragraph.article, None, (comment,), about)
