"""What two revisions of a real text themselves say about a passage, where they leave no doubt.

Nobody noted what the authors did, so most passages cannot be graded. But words that stand once
before and once after, with what is around them, are the same words; a sentence that was edited
between two that were not is still that sentence; and what none of is left is gone. Everything here
counts words, and knows nothing of how carrying works.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise, product

from tests.carrying.word_runs import (
    BREAK,
    RUN,
    Range,
    Run,
    Words,
    longest_in_order,
    places_of,
    runs_of,
)

MOVED_RUN = 12  # a run that moved needs more words
CLEAR = 2  # a passage in it keeps so many words away from its edges, which may lie by chance
# So many words in a row that stand elsewhere as well say that something moved there.
MOVED_WORDS = 4
KEPT_OF_PASSAGE, KEPT_OF_SENTENCE = 0.6, 0.65  # of its letters; of its words
INSERTION = 40  # so many letters put inside a passage may be left out of it
# A sentence is gone if no new one has more of its words, and none of its word triples is left.
LEFT_OF_GONE, GONE_SENTENCE, TRIPLE = 0.25, 6, 3
FEW_WORDS = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a passage: its kind, whether it is there, and the readings that are right."""

    kind: str
    verdict: str  # keep, either or gone
    readings: tuple[tuple[Range, ...], ...] = ()


class Decidable:
    """Decides about the passages of one text, carried into another."""

    def __init__(self, old: Words, new: Words) -> None:
        """Take both texts."""
        self.old, self.new = old, new
        self.runs = runs_of(old, new)
        self.in_order = longest_in_order(self.runs)

    def decide(self, passage: Range) -> Verdict | None:
        """Say what became of a passage, or None where the texts do not tell."""
        return (
            self._unchanged(passage)
            or self._sentence_edited(passage)
            or self._spanning_an_edit(passage)
            or self._line_taken_out(passage)
            or self._gone(passage)
        )

    def _unchanged(self, passage: Range) -> Verdict | None:
        run = self._run_at(passage[0], passage)
        if run is None or run is not self._run_at(passage[1] - 1, passage):
            return None
        kind = "unchanged" if run in self.in_order else "moved"
        return Verdict(kind, "keep", ((run.shifted(passage),),))

    def _run_at(self, at: int, passage: Range) -> Run | None:
        """Give the run in which a passage begins or ends, well inside it."""
        found = [run for run in self.runs if run.covers(at)]
        # Where two runs overlap, words that stand twice were put between them, or taken out.
        if len(found) != 1:
            return None
        [run] = found
        sides = [step for step in (-1, 1) if at == (passage[0] if step < 0 else passage[1] - 1)]
        if self._is_known(run, at) and all(self._is_clear(run, at, step) for step in sides):
            return run
        return None

    def _is_known(self, run: Run, at: int) -> bool:
        """Say whether a run is long, or all of a paragraph, where a word of it stands."""
        start, end = self.old.paragraph(self.old.places[at][0])
        whole = run.covers(start - 1) and run.covers(end)
        length = min(end, run.old + run.length) - max(start, run.old)
        return whole or length >= (RUN if run in self.in_order else MOVED_RUN)

    def _is_clear(self, run: Run, at: int, step: int) -> bool:
        """Say whether a word is not one of the last of its run, unless the paragraph ends there.

        Nor may all from there to the edge be said once more beside it: either could be the old one.
        """
        if self.old.words[at + step] == BREAK:
            return run.covers(at + step)
        if not run.covers(at + CLEAR * step):
            return False
        edge = (run.old, at + 1) if step < 0 else (at, run.old + run.length)
        last = tuple(self.old.words[slice(*edge)])
        return all(
            list(text.series(len(last), text.paragraph(text.places[place][0]))).count(last) <= 1
            for text, place in ((self.old, at), (self.new, at - run.old + run.new))
        )

    def _spanning_an_edit(self, passage: Range) -> Verdict | None:
        left, right = self._run_at(passage[0], passage), self._run_at(passage[1] - 1, passage)
        if not (left and right) or not {left, right} <= self.in_order:
            return None
        now = left.shifted(passage)[0], right.shifted(passage)[1]
        if BREAK in self.old.words[slice(*passage)] or BREAK in self.new.words[slice(*now)]:
            return None
        middle = left.old + left.length, right.old
        fresh = left.new + left.length, right.new
        if middle[0] > middle[1] or fresh[0] > fresh[1]:
            return None
        if _stands_elsewhere(self.old, middle, self.new, now):
            return None
        if _stands_elsewhere(self.new, fresh, self.old, passage):
            return None
        kept = _kept(self.old.words[slice(*passage)], self.new.words[slice(*now)])
        letters = sum(len(self.new.words[now[0] + at]) for at in kept)
        enough = letters >= KEPT_OF_PASSAGE * self.old.letters(passage)
        pieces = [now[0]]
        for before, after in pairwise(kept):
            gap = now[0] + before + 1, now[0] + after
            if self.new.letters(gap) >= INSERTION:
                pieces += gap
        apart = tuple(zip(pieces[::2], [*pieces[1::2], now[1]], strict=True))
        return Verdict("spanning an edit", "keep" if enough else "either", ((now,), apart))

    def _sentence_edited(self, passage: Range) -> Verdict | None:
        """Decide about a whole sentence between two that did not change."""
        at = self.old.sentence_of(passage)
        if at is None or self.old.sentences[at] != passage:
            return None
        before, after = self._same_sentence(at - 1), self._same_sentence(at + 1)
        if before is None or after != before + 2:
            return None
        start, end = now = self.new.sentences[before + 1]
        kept = _kept(self.old.words[slice(*passage)], self.new.words[slice(*now)])
        if len(kept) < KEPT_OF_SENTENCE * max(passage[1] - passage[0], end - start):
            return None
        starts = range(start, start + kept[0] + 1)
        ends = range(start + kept[-1] + 1, end + 1)
        readings = tuple((reading,) for reading in product(starts, ends))
        kind = "unchanged" if self.old.says(passage) == self.new.says(now) else "sentence edited"
        return Verdict(kind, "keep", readings)

    def _same_sentence(self, at: int) -> int | None:
        """Give where a sentence is now that stands once in either text."""
        if not 0 <= at < len(self.old.sentences):
            return None
        words = self.old.says(self.old.sentences[at])
        places = self._places_of_sentences[1].get(words, [])
        once = len(places) == len(self._places_of_sentences[0][words]) == 1
        return places[0] if once else None

    @cached_property
    def _places_of_sentences(self) -> tuple[dict[tuple[str, ...], list[int]], ...]:
        return tuple(
            places_of([text.says(sentence) for sentence in text.sentences])
            for text in (self.old, self.new)
        )

    def _line_taken_out(self, passage: Range) -> Verdict | None:
        """Decide about a paragraph whose neighbours stand together, with nothing left of its own.

        What other lines of its template say as well is not its own.
        """
        at = self.old.places[passage[0]][0]
        if self.old.places[passage[1] - 1][0] != at or at in self._same_paragraphs:
            return None
        before = max((same for same in self._same_paragraphs if same < at), default=None)
        after = min((same for same in self._same_paragraphs if same > at), default=None)
        if before is None or after is None:
            return None
        if self._same_paragraphs[after] != self._same_paragraphs[before] + 1:
            return None
        own = [
            series
            for length in (1, TRIPLE)
            for series, count in Counter(self.old.series(length, self.old.paragraph(at))).items()
            if self._old_series[length][series] == count
        ]
        if not any(len(series) == 1 for series in own):
            return None
        if any(self._new_series[len(series)][series] for series in own):
            return None
        return Verdict("line taken out", "gone")

    @cached_property
    def _same_paragraphs(self) -> dict[int, int]:
        """The paragraphs that stand once in either text, and where they are now."""
        before, after = (
            places_of([text.says(text.paragraph(at)) for at in range(len(text.paragraphs))])
            for text in (self.old, self.new)
        )
        return {
            places[0]: after[words][0]
            for words, places in before.items()
            if len(places) == len(after.get(words, ())) == 1
        }

    @cached_property
    def _old_series(self) -> dict[int, Counter[tuple[str, ...]]]:
        return {length: Counter(self.old.series(length)) for length in (1, TRIPLE)}

    @cached_property
    def _new_series(self) -> dict[int, Counter[tuple[str, ...]]]:
        return {length: Counter(self.new.series(length)) for length in (1, TRIPLE, FEW_WORDS)}

    def _gone(self, passage: Range) -> Verdict | None:
        at = self.old.sentence_of(passage)
        if at is None or len(self.old.says(self.old.sentences[at])) < GONE_SENTENCE:
            return None
        sentence = self.old.sentences[at]
        words = set(self.old.says(sentence))
        if any(self._new_series[TRIPLE][series] for series in self.old.series(TRIPLE, sentence)):
            return None
        if any(len(words & other) > LEFT_OF_GONE * len(words) for other in self._new_sentences):
            return None
        says = self.old.says(passage)
        if len(says) < FEW_WORDS and says in set(self.new.series(len(says))):
            return None
        return Verdict("gone", "gone")

    @cached_property
    def _new_sentences(self) -> list[set[str]]:
        return [set(self.new.says(sentence)) for sentence in self.new.sentences]


def _stands_elsewhere(text: Words, stretch: Range, other: Words, place: Range) -> bool:
    """Say whether several words in a row of a stretch stand in the other text, outside a place."""
    wanted = set(text.series(MOVED_WORDS, stretch))
    outside = (0, place[0]), (place[1], len(other.words))
    return any(
        series in wanted for within in outside for series in other.series(MOVED_WORDS, within)
    )


def _kept(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """Give the places of the new words that a diff keeps."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return [block.b + step for block in blocks for step in range(block.size)]
