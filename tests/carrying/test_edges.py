"""Where a passage ends whose outermost words were rewritten, within its sentence and at a break."""

import pytest

from annotations.carrying import Passage, Span, carry
from tests.carrying.test_carry import BANK, KEEPER, texts
from tests.carrying.test_gaps import carried
from tests.carrying.test_moved_and_edited import words_at

ASKED = "The mill stands empty. But under what terms will the town and the county agree?"


@pytest.mark.parametrize("next_sentence", ["", " Nobody has said so yet."])
@pytest.mark.parametrize("ending", ["settle?", "talk again?", "work together once again?"])
def test_a_sentence_whose_end_was_rewritten_goes_on_to_its_mark(
    ending: str, next_sentence: str
) -> None:
    before = ASKED + next_sentence
    after = before.replace("agree?", ending)
    kept = f"the county {ending}"
    assert carried(before, after, "the county agree?") == [kept]


@pytest.mark.parametrize("ending", ["agree now?", "settle?", "come together again?"])
def test_a_passage_that_goes_on_in_the_next_paragraph_keeps_the_mark_before_the_break(
    ending: str,
) -> None:
    after = ASKED.replace("agree?", ending)
    start = ASKED.index("But under")
    over_the_break = Passage((Span(0, start, len(ASKED)), Span(1, 0, len(BANK))))
    [placement] = carry(texts(ASKED, BANK, KEEPER), texts(after, BANK, KEEPER), [over_the_break])
    assert words_at([after, BANK, KEEPER], placement.spans) == [after[start:], BANK]
