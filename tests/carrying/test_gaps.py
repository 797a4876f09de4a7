"""Between words that are held: which words are still the old ones, and where one is cut."""

import unicodedata

import pytest

from annotations.carrying import carry
from tests.carrying.test_carry import BANK, KEEPER, passage, texts
from tests.carrying.test_moved_and_edited import words_at


def carried(before: str, after: str, quote: str) -> list[str]:
    """Carry a passage of the first paragraph; the others stay as they are."""
    old, new = texts(before, BANK, KEEPER), [after, BANK, KEEPER]
    [placement] = carry(old, texts(*new), [passage(old, quote)])
    return words_at(new, placement.spans)


def test_a_frequent_word_as_far_from_its_neighbours_as_before_is_the_old_one() -> None:
    before = "During the twenties, when the masters of the hills received books, the mule came."
    after = "During the collection, the nobody of the hills received books, the mule came."
    assert carried(before, after, "the masters of the hills") == ["the nobody of the hills"]


def test_a_word_that_is_all_that_stands_between_two_others_was_left_when_the_rest_went() -> None:
    before = "There is a bell and a clock. A well dried up long ago. Even so old women sit there."
    after = "There is a bell and a clock. dried old women sit there."
    assert carried(before, after, "Even so old women sit there.") == ["old women sit there."]


def apart(word: str) -> str:
    """Write every letter and its mark as two characters."""
    return unicodedata.normalize("NFD", word)


@pytest.mark.parametrize(
    ("word", "now", "marked"),
    [
        ("gar|den", "gardens", "gar"),
        ("gar|dener", "grdener", "gr"),
        ("Bü|rger", apart("Bürger"), apart("Bü")),
        ("가게|마다", apart("가게마다"), apart("가게")),
    ],
)
def test_a_passage_that_ends_inside_a_word_ends_after_the_same_letters(
    word: str, now: str, marked: str
) -> None:
    inside, outside = word.split("|")
    before = f"At noon the visitors saw the {inside}{outside} from their window and were silent."
    after = before.replace(inside + outside, now)
    assert carried(before, after, f"saw the {inside}") == [f"saw the {marked}"]
    rest = now.removeprefix(marked)
    assert carried(before, after, f"{outside} from their") == [f"{rest} from their"]


def test_a_korean_word_is_not_found_again_in_its_ending() -> None:
    before = "벽에는 얼굴이 걸려 있다. 기자가 묻자, 그는 대답 대신 불을 껐다."
    after = "벽에는 얼굴이 걸려 있다. 기자가 묻자, 사진을 찍는 대답 대신 불을 껐다."
    assert carried(before, after, "그는") == []
