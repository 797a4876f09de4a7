"""A text as its words, and the runs of words that two texts have in common, once each.

Such a run is the same words in both, whatever happened around them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BREAK = "\n"  # between paragraphs, before the first and after the last

_CHARACTERS = "\u3040-\u30ff\u3400-\u9fff"
WORD = re.compile(
    rf"[{_CHARACTERS}]|[^\W_{_CHARACTERS}](?:[^\W_{_CHARACTERS}]|[\u0300-\u036f]|['’](?=\w))*"
)
_SENTENCE = re.compile(r".+?(?:[.!?…][\"'”»’)\]*_`]*(?=\s|$)|[。！？]|$)", re.DOTALL)

# A run of words that stands once in either text is the same run.
RUN = 8

Range = tuple[int, int]  # of words, the end exclusive


class Words:
    """A text as its words, in order, with a break on either side of each paragraph."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        """Read the paragraphs."""
        self.paragraphs = paragraphs
        self.words = [BREAK]
        self.places = [(0, 0, 0)]  # paragraph, start, end
        self.sentences: list[Range] = []
        self.first = [1]  # per paragraph its first word
        for at, text in enumerate(paragraphs):
            for sentence in _SENTENCE.finditer(text):
                start = len(self.words)
                for match in WORD.finditer(text, *sentence.span()):
                    self.words.append(match.group().casefold())
                    self.places.append((at, *match.span()))
                if len(self.words) > start:
                    self.sentences.append((start, len(self.words)))
            self.words.append(BREAK)
            self.places.append((at, len(text), len(text)))
            self.first.append(len(self.words))

    def paragraph(self, at: int) -> Range:
        """Give the words of a paragraph."""
        return self.first[at], self.first[at + 1] - 1

    def sentence_of(self, passage: Range) -> int | None:
        """Give the sentence that a passage lies in, if it is one."""
        at = bisect_right(self.sentences, passage[0], key=lambda sentence: sentence[0]) - 1
        return at if at >= 0 and passage[1] <= self.sentences[at][1] else None

    def series(self, length: int, within: Range | None = None) -> Iterator[tuple[str, ...]]:
        """Give every series of so many words."""
        start, end = within or (0, len(self.words))
        for at in range(start, end - length + 1):
            yield tuple(self.words[at : at + length])

    def says(self, passage: Range) -> tuple[str, ...]:
        """Give the words of a passage, without the breaks in it."""
        return tuple(word for word in self.words[slice(*passage)] if word != BREAK)

    def letters(self, passage: Range) -> int:
        """Count the letters of a passage."""
        return sum(map(len, self.says(passage)))

    def spans(self, passage: Range) -> list[tuple[int, int, int]]:
        """Give a passage as stretches of its paragraphs: paragraph, start, end."""
        spans: dict[int, tuple[int, int]] = {}
        for at in range(*passage):
            paragraph, start, end = self.places[at]
            if self.words[at] != BREAK:
                spans[paragraph] = spans.get(paragraph, (start, end))[0], end
        return [(paragraph, *span) for paragraph, span in spans.items()]


@dataclass(frozen=True, slots=True)
class Run:
    """So many words, from where they begin in either text."""

    old: int
    new: int
    length: int

    def covers(self, at: int) -> bool:
        """Say whether an old word is one of the run."""
        return self.old <= at < self.old + self.length

    def shifted(self, passage: Range) -> Range:
        """Give where a passage that begins or ends in the run does so now."""
        return passage[0] - self.old + self.new, passage[1] - self.old + self.new


def runs_of(old: Words, new: Words) -> list[Run]:
    """Give the longest runs of words that stand once in either text."""
    once = [_once(text) for text in (old, new)]
    runs: list[Run] = []
    for at, series in sorted((at, series) for series, at in once[0].items() if series in once[1]):
        place = once[1][series]
        if runs and at - runs[-1].old == place - runs[-1].new == runs[-1].length - RUN + 1:
            runs[-1] = Run(runs[-1].old, runs[-1].new, runs[-1].length + 1)
        else:
            runs.append(Run(at, place, RUN))
    return runs


def _once(text: Words) -> dict[tuple[str, ...], int]:
    places = places_of(list(text.series(RUN)))
    return {series: at[0] for series, at in places.items() if len(at) == 1}


def longest_in_order(runs: Sequence[Run]) -> set[Run]:
    """Give the runs that follow one another in both texts and are the most words."""
    best: list[tuple[int, int]] = []  # per run: the words of the series that ends there, and from
    for at, run in enumerate(runs):
        words, before = max(
            ((best[i][0], i) for i in range(at) if runs[i].new < run.new), default=(0, -1)
        )
        best.append((words + run.length, before))
    at = max(range(len(runs)), key=lambda at: best[at][0], default=-1)
    found = set()
    while at != -1:
        found.add(runs[at])
        at = best[at][1]
    return found


def places_of(series: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], list[int]]:
    """Give for each series of words where it stands."""
    places: dict[tuple[str, ...], list[int]] = {}
    for at, words in enumerate(series):
        places.setdefault(words, []).append(at)
    return places
