"""Two revisions of a real text become paragraphs, identities, passages and cases."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.benchmarks.carrying_revisions import main
from tests.benchmarks.carrying_solver import solve
from tests.carrying.revisions import cases_of, identities, paragraphs_of
from tests.carrying.scoring import Case, silent, tally
from tests.carrying.test_carry import BANK, HARBOUR, KEEPER

OLD = [HARBOUR, "The dues", BANK, KEEPER]
NEW = [HARBOUR.replace("ice", "cod"), "The dues", KEEPER.replace("nineteen", "twenty"), "The end"]


def test_a_source_is_cut_at_blank_lines_and_items_and_has_no_code_in_it() -> None:
    source = """\
Harbours
========

A harbour is
a place.

* one
* two
  of them

.. note:: Quays
   are of stone.

    >>> quay()
    3

```
code
```

    A quotation is indented, too.
"""
    assert paragraphs_of(source) == [
        "Harbours",
        "A harbour is a place.",
        "* one",
        "* two of them",
        "are of stone.",
        "A quotation is indented, too.",
    ]


def test_of_the_paragraphs_in_one_place_the_most_alike_keep_their_identity() -> None:
    old = ["top", "one line of a list", "another line of a list", "end"]
    new = ["top", "another line of the list", "nothing alike", "end"]
    assert identities(old, new) == [0, 2, None, 3]


def test_a_seed_draws_the_same_passages_for_ever() -> None:
    assert list(cases_of("harbour", OLD, NEW, 1)) == list(cases_of("harbour", OLD, NEW, 1))
    assert list(cases_of("harbour", OLD, NEW, 1)) != list(cases_of("harbour", OLD, NEW, 2))


def test_carrying_is_right_about_a_small_edit_and_a_wrong_answer_is_silent() -> None:
    def fresh_words(case: Case) -> Case:
        spans = [{"paragraph": case["new"][-1]["id"], "start": 4, "end": 7}]
        answer = {"status": "attached", "spans": spans}
        return {"highlights": [{"id": h["id"]} | answer for h in case["highlights"]]}

    cases = list(cases_of("harbour", OLD, NEW, 1))
    counts = tally(cases, solve)["all"]
    assert {key for key in counts if ":" in key} <= {"keep: exact", "gone: right orphan"}
    assert counts["keep"] > counts["gone"] > 0
    assert silent(tally(cases, fresh_words)["all"]) == counts["keep"] + counts["gone"]


def test_each_release_is_compared_with_the_next_of_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for version, texts in (("1.9", OLD), ("1.10", NEW), ("1.11", NEW)):
        folder = tmp_path / f"harbour-{version}"
        folder.mkdir()
        for name in ("README.md", "CHANGES.md", "code.py"):
            (folder / name).write_text("\n\n".join(texts), encoding="utf-8")
    shutil.make_archive(str(tmp_path / "harbour-1.9"), "gztar", tmp_path, "harbour-1.9")
    shutil.rmtree(tmp_path / "harbour-1.9")
    paths = sorted(map(str, tmp_path.iterdir()))
    monkeypatch.setattr(sys, "argv", ["", "--only-ours", "--show", "exact", "--", *paths])
    main()
    printed = capsys.readouterr().out
    assert printed.startswith("Pairs of texts: 1, names: 1\n")
    assert "harbour harbour-1.9.tar.gz harbour-1.10 /README.md" in printed
    assert "by the cod" in printed
