"""Text in which every character remembers where it came from.

Edits are made on such text, so the truth about a passage after any number of edits is not guessed
but read off: which of its characters are still there, and where.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import count, product

NEW = -1
_BIRTHS = count()


@dataclass(frozen=True, slots=True)
class Char:
    """One character: which original character it is, or what it was put in the place of.

    `born` tells apart those that are neither.
    """

    char: str
    origin: int = NEW
    replaces: frozenset[int] = frozenset()
    copy_of: int = NEW
    born: int = NEW


Chars = tuple[Char, ...]


@dataclass(slots=True)
class Paragraph:
    """A paragraph with an identity as an editor keeps it."""

    identity: str
    chars: Chars

    @property
    def text(self) -> str:
        """The plain text."""
        return "".join(char.char for char in self.chars)


@dataclass(slots=True)
class Article:
    """Paragraphs in order, and a counter that gives new paragraphs their identity."""

    paragraphs: list[Paragraph]
    born: int = 0
    cut: list[Chars] = field(default_factory=list)  # what was taken out and may be put back

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Article":
        """Begin with original text; the characters are numbered through."""
        paragraphs = []
        number = 0
        for at, text in enumerate(texts, 1):
            chars = tuple(Char(char, number + step) for step, char in enumerate(text))
            number += len(text)
            paragraphs.append(Paragraph(f"p{at}", chars))
        return cls(paragraphs)

    def identity(self) -> str:
        """Give a paragraph that is new its identity."""
        self.born += 1
        return f"n{self.born}"

    def copy(self) -> "Article":
        """Copy, so that a version can be kept while the edits go on."""
        return Article([replace(p) for p in self.paragraphs], self.born, list(self.cut))

    def state(self) -> list[dict[str, str]]:
        """Give the paragraphs as cases have them."""
        return [{"id": p.identity, "text": p.text} for p in self.paragraphs]


def fresh(text: str) -> Chars:
    """Make text that was never there before."""
    return tuple(Char(char, born=next(_BIRTHS)) for char in text)


def copied(chars: Chars) -> Chars:
    """Make new text that repeats old text."""
    return tuple(
        Char(c.char, copy_of=c.origin if c.origin != NEW else c.copy_of, born=next(_BIRTHS))
        for c in chars
    )


def replacing(chars: Sequence[Char], text: str) -> Chars:
    """Make text that takes the place of characters."""
    origins = frozenset(c.origin for c in chars if c.origin != NEW)
    for char in chars:
        origins |= char.replaces
    return tuple(Char(c, replaces=origins) for c in text)


@dataclass(frozen=True, slots=True)
class Truth:
    """What is right for a passage: the verdict, the spans, and other answers that are as good.

    `adopted` is what was put inside it, by its birth: in the next revision that belongs to it.
    """

    verdict: str
    spans: list[dict[str, object]]
    alternatives: list[list[dict[str, object]]]
    survive: float
    adopted: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters of a passage that stand together in a paragraph."""

    paragraph: int
    start: int
    end: int
    letters: int


# What a passage needs in order to be kept: so many of its letters, so many in the largest piece.
KEPT = 0.6
LARGEST = 0.45
# An insertion of so many characters may as well be left out.
INSERTION = 40
# One piece may stand for the passage if it holds so much of it.
MAIN = 0.6
# So many letters both taken out and freshly written again: nobody can say what is right.
AMBIGUOUS = 12


def truth(
    article: Article,
    passage: frozenset[int],
    home: frozenset[int],
    letters: frozenset[int],
    adopted: frozenset[int] = frozenset(),
) -> Truth | None:
    """Say where a passage is in an article now.

    All are original characters: `passage` the passage's, `home` those of the paragraphs it was in,
    `letters` those that are letters or digits; and `adopted` what was put inside it before. Gives
    None when nobody could say what is right.
    """
    touched = _touched(article, passage, adopted)
    present = {article.paragraphs[at].chars[i].origin for at, i in touched}
    mine = letters & passage
    lost = mine - present
    again = (
        {c.copy_of for p in article.paragraphs for c in p.chars if c.copy_of in lost}
        if lost
        else ()
    )
    if len(again) >= min(AMBIGUOUS, len(mine)):
        return None
    survive = len(mine & present) / len(mine)
    variants = [
        _pieces(article, touched, _Reading(own, home, letters, taken_in, since, apart))
        for since in {adopted: None, frozenset[int](): None}
        for apart in (_Apart.HOME, _Apart.ALL, _Apart.NONE)
        for taken_in in _halves(article, touched, passage)
        for own in {passage: None, _without_edges(passage, letters): None}
    ]
    largest = max((run.letters for run in variants[0]), default=0) / len(mine)
    if not mine & present and not any(variants):
        return Truth("gone", [], [], 0.0)
    keep = survive >= KEPT and largest >= LARGEST
    for variant in list(variants):
        main = max(variant, key=lambda run: run.letters, default=None)
        if main and main.letters >= MAIN * len(mine):
            variants.append([main])
    spans = [_spans(article, variant) for variant in variants if variant]
    unique = [span for at, span in enumerate(spans) if span not in spans[:at]]
    inside = frozenset(
        char.born
        for run in variants[0]
        for char in article.paragraphs[run.paragraph].chars[run.start : run.end]
        if char.born != NEW
    )
    verdict = "keep" if keep else "either"
    return Truth(verdict, unique[0], unique[1:], round(survive, 3), adopted | inside)


Group = frozenset[int]


def _halves(
    article: Article, touched: Sequence[tuple[int, int]], passage: frozenset[int]
) -> list[frozenset[Group]]:
    """Give which half-covered groups may be taken in: at either edge any number, the inner first.

    A group is what was replaced at once; it is half covered if it reaches beyond the passage.
    """
    groups = dict.fromkeys(article.paragraphs[at].chars[i].replaces for at, i in touched)
    half = [group for group in groups if group & passage and not group <= passage]
    left = [group for group in half if min(group) < min(passage)]
    right = [group for group in half if group not in left]
    return [
        frozenset(left[len(left) - at :] + right[:to])
        for at, to in product(range(len(left) + 1), range(len(right) + 1))
    ]


def _without_edges(passage: frozenset[int], letters: frozenset[int]) -> frozenset[int]:
    """Leave out the blanks and the punctuation at the edges, which do not count."""
    mine = passage & letters
    return frozenset(at for at in passage if min(mine) <= at <= max(mine))


class _Apart(Enum):
    """Which text between two parts of a passage sets them apart."""

    HOME = "what used to stand next to them"
    ALL = "that, and long insertions, and what moved in"
    NONE = "only more than the passage itself"


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read what belongs to a passage.

    `taken_in`: the groups of replaced characters, only some of which were its own, that belong;
    `adopted`: what was put inside it in earlier revisions.
    """

    passage: frozenset[int]
    home: frozenset[int]
    letters: frozenset[int]
    taken_in: frozenset[Group]
    adopted: frozenset[int]
    apart: _Apart

    def belongs(self, char: Char) -> bool:
        """Say whether a character belongs to the passage."""
        if char.origin != NEW:
            return char.origin in self.passage
        if char.replaces:
            return char.replaces <= self.passage or char.replaces in self.taken_in
        return char.born in self.adopted

    def joins(self, between: Chars) -> bool:
        """Say whether two parts of a passage are one, with what stands between them."""
        stayed = sum(c.origin in self.home and c.origin in self.letters for c in between)
        if self.apart is _Apart.NONE:
            return stayed < len(self.passage)
        if self.apart is _Apart.HOME:
            return not stayed
        moved_in = any(c.origin in self.letters for c in between)
        return not moved_in and len(between) < INSERTION


def _touched(
    article: Article, passage: frozenset[int], adopted: frozenset[int]
) -> list[tuple[int, int]]:
    """Give the places (paragraph, character) that may belong to a passage."""
    return [
        (at, i)
        for at, paragraph in enumerate(article.paragraphs)
        for i, char in enumerate(paragraph.chars)
        if char.origin in passage or char.born in adopted or char.replaces & passage
    ]


def _pieces(article: Article, touched: Sequence[tuple[int, int]], reading: _Reading) -> list[_Run]:
    """Find the runs of a passage."""
    runs: list[_Run] = []
    at, start, end, letters = -1, 0, 0, 0
    for paragraph, i in touched:
        chars = article.paragraphs[paragraph].chars
        if not reading.belongs(chars[i]):
            continue
        if paragraph != at or (i > end and not reading.joins(chars[end:i])):
            runs.append(_Run(at, start, end, letters))
            at, start, letters = paragraph, i, 0
        end = i + 1
        letters += chars[i].origin in reading.letters
    runs = [*runs, _Run(at, start, end, letters)][1:]
    return [run for run in runs if _has_word(article, run)]


def _has_word(article: Article, run: _Run) -> bool:
    text = article.paragraphs[run.paragraph].text[run.start : run.end]
    return any(map(str.isalnum, text))


def _spans(article: Article, runs: Iterable[_Run]) -> list[dict[str, object]]:
    return [
        {
            "paragraph": article.paragraphs[run.paragraph].identity,
            "start": run.start,
            "end": run.end,
        }
        for run in runs
    ]
