"""The cost of carrying, side by side with difflib and diff-match-patch on the same two texts.

    uv run --with diff-match-patch python -m tests.benchmarks.carrying_speed

Ours carries passages as well; the others only compare. diff-match-patch gets so many seconds.
"""
# ruff: noqa: T201  (it prints a table)

import tracemalloc
from collections.abc import Callable
from difflib import SequenceMatcher
from random import Random
from time import process_time

from diff_match_patch import diff_match_patch

from annotations.carrying import Passage, Span, Text, carry
from tests.carrying.edits.making import WORD, sentences_of
from tests.carrying.generator import TEXTS

SECONDS = 10.0
PARAGRAPH = 6  # sentences
Texts = list[Text]


def article(random: Random, length: int) -> Texts:
    """Put an article of about so many characters together from shuffled sentences."""
    prose = (TEXTS / "en.txt").read_text(encoding="utf-8")
    prose += (TEXTS / "en-lab.txt").read_text(encoding="utf-8")
    words = WORD.findall(prose)
    lengths = [len(WORD.findall(sentence)) for sentence in sentences_of(prose)]
    paragraphs: Texts = []
    while sum(len(paragraph.text) for paragraph in paragraphs) < length:
        sentences = [
            " ".join(random.choices(words, k=max(3, random.choice(lengths)))).capitalize() + "."
            for _ in range(PARAGRAPH)
        ]
        paragraphs.append(Text(len(paragraphs), " ".join(sentences)))
    return paragraphs


def edited(random: Random, old: Texts, share: float, *, pasted: bool) -> Texts:
    """Change a share of the words in two paragraphs of five; move three paragraphs."""
    new = []
    for paragraph in old:
        words = paragraph.text.split()
        if random.random() < 2 / 5:
            words = [word if random.random() > share else random.choice(words) for word in words]
        new.append(Text(None if pasted else paragraph.identity, " ".join(words)))
    for _ in range(3):
        new.insert(random.randrange(len(new)), new.pop(random.randrange(len(new))))
    return new


def passages(random: Random, old: Texts, count: int) -> list[Passage]:
    """Mark so many passages, of a few letters to a few lines."""
    found = []
    for _ in range(count):
        at = random.randrange(len(old))
        start = random.randrange(len(old[at].text) - 3)
        end = min(len(old[at].text), start + random.randint(3, 250))
        found.append(Passage((Span(at, start, end),)))
    return found


def seconds(work: Callable[[], object]) -> float:
    """Give the processor time of one run."""
    start = process_time()
    work()
    return process_time() - start


def main() -> None:
    """Print the table in Markdown."""
    random = Random(2026)
    head = (
        "text",
        "edit",
        "passages",
        "ours, ms",
        "MB",
        "difflib, words, ms",
        "diff-match-patch, ms",
    )
    print(f"| {' | '.join(head)} |\n|{' --- |' * len(head)}")
    for length, count in ((11_000, 50), (11_000, 1_000), (100_000, 10_000)):
        old = article(random, length)
        marked = passages(random, old, count)
        for share, pasted in ((0.02, False), (0.1, False), (0.02, True), (0.2, True)):
            new = edited(random, old, share, pasted=pasted)
            a, b = ("\n\n".join(text.text for text in texts) for texts in (old, new))
            ours = min(seconds(lambda: carry(old, new, marked)) for _ in range(3))  # noqa: B023
            words = seconds(
                lambda: SequenceMatcher(None, a.split(), b.split(), autojunk=False).get_opcodes()  # noqa: B023
            )
            matcher = diff_match_patch()
            matcher.Diff_Timeout = SECONDS
            characters = seconds(lambda: matcher.diff_main(a, b))  # noqa: B023
            tracemalloc.start()
            carry(old, new, marked)
            peak = tracemalloc.get_traced_memory()[1] / 1e6
            tracemalloc.stop()
            name = f"{share:.0%} of the words" + (", pasted anew" if pasted else "")
            times = f"{ours * 1000:.0f} | {peak:.0f} | {words * 1000:.0f} | {characters * 1000:.0f}"
            print(f"| {len(a) // 1000} kB | {name} | {count:,} | {times} |", flush=True)


if __name__ == "__main__":
    main()
