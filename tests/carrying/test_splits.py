"""A paragraph that was split is its halves, whatever else looks like all of it."""

from annotations.carrying import carry
from tests.carrying.test_carry import BANK, HARBOUR, KEEPER, passage, texts
from tests.carrying.test_moved_and_edited import words_at

FIRST, SECOND = HARBOUR.split(" Ships ")
SECOND = f"Ships {SECOND}"
EDITED = SECOND.replace("thought of", "took").replace("simply the", "the plain")
TWIN = HARBOUR.replace("century", "winter").replace("hardship", "burden")


def test_halves_one_of_which_has_the_identity_are_the_paragraph_and_not_its_look_alike() -> None:
    old = texts(HARBOUR, KEEPER, BANK)
    new = texts((None, FIRST.replace("lived", "fed")), (0, EDITED), (2, BANK), (None, TWIN))
    marked = "the ice. Ships left"
    [placement] = carry(old, new, [passage(old, marked)])
    assert words_at([text.text for text in new], placement.spans) == ["the ice.", "Ships left"]
    assert {span.paragraph for span in placement.spans} == {0, 1}


def test_without_identities_halves_beside_an_old_neighbour_are_the_paragraph() -> None:
    old = texts((None, KEEPER), (None, HARBOUR), (None, BANK))
    new = texts((None, TWIN), (None, KEEPER), (None, FIRST), (None, EDITED), (None, BANK))
    [placement] = carry(old, new, [passage(old, "simply the shape of the year")])
    assert words_at([text.text for text in new], placement.spans) == ["the plain shape of the year"]


def test_halves_that_stand_together_are_the_paragraph_and_not_one_of_them_with_its_copy() -> None:
    old = texts((None, KEEPER), (None, HARBOUR), (None, BANK))
    new = texts((None, f"Then. {BANK}"), (None, FIRST), (None, EDITED), (None, SECOND))
    [placement] = carry(old, new, [passage(old, "shape of the year")])
    assert [span.paragraph for span in placement.spans] == [2]


def test_a_sentence_repeated_beside_its_paragraph_is_no_half_of_it() -> None:
    old = texts((None, KEEPER), (None, HARBOUR), (None, BANK))
    new = texts((None, KEEPER), (None, HARBOUR.replace("ice", "cold")), (None, SECOND))
    [placement] = carry(old, new, [passage(old, SECOND)])
    assert [span.paragraph for span in placement.spans] == [1]
