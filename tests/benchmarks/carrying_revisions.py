"""The accuracy of carrying on real texts, as far as the texts themselves tell what is right.

    pip download --no-binary :all: --no-deps --dest releases zodb==5.5.1 zodb==5.8.0
    uv run --with diff-match-patch python -m tests.benchmarks.carrying_revisions releases/*

takes releases, each an archive or a folder called NAME-VERSION, and pairs the texts in them with
those of the next release of the same name. `--only` takes the texts whose names match, such as
`/docs/ja/`; `--seed` draws other passages; `--only-ours` leaves other rules out; `--show silent`
(or `near`, `needless orphan` …) prints those answers of ours, with the passages before and after in
brackets.
"""
# ruff: noqa: T201  (it prints a table)

import argparse
import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path
from shutil import unpack_archive
from tempfile import TemporaryDirectory

from tests.benchmarks.carrying_solver import solve
from tests.benchmarks.carrying_table import print_tables, rules
from tests.carrying.revisions import cases_of, paragraphs_of
from tests.carrying.scoring import SILENT, Case, grade

SEED = 1
RELEASE = re.compile(r"(?P<name>.+?)-(?P<version>\d.*?)(?P<archive>\.tar\.\w+|\.tgz|\.zip)?")
PROSE = re.compile(r"\.(rst|md|txt)$|/README$", re.IGNORECASE)
# Lists that only grow, texts that nobody edits, and files that are not prose.
OTHER = re.compile(
    r"change|history|news|release|licen|authors|contributors|requirements|/tests?/|egg-info"
    r"|node_modules|locale",
    re.IGNORECASE,
)
LEAST_PARAGRAPHS = 4
AROUND = 40  # letters shown on either side of a passage

Release = tuple[str, list[int], Path]


def main() -> None:
    """Print the tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("releases", type=Path, nargs="+")
    parser.add_argument("--only", type=re.compile, default=re.compile(""))
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--only-ours", action="store_true")
    parser.add_argument("--show", nargs="+", default=[])
    options = parser.parse_args()
    pairs = [pair for pair in _pairs(options.releases) if options.only.search(pair[0])]
    cases = [case for pair in pairs for case in cases_of(*pair, options.seed)]
    names = {name.split()[0] for name, *_ in pairs}
    print(f"Pairs of texts: {len(pairs)}, names: {len(names)}\n")
    print_tables(cases, rules(only_ours=options.only_ours))
    shown = {*options.show} | ({*SILENT} if "silent" in options.show else set())
    for case in cases if shown else ():
        _show(case, shown)


def _pairs(paths: list[Path]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Give the texts that two successive releases both have and that differ."""
    releases = sorted(_release(path) for path in paths if RELEASE.fullmatch(path.name))
    for name, group in groupby(releases, key=lambda release: release[0]):
        for (_, _, old), (_, _, new) in pairwise(group):
            before, after = _texts(old), _texts(new)
            for path in sorted(before.keys() & after.keys()):
                texts = paragraphs_of(before[path]), paragraphs_of(after[path])
                same = set(texts[0]) & set(texts[1])
                if texts[0] != texts[1] and same and min(map(len, texts)) >= LEAST_PARAGRAPHS:
                    yield f"{name} {old.name} {new.name} {path}", *texts


def _release(path: Path) -> Release:
    match = RELEASE.fullmatch(path.name)
    assert match
    version = [int(number) for number in re.findall(r"\d+", match["version"])]
    return match["name"].casefold(), version, path


def _texts(release: Path) -> dict[str, str]:
    """Give the prose of a release by its path there."""
    if release.is_dir():
        return {
            name: path.read_text(encoding="utf-8", errors="replace")
            for path in sorted(release.rglob("*"))
            if path.is_file()
            and PROSE.search(name := f"/{path.relative_to(release)}")
            and not OTHER.search(name)
        }
    with TemporaryDirectory() as folder:
        unpack_archive(release, folder, filter=None if release.suffix == ".zip" else "data")
        [top] = Path(folder).iterdir()
        return _texts(top)


def _show(case: Case, shown: set[str]) -> None:
    """Print a case's answers of the classes that are wanted."""
    answers = {answer["id"]: answer for answer in solve(case)["highlights"]}
    for highlight in case["highlights"]:
        truth, answer = case["truth"][highlight["id"]], answers[highlight["id"]]
        graded = grade(case["new"], answer, truth)
        if graded in shown:
            print(f"\n{graded}: {case['scenario']}, {case['id']}")
            for name, side, spans in (
                ("before", case["old"], highlight["spans"]),
                ("right", case["new"], truth["spans"]),
                ("ours", case["new"], answer["spans"]),
            ):
                print(f"  {name:7}{_marked(side, spans)}")


def _marked(paragraphs: list[Case], spans: list[Case]) -> str:
    texts = {paragraph["id"]: paragraph["text"] for paragraph in paragraphs}
    return " … ".join(
        f"{text[max(0, start - AROUND) : start]}[{text[start:end]}]{text[end : end + AROUND]}"
        for span in spans
        for text, start, end in [(texts[span["paragraph"]], span["start"], span["end"])]
    )


if __name__ == "__main__":
    main()
