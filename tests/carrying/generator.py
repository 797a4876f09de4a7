"""Cases: an article, passages in it, an edit or many, and the truth about every passage.

The form is the one that the solver reads, so a case can be written out as a line of JSON. A seed
gives the same cases for ever.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from tests.carrying.edits import EDITS, Edit
from tests.carrying.edits.making import Maker, Range, sentence_ranges, words_of
from tests.carrying.edits.paragraphs import lose_identities
from tests.carrying.edits.sentences import put_back_sentence
from tests.carrying.scoring import Case, quoted
from tests.carrying.tracked import NEW, Article, Truth, truth

TEXTS = Path(__file__).parent / "texts"
PASSAGES = 12
CANDIDATES = 60  # of which three in four are taken from where something was edited


def single_edits(seed: int, rounds: int = 1, texts: Path = TEXTS) -> Iterator[Case]:
    """Each kind of edit alone, on each text."""
    for number in range(rounds):
        for source in sorted(texts.glob("*.txt")):
            for edit in EDITS:
                name = edit.__name__.replace("_", " ")
                random = Random(f"{seed}/{number}/{source.stem}/{name}")
                yield _case(f"{name}-{source.stem}-{number}", name, source, random, [[edit]])


def mixes(seed: int, count: int, texts: Path = TEXTS) -> Iterator[Case]:
    """Several edits of all kinds at once."""
    for number, source, random in _draws(seed, "mix", count, texts):
        edits = random.choices(EDITS, k=random.choice((2, 3, 4, 6, 10)))
        yield _case(f"mix-{number}", "mix", source, random, [edits])


def chains(seed: int, count: int, texts: Path = TEXTS) -> Iterator[Case]:
    """Several revisions in a row; what is taken out may come back."""
    for number, source, random in _draws(seed, "chain", count, texts):
        steps = [
            random.choices((*EDITS, put_back_sentence, put_back_sentence), k=random.randint(1, 4))
            for _ in range(random.randint(2, 5))
        ]
        yield _case(f"chain-{number}", "chain", source, random, steps)


def _draws(seed: int, name: str, count: int, texts: Path) -> Iterator[tuple[int, Path, Random]]:
    sources = sorted(texts.glob("*.txt"))
    for number in range(count):
        random = Random(f"{seed}/{name}/{number}")
        yield number, random.choice(sources), random


def _case(
    identity: str, kind: str, source: Path, random: Random, steps: Sequence[Sequence[Edit]]
) -> Case:
    paragraphs = source.read_text(encoding="utf-8").splitlines()
    kept, reserve = _divide(paragraphs, random)
    article = Article.of(kept)
    maker = Maker(random, reserve)
    candidates = _candidates(article, random)
    letters = frozenset(c.origin for p in article.paragraphs for c in p.chars if c.char.isalnum())
    versions = [article.copy()]
    for edits in steps:
        for edit in edits:
            edit(article, maker)
        if random.random() < 0.15:
            lose_identities(article, maker)
        versions.append(article.copy())
    passages = _chosen(candidates, versions, random)
    truths: list[dict[str, Any]] = []
    adopted: dict[str, frozenset[int]] = {}
    for version in versions[1:]:
        found = {}
        for name, (spans, kind_of) in passages.items():
            origins, home = _origins(versions[0], spans)
            inside = adopted.get(name, frozenset())
            true = truth(version, origins, home, letters, inside) if origins & letters else None
            if true:
                found[name] = _as_case(true, kind_of)
                adopted[name] = true.adopted
        truths.append(found)
    names = [name for name in passages if all(name in found for found in truths)]
    case: Case = {
        "id": identity,
        "set": "chain" if len(steps) > 1 else "synthetic",
        "scenario": kind,
        "lang": source.stem,
        "doc": source.stem,
        "edits": [[edit.__name__ for edit in edits] for edits in steps],
        "highlights": [
            {"id": name, "status": "attached", "spans": _quoted(versions[0], passages[name][0])}
            for name in names
        ],
    }
    states = [version.state() for version in versions]
    truths = [{name: found[name] for name in names} for found in truths]
    if len(steps) > 1:
        return case | {"versions": states, "truth": truths}
    return case | {"old": states[0], "new": states[1], "truth": truths[0]}


def _divide(paragraphs: list[str], random: Random) -> tuple[list[str], list[str]]:
    """Keep a quarter of the paragraphs apart, for fresh text that the article does not contain."""
    apart = set(random.sample(range(len(paragraphs)), max(2, len(paragraphs) // 4)))
    kept = [text for at, text in enumerate(paragraphs) if at not in apart]
    return kept, [paragraphs[at] for at in sorted(apart)]


Spans = list[tuple[int, int, int]]


KINDS = ("word", "phrase", "long phrase", "sentence", "sentences", "paragraph", "across", "ragged")


def _candidates(article: Article, random: Random) -> list[tuple[Spans, str]]:
    """Choose passages as readers do: a word, a phrase, sentences, paragraphs, a ragged cut."""
    places = [at for at, p in enumerate(article.paragraphs) if len(words_of(p)) > 1]
    kinds = random.choices(KINDS, k=CANDIDATES)
    return [(_passage(article, random.choice(places), kind, random), kind) for kind in kinds]


def _chosen(
    candidates: list[tuple[Spans, str]], versions: Sequence[Article], random: Random
) -> dict[str, tuple[Spans, str]]:
    """Prefer passages in paragraphs that do not stand unchanged in every version."""
    unchanged = set.intersection(
        *({(p.identity, p.text) for p in version.paragraphs} for version in versions)
    )
    first = versions[0].paragraphs
    edited = [
        (spans, kind)
        for spans, kind in candidates
        if any((first[at].identity, first[at].text) not in unchanged for at, _, _ in spans)
    ]
    others = [candidate for candidate in candidates if candidate not in edited]
    chosen = edited[: PASSAGES * 3 // 4]
    chosen += others[: PASSAGES - len(chosen)]
    random.shuffle(chosen)
    return {f"h{number}": candidate for number, candidate in enumerate(chosen, 1)}


def _passage(article: Article, at: int, kind: str, random: Random) -> Spans:
    paragraph = article.paragraphs[at]
    words, length = words_of(paragraph), len(paragraph.chars)
    if kind in ("word", "phrase", "long phrase"):
        least, most = {"word": (1, 1), "phrase": (2, 4), "long phrase": (5, 15)}[kind]
        return [(at, *_series(words, random.randint(least, most), random))]
    if kind in ("sentence", "sentences"):
        count = 1 if kind == "sentence" else random.randint(2, 3)
        return [(at, *_series(sentence_ranges(paragraph), count, random))]
    if kind == "across" and at + 1 < len(article.paragraphs):
        following = words_of(article.paragraphs[at + 1])
        end = random.choice(following)[1] if following else 1
        return [(at, random.choice(words)[0], length), (at + 1, 0, end)]
    if kind == "ragged":
        start = random.randrange(length - 1)
        return [(at, start, min(length, start + random.randint(2, 120)))]
    return [(at, 0, length)]


def _series(ranges: list[Range], count: int, random: Random) -> Range:
    first = random.randrange(max(1, len(ranges) - count + 1))
    return ranges[first][0], ranges[min(first + count, len(ranges)) - 1][1]


def _origins(article: Article, spans: Spans) -> tuple[frozenset[int], frozenset[int]]:
    """Give the original characters of a passage, and of the paragraphs it is in."""
    own: set[int] = set()
    home: set[int] = set()
    for at, start, end in spans:
        chars = article.paragraphs[at].chars
        own |= {char.origin for char in chars[start:end]}
        home |= {char.origin for char in chars}
    return frozenset(own - {NEW}), frozenset(home - {NEW})


def _quoted(article: Article, spans: Spans) -> list[Case]:
    texts = {paragraph.identity: paragraph.text for paragraph in article.paragraphs}
    names = list(texts)
    return [
        quoted(texts, {"paragraph": names[at], "start": start, "end": end})
        for at, start, end in spans
    ]


def _as_case(true: Truth, kind: str) -> Case:
    found: Case = {
        "verdict": true.verdict,
        "spans": true.spans,
        "survive": true.survive,
        "kind": kind,
        "tags": [],
    }
    return found | {"alt": true.alternatives} if true.alternatives else found
