"""Which old paragraph is a new one? Pure.

The editing page sends identities along, so this is for what comes without: a paragraph typed anew,
a text pasted from elsewhere, a paragraph that was taken out and is put back. First what reads the
same, then what shares most of its words. It decides only where a paragraph's *own* discussion
goes; where a passage goes is decided word by word in `annotations.carrying`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

# Half the words of the longer text. Two paragraphs on one subject share a third at most (small
# words and names); one that was retyped with corrections shares four fifths.
SAME_PARAGRAPH = 0.5


@dataclass(frozen=True, slots=True)
class Known:
    """A paragraph that the article has or had. `gone`: it is not in the text just now."""

    identity: int
    text: str
    gone: bool = False


def words(text: str) -> Counter[str]:
    return Counter(text.casefold().split())


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Shared words as a share of the longer text, 0-1."""
    longer = max(one.total(), other.total())
    return (one & other).total() / longer if longer else 0.0


def identify(known: Sequence[Known], new: Sequence[tuple[int | None, str]]) -> list[int | None]:
    """An identity for each new paragraph (identity or None, text), or None where it is a new one.

    An identity that the article never gave, or that came twice, counts as none. Each identity is
    answered at most once. Gone paragraphs return only with exactly their words.
    """
    free = {paragraph.identity: paragraph for paragraph in known}
    answer: list[int | None] = []
    for identity, _text in new:
        kept = free.pop(identity, None) if identity is not None else None
        answer.append(kept.identity if kept else None)

    def unmatched() -> list[int]:
        return [index for index, identity in enumerate(answer) if identity is None]

    by_text: dict[str, list[int]] = {}
    for paragraph in sorted(free.values(), key=lambda paragraph: paragraph.gone):
        by_text.setdefault(paragraph.text, []).append(paragraph.identity)
    for index in unmatched():
        if same := by_text.get(new[index][1]):
            answer[index] = identity = same.pop(0)
            del free[identity]

    bags = {p.identity: words(p.text) for p in free.values() if not p.gone}
    pairs = [
        (likeness(bag, words(new[index][1])), -index, identity)
        for index in unmatched()
        for identity, bag in bags.items()
    ]
    for score, negative_index, identity in sorted(pairs, reverse=True):
        if score < SAME_PARAGRAPH:
            break
        if identity in bags and answer[-negative_index] is None:
            answer[-negative_index] = identity
            del bags[identity]
    return answer
