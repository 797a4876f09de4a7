"""From two texts and the passages of the first to their places in the second."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from annotations.carrying.passages import Passage, Placement, Reason, Span, State, Text

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


def carry(
    old: Sequence[Text], new: Sequence[Text], passages: Sequence[Passage]
) -> list[Placement]:
    """Say for each passage of the old text where it is in the new, in the same order."""
    mates = _mates(old, new)
    return [_place(old, new, mates, passage) for passage in passages]


def _mates(old: Sequence[Text], new: Sequence[Text]) -> dict[int, int]:
    identities = {text.identity: at for at, text in enumerate(new) if text.identity is not None}
    contents: dict[str, list[int]] = {}
    for at, text in enumerate(new):
        contents.setdefault(text.text, []).append(at)
    mates = {}
    for at, text in enumerate(old):
        if text.identity in identities:
            mates[at] = identities[text.identity]
        elif len(contents.get(text.text, ())) == 1:
            mates[at] = contents[text.text][0]
    return mates


def _place(
    old: Sequence[Text], new: Sequence[Text], mates: dict[int, int], passage: Passage
) -> Placement:
    gone = Placement((), State.ORPHANED, reworded=True, share=0.0, why=Reason.TAKEN_OUT)
    if passage.remembered:
        return gone
    spans = []
    letters = sum(span.end - span.start for span in passage.spans)
    kept = 0
    for span in passage.spans:
        if span.paragraph not in mates:
            return gone
        to = mates[span.paragraph]
        mapped = _mapped(old[span.paragraph].text, new[to].text, span)
        if mapped:
            spans.append(Span(to, mapped[0], mapped[1]))
            kept += mapped[2]
    if not spans or kept * 2 < letters:
        return gone
    before = [old[s.paragraph].text[s.start : s.end] for s in passage.spans]
    after = [new[s.paragraph].text[s.start : s.end] for s in spans]
    state = State.UNCHANGED if tuple(spans) == passage.spans else State.SHIFTED
    if before != after:
        state = State.CHANGED
    return Placement(tuple(spans), state, reworded=before != after, share=kept / letters)


def _mapped(a: str, b: str, span: Span) -> tuple[int, int, int] | None:
    if a == b:
        return span.start, span.end, span.end - span.start
    old, new = TOKEN.findall(a), TOKEN.findall(b)
    offsets_a, offsets_b = [0], [0]
    for token in old:
        offsets_a.append(offsets_a[-1] + len(token))
    for token in new:
        offsets_b.append(offsets_b[-1] + len(token))
    kept = []
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        start, end = offsets_a[block.a], offsets_a[block.a + block.size]
        shift = offsets_b[block.b] - start
        kept += [(at, at + shift) for at in range(max(start, span.start), min(end, span.end))]
    if not kept:
        return None
    return kept[0][1], kept[-1][1] + 1, len(kept)
