"""How a passage is found in a text: the selectors of the W3C Web Annotation model. Pure.

A passage that crosses paragraphs has one selector in each. Position (`start`, `end`) and quote
(`exact`, with a little `prefix` and `suffix`) travel together: the position says where, the quote
proves that both sides mean the same words. Offsets are Unicode code points in a paragraph's plain
text, `end` is exclusive.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Characters kept on either side: enough to tell repeats apart, and to show a reader the place.
CONTEXT = 32
# More than any honest selection; keeps a forged one from filling the database.
MOST_PARAGRAPHS = 200


class SelectorError(ValueError):
    """The selector does not fit the text. The message can be shown to people."""


class WordsGoneError(SelectorError):
    """The words stood there once, and have left the text since."""


@dataclass(frozen=True, slots=True)
class Selector:
    """`exact` at `start`-`end` of the paragraph with this identity."""

    paragraph: int
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


def select(paragraph: int, text: str, start: int, end: int) -> Selector:
    """The selector of `text[start:end]`, with its surroundings.

    Raises SelectorError unless 0 <= start < end <= len(text) and something but blanks is chosen.
    """
    if not 0 <= start < end <= len(text):
        raise SelectorError("The passage lies outside its paragraph. Please select it again.")
    if not text[start:end].strip():
        raise SelectorError("There are no words in this passage. Please select some.")
    return Selector(
        paragraph=paragraph,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )


def parse(raw: str) -> tuple[Selector, ...]:
    """Read what `selection.js` or our own forms send; see `dump`.

    Raises SelectorError for anything else, for no passage at all, and for more than
    MOST_PARAGRAPHS.
    """
    try:
        items = json.loads(raw)
        selectors = tuple(
            Selector(
                paragraph=_whole(item["paragraph"]),
                start=_whole(item["start"]),
                end=_whole(item["end"]),
                exact=_string(item["exact"]),
            )
            for item in items
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise SelectorError("The passage could not be read. Please select it again.") from error
    if not selectors:
        raise SelectorError("Select some words of the article first.")
    if len(selectors) > MOST_PARAGRAPHS:
        raise SelectorError("The passage is too long. Please select fewer paragraphs.")
    return selectors


def dump(selectors: Sequence[Selector]) -> str:
    """The form in which passages travel: a JSON list of paragraph, start, end and exact."""
    return json.dumps(
        [
            {
                "paragraph": selector.paragraph,
                "start": selector.start,
                "end": selector.end,
                "exact": selector.exact,
            }
            for selector in selectors
        ],
        ensure_ascii=False,
    )


def check(selectors: Sequence[Selector], texts: Mapping[int, str]) -> tuple[Selector, ...]:
    """The same passages in the order of the text, with prefix and suffix.

    `texts` are the paragraphs of the revision they were made on: identity -> plain text, in order.
    Raises SelectorError where a paragraph is not in it, where `exact` does not stand at
    start-end, and where two passages lie in one paragraph.
    """
    order = {identity: index for index, identity in enumerate(texts)}
    found: dict[int, Selector] = {}
    for selector in selectors:
        if selector.paragraph not in texts:
            raise SelectorError("The paragraph is not in this revision. Please select again.")
        if selector.paragraph in found:
            raise SelectorError("A passage lies in a paragraph once. Please select it again.")
        whole = select(selector.paragraph, texts[selector.paragraph], selector.start, selector.end)
        if whole.exact != selector.exact:
            raise SelectorError("These words do not stand there. Please select them again.")
        found[selector.paragraph] = whole
    return tuple(sorted(found.values(), key=lambda selector: order[selector.paragraph]))


def words_before(prefix: str) -> str:
    """A prefix as people read it: where it was cut, from its first whole word on."""
    if len(prefix) < CONTEXT:
        return prefix
    return f"… {prefix.partition(' ')[2] or prefix}"


def words_after(suffix: str) -> str:
    """A suffix as people read it: where it was cut, up to its last whole word."""
    if len(suffix) < CONTEXT:
        return suffix
    return f"{suffix.rpartition(' ')[0] or suffix} …"


def dump_short(selectors: Sequence[Selector]) -> str:
    """The form for addresses, `3.5-20~4.0-12`: paragraph, start and end; see `parse_short`."""
    return "~".join(f"{each.paragraph}.{each.start}-{each.end}" for each in selectors)


def asking_for(selectors: Sequence[Selector], revision_number: int) -> str:
    """The query by which an article, or that revision of it, is asked to show a passage."""
    return f"passage={dump_short(selectors)}&revision={revision_number}"


def parse_short(raw: str, texts: Mapping[int, str]) -> tuple[Selector, ...]:
    """Read the form for addresses against the texts of its revision. Raises SelectorError."""
    selectors = []
    for part in raw.split("~")[: MOST_PARAGRAPHS + 1]:
        try:
            paragraph, _dot, offsets = part.partition(".")
            start, _hyphen, end = offsets.partition("-")
            selectors.append((int(paragraph), int(start), int(end)))
        except ValueError as error:
            raise SelectorError("This address names no passage.") from error
    return check(
        [
            select(paragraph, texts.get(paragraph, ""), start, end)
            for paragraph, start, end in selectors
        ],
        texts,
    )


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError
    return value


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()  # JSON can say half a surrogate pair, which no text has: a ValueError.
    return value
