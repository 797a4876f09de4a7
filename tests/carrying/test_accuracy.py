"""The accuracy on generated cases; the whole table is in tests/benchmarks/carrying_table.py."""

from itertools import chain

from tests.benchmarks.carrying_solver import solve
from tests.carrying.generator import chains, mixes
from tests.carrying.scoring import share, silent, tally

SEED = 11
EXACT = 98.0  # per cent; a floor under what the table says, for so few cases


def test_the_accuracy_on_a_fixed_set_of_cases_does_not_fall() -> None:
    counts = tally(chain(mixes(SEED, 40), chains(SEED, 25)), solve)["all"]
    assert share(counts, "exact") >= EXACT
    assert silent(counts) == 0


def test_a_seed_gives_the_same_cases_for_ever() -> None:
    assert list(mixes(SEED, 3)) == list(mixes(SEED, 3))
