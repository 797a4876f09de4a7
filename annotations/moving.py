"""What `carrying` answers -> targets, and what hangs on them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.carrying import Passage, Placement, Span, State, Text, carry
from annotations.models import Margin, Target
from annotations.models.past_targets import kept
from annotations.reattaching import Answers, selectors_of
from annotations.selectors import Selector
from annotations.settling import brought_back, settle
from commentary.style import Style

if TYPE_CHECKING:
    from commentary.models import Article, ParagraphState, Revision

STATES = {
    State.UNCHANGED: Target.State.ANCHORED,
    State.SHIFTED: Target.State.ANCHORED,
    State.CHANGED: Target.State.CHANGED,
    State.MOVED: Target.State.MOVED,
    State.SPLIT: Target.State.MOVED,
    State.HEALED: Target.State.ANCHORED,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an edit did to one annotation: the rows it had, and where it is now.

    `placement` is what carrying found; `now` are its selectors in the new text, none for an orphan.
    They differ where the editor chose a place for what carrying could not place.
    """

    annotation: int
    passage: Passage
    parts: tuple[Target, ...]
    placement: Placement
    spans: tuple[Span, ...]
    now: tuple[Selector, ...]

    @property
    def was_orphaned(self) -> bool:
        return self.parts[0].is_orphaned

    @property
    def needs_a_place(self) -> bool:
        """Whether this edit takes its words away."""
        return self.placement.state is State.ORPHANED and not self.was_orphaned

    @property
    def stays(self) -> bool:
        """Whether it stands where it stood, whatever became of the words around it."""
        before = [(part.paragraph.identity, part.start, part.exact) for part in self.parts]
        return before == [(each.paragraph, each.start, each.exact) for each in self.now]

    @property
    def state(self) -> Target.State:
        """What its rows say from now on, if all was well with them before."""
        if not self.spans:
            return Target.State.ORPHANED
        if self.needs_a_place:
            same = [part.exact for part in self.parts] == [selector.exact for selector in self.now]
            return Target.State.MOVED if same else Target.State.CHANGED
        if self.placement.reworded:
            return Target.State.CHANGED
        return Target.State.ANCHORED if self.stays else STATES[self.placement.state]


def carry_annotations(
    article: "Article",
    revision: "Revision",
    before: Sequence["ParagraphState"],
    after: Sequence["ParagraphState"],
    answers: Answers | None = None,
) -> list[Outcome]:
    """Bring every target of the article to its new text, removed annotations included (undo).

    `before` and `after` are the paragraphs in the text, in order. To be called in the transaction
    of the edit. A passage whose words are gone goes where its editor's `answers` put it, or stays
    with its paragraph. Where the edit brings an earlier revision back, what was there then stands
    exactly where it stood. Answers what became of those that were carried.
    """
    held: dict[int, list[Target]] = defaultdict(list)
    for target in (
        Target.objects.filter(annotation__article=article).select_related("paragraph").in_order()
    ):
        held[target.annotation_id].append(target)
    settled = brought_back(article, revision.brings_back, held)
    carried = {key: parts for key, parts in held.items() if key not in settled}
    index = {state.identity: position for position, state in enumerate(before)}
    remembered = _Remembered(article)
    passages = {key: _passage(parts, index, remembered) for key, parts in carried.items()}
    # Long texts are not compared where nobody marked anything: that would double an import's time.
    placements = (
        carry(
            [_text(state) for state in before],
            [_text(state) for state in after],
            list(passages.values()),
        )
        if passages
        else []
    )
    chosen = {
        passages[key]: spans
        for key, placement in zip(passages, placements, strict=True)
        if answers and placement.state is State.ORPHANED and not passages[key].remembered
        if (spans := answers.place_for(key, placement))
    }
    outcomes = []
    for (key, passage), placement in zip(passages.items(), placements, strict=True):
        spans = placement.spans or chosen.get(passage, ())
        now = selectors_of(spans, after)
        outcome = Outcome(key, passage, tuple(held[key]), placement, spans, now)
        settled[key] = _settled(outcome, revision.number, after)
        outcomes.append(outcome)
    settle(held, settled, until_revision=revision.number - 1)
    Margin.objects.refresh(
        {
            *Margin.objects.filter(paragraph__article=article).values_list("pk", flat=True),
            *Target.objects.filter(annotation__article=article).values_list("paragraph", flat=True),
        }
    )
    return outcomes


def carry_selectors(
    before: Sequence["ParagraphState"],
    after: Sequence["ParagraphState"],
    selectors: Sequence[Selector],
) -> tuple[Selector, ...]:
    """A passage selected in an older text, in the newer one; empty if its words are gone."""
    return selectors_of(_placement(before, after, selectors).spans, after)


def places_for(
    before: Sequence["ParagraphState"],
    after: Sequence["ParagraphState"],
    selectors: Sequence[Selector],
) -> list[tuple[Selector, ...]]:
    """Where in the newer text a passage that an edit orphaned could be; best first."""
    placement = _placement(before, after, selectors)
    places = (placement.spans,) if placement.spans else placement.candidates
    return [selectors_of(spans, after) for spans in places]


def _placement(
    before: Sequence["ParagraphState"],
    after: Sequence["ParagraphState"],
    selectors: Sequence[Selector],
) -> Placement:
    index = {state.identity: position for position, state in enumerate(before)}
    passage = Passage(
        tuple(Span(index[each.paragraph], each.start, each.end) for each in selectors)
    )
    [placement] = carry(
        [_text(state) for state in before],
        [_text(state) for state in after],
        [passage],
    )
    return placement


def _text(state: "ParagraphState") -> Text:
    return Text(state.identity, state.text, is_quote=state.style == Style.PULL_QUOTE)


class _Remembered:
    """Paragraphs as they stood in a revision, each revision read once."""

    def __init__(self, article: "Article") -> None:
        self.article = article
        self.revisions: dict[int, dict[int, Text]] = {}

    def text(self, identity: int, revision_number: int) -> Text:
        if revision_number not in self.revisions:
            revision = self.article.revisions.get(number=revision_number)
            self.revisions[revision_number] = {
                state.identity: _text(state) for state in revision.states
            }
        return self.revisions[revision_number].get(identity, Text(None, ""))


def _passage(parts: list[Target], index: dict[int, int], remembered: _Remembered) -> Passage:
    if parts[0].orphaned_in is None:
        return Passage(
            tuple(Span(index[part.paragraph.identity], part.start, part.end) for part in parts)
        )
    last = parts[0].orphaned_in - 1
    return Passage(
        tuple(Span(number, part.start, part.end) for number, part in enumerate(parts)),
        remembered=tuple(remembered.text(part.paragraph.identity, last) for part in parts),
    )


def _settled(
    outcome: Outcome, revision_number: int, after: Sequence["ParagraphState"]
) -> list[Target]:
    """An annotation's targets where they are now, not saved."""
    parts = outcome.parts
    if not outcome.spans:
        if outcome.was_orphaned:
            return list(parts)
        gone = {"state": Target.State.ORPHANED, "orphaned_in": revision_number}
        return [Target(annotation_id=part.annotation_id, **kept(part) | gone) for part in parts]
    return [
        Target(
            annotation_id=outcome.annotation,
            position=position,
            paragraph_id=after[span.paragraph].pk,  # type: ignore[misc]  # it is in the text: saved
            start=selector.start,
            end=selector.end,
            exact=selector.exact,
            prefix=selector.prefix,
            suffix=selector.suffix,
            state=_lasting(parts, outcome.state),
        )
        for position, (span, selector) in enumerate(zip(outcome.spans, outcome.now, strict=True))
    ]


def _lasting(parts: Sequence[Target], state: Target.State) -> Target.State:
    """A passage that changed once stays marked as changed: it is not what its reader saw."""
    changed = any(part.state == Target.State.CHANGED for part in parts)
    return Target.State.CHANGED if changed else state
