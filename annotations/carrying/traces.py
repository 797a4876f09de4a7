"""Traces: when a run of equal words says that text moved there, and how surely.

A run needs the weight of a phrase, or has to be a whole short sentence: less would be chance, and
so would a phrase that is a lesser part of a sentence before or after.
"""

from annotations.carrying.comparison import WORD, Comparison

# What a run must weigh: three rare words, and five if it is less than half of a sentence: addresses
# and turns of phrase are that long. For an orphan, which may come back after any number of edits,
# more than a phrase, and this many words.
PHRASE = 3 * WORD
FRAGMENT = 5 * WORD
REMEMBERED_PHRASE = 3.6 * WORD
REMEMBERED_WORDS = 5
REMEMBERED_SENTENCE = 2 * WORD
# A short sentence is enough if it is whole on both sides; of linked paragraphs, any of two words.
SENTENCE = 1.4 * WORD
SENTENCE_WORDS = 2
# Equal tokens on either side speak for a place, as do paragraphs that are linked.
NEIGHBOURS = 6
NEIGHBOUR = 35
LINKED = WORD


class Traces:
    """Weighs runs of equal tokens, by their first old and new token and their length."""

    def __init__(self, comparison: Comparison, links: set[tuple[int, int]]) -> None:
        """Take the texts, and the pairs of paragraphs that have to do with each other."""
        self.comparison = comparison
        self.links = links

    def score(self, old: int, new: int, length: int) -> float | None:
        """Say how much speaks for a run, or None if it is not enough."""
        comparison = self.comparison
        keys = comparison.old.key[old : old + length]
        weight = comparison.weigh(keys)
        words = sum(comparison.is_word[key] for key in keys)
        linked = (comparison.old.paragraph[old], comparison.new.paragraph[new]) in self.links
        short = weight >= SENTENCE and words >= SENTENCE_WORDS
        if comparison.is_remembered(old):
            enough = weight >= REMEMBERED_PHRASE and words >= REMEMBERED_WORDS
            enough = enough or (short and self._whole_paragraphs(old, new, length))
            enough = enough or (
                words >= REMEMBERED_WORDS
                and weight >= REMEMBERED_SENTENCE
                and self._whole(old, new, length)
            )
        else:
            short = short or (linked and words >= SENTENCE_WORDS)
            enough = weight >= (FRAGMENT if self._is_fragment(old, new, weight) else PHRASE) or (
                short and self._whole(old, new, length)
            )
        if not enough:
            return None
        return weight + NEIGHBOUR * self._neighbours(old, new, length) + LINKED * linked

    def _is_fragment(self, old: int, new: int, weight: int) -> bool:
        """Say whether a run is less than half of one of the sentences that it begins in."""
        left, right = self.comparison.old, self.comparison.new
        return 2 * weight < max(
            self.comparison.weigh(side.key[at] for at in side.sentence_of(token))
            for side, token in ((left, old), (right, new))
        )

    def _whole(self, old: int, new: int, length: int) -> bool:
        """Say whether a run is made of whole sentences on both sides."""
        left, right = self.comparison.old, self.comparison.new
        return (
            left.begins_sentence(old)
            and right.begins_sentence(new)
            and left.ends_sentence(old + length - 1)
            and right.ends_sentence(new + length - 1)
        )

    def _whole_paragraphs(self, old: int, new: int, length: int) -> bool:
        """Say whether a run is a whole paragraph on both sides."""
        left, right = self.comparison.old, self.comparison.new
        return (
            len(left.tokens_of(left.paragraph[old])) == length
            and len(right.tokens_of(right.paragraph[new])) == length
        )

    def _neighbours(self, old: int, new: int, length: int) -> int:
        """Count the equal tokens on either side, held or not."""
        left, right = self.comparison.old, self.comparison.new
        count = 0
        last = length - 1
        for step in range(1, NEIGHBOURS + 1):
            for at, place in ((old - step, new - step), (old + last + step, new + last + step)):
                if (
                    0 <= at < len(left.key)
                    and 0 <= place < len(right.key)
                    and left.paragraph[at] == left.paragraph[old]
                    and right.paragraph[place] == right.paragraph[new]
                ):
                    count += left.key[at] == right.key[place]
        return count
