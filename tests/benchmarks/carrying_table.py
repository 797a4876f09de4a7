"""The accuracy of carrying, ours beside two other rules, on the same generated cases.

    uv run --with diff-match-patch python -m tests.benchmarks.carrying_table --seed 2026 2027

`--mixes` and `--rounds` say how many cases (mixes and chains; single edits of each kind per text);
`--only-ours` leaves the others out; `--texts` takes other articles, one paragraph a line;
`--write` writes the cases out, a line of JSON each, instead of measuring.
"""
# ruff: noqa: T201  (it prints a table)

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from tests.benchmarks.carrying_solver import solve
from tests.carrying.generator import TEXTS, chains, mixes, single_edits
from tests.carrying.scoring import Solver, share, silent, tally

HEAD = "| rule | exact % | near % | partial % | needless orphan % | silent | of | seconds |"


def main() -> None:
    """Print the tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seed", type=int, nargs="+", default=[2026])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--mixes", type=int, default=150)
    parser.add_argument("--texts", type=Path, default=TEXTS)
    parser.add_argument("--only-ours", action="store_true")
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    cases = list(_cases(options))
    if options.write:
        lines = (json.dumps(case, ensure_ascii=False) + "\n" for case in cases)
        options.write.write_text("".join(lines), encoding="utf-8")
        return
    print(f"{HEAD}\n|{' --- |' * HEAD.count(' | ')} --- |")
    for name, rule in _rules(only_ours=options.only_ours):
        start = time.perf_counter()
        counts = tally(cases, rule)
        print(_row(name, counts["all"], time.perf_counter() - start), flush=True)
        if rule is solve:
            ours = counts
    print(f"\n{HEAD.replace('rule', 'ours, by kind of edit').removesuffix(' seconds |')}")
    print("|" + " --- |" * (HEAD.count(" | ")))
    for kind in sorted(ours, key=lambda kind: share(ours[kind], "exact")):
        print(_row(kind, ours[kind]))


def _cases(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    texts = options.texts
    return chain.from_iterable(
        cases
        for seed in options.seed
        for cases in (
            single_edits(seed, options.rounds, texts),
            mixes(seed, options.mixes, texts),
            chains(seed, options.mixes, texts),
        )
    )


def _rules(*, only_ours: bool) -> list[tuple[str, Solver]]:
    if only_ours:
        return [("ours", solve)]
    from tests.benchmarks.rules import best_context, whole_diff

    return [
        ("ours", solve),
        ("diff-match-patch over the whole article", whole_diff),
        ("the quote, where its context fits best", best_context),
    ]


def _row(name: str, counts: Counter[str], seconds: float | None = None) -> str:
    shares = [
        f"{share(counts, graded):.2f}" for graded in ("exact", "near", "partial", "needless orphan")
    ]
    of = sum(counts[verdict] for verdict in ("keep", "gone", "either"))
    cells = [name, *shares, str(silent(counts)), str(of)]
    if seconds is not None:
        cells.append(f"{seconds:.0f}")
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
