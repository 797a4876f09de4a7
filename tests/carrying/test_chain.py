"""The chain of runs, and the likeness of words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.carrying.chain import chain
from annotations.carrying.comparison import Comparison
from annotations.carrying.comparison import compare as compare_texts
from annotations.carrying.floating import without_floating
from annotations.carrying.likeness import alike, likeness
from annotations.carrying.passages import Text

WORDS = st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", "the", ".", ","]), max_size=60)


def compare(old: str, new: str) -> Comparison:
    return compare_texts([Text(None, old)], [], [Text(None, new)])


def matched(old: str, new: str) -> str:
    comparison = compare(old, new)
    pairs = chain(comparison, comparison.old.tokens_of(0), comparison.new.tokens_of(0))
    return " ".join(comparison.spelling[comparison.old.key[token]] for token, _ in pairs)


def test_what_stays_is_matched_and_what_was_put_in_is_not() -> None:
    assert matched("one two three four", "one two big three four") == "one two three four"


def test_a_frequent_word_alone_among_fresh_words_is_not_matched() -> None:
    old = "He walked to the river and back to the house by the mill."
    assert matched(old, "Nobody sings near the door.") == ""


def test_a_deleted_sentence_is_deleted_from_its_beginning_to_its_end() -> None:
    comparison = compare("He came. He saw it. He won.", "He came. He won.")
    pairs = chain(comparison, comparison.old.tokens_of(0), comparison.new.tokens_of(0))
    assert [old for old, _ in pairs] == [0, 1, 2, 7, 8, 9]


def test_a_light_run_far_from_everything_else_is_dropped() -> None:
    old = "Ships left in April and nobody thought of the ice as a hardship then"
    new = "Money came late from Lund but every clerk thought of spring with quiet dread"
    comparison = compare(old, new)
    tokens, others = comparison.old.tokens_of(0), comparison.new.tokens_of(0)
    pairs = [(7, 9)]
    assert comparison.old.key[7] == comparison.new.key[9]
    assert without_floating(comparison, tokens, others, pairs) == []


@given(WORDS, WORDS)
def test_a_chain_is_in_order_and_matches_equal_tokens_once(old: list[str], new: list[str]) -> None:
    comparison = compare(" ".join(old), " ".join(new))
    pairs = chain(comparison, comparison.old.tokens_of(0), comparison.new.tokens_of(0))
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    assert all(comparison.old.key[a] == comparison.new.key[b] for a, b in pairs)


@given(WORDS)
def test_a_text_is_matched_to_itself_from_end_to_end(words: list[str]) -> None:
    text = " ".join([*words, "harbour", "lantern"])
    comparison = compare(text, text)
    tokens = comparison.old.tokens_of(0)
    assert chain(comparison, tokens, tokens) == [(token, token) for token in tokens]


@pytest.mark.parametrize(
    ("word", "other", "same"),
    [
        ("harbour", "harbor", True),
        ("letter", "letters", True),
        ("the", "he", True),
        ("stone", "bank", False),
        ("on", "no", False),
    ],
)
def test_words_are_alike_when_one_is_the_other_misspelt(word: str, other: str, same: bool) -> None:
    assert bool(alike(word, other)) is same


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_is_the_longest_common_subsequence_over_both_lengths(a: str, b: str) -> None:
    row = [0] * (len(b) + 1)
    for letter in a:
        last = row[:]
        for at, other in enumerate(b, 1):
            row[at] = last[at - 1] + 1 if letter == other else max(last[at], row[at - 1])
    if a or b:
        assert likeness(a, b) == pytest.approx(2 * row[-1] / (len(a) + len(b)))


def test_a_beginning_that_stands_twice_is_read_as_the_one_that_goes_on_as_before() -> None:
    text = "One came and went by night. The second stayed all winter. The third was never seen."
    twin = text.replace("never", "seldom")
    comparison = compare(text, f"{twin} {text}")
    pairs = chain(comparison, comparison.old.tokens_of(0), comparison.new.tokens_of(0))
    assert [new - old for old, new in pairs] == [len(pairs)] * len(pairs)
