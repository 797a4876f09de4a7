"""Answer cases of passages and edits, one JSON line each, from standard input to standard output.

    python tests/benchmarks/carrying_solver.py < cases.jsonl

A case has `id`, `old` and `new` paragraphs (`id`, `text`) and `highlights` (`id`, `status`,
`spans` of `paragraph`, `start`, `end`; an orphan's spans also have `paragraph_text`). The answer
has `id` and `highlights` (`id`, `status`, `spans`, and for an orphan `suggestions`).
"""

import json
import sys
from pathlib import Path
from typing import Any

# It is run by its path, from any folder and with any Python: the engine needs no environment.
sys.path.insert(0, str(Path(__file__).parents[2]))

from annotations.carrying import Passage, Placement, Span, State, Text, carry

Case = dict[str, Any]


def solve(case: Case) -> Case:
    """Carry the highlights of one case."""
    numbers: dict[str, int] = {}
    old = [_text(paragraph, numbers) for paragraph in case["old"]]
    new = [_text(paragraph, numbers) for paragraph in case["new"]]
    places = {paragraph["id"]: at for at, paragraph in enumerate(case["old"])}
    names = [paragraph["id"] for paragraph in case["new"]]
    passages = [_passage(highlight, places) for highlight in case["highlights"]]
    placements = carry(old, new, passages)
    return {
        "id": case["id"],
        "highlights": [
            {"id": highlight["id"]} | _answer(placement, names)
            for highlight, placement in zip(case["highlights"], placements, strict=True)
        ],
    }


def _text(paragraph: Case, numbers: dict[str, int]) -> Text:
    return Text(numbers.setdefault(paragraph["id"], len(numbers)), paragraph["text"])


def _passage(highlight: Case, places: dict[str, int]) -> Passage:
    spans = highlight["spans"]
    if highlight["status"] == "attached":
        return Passage(tuple(Span(places[s["paragraph"]], s["start"], s["end"]) for s in spans))
    return Passage(
        tuple(Span(at, span["start"], span["end"]) for at, span in enumerate(spans)),
        remembered=tuple(Text(None, span["paragraph_text"]) for span in spans),
    )


def _answer(placement: Placement, names: list[str]) -> Case:
    answer: Case = {
        "status": "orphaned" if placement.state is State.ORPHANED else "attached",
        "spans": _spans(placement.spans, names),
    }
    if placement.candidates:
        answer["suggestions"] = [_spans(spans, names) for spans in placement.candidates]
    return answer


def _spans(spans: tuple[Span, ...], names: list[str]) -> list[Case]:
    return [{"paragraph": names[s.paragraph], "start": s.start, "end": s.end} for s in spans]


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(solve(json.loads(line)), ensure_ascii=False), flush=True)  # noqa: T201
