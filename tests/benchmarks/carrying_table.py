"""The accuracy of carrying, ours beside two other rules, on the same generated cases.

    uv run --with diff-match-patch python -m tests.benchmarks.carrying_table --seed 2026 2027

`--mixes` and `--rounds` say how many cases (mixes and chains; single edits of each kind per text);
`--only-ours` leaves the others out; `--texts` takes other articles, one paragraph a line;
`--write` writes the cases out, a line of JSON each, instead of measuring.
"""
# ruff: noqa: T201  (it prints a table)

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tests.benchmarks.carrying_solver import solve
from tests.carrying.generator import TEXTS, chains, mixes, single_edits
from tests.carrying.scoring import Case, Solver, share, silent, tally

HEAD = "| rule | exact % | near % | partial % | needless orphan % | silent | of |"
LINE = "|" + " --- |" * (HEAD.count("|") - 1)


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
    print_tables(cases, rules(only_ours=options.only_ours))


def print_tables(cases: list[Case], rules: list[tuple[str, Solver]]) -> None:
    """Print how each rule did, on all cases and on each set of them, and how ours did by kind."""
    print(f"{HEAD}\n{LINE}")
    for name, rule in rules:
        counts = tally(cases, rule)
        print(_row(name, counts["all"]), flush=True)
        for apart, count in _sets(counts).items():
            print(_row(f"… {apart}", count), flush=True)
        if rule is solve:
            ours = counts
    print(f"\n{HEAD.replace('rule', 'ours, by kind')}\n{LINE}")
    for kind in sorted(ours, key=lambda kind: share(ours[kind], "exact")):
        print(_row(kind, ours[kind]))


def _sets(counts: dict[str, Counter[str]]) -> dict[str, Counter[str]]:
    """Give single edits, mixes and chains apart; what is graded otherwise has no such sets."""
    if "mix" not in counts:
        return {}
    single = sum((counts[kind] for kind in counts.keys() - {"all", "mix", "chain"}), Counter[str]())
    return {"single edits": single, "mixes": counts["mix"], "chains": counts["chain"]}


def _cases(options: argparse.Namespace) -> Iterator[Case]:
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


def rules(*, only_ours: bool) -> list[tuple[str, Solver]]:
    """Give the rules to measure, ours first; the others need diff-match-patch."""
    if only_ours:
        return [("ours", solve)]
    from tests.benchmarks.rules import best_context, whole_diff

    return [
        ("ours", solve),
        ("diff-match-patch over the whole article", whole_diff),
        ("the quote, where its context fits best", best_context),
    ]


def _row(name: str, counts: Counter[str]) -> str:
    shares = [
        f"{share(counts, graded):.2f}" for graded in ("exact", "near", "partial", "needless orphan")
    ]
    of = sum(counts[verdict] for verdict in ("keep", "gone", "either"))
    cells = [name, *shares, str(silent(counts)), str(of)]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
