"""What `carrying` answers -> targets, and what hangs on them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotations.carrying import Passage, Placement, Span, State, Text, carry
from annotations.models import Margin, Target
from annotations.models.past_targets import kept
from annotations.selectors import Selector, select
from annotations.settling import brought_back, settle

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


def carry_annotations(
    article: "Article",
    revision: "Revision",
    before: Sequence["ParagraphState"],
    after: Sequence["ParagraphState"],
) -> None:
    """Bring every target of the article to its new text, removed annotations included (undo).

    `before` and `after` are the paragraphs in the text, in order. To be called in the transaction
    of the edit. A passage whose words are gone stays with the paragraph that it was in. Where the
    edit brings an earlier revision back, what was there then stands exactly where it stood.
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
    placements = carry(
        [Text(state.identity, state.text) for state in before],
        [Text(state.identity, state.text) for state in after],
        [_passage(parts, index, remembered) for parts in carried.values()],
    )
    for (annotation, parts), placement in zip(carried.items(), placements, strict=True):
        settled[annotation] = _settled(parts, placement, revision.number, after)
    settle(held, settled, until_revision=revision.number - 1)
    Margin.objects.refresh(
        {
            *Margin.objects.filter(paragraph__article=article).values_list("pk", flat=True),
            *Target.objects.filter(annotation__article=article).values_list("paragraph", flat=True),
        }
    )


def carry_selectors(
    before: Sequence["ParagraphState"],
    after: Sequence["ParagraphState"],
    selectors: Sequence[Selector],
) -> tuple[Selector, ...]:
    """A passage selected in an older text, in the newer one; empty if its words are gone."""
    index = {state.identity: position for position, state in enumerate(before)}
    passage = Passage(
        tuple(Span(index[each.paragraph], each.start, each.end) for each in selectors)
    )
    [placement] = carry(
        [Text(state.identity, state.text) for state in before],
        [Text(state.identity, state.text) for state in after],
        [passage],
    )
    return _selectors(placement, after)


class _Remembered:
    """Texts of paragraphs as they stood in a revision, each revision read once."""

    def __init__(self, article: "Article") -> None:
        self.article = article
        self.revisions: dict[int, dict[int, str]] = {}

    def text(self, identity: int, revision_number: int) -> str:
        if revision_number not in self.revisions:
            revision = self.article.revisions.get(number=revision_number)
            self.revisions[revision_number] = {
                state.identity: state.text for state in revision.states
            }
        return self.revisions[revision_number].get(identity, "")


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


def _selectors(placement: Placement, after: Sequence["ParagraphState"]) -> tuple[Selector, ...]:
    return tuple(
        select(after[span.paragraph].identity, after[span.paragraph].text, span.start, span.end)
        for span in placement.spans
    )


def _settled(
    parts: list[Target],
    placement: Placement,
    revision_number: int,
    after: Sequence["ParagraphState"],
) -> list[Target]:
    """An annotation's targets where they are now, not saved; `parts` are those it had."""
    if placement.state is State.ORPHANED:
        if parts[0].is_orphaned:
            return parts
        gone = {"state": Target.State.ORPHANED, "orphaned_in": revision_number}
        return [Target(annotation_id=part.annotation_id, **kept(part) | gone) for part in parts]
    state = Target.State.CHANGED if placement.reworded else STATES[placement.state]
    return [
        Target(
            annotation_id=parts[0].annotation_id,
            position=position,
            paragraph_id=after[span.paragraph].pk,  # type: ignore[misc]  # it is in the text: saved
            start=selector.start,
            end=selector.end,
            exact=selector.exact,
            prefix=selector.prefix,
            suffix=selector.suffix,
            state=_lasting(parts, state),
        )
        for position, (span, selector) in enumerate(
            zip(placement.spans, _selectors(placement, after), strict=True)
        )
    ]


def _lasting(parts: list[Target], state: str) -> str:
    """A passage that changed once stays marked as changed: it is not what its reader saw."""
    changed = any(part.state == Target.State.CHANGED for part in parts)
    return Target.State.CHANGED if changed else state
