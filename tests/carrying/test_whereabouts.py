"""What a placement says of the way there."""

import pytest

from annotations.carrying import State
from tests.carrying.test_carry import BANK, HARBOUR, KEEPER, RESENTED, SHIPS, placed

FIRST, _, LAST = HARBOUR.partition(SHIPS)
FIRST, LAST = FIRST.strip(), LAST.strip()


def test_a_sentence_that_went_past_its_neighbours_has_moved_and_they_have_not() -> None:
    new = f"{SHIPS} {FIRST} {LAST}"
    assert placed(SHIPS, new, BANK, KEEPER)[1].state is State.MOVED
    assert placed(FIRST, new, BANK, KEEPER)[1].state is State.SHIFTED
    assert placed(LAST, new, BANK, KEEPER)[1].state is State.UNCHANGED


def test_a_passage_over_sentences_that_changed_places_has_not_moved() -> None:
    words, placement = placed(HARBOUR, f"{FIRST} {LAST} {SHIPS}", BANK, KEEPER)
    assert words == [f"{FIRST} {LAST} {SHIPS}"]
    assert placement.state is State.CHANGED


@pytest.mark.parametrize(("quote", "state"), [(SHIPS, State.UNCHANGED), (RESENTED, State.SHIFTED)])
def test_merged_paragraphs_are_both_at_home_in_the_one(quote: str, state: State) -> None:
    assert placed(quote, f"{HARBOUR} {BANK}", (2, KEEPER))[1].state is state


def test_of_a_paragraph_that_was_split_the_smaller_part_has_moved() -> None:
    new = (0, FIRST), (None, f"{SHIPS} {LAST}"), (1, BANK), (2, KEEPER)
    assert placed(FIRST, *new)[1].state is State.MOVED
    assert placed(SHIPS, *new)[1].state is State.SHIFTED


@pytest.mark.parametrize("quote", [" Ships left in April ", "April and came back in October. "])
def test_the_blanks_that_were_marked_stay_marked(quote: str) -> None:
    words, placement = placed(quote, f"Long ago. {HARBOUR}", BANK, KEEPER)
    assert words == [quote]
    assert placement.state is State.SHIFTED
    assert not placement.reworded


def test_blanks_are_kept_at_the_end_that_did_not_change() -> None:
    new = HARBOUR.replace("in April", "in early spring")
    words, _ = placed(" Ships left in April and came back in October. ", new, BANK, KEEPER)
    assert words == [" Ships left in early spring and came back in October. "]


def offered(quote: str, *new: str) -> list[str]:
    _, placement = placed(quote, *new)
    assert placement.state is State.ORPHANED
    return [new[s.paragraph][s.start : s.end] for (s,) in placement.candidates]


def test_for_a_sentence_that_is_gone_what_is_like_it_is_offered() -> None:
    like = "It was October when they came, and not before April had the last of the ships left."
    without = HARBOUR.replace(SHIPS + " ", "")
    assert offered(SHIPS, without, f"{BANK} {like}", KEEPER) == [like]


def test_for_a_sentence_that_is_gone_and_like_nothing_else_nothing_is_offered() -> None:
    assert not offered(SHIPS, HARBOUR.replace(SHIPS + " ", ""), BANK, KEEPER)


def test_nothing_is_offered_for_a_word() -> None:
    assert not offered("October", HARBOUR.replace(SHIPS + " ", ""), f"In October {BANK}", KEEPER)
