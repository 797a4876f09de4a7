"""Carrying, step by step: read both texts, align them, and place each passage.

One alignment serves all passages. What stands in a paragraph that did not change needs none of it.
"""

from collections.abc import Sequence

from annotations.carrying.alignment import Alignment
from annotations.carrying.comparison import compare
from annotations.carrying.doubt import Doubt
from annotations.carrying.filling import fill_gaps
from annotations.carrying.identical import pair_identical
from annotations.carrying.in_place import align_mates, hold_unchanged
from annotations.carrying.mates import find_mates
from annotations.carrying.memories import read_through
from annotations.carrying.moves import follow_moves
from annotations.carrying.offers import Offers
from annotations.carrying.passages import Passage, Placement, Reason, Span, State, Text
from annotations.carrying.placing import find_places
from annotations.carrying.sentences import match_sentences
from annotations.carrying.survivors import Survivors
from annotations.carrying.taken_out import release_taken_out
from annotations.carrying.unchanged import pair_unchanged
from annotations.carrying.whereabouts import Whereabouts


def carry(old: Sequence[Text], new: Sequence[Text], passages: Sequence[Passage]) -> list[Placement]:
    """Say for each passage of the old text where it is in the new, in the same order.

    Raises ValueError for a span that is empty or lies outside its paragraph.
    """
    texts = [text.text for text in old]
    for passage in passages:
        _check([text.text for text in passage.remembered] or texts, passage.spans)
    return _Carrying(old, new, passages).placements()


def _check(texts: Sequence[str], spans: Sequence[Span]) -> None:
    for span in spans:
        if not (
            0 <= span.paragraph < len(texts)
            and 0 <= span.start < span.end <= len(texts[span.paragraph])
        ):
            raise ValueError(f"{span} does not lie in its paragraph")


class _Carrying:
    def __init__(
        self, old: Sequence[Text], new: Sequence[Text], passages: Sequence[Passage]
    ) -> None:
        self.old, self.new, self.passages = old, new, passages
        memories = dict.fromkeys(text for passage in passages for text in passage.remembered)
        self.memory = {text: len(old) + at for at, text in enumerate(memories)}
        self.old_texts = [text.text for text in (*old, *memories)]
        self.new_texts = [text.text for text in new]
        self.comparison = compare(old, list(memories), new)
        identities = [text.identity for text in old], [text.identity for text in new]
        self.pairs = pair_unchanged(self.comparison, *identities)
        self.alignment = Alignment(len(self.comparison.old.key), len(self.comparison.new.key))
        hold_unchanged(self.comparison, self.alignment, self.pairs)
        identical = pair_identical(self.comparison, self.pairs, *identities)
        mates = find_mates(self.comparison, self.pairs, identical)
        align_mates(self.comparison, self.alignment, mates)
        follow_moves(self.comparison, self.alignment, set(mates.links))
        match_sentences(self.comparison, self.alignment)
        fill_gaps(self.comparison, self.alignment, mates.pairs)
        release_taken_out(self.comparison, self.alignment, self.pairs, identical)
        read_through(self.comparison, self.alignment)
        self.whereabouts = Whereabouts(self.comparison, self.alignment)
        self.doubt = Doubt(self.comparison, self.alignment, identical, self.whereabouts.homes)
        self.offers = Offers(self.comparison)

    def placements(self) -> list[Placement]:
        """Place every passage."""
        return [self._place(passage) for passage in self.passages]

    def _place(self, passage: Passage) -> Placement:
        spans = passage.spans
        if passage.remembered:
            spans = tuple(
                Span(self.memory[passage.remembered[span.paragraph]], span.start, span.end)
                for span in spans
            )
        else:
            untouched = self._untouched(spans)
            if untouched:
                return self._placed(passage, spans, untouched, None)
        found, survivors, enough = find_places(self.comparison, self.alignment, spans)
        if not enough:
            return self._gone(passage, found, survivors)
        rival = self.doubt.rival(survivors)
        if rival:
            return _orphan(Reason.DOUBTFUL, survivors, (found, rival))
        return self._placed(passage, spans, found, survivors)

    def _gone(self, passage: Passage, found: tuple[Span, ...], survivors: Survivors) -> Placement:
        if passage.remembered:
            return _orphan(Reason.STILL_GONE, survivors, tuple((span,) for span in found))
        why = Reason.REWRITTEN if survivors.held else Reason.TAKEN_OUT
        candidates = tuple((span,) for span in found) or self.offers.like(survivors)
        return _orphan(why, survivors, candidates)

    def _untouched(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """Give the spans as they are now if every one lies in a paragraph that is the same."""
        found = []
        for span in spans:
            paragraph = self.pairs.get(span.paragraph)
            if paragraph is None or self.old_texts[span.paragraph] != self.new_texts[paragraph]:
                return ()
            found.append(Span(paragraph, span.start, span.end))
        return tuple(sorted(found))

    def _placed(
        self,
        passage: Passage,
        spans: Sequence[Span],
        found: tuple[Span, ...],
        survivors: Survivors | None,
    ) -> Placement:
        before = [self.old_texts[span.paragraph][span.start : span.end] for span in spans]
        after = [self.new_texts[span.paragraph][span.start : span.end] for span in found]
        reworded = before != after
        if len(before) != len(after):
            reworded = "".join("".join(before).split()) != "".join("".join(after).split())
        state = self.whereabouts.state(passage, found, survivors, reworded=reworded)
        return Placement(found, state, reworded, survivors.share if survivors else 1.0)


def _orphan(
    why: Reason, survivors: Survivors, candidates: tuple[tuple[Span, ...], ...]
) -> Placement:
    return Placement(
        (), State.ORPHANED, reworded=True, share=survivors.share, candidates=candidates, why=why
    )
