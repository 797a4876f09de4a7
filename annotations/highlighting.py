"""Plain text, its marks, and who marked what -> the segments in which it is printed. Pure.

Two layers lie over a paragraph. The shared one says of each place by *how many* readers it is
marked, never by whom: it is the same for everyone, is kept with the paragraph (`cover`), and its
size depends on the text, not on the number of annotations. The other is the reader's own.
`segments` cuts the text wherever something begins or ends, so that every segment is plain, and
together they are the text, once.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from commentary.markup import Mark

# So many runs of a paragraph are shown as they are; beyond that, one for so many characters.
FEW_RUNS = 8
ROOM = 60

# Readers from which a place is shown stronger, for levels 1-5: one, a few, several, many, a crowd.
LEVELS = (1, 2, 3, 5, 10)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One annotation's place in the paragraph; `reader` and `annotation` are keys."""

    start: int
    end: int
    kind: str
    reader: int
    annotation: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text marked by the same number of readers, with the same kind most prominent."""

    start: int
    end: int
    readers: int
    kind: str

    @property
    def level(self) -> int:
        return sum(self.readers >= bound for bound in LEVELS)


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text over which nothing changes.

    `opens` are the marks that begin here, outermost first; `closes` is how many end after it.
    `run` is what all readers marked here; `own` are this reader's annotations, oldest first.
    `link` says that it stands in a link of the article, so that it cannot be one itself.
    """

    start: int
    end: int
    text: str
    opens: tuple[Mark, ...] = ()
    closes: int = 0
    run: Run | None = None
    own: tuple[Stretch, ...] = ()
    link: bool = False
    is_shown: bool = False

    @property
    def is_marked(self) -> bool:
        return self.run is not None or bool(self.own)


def cover(stretches: Iterable[Stretch], plain: str = "") -> tuple[Run, ...]:
    """Disjoint runs in order, wherever at least one reader marked something.

    A reader counts once, however often they marked a place. The kind shown is the most frequent
    one other than `plain`, the earlier in the alphabet if two are equally so.
    """
    given = sorted(stretches, key=lambda each: (each.start, each.end))
    edges = sorted({edge for each in given for edge in (each.start, each.end)})
    starting, runs, here = iter([*given, None]), list[Run](), list[Stretch]()
    coming = next(starting)
    for start, end in pairwise(edges):
        here = [each for each in here if each.end > start]
        while coming and coming.start <= start:
            here.append(coming)
            coming = next(starting)
        if not here:
            continue
        kinds = Counter({(each.reader, each.kind): 1 for each in here})
        by_kind = Counter(kind for _reader, kind in kinds if kind != plain)
        kind = min(by_kind, key=lambda kind: (-by_kind[kind], kind)) if by_kind else plain
        readers = len({each.reader for each in here})
        last = runs[-1] if runs else None
        if last and (last.end, last.readers, last.kind) == (start, readers, kind):
            runs[-1] = Run(last.start, end, readers, kind)
        else:
            runs.append(Run(start, end, readers, kind))
    return tuple(runs)


def joined(shared: Sequence[Run], size: int) -> Sequence[Run]:
    """The runs of a text of this size, as few as a page can show however many readers marked it.

    Where there are too many, short ones are joined to those that they touch: with the readers that
    a character has on average there, and the kind of most of them. What nobody marked stays so.
    """
    if len(shared) <= max(FEW_RUNS, size // ROOM):
        return shared
    groups = list[list[Run]]()
    for run in shared:
        last = groups[-1] if groups else None
        if last and last[-1].end == run.start and run.start - last[0].start < ROOM:
            last.append(run)
        else:
            groups.append([run])
    return tuple(_joined(group) for group in groups)


def _joined(runs: Sequence[Run]) -> Run:
    lengths = Counter[str]()
    for run in runs:
        lengths[run.kind] += run.end - run.start
    start, end = runs[0].start, runs[-1].end
    marked = sum(run.readers * (run.end - run.start) for run in runs)
    kind = min(lengths, key=lambda kind: (-lengths[kind], kind))
    return Run(start, end, round(marked / (end - start)), kind)


@dataclass(frozen=True, slots=True)
class Crowd:
    """A passage of which every word was marked by several; `readers`, by how many at most."""

    start: int
    end: int
    readers: int


def crowded(runs: Iterable[Run], text: str, least: int) -> tuple[Crowd, ...]:
    """Where at least `least` readers marked something, as passages in order (runs of `cover`).

    Without blanks at its ends; what is left without a letter or digit is none.
    """
    crowds: list[Crowd] = []
    for run in runs:
        if run.readers < least:
            continue
        if crowds and crowds[-1].end == run.start:
            last = crowds.pop()
            crowds.append(Crowd(last.start, run.end, max(last.readers, run.readers)))
        else:
            crowds.append(Crowd(run.start, run.end, run.readers))
    trimmed = []
    for each in crowds:
        words = text[each.start : each.end]
        start = each.end - len(words.lstrip())
        if any(map(str.isalnum, words)):
            trimmed.append(Crowd(start, each.start + len(words.rstrip()), each.readers))
    return tuple(trimmed)


def segments(
    text: str,
    marks: Sequence[Mark] = (),
    shared: Sequence[Run] = (),
    own: Sequence[Stretch] = (),
    shown: tuple[int, int] | None = None,
) -> tuple[Segment, ...]:
    """Cut `text` into segments that cover it exactly once, in order.

    `marks` are properly nested (`commentary.markup`), `shared` are disjoint (`cover`), `own` may
    overlap, `shown` is a passage that the page points at. Offsets beyond the text are cut off.
    """
    size = len(text)
    edges = {0, size}
    layers: tuple[Sequence[Mark | Run | Stretch], ...] = (marks, shared, own)
    for each in chain.from_iterable(layers):
        edges.update((min(each.start, size), min(each.end, size)))
    if shown:
        edges.update(min(max(offset, 0), size) for offset in shown)

    pieces: list[Segment] = []
    runs = iter(shared)
    run = next(runs, None)
    for start, end in pairwise(sorted(edges)):
        while run and run.end <= start:
            run = next(runs, None)
        inside = [mark for mark in marks if mark.start <= start and end <= mark.end]
        pieces.append(
            Segment(
                start=start,
                end=end,
                text=text[start:end],
                opens=tuple(mark for mark in inside if mark.start == start),
                closes=sum(mark.end == end for mark in inside),
                run=run if run and run.start <= start else None,
                own=tuple(each for each in own if each.start <= start and end <= each.end),
                link=any(mark.kind == "link" for mark in inside),
                is_shown=shown is not None and shown[0] <= start and end <= shown[1],
            )
        )
    return tuple(pieces)
