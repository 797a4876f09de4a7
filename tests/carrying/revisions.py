"""Cases from two revisions of a real text: its paragraphs, passages in them, and what is decidable.

The form is that of the generated cases. A passage is some words, a sentence or a paragraph; most
are drawn where something changed. Identities are those that an editor would have kept, or, in some
of the pairs, none: then the text was pasted anew.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import product
from random import Random

from tests.carrying.decidable import Decidable, Verdict
from tests.carrying.scoring import Case, quoted
from tests.carrying.word_runs import BREAK, WORD, Range, Words

_ITEM = re.compile(r"\s*(?:[*+•-]|\d+[.)]|#\.|\.\.|\|)\s")
_FENCE = re.compile(r"\s*(?:```|~~~)")
# What reST's directives and their options say, no reader sees.
_DIRECTIVE = re.compile(r"\s*(?:\.\. [\w:-]+::|\.\. _[^:]+:$|:[\w-]+:(?:\s|$)|>>> )")
_INDENTED = re.compile(r"\t| {4}")
_ENDS_SENTENCE = re.compile(r"[.!?:。！？][\"'”»’)*_`]*\s*$")

DRAWS = 80  # per pair; what is not decidable is dropped
CHANGED = 0.75  # of the draws, in a paragraph that is not there any more
LENGTHS = ((1, 1), (2, 4), (5, 15), (16, 40))  # in words
WITHOUT_IDENTITIES = 0.3  # of the pairs
ALIKE = 0.3  # an editor who changes more of a paragraph than this leaves writes another one


def paragraphs_of(source: str) -> list[str]:
    """Cut plain text, Markdown or reST into paragraphs and items of lists, without code."""
    found = []
    fenced = False
    lines: list[str] = []
    for line in [*source.splitlines(), ""]:
        fence = _FENCE.match(line) is not None
        fenced ^= fence
        ends = fence or fenced or not line.strip()
        if lines and (ends or _ITEM.match(line)):
            if not all(map(_INDENTED.match, lines)) or _ENDS_SENTENCE.search(lines[-1]):
                found.append(" ".join(map(str.strip, lines)))
            lines = []
        if not ends and any(map(str.isalnum, line)) and not _DIRECTIVE.match(line):
            lines.append(line)
    return found


def cases_of(name: str, old: Sequence[str], new: Sequence[str], seed: int) -> Iterator[Case]:
    """Give one case per kind of what became of the passages; their scenario is the kind."""
    random = Random(f"{seed}/{name}")
    before, after = Words(old), Words(new)
    numbers = identities(old, new)
    if random.random() < WITHOUT_IDENTITIES:
        numbers = [None] * len(new)
    ids = [f"n{at}" if number is None else f"p{number}" for at, number in enumerate(numbers)]
    decidable = Decidable(before, after)
    found: defaultdict[str, dict[Range, Verdict]] = defaultdict(dict)
    for passage in _draws(before, set(new), random):
        decided = decidable.decide(passage)
        if decided:
            found[decided.kind][passage] = decided
    texts = {f"p{at}": text for at, text in enumerate(old)}
    both = [
        [{"id": name, "text": text} for name, text in zip(names, side, strict=True)]
        for names, side in ((texts, old), (ids, new))
    ]
    for kind, passages in found.items():
        highlights, truth = [], {}
        for number, (passage, decided) in enumerate(passages.items(), 1):
            spans = [quoted(texts, span) for span in _spans(before, [passage], list(texts))]
            highlights.append({"id": f"h{number}", "status": "attached", "spans": spans})
            readings = [_spans(after, reading, ids) for reading in decided.readings] or [[]]
            truth[f"h{number}"] = {
                "verdict": decided.verdict,
                "spans": readings[0],
                "alt": readings[1:],
            }
        yield {
            "id": name,
            "scenario": kind,
            "old": both[0],
            "new": both[1],
            "highlights": highlights,
            "truth": truth,
        }


def _spans(text: Words, ranges: Sequence[Range], names: Sequence[str]) -> list[Case]:
    return [
        {"paragraph": names[at], "start": start, "end": end}
        for part in ranges
        for at, start, end in text.spans(part)
    ]


def identities(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """Give for each new paragraph which old one it is, as a diff of the paragraphs tells.

    Where several were replaced, those that are most alike are the same, as far as they keep order.
    """
    found: list[int | None] = [None] * len(new)
    for kind, start, end, at, until in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind == "equal":
            found[at:until] = range(start, end)
            continue
        places = product(range(start, end), range(at, until))
        pairs = [(_alike(old[i], new[place]), i, place) for i, place in places]
        kept: list[tuple[int, int]] = []
        for likeness, i, place in sorted(pairs, reverse=True):
            if likeness >= ALIKE and all((i - k) * (place - p) > 0 for k, p in kept):
                kept.append((i, place))
                found[place] = i
    return found


def _alike(text: str, other: str) -> float:
    words, others = Counter(WORD.findall(text)), Counter(WORD.findall(other))
    return (words & others).total() / max(words.total(), others.total(), 1)


def _draws(text: Words, new: set[str], random: Random) -> Iterator[Range]:
    """Draw passages, most of them where something changed."""
    words = [at for at, word in enumerate(text.words) if word != BREAK]
    changed = [at for at in words if text.paragraphs[text.places[at][0]] not in new]
    for _ in range(DRAWS):
        at = random.choice(changed if changed and random.random() < CHANGED else words)
        kind = random.choice((*LENGTHS, "sentence", "paragraph"))
        if kind == "paragraph":
            yield text.paragraph(text.places[at][0])
        elif kind == "sentence":
            yield next(sentence for sentence in text.sentences if at in range(*sentence))
        else:
            end = min(at + random.randint(*kind), words[-1] + 1)
            while text.words[end - 1] == BREAK:
                end -= 1
            yield at, end
