"""Two other rules for carrying, as solvers, to measure against.

One searches for the quote, as web annotators do; one maps offsets through a diff of the whole
article, as version control does.
"""

from collections.abc import Iterator
from typing import Any

from diff_match_patch import diff_match_patch

Case = dict[str, Any]

BREAK = "\n\n"
# What has to be left of a passage for it to stay attached, as in our own rule.
SURVIVES = 0.5
# So much a diff may take for one case; it falls back to a coarser one after that.
SECONDS = 2.0


def best_context(case: Case) -> Case:
    """Attach to the place of the exact quote whose prefix and suffix agree best."""
    return _answers(case, lambda spans: _found(case["new"], spans))


def _found(new: list[Case], spans: list[Case]) -> list[Case]:
    found = []
    for span in spans:
        places = [
            (_agreement(paragraph["text"], at, span), paragraph["id"], at)
            for paragraph in new
            for at in _occurrences(paragraph["text"], span["quote"])
        ]
        if not places:
            return []
        _, name, at = max(places, key=lambda place: place[0])
        found.append({"paragraph": name, "start": at, "end": at + len(span["quote"])})
    return found


def _occurrences(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _agreement(text: str, at: int, span: Case) -> int:
    before, after = text[:at][::-1], text[at + len(span["quote"]) :]
    return _common(before, span["prefix"][::-1]) + _common(after, span["suffix"])


def _common(text: str, other: str) -> int:
    count = 0
    for a, b in zip(text, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def whole_diff(case: Case) -> Case:
    """Map the offsets through one diff of the whole article, after its semantic clean-up."""
    matcher = diff_match_patch()
    matcher.Diff_Timeout = SECONDS
    old = BREAK.join(paragraph["text"] for paragraph in case["old"])
    new = BREAK.join(paragraph["text"] for paragraph in case["new"])
    diffs = matcher.diff_main(old, new)
    matcher.diff_cleanupSemantic(diffs)
    kept: dict[int, int] = {}
    at = place = 0
    for operation, text in diffs:
        if operation == 0:
            kept.update(
                zip(range(at, at + len(text)), range(place, place + len(text)), strict=True)
            )
        at += len(text) if operation <= 0 else 0
        place += len(text) if operation >= 0 else 0
    starts = _starts(case["old"])
    return _answers(case, lambda spans: _mapped(case["new"], spans, starts, kept))


def _starts(paragraphs: list[Case]) -> dict[str, int]:
    starts = {}
    at = 0
    for paragraph in paragraphs:
        starts[paragraph["id"]] = at
        at += len(paragraph["text"]) + len(BREAK)
    return starts


def _mapped(
    new: list[Case], spans: list[Case], starts: dict[str, int], kept: dict[int, int]
) -> list[Case]:
    if any(span["paragraph"] not in starts for span in spans):
        return []
    offsets = [
        starts[span["paragraph"]] + at for span in spans for at in range(span["start"], span["end"])
    ]
    places = [kept[at] for at in offsets if at in kept]
    if len(places) < SURVIVES * len(offsets):
        return []
    found = []
    for paragraph, start in zip(new, _starts(new).values(), strict=True):
        first = max(places[0] - start, 0)
        last = min(places[-1] + 1 - start, len(paragraph["text"]))
        if first < last:
            found.append({"paragraph": paragraph["id"], "start": first, "end": last})
    return found


def _answers(case: Case, place: Any) -> Case:
    highlights = []
    for highlight in case["highlights"]:
        spans = place(highlight["spans"]) if highlight["status"] == "attached" else []
        status = "attached" if spans else "orphaned"
        highlights.append({"id": highlight["id"], "status": status, "spans": spans})
    return {"id": case["id"], "highlights": highlights}
