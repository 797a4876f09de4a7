"""Scoring: how good an answer is, and how a solver did on many cases.

An answer is exact, near (each edge within two words, or nine tenths right both ways), partial, or
wrong; an orphan is right or needless. What is wrong, or attached though it is gone, is silent: the
reader is not told.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tests.carrying.edits.making import WORD

Case = dict[str, Any]
Solver = Callable[[Case], Case]
Letters = set[tuple[str, int]]

NEAR_WORDS = 2
NEAR = 0.9
PARTIAL = 0.5
CONTEXT = 32  # characters of prefix and suffix
SILENT = ("wrong", "attached though gone")


def grade(new: list[Case], answer: Case, truth: Case) -> str:
    """Give the class of an answer."""
    spans = answer["spans"] if answer["status"] == "attached" else []
    if not spans:
        return "needless orphan" if truth["verdict"] == "keep" else "right orphan"
    if truth["verdict"] == "gone":
        return "attached though gone"
    texts = {paragraph["id"]: paragraph["text"] for paragraph in new}
    wanted = [truth["spans"], *truth.get("alt", [])]
    classes = [_compare(texts, spans, other) for other in wanted]
    return min(classes, key=("exact", "near", "partial", "wrong").index)


def _compare(texts: dict[str, str], spans: list[Case], wanted: list[Case]) -> str:
    ours, theirs = _letters(texts, spans), _letters(texts, wanted)
    if ours == theirs:
        return "exact"
    common = len(ours & theirs)
    if not common or common < PARTIAL * len(ours):
        return "wrong"
    if common >= NEAR * len(ours) and common >= NEAR * len(theirs):
        return "near"
    if len(spans) == len(wanted) and _words(texts, ours ^ theirs) <= NEAR_WORDS:
        return "near"
    return "partial"


def _letters(texts: dict[str, str], spans: list[Case]) -> Letters:
    return {
        (span["paragraph"], at)
        for span in spans
        for at in range(span["start"], span["end"])
        if texts[span["paragraph"]][at].isalnum()
    }


def _words(texts: dict[str, str], letters: Letters) -> int:
    """Count the words that letters belong to."""
    return sum(
        any((paragraph, at) in letters for at in range(*match.span()))
        for paragraph in {paragraph for paragraph, _ in letters}
        for match in WORD.finditer(texts[paragraph])
    )


def outcomes(case: Case, solve: Solver) -> Iterator[tuple[str, str, str]]:
    """Run a solver over a case. Give per highlight its identity, the verdict and the class.

    In a chain the solver's own answers are carried on; what counts is where it ends, except that
    a silent error on the way stays one.
    """
    versions = case.get("versions") or [case["old"], case["new"]]
    truths = case["truth"] if "versions" in case else [case["truth"]]
    highlights = {h["id"]: h for h in case["highlights"]}
    found: dict[str, tuple[str, str]] = {}
    for old, new, truth in zip(versions[:-1], versions[1:], truths, strict=True):
        step = {"id": case["id"], "old": old, "new": new, "highlights": list(highlights.values())}
        answers = {answer["id"]: answer for answer in solve(step)["highlights"]}
        for name, answer in answers.items():
            if name not in found or found[name][1] not in SILENT:
                found[name] = truth[name]["verdict"], grade(new, answer, truth[name])
            highlights[name] = _carried(old, new, highlights[name], answer)
    for name, (verdict, graded) in found.items():
        yield name, verdict, graded


def _carried(old: list[Case], new: list[Case], highlight: Case, answer: Case) -> Case:
    """Give a highlight as it goes into the next step."""
    if answer["status"] == "attached":
        texts = {paragraph["id"]: paragraph["text"] for paragraph in new}
        spans = [quoted(texts, span) for span in answer["spans"]]
        return {"id": highlight["id"], "status": "attached", "spans": spans}
    if highlight["status"] != "attached":
        return highlight
    texts = {paragraph["id"]: paragraph["text"] for paragraph in old}
    spans = [s | {"paragraph_text": texts[s["paragraph"]]} for s in highlight["spans"]]
    return {"id": highlight["id"], "status": "orphaned", "spans": spans}


def quoted(texts: dict[str, str], span: Case) -> Case:
    """Give a span with its words and what is around them."""
    text, start, end = texts[span["paragraph"]], span["start"], span["end"]
    return {
        "paragraph": span["paragraph"],
        "start": start,
        "end": end,
        "quote": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
    }


def tally(cases: Iterable[Case], solve: Solver) -> dict[str, Counter[str]]:
    """Count verdicts and classes per kind of edit, and under "all"."""
    counts: dict[str, Counter[str]] = {"all": Counter()}
    for case in cases:
        for _, verdict, graded in outcomes(case, solve):
            for kind in ("all", case["scenario"]):
                counts.setdefault(kind, Counter()).update((verdict, f"{verdict}: {graded}"))
    return counts


def silent(counts: Counter[str]) -> int:
    """Count what is wrong, or attached though gone."""
    return sum(count for key, count in counts.items() if key.endswith(SILENT))


def share(counts: Counter[str], graded: str, verdict: str = "keep") -> float:
    """Give the share of a verdict's passages that were graded so, in per cent."""
    return 100 * counts[f"{verdict}: {graded}"] / (counts[verdict] or 1)
