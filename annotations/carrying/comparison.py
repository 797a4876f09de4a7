"""Both texts side by side: every token has a number, every key a weight.

A side is the flat list of a text's tokens. The old side may end with remembered paragraphs, those
in which orphans last stood; they are read like the others but belong to no revision.

The weight says how much a match of this key proves. A rare word proves much, a frequent one little,
so the counts of the two texts stand in for a list of function words in any language. Weights are
whole numbers (`WORD` is one rare word), so that sums are exact and ties are real ties.

A word of a pull quote has another key than the same word of the text, so that neither is ever taken
for the other.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log2

from annotations.carrying.passages import Text
from annotations.carrying.tokens import is_character, is_word, read

WORD = 100
# Enough to decide between two otherwise equal alignments, never enough to make one.
PUNCTUATION = 10
# A word in every sentence still proves something when it stands between its old neighbours.
LEAST_WORD = 25
# A word is rare up to this many places on either side: its old place and a copy of it.
RARE = 2
# "a", "y", "и": short words are frequent in the language even when the article has few of them.
ONE_LETTER = 0.6
# Words of Chinese and Japanese are about two characters long.
CHARACTER = 0.55


@dataclass(frozen=True, slots=True)
class Side:
    """The tokens of one text; the lists run in parallel, one entry per token."""

    texts: list[str]  # per paragraph
    key: list[int]
    paragraph: list[int]
    start: list[int]
    end: list[int]
    sentence: list[int]  # numbered through the whole text
    first: list[int]  # per paragraph the number of its first token, and one more for the end

    def text_of(self, token: int) -> str:
        """Give a token as it is written."""
        return self.texts[self.paragraph[token]][self.start[token] : self.end[token]]

    def tokens_of(self, paragraph: int) -> range:
        """Give the tokens of a paragraph."""
        return range(self.first[paragraph], self.first[paragraph + 1])

    def keys_of(self, paragraph: int) -> list[int]:
        """Give the keys of a paragraph, in order."""
        return self.key[self.first[paragraph] : self.first[paragraph + 1]]

    def begins_sentence(self, token: int) -> bool:
        """Say whether a token is the first of its sentence."""
        return token == 0 or self.sentence[token - 1] != self.sentence[token]

    def ends_sentence(self, token: int) -> bool:
        """Say whether a token is the last of its sentence."""
        return token + 1 == len(self.key) or self.sentence[token + 1] != self.sentence[token]

    def sentence_of(self, token: int) -> range:
        """Give the tokens of the sentence that a token is in."""
        first, last = token, token
        while not self.begins_sentence(first):
            first -= 1
        while not self.ends_sentence(last):
            last += 1
        return range(first, last + 1)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The old and the new side, and per key its weight and what kind it is."""

    old: Side
    new: Side
    live: int  # so many of the old paragraphs are the old text; the others are remembered
    weight: list[int]
    is_word: list[bool]
    is_character: list[bool]
    spelling: list[str]

    def weigh(self, keys: Iterable[int]) -> int:
        """Sum the weights of keys."""
        weight = self.weight
        return sum(weight[key] for key in keys)

    def is_remembered(self, old: int) -> bool:
        """Say whether an old token stands in a remembered paragraph."""
        return old >= self.old.first[self.live]


def compare(old: Sequence[Text], remembered: Sequence[Text], new: Sequence[Text]) -> Comparison:
    """Read both texts, paragraph by paragraph, and weigh their keys."""
    numbers: dict[tuple[str, bool], int] = {}
    left = _side(_styled_as(new, [*old, *remembered]), numbers)
    right = _side(new, numbers)
    spelling = [key for key, _ in numbers]
    live_keys = left.key[: left.first[len(old)]]
    before, after = Counter(live_keys), Counter(right.key)
    words = [is_word(key) for key in spelling]
    weight = [
        _weight(key, words[number], max(before[number], after[number]))
        for number, key in enumerate(spelling)
    ]
    characters = [is_character(key) for key in spelling]
    return Comparison(left, right, len(old), weight, words, characters, spelling)


def _styled_as(new: Sequence[Text], old: Sequence[Text]) -> list[Text]:
    """Give the old paragraphs the styles that they have now.

    A text without any quote was pasted without its styles, or has lost them all: no style counts.
    """
    if not any(text.is_quote for text in new):
        return [replace(text, is_quote=False) for text in old]
    now: dict[int | None, bool] = {
        text.identity: text.is_quote for text in new if text.identity is not None
    }
    return [replace(text, is_quote=now.get(text.identity, text.is_quote)) for text in old]


def _side(texts: Sequence[Text], numbers: dict[tuple[str, bool], int]) -> Side:
    side = Side([text.text for text in texts], [], [], [], [], [], [0])
    sentences = 0
    for at, text in enumerate(texts):
        tokens = read(text.text)
        for token in tokens:
            side.key.append(numbers.setdefault((token.key, text.is_quote), len(numbers)))
            side.paragraph.append(at)
            side.start.append(token.start)
            side.end.append(token.end)
            side.sentence.append(sentences + token.sentence)
        side.first.append(len(side.key))
        sentences += tokens[-1].sentence + 1 if tokens else 0
    return side


def _weight(key: str, is_a_word: bool, places: int) -> int:
    if not is_a_word:
        return PUNCTUATION
    weight = float(WORD)
    if places > RARE:
        weight = max(LEAST_WORD, WORD / (1 + log2(places / RARE) / 2))
    if is_character(key):
        weight *= CHARACTER
    elif len(key) == 1:
        weight *= ONE_LETTER
    return round(weight)
