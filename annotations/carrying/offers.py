"""Offers: where something like a passage stands whose own words are gone.

Nothing is attached there. But whoever decides about an orphan is shown the sentences that share the
most of its words with it: they may say the same in other words, or be where it was quoted from.
"""

from collections import Counter, defaultdict
from functools import cached_property

from annotations.carrying.comparison import WORD, Comparison
from annotations.carrying.passages import Span
from annotations.carrying.survivors import Survivors

# What a sentence has to share with a passage to be offered: so much of it, and two rare words.
LIKE = 0.4
AT_LEAST = 2 * WORD
MOST_OFFERS = 2
# A key in more sentences than this is a turn of the language.
SENTENCES = 40


class Offers:
    """Looks up the sentences of the new text by their words."""

    def __init__(self, comparison: Comparison) -> None:
        """Take the texts; nothing is indexed before it is asked for."""
        self.comparison = comparison

    def like(self, survivors: Survivors) -> tuple[tuple[Span, ...], ...]:
        """Give the places in the new text that are most like a passage, best first."""
        key, weight = self.comparison.old.key, self.comparison.weight
        words = {
            key[token]
            for stretch in survivors.stretches
            for token in stretch.tokens
            if self.comparison.is_word[key[token]]
        }
        shared: Counter[int] = Counter()
        for word in words:
            for sentence in self._sentences_with[word]:
                shared[sentence] += weight[word]
        enough = max(AT_LEAST, LIKE * self.comparison.weigh(words))
        best = sorted(shared, key=lambda sentence: (-shared[sentence], sentence))[:MOST_OFFERS]
        return tuple((self._span(at),) for at in best if shared[at] >= enough)

    def _span(self, sentence: int) -> Span:
        side = self.comparison.new
        tokens = side.sentence_of(self._first[sentence])
        return Span(side.paragraph[tokens[0]], side.start[tokens[0]], side.end[tokens[-1]])

    @cached_property
    def _first(self) -> dict[int, int]:
        side = self.comparison.new
        return {side.sentence[at]: at for at in reversed(range(len(side.key)))}

    @cached_property
    def _sentences_with(self) -> defaultdict[int, tuple[int, ...]]:
        side = self.comparison.new
        sentences: defaultdict[int, set[int]] = defaultdict(set)
        for token, key in enumerate(side.key):
            if self.comparison.is_word[key]:
                sentences[key].add(side.sentence[token])
        found: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
        for key, where in sentences.items():
            if len(where) <= SENTENCES:
                found[key] = tuple(where)
        return found
