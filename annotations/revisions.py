"""Revisions as people look at them: all of them, one as it was, two side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.safestring import SafeString

from annotations.printing import print_paragraph
from annotations.selectors import Selector
from commentary.changes import Change, changes
from commentary.comparing import Piece, compare
from commentary.forms.document import STYLE_NAMES
from commentary.models import Article, ParagraphState, Revision
from commentary.style import Style

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class ListedRevision:
    """A revision and how many paragraphs it touched; None for the first, which made them all."""

    revision: Revision
    touched: int | None
    has_other_front: bool


@dataclass(frozen=True, slots=True)
class PastParagraph:
    """A paragraph as it stood. `number` counts the body paragraphs of that revision."""

    paragraph: ParagraphState
    html: SafeString
    number: int | None


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    """What became of a paragraph from one revision to another."""

    change: Change[ParagraphState]
    style: str
    pieces: tuple[Piece, ...]
    became: "StrOrPromise"
    has_other_markup: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring paragraphs that are all the same in both revisions, or all not."""

    is_kept: bool
    paragraphs: Sequence[ComparedParagraph]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`front` are the title fields that differ: name and pieces."""

    front: Sequence[tuple["StrOrPromise", tuple[Piece, ...]]]
    stretches: Sequence[Stretch]

    @property
    def is_empty(self) -> bool:
        return not self.front and all(stretch.is_kept for stretch in self.stretches)


def listed(revisions: Sequence[Revision], previous: Revision | None) -> list[ListedRevision]:
    """Revisions in a row, newest first, with what each changed; `previous` is the one before."""
    return [
        ListedRevision(
            revision,
            touched=None if before is None else _touched(before, revision),
            has_other_front=before is not None and before.front != revision.front,
        )
        for revision, before in pairwise([*revisions, previous])
        if revision is not None
    ]


def read_revision(
    article: Article, revision: Revision, shown: Iterable[Selector] = ()
) -> list[PastParagraph]:
    """All paragraphs of the revision; `shown` is a passage of it to point at."""
    pointed = {selector.paragraph: (selector.start, selector.end) for selector in shown}
    printed, number = [], 0
    for state in revision.states:
        is_body = state.style == Style.BODY
        number += is_body
        html = print_paragraph(
            state.source,
            reverse("discussion", args=[article.slug, state.identity]),
            shown=pointed.get(state.identity),
        )
        printed.append(PastParagraph(state, html, number if is_body else None))
    return printed


def compare_revisions(before: Revision, after: Revision) -> Comparison:
    compared = [_compared(change) for change in changes(before.states, after.states)]
    return Comparison(
        front=_front_changes(before.front, after.front),
        stretches=[
            Stretch(is_kept, tuple(paragraphs))
            for is_kept, paragraphs in groupby(compared, key=lambda each: each.change.is_kept)
        ],
    )


def _touched(before: Revision, after: Revision) -> int:
    return sum(not change.is_kept for change in changes(before.states, after.states))


def _compared(change: Change[ParagraphState]) -> ComparedParagraph:
    old, new = change.old, change.new
    state = new or old
    assert state is not None  # noqa: S101  (it stands in one of the two)
    return ComparedParagraph(
        change=change,
        style=state.style,
        pieces=compare(old.text if old else "", new.text if new else ""),
        became=STYLE_NAMES[Style(state.style)] if change.is_restyled else "",
        has_other_markup=change.is_reworded and bool(old and new and old.text == new.text),
    )


def _front_changes(
    before: Mapping[str, str], after: Mapping[str, str]
) -> list[tuple["StrOrPromise", tuple[Piece, ...]]]:
    return [
        (Article._meta.get_field(name).verbose_name, compare(before.get(name, ""), words))  # type: ignore[union-attr]  # noqa: SLF001
        for name, words in after.items()
        if words != before.get(name, "")
    ]
