"""What an edit does to annotations and threads, for the editor to look at before it is kept.

Annotations on one passage share one fate and one row. What needs a decision comes first, what
stays as it is comes last and mostly as a number. Nobody's private annotations are shown to others.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.carrying import Passage, Reason, State
from annotations.models import Annotation, Comment
from annotations.moving import Outcome
from commentary.changes import Change, changes
from commentary.comparing import Piece, PieceKind, compare, shorten

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from commentary.models import Article, ParagraphState, User

# Rows of one fate that stand open, that are there at all, and that are there for a decision: more
# than a form can ask for are a number.
OPEN = 20
LISTED = 100
ASKED = 1000
# Characters of unchanged words shown on either side of a change.
SURROUNDINGS = 60
# Creators of one row who are named.
NAMED = 3

REASONS = {
    Reason.TAKEN_OUT: _("None of these words is left."),
    Reason.REWRITTEN: _("Too few of these words are left."),
    Reason.DOUBTFUL: _("These words could now be in several places."),
}


class Fate(StrEnum):
    """What becomes of a passage or of the remarks on a paragraph, in the order of the report."""

    ORPHANED = "orphaned"
    TAKEN_OUT = "taken out"
    CHANGED = "changed"
    MOVED = "moved"
    HEALED = "healed"
    KEPT = "kept"


SUMMARIES = {
    Fate.ORPHANED: _("%(number)d to decide on"),
    Fate.TAKEN_OUT: _("%(number)d taken out with the paragraph"),
    Fate.CHANGED: _("%(number)d with changed words"),
    Fate.MOVED: _("%(number)d moved"),
    Fate.HEALED: _("%(number)d back on its words"),
    Fate.KEPT: _("%(number)d as they are"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One passage and all who marked it, or (without a `key`) the remarks on one paragraph.

    `key` is the first of its annotations. `before` and `after` are its words, what differs between
    them as pieces of its own; `paragraph` is what its paragraph reads now.
    """

    key: int | None
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    comments: int
    creators: tuple[str, ...] = ()
    annotations: int = 0
    why: "StrOrPromise" = ""
    paragraph: str = ""
    words: str = ""
    wrong: str = ""

    @property
    def is_reworded(self) -> bool:
        return self.after not in {(), self.before}

    @property
    def named(self) -> tuple[str, ...]:
        return self.creators[:NAMED]

    @property
    def unnamed(self) -> int:
        return len(self.creators) - NAMED if len(self.creators) > NAMED else 0


@dataclass(slots=True)
class Section:
    """All of one fate: how many annotations and paragraphs they are, and the first rows of them."""

    fate: Fate
    number: int = 0
    comments: int = 0
    rows: list[Row] = field(default_factory=list)
    more: int = 0

    @property
    def is_full(self) -> bool:
        return len(self.rows) >= (ASKED if self.fate is Fate.ORPHANED else LISTED)

    @property
    def open(self) -> list[Row]:
        return self.rows[:OPEN]

    @property
    def folded(self) -> list[Row]:
        return self.rows[OPEN:]

    @property
    def folds_a_wrong_one(self) -> bool:
        return any(row.wrong for row in self.folded)


@dataclass(frozen=True, slots=True)
class EditReport:
    sections: Mapping[Fate, Section]
    digest: str
    is_settled: bool
    template: str = "annotations/edit_report.html"

    @property
    def shown(self) -> list[Section]:
        """Those with something in them, without what is kept."""
        return [
            section
            for section in self.sections.values()
            if section.number and section.fate is not Fate.KEPT
        ]

    @property
    def kept(self) -> Section:
        return self.sections[Fate.KEPT]

    @property
    def summary(self) -> str:
        """All of it in one line of numbers."""
        numbers = [
            SUMMARIES[section.fate] % {"number": section.number}
            for section in self.sections.values()
            if section.number
        ]
        return gettext("Annotations and threads: %(numbers)s.") % {
            "numbers": ", ".join(numbers) or gettext("none")
        }


@dataclass(frozen=True, slots=True)
class Reporting:
    """All that the report is made of, at hand inside the edit's transaction and after it."""

    article: "Article"
    before: Sequence["ParagraphState"]
    after: Sequence["ParagraphState"]
    outcomes: Sequence[Outcome]
    given: Mapping[int, str]
    wrong: Mapping[int, str]

    def __call__(self, user: "User") -> EditReport:
        """What this person may see of it. Three queries, however many annotations there are."""
        creators = dict(
            Annotation.objects.visible_to(user)
            .filter(article=self.article)
            .values_list("pk", "creator__username")
        )
        standing = Comment.objects.filter(paragraph__article=self.article, removed_at=None)
        said = dict(
            standing.filter(annotation__in=creators)
            .order_by()
            .values_list("annotation")
            .annotate(Count("pk"))
        )
        remarks = dict(
            standing.filter(annotation=None)
            .order_by()
            .values_list("paragraph__identity")
            .annotate(Count("pk"))
        )
        seen = [
            outcome
            for outcome in self.outcomes
            # One that was an orphan before and still is has nothing to do with this edit.
            if outcome.annotation in creators and (outcome.spans or not outcome.was_orphaned)
        ]
        sections = {fate: Section(fate) for fate in Fate}
        for group in _by_passage(seen):
            fate = fate_of(group[0])
            section = sections[fate]
            section.number += len(group)
            comments = sum(said.get(outcome.annotation, 0) for outcome in group)
            section.comments += comments
            if section.is_full:
                section.more += len(group)
            else:
                section.rows.append(self._row(fate, group, creators, comments))
        for change in changes(self.before, self.after):
            if number := remarks.get(change.identity):
                _add_remarks(sections[_fate_of_remarks(change)], change, number)
        return EditReport(
            sections=sections,
            digest=_digest(seen, sections),
            is_settled=not any(
                outcome.needs_a_place and outcome.annotation in self.wrong for outcome in seen
            ),
        )

    def _row(
        self,
        fate: Fate,
        group: Sequence[Outcome],
        creators: Mapping[int, str],
        comments: int,
    ) -> Row:
        first = group[0]
        old = " … ".join(part.exact for part in first.parts)
        new = " … ".join(selector.exact for selector in first.now)
        before, after = _sides(old, new)
        paragraph = ""
        if fate is Fate.ORPHANED:
            home = first.parts[0].paragraph.identity
            paragraph = next((state.text for state in self.after if state.identity == home), "")
        keys = sorted(outcome.annotation for outcome in group)
        return Row(
            key=keys[0],
            before=before,
            after=after,
            comments=comments,
            creators=tuple(dict.fromkeys(creators[outcome.annotation] for outcome in group)),
            annotations=len(group),
            why=REASONS.get(first.placement.why, "") if first.placement.why else "",
            paragraph=paragraph,
            words=next((self.given[key] for key in keys if key in self.given), ""),
            wrong=next((self.wrong[key] for key in keys if key in self.wrong), ""),
        )


def fate_of(outcome: Outcome) -> Fate:
    if outcome.needs_a_place:
        return Fate.ORPHANED
    if outcome.was_orphaned:
        return Fate.HEALED
    if outcome.placement.reworded:
        return Fate.CHANGED
    if outcome.placement.state in {State.MOVED, State.SPLIT}:
        return Fate.MOVED
    return Fate.KEPT


def _fate_of_remarks(change: Change["ParagraphState"]) -> Fate:
    if change.is_taken_out:
        return Fate.TAKEN_OUT
    if change.old and change.new and change.old.text != change.new.text:
        return Fate.CHANGED
    return Fate.MOVED if change.is_moved else Fate.KEPT


def _by_passage(outcomes: Iterable[Outcome]) -> list[list[Outcome]]:
    groups: dict[tuple[Passage, tuple[str, ...]], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        words = tuple(part.exact for part in outcome.parts)
        groups[outcome.passage, words].append(outcome)
    return sorted(groups.values(), key=lambda group: group[0].passage.spans)


def _add_remarks(section: Section, change: Change["ParagraphState"], comments: int) -> None:
    section.number += 1
    section.comments += comments
    if section.is_full:
        section.more += 1
        return
    old = change.old.text if change.old else ""
    before, after = _sides(old, change.new.text if change.new else "")
    section.rows.append(Row(None, before, after, comments))


def _sides(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The words before and after; where there are none after, those before are all kept."""
    pieces = shorten(compare(old, new or old), SURROUNDINGS)
    before = tuple(piece for piece in pieces if piece.kind is not PieceKind.ADDED)
    after = tuple(piece for piece in pieces if piece.kind is not PieceKind.REMOVED)
    return before, after if new else ()


def _digest(outcomes: Iterable[Outcome], sections: Mapping[Fate, Section]) -> str:
    """Of what becomes of each annotation, and of what was said where something changes."""
    fates = [
        (outcome.annotation, outcome.placement.state, outcome.placement.spans)
        for outcome in outcomes
    ]
    said = [section.comments for fate, section in sections.items() if fate is not Fate.KEPT]
    return hashlib.sha256(repr((fates, said)).encode()).hexdigest()
