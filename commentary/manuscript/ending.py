"""What stands below the text: rights, note, and what was left of the page. Pure.

An article that says whose it is, or whose views it holds, ends there. Sentences right after that,
in the language of the text, are its note; everything from the first line that is no sentence, or is
in another language, is furniture of the page it was copied from. An article that says neither ends
with its last sentence: short lines below that can head nothing, and what stands above such lines in
another language is their box.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from commentary.manuscript import shapes
from commentary.manuscript.lines import Line, texts

# Closing remarks (a disclaimer, a word about the author, an invitation) are shorter than this, and
# fewer; what goes on beyond it is the article, and the rights were those of a picture.
MAX_CLOSING_LENGTH = 400
MAX_CLOSING_SENTENCES = 5


@dataclass(frozen=True, slots=True)
class Ending:
    rights: str = ""
    note: str = ""
    left_out: tuple[str, ...] = ()


def split_ending(lines: Sequence[Line]) -> tuple[Sequence[Line], Ending]:
    """The lines of the text, and what stood below it. At least one line stays in the text."""
    longest = max(shapes.median_length(texts(lines)), MAX_CLOSING_LENGTH)
    # Gathered on the way: a long text may have many lines that read like a disclaimer.
    vocabulary: set[str] = set()
    for at, line in enumerate(lines):
        text = line.text
        if at and not line.level and (shapes.is_rights(text) or shapes.is_disclaimer(text)):
            after = texts(lines[at:])
            is_below_most = shapes.weigh(texts(lines[:at])) >= shapes.weigh(after)
            if is_below_most and _is_closing(after, vocabulary, longest):
                return lines[:at], _closing(after, vocabulary)
        vocabulary.update(shapes.words_of(text))
    return _without_furniture(lines)


def _vocabulary(lines: Sequence[Line]) -> set[str]:
    return {word for line in lines for word in shapes.words_of(line.text)}


def _is_closing(after: Sequence[str], vocabulary: set[str], longest: float) -> bool:
    if any(len(text) > longest for text in after):
        return False
    sentences = [
        text
        for text in after
        if shapes.is_sentence(text) and not shapes.is_foreign(text, vocabulary)
    ]
    return len(sentences) <= MAX_CLOSING_SENTENCES


def _closing(after: Sequence[str], vocabulary: set[str]) -> Ending:
    rights = ""
    note: list[str] = []
    left_out: list[str] = []
    for text in after:
        if not rights and shapes.is_rights(text):
            rights = text
        elif shapes.is_disclaimer(text) or (
            not left_out and shapes.is_sentence(text) and not shapes.is_foreign(text, vocabulary)
        ):
            note.append(text)
        else:
            left_out.append(text)
    return Ending(rights, "\n".join(note), tuple(left_out))


def _without_furniture(lines: Sequence[Line]) -> tuple[Sequence[Line], Ending]:
    if not shapes.is_prose(texts(lines)):
        return lines, Ending()
    end = len(lines)
    while end > 1 and _is_furniture(lines[end - 1], lines[: end - 1], has_more=end < len(lines)):
        end -= 1
    return lines[:end], Ending(left_out=tuple(texts(lines[end:])))


def _is_furniture(line: Line, before: Sequence[Line], *, has_more: bool) -> bool:
    """A short line with nothing below that it could head, or above it one in another language."""
    if line.style is not None or shapes.bullet(line.text):
        return False
    heads_nothing = shapes.is_crosshead_shaped(line.text) and shapes.ending(line.text) not in set(
        "?？؟"
    )
    return heads_nothing or (has_more and shapes.is_foreign(line.text, _vocabulary(before)))
