"""The article as it is printed: its text, and what was said about it as numbered footnotes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db import models
from django.db.models import Prefetch
from django.db.models.functions import Coalesce
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from annotations.discussions import Person
from annotations.highlighting import Stretch
from annotations.models import Annotation, Comment, CommentQuerySet, Target
from annotations.printing import print_paragraph
from annotations.reading import own_stretches
from commentary.models import Article, Paragraph
from commentary.style import Style

# More would be a book, and a page that takes long to make.
MOST_COMMENTS = 200


class Notes(models.TextChoices):
    NONE = "none", _("Without notes")
    MINE = "mine", _("With my notes")
    EVERYONES = "everyones", _("With everyone’s comments")


@dataclass(frozen=True, slots=True)
class Footnote:
    """What was said in one thread. `hangs_on` is where its words end, if they are in the text.

    Otherwise the quote says what it is about; with none it is about the whole paragraph.
    """

    number: int
    comments: tuple[Comment, ...]
    hangs_on: Target | None

    @property
    def paragraph(self) -> Paragraph:
        return self.hangs_on.paragraph if self.hangs_on else self.comments[0].paragraph

    @property
    def is_gone(self) -> bool:
        """Whether what it is about has left the text."""
        annotation = self.comments[0].annotation
        return self.paragraph.is_withdrawn or bool(annotation and annotation.is_orphan())

    @property
    def quote(self) -> str:
        annotation = self.comments[0].annotation
        return annotation.quote if annotation and not self.hangs_on else ""


@dataclass(frozen=True, slots=True)
class FootnotedParagraph:
    """`notes` are the numbers of those about the whole of it; `number` is its own."""

    paragraph: Paragraph
    html: SafeString
    number: int | None
    notes: str


@dataclass(frozen=True, slots=True)
class Print:
    paragraphs: Sequence[FootnotedParagraph]
    footnotes: Sequence[Footnote]
    leaves_out: bool


def print_article(article: Article, person: Person, notes: Notes) -> Print:
    """For `person` to print; nobody prints what they may not read."""
    comments = list(_comments(article, person, notes)[: MOST_COMMENTS + 1])
    footnotes = _numbered(comments[:MOST_COMMENTS])
    stretches = _stretches(footnotes)
    for pk, marked in own_stretches(article, person).items() if notes is Notes.MINE else ():
        stretches[pk] += marked
    references = _references(footnotes)
    printed, number = [], 0
    for paragraph in article.paragraphs.in_text().in_order():
        is_body = paragraph.style == Style.BODY
        number += is_body
        here = {end: ", ".join(map(str, at)) for end, at in references[paragraph.pk].items()}
        at_end = here.pop(None, "")
        hanging = tuple((end, numbers) for end, numbers in here.items() if end is not None)
        html = print_paragraph(paragraph.source, own=stretches[paragraph.pk], notes=hanging)
        printed.append(FootnotedParagraph(paragraph, html, number if is_body else None, at_end))
    return Print(printed, footnotes, leaves_out=len(comments) > MOST_COMMENTS)


def _comments(article: Article, person: Person, notes: Notes) -> CommentQuerySet:
    """In the order of the text, thread by thread."""
    comments = Comment.objects.on_any_of(article)
    if notes is Notes.MINE and person.pk:
        comments = comments.visible_to(person).filter(author=person.pk, removed_at=None)
    elif notes is Notes.EVERYONES:
        comments = comments.counted()
    else:
        return comments.none()
    targets = Target.objects.select_related("paragraph").in_order()
    return (
        comments.select_related("author", "annotation", "paragraph")
        .prefetch_related(Prefetch("annotation__targets", targets))
        .order_by("paragraph__position", Coalesce("root", "pk"), "created_at", "pk")
    )


def _numbered(comments: Iterable[Comment]) -> list[Footnote]:
    """A footnote for each thread, numbered as one meets them; those without a place come last."""
    threads = [tuple(said) for _root, said in groupby(comments, key=lambda each: each.thread_pk)]
    placed = [(_place(said[0].annotation), said) for said in threads]

    def where(each: tuple[Target | None, tuple[Comment, ...]]) -> tuple[bool, int, float, int]:
        target, said = each
        paragraph = target.paragraph if target else said[0].paragraph
        end = target.end if target else float("inf")
        return paragraph.is_withdrawn, paragraph.position or 0, end, said[0].thread_pk

    return [
        Footnote(number, said, target)
        for number, (target, said) in enumerate(sorted(placed, key=where), start=1)
    ]


def _place(annotation: Annotation | None) -> Target | None:
    """Where its words end in the text; nowhere for an orphan, or where the mark was taken off."""
    if annotation is None or annotation.removed_at or annotation.is_orphan():
        return None
    return annotation.parts()[-1]


def _references(footnotes: Iterable[Footnote]) -> dict[int, dict[int | None, list[int]]]:
    """Key of the paragraph -> end of the words, or None for its own end -> numbers of notes."""
    found: dict[int, dict[int | None, list[int]]] = defaultdict(lambda: defaultdict(list))
    for note in footnotes:
        end = note.hangs_on.end if note.hangs_on else None
        found[note.paragraph.pk][end].append(note.number)
    return found


def _stretches(footnotes: Iterable[Footnote]) -> dict[int, tuple[Stretch, ...]]:
    """The words that these footnotes are about, by their paragraph."""
    found: dict[int, tuple[Stretch, ...]] = defaultdict(tuple)
    for note in footnotes:
        annotation = note.comments[0].annotation
        if annotation is None or note.hangs_on is None:
            continue
        for part in annotation.parts():
            stretch = Stretch(part.start, part.end, annotation.kind, annotation.creator_id)
            found[part.paragraph_id] += (stretch,)
    return found
