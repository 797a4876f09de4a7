"""What an edit does to annotations and threads, for the editor to look at before it is kept.

Annotations on one passage share one fate and one row. What needs a decision comes first, what
stays as it is comes last and mostly as a number. Nobody's private annotations are shown to others.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from annotations.carrying import Passage, Reason, State
from annotations.edit_report import Choice, EditReport, Fate, Row, Section
from annotations.models import Annotation, Comment
from annotations.moving import Outcome
from annotations.reattaching import Answers, selectors_of
from annotations.selectors import Selector, dump_short
from commentary.changes import Change, changes
from commentary.comparing import Piece, PieceKind, compare, shorten

if TYPE_CHECKING:
    from commentary.models import Article, ParagraphState, User

# Characters of unchanged words shown on either side of a change.
SURROUNDINGS = 60

REASONS = {
    Reason.TAKEN_OUT: _("None of these words is left where they stood."),
    Reason.REWRITTEN: _("Too few of these words are left."),
    Reason.DOUBTFUL: _("These words could now be in several places."),
}


@dataclass(frozen=True, slots=True)
class Reporting:
    """All that the report is made of, at hand inside the edit's transaction and after it."""

    article: "Article"
    before: Sequence["ParagraphState"]
    after: Sequence["ParagraphState"]
    outcomes: Sequence[Outcome]
    answers: Answers

    def __call__(self, user: "User") -> EditReport:
        """What this person may see of it. Three queries, however many annotations there are."""
        creators = {
            annotation.pk: str(annotation.creator)
            for annotation in Annotation.objects.visible_to(user)
            .filter(article=self.article)
            .select_related("creator")
            .only("creator__username", "creator__erased_at")
        }
        standing = Comment.objects.standing().filter(paragraph__article=self.article)
        said = dict(
            standing.exclude(annotation=None)
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
                outcome.needs_a_place and outcome.annotation in self.answers.wrong
                for outcome in seen
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
            why=REASONS.get(first.placement.why, "") if first.placement.why else "",
            paragraph=paragraph,
            words=_first(keys, self.answers.words),
            wrong=_first(keys, self.answers.wrong),
            choices=tuple(
                _choice(old, selectors_of(spans, self.after))
                for spans in first.placement.candidates
            ),
            chosen=_first(keys, self.answers.offered),
        )


def _choice(old: str, selectors: Sequence[Selector]) -> Choice:
    new = " … ".join(selector.exact for selector in selectors)
    return Choice(
        dump_short(selectors), selectors[0].prefix, _sides(old, new)[1], selectors[-1].suffix
    )


def _first(keys: Iterable[int], answers: Mapping[int, str]) -> str:
    """What was answered for one of those on a passage."""
    return next((answers[key] for key in keys if key in answers), "")


def fate_of(outcome: Outcome) -> Fate:
    if outcome.needs_a_place:
        return Fate.ORPHANED
    if outcome.was_orphaned:
        return Fate.HEALED
    if outcome.placement.reworded:
        return Fate.CHANGED
    if outcome.placement.state in {State.MOVED, State.SPLIT} and not outcome.stays:
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
