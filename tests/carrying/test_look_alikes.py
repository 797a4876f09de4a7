"""What merely looks like the old words takes nothing over from them."""

import pytest

from annotations.carrying import Passage, Span, State, carry
from tests.carrying.test_carry import BANK, HARBOUR, KEEPER, SHIPS, passage, texts
from tests.carrying.test_moved_and_edited import words_at


def test_three_words_in_two_long_sentences_are_no_trace() -> None:
    link = "See https://img.example.org/shields for the state of the last build of the project."
    other = "Our skeleton lives at http://example.org/shields and is copied by a dozen others."
    old = texts(f"{KEEPER} {link}", BANK)
    new = texts(KEEPER, f"{BANK} {other}")
    [placement] = carry(old, new, [passage(old, "shields")])
    assert placement.state is State.ORPHANED


def test_a_paragraph_that_lost_most_of_its_text_keeps_what_a_copy_repeats() -> None:
    sentence = "Pilots waited until the ice was gone, and sat on the mole for most of that winter."
    edited = sentence
    for word, other in (("waited", "stayed"), ("ice", "snow"), ("mole", "pier"), ("of", "in")):
        edited = edited.replace(f" {word} ", f" {other} ")
    old = texts(HARBOUR, f"{BANK} {sentence}")
    new = texts(HARBOUR, f"Coal was dear. {edited}", (None, sentence.replace("gone", "thin")))
    [placement] = carry(old, new, [passage(old, sentence)])
    assert words_at([text.text for text in new], placement.spans) == [edited]


def test_a_sentence_that_moved_and_was_edited_is_no_copy_for_the_full_stop_beside_it() -> None:
    sentence = (
        "The mayor answered politely, they had better experience with education than with display."
    )
    edited = "The mayor answered politely, had better hope experience with than with plain display."
    old = texts(f"{HARBOUR} {sentence}", BANK)
    new = [HARBOUR, BANK.replace("This", f"{edited} This")]
    [placement] = carry(old, texts(*new), [passage(old, sentence)])
    assert words_at(new, placement.spans) == [edited]


def test_a_paragraph_and_its_twin_that_were_merged_leave_the_passage_where_all_of_it_is() -> None:
    twin = KEEPER.replace("teacher", "nurse")
    old = texts(HARBOUR, KEEPER)
    new = texts(HARBOUR, f"{twin} {KEEPER}")
    [placement] = carry(old, new, [Passage((Span(1, 0, len(KEEPER)),))])
    assert placement.spans == (Span(1, len(twin) + 1, len(twin) + 1 + len(KEEPER)),)


def test_a_heading_that_is_gone_is_not_a_long_paragraph_that_has_some_of_its_words() -> None:
    long = "Everybody who sends a change can find the status and results of its builds on a page."
    heading = "Status and License"
    old = texts((None, HARBOUR), (None, heading), (None, "Nothing was ever written."))
    new = texts((None, KEEPER), (None, long), (None, BANK))
    [placement] = carry(old, new, [passage(old, heading)])
    assert placement.state is State.ORPHANED


def test_a_line_of_a_template_that_is_gone_is_no_fresh_line_of_the_same_template() -> None:
    names = ("bell", "coal", "dues", "fees", "gale", "hull", "keel", "oars", "pier", "quay", "rope")
    lines = {
        name: (None, f".. page:: town.harbour.{name} :members: :private-members:")
        for name in [*names, "mole", "mole.old", "tide", "wharf"]
    }
    kept = [lines[name] for name in names]
    old = texts(*kept[:4], lines["mole"], *kept[4:8], lines["tide"], *kept[8:])
    new = texts(*kept[:2], lines["wharf"], *kept[2:6], lines["mole.old"], *kept[6:])
    [placement] = carry(old, new, [passage(old, lines["tide"][1])])
    assert placement.state is State.ORPHANED


def test_two_words_in_a_long_sentence_that_took_the_place_of_theirs_are_no_trace() -> None:
    sentence = "Pilots wanted brighter lights near outer rocks."
    fresh = (
        "Some forty years passed until brighter lights came with wires, poles, engines, two men "
        "from Bergen, a diesel tank, many letters, three bills and endless noise."
    )
    old = texts(f"{KEEPER} {sentence} {SHIPS}", BANK)
    new = texts(f"{KEEPER} {fresh} {SHIPS}", BANK)
    [placement] = carry(old, new, [passage(old, "brighter lights")])
    assert placement.state is State.ORPHANED


def test_two_near_twins_that_changed_places_under_their_identities_are_told_apart() -> None:
    twin = KEEPER.replace("teacher", "nurse")
    old = texts((1, KEEPER), (2, twin))
    new = texts((1, twin), (2, KEEPER))
    placements = carry(old, new, [passage(old, "a teacher by then"), passage(old, "a nurse")])
    assert [words_at([KEEPER, twin][::-1], p.spans) for p in placements] == [
        ["a teacher by then"],
        ["a nurse"],
    ]


def test_a_sentence_that_was_taken_out_is_not_the_one_of_a_look_alike_with_words_put_in() -> None:
    first, gone = "Nobody objected to any of these plans. ", "Without it the mole was a drawing."
    twin = f"Nobody ever objected to any of these old plans. {gone}"
    old = texts(HARBOUR, f"{BANK} {first}{gone}")
    new = texts(HARBOUR, f"{BANK} {first}".strip(), (None, twin))
    [placement] = carry(old, new, [passage(old, gone)])
    assert placement.state is State.ORPHANED


def test_a_heading_with_its_identity_is_not_the_long_paragraph_that_has_all_of_its_words() -> None:
    heading = "The school beside the old well"
    long = f"The school of the town was beside the old well in those days. {KEEPER} {BANK}"
    old = texts(heading, HARBOUR)
    new = texts((0, "The schooll beside the old welll"), HARBOUR, (None, long))
    [placement] = carry(old, new, [passage(old, heading)])
    assert [span.paragraph for span in placement.spans] == [0]


def test_a_heading_that_is_gone_is_not_a_paragraph_with_its_words_in_another_order() -> None:
    heading = "The school beside the well"
    long = (
        "The village has a well, and the school of the children was beside the fields until the "
        "keeper of the light moved it down to the harbour and built it up again."
    )
    old = texts((None, heading), (None, KEEPER))
    [placement] = carry(old, texts((None, long), (None, KEEPER)), [passage(old, heading)])
    assert placement.state is State.ORPHANED


def test_a_heading_that_was_overwritten_is_not_three_of_its_words_in_a_long_fresh_sentence() -> (
    None
):
    heading = "The school beside the well"
    long = (
        "Nobody built anything there for many years, until the keeper of the light had his new "
        "house beside the well and moved all of his seven children down from the rocks."
    )
    old = texts(heading, KEEPER)
    new = texts((0, "Coal was dear."), (None, long), (1, KEEPER))
    [placement] = carry(old, new, [passage(old, heading)])
    assert placement.state is State.ORPHANED


LOST = "These old ships are considered lost:"
NOT_LOST = "These old ships are *not* considered lost:"
MARKED = NOT_LOST.replace("*", "_")


def test_a_line_whose_marks_changed_does_not_lose_its_place_to_its_twin() -> None:
    old = texts((None, HARBOUR), (None, LOST), (None, NOT_LOST))
    reworded = "These old ships is considered a loss:"
    new = texts(*((None, text) for text in (HARBOUR, BANK, reworded, BANK, MARKED, BANK)))
    placements = carry(old, new, [passage(old, LOST), passage(old, NOT_LOST)])
    assert [[span.paragraph for span in p.spans] for p in placements] == [[2], [4]]


def test_no_twin_casts_doubt_on_a_line_that_alone_says_the_same_words() -> None:
    old = texts((None, HARBOUR), (None, LOST), (None, NOT_LOST), (None, KEEPER))
    new = texts(*((None, text) for text in (HARBOUR, LOST, BANK, MARKED, BANK, KEEPER, LOST)))
    [placement] = carry(old, new, [passage(old, NOT_LOST)])
    assert [span.paragraph for span in placement.spans] == [3]


@pytest.mark.parametrize("word", ["kept", "wrote"])
def test_a_paragraph_that_was_split_stays_in_its_place_though_its_halves_are_repeated(
    word: str,
) -> None:
    first, second = HARBOUR.split(" Ships ")
    halves = [(None, first), (None, f"Ships {second}")]
    keeper, bank = KEEPER.replace("kept", word), BANK.replace("lend", word)
    old = texts((None, KEEPER), (None, HARBOUR), (None, BANK))
    new = texts((None, keeper), *halves, (None, bank), *halves)
    [placement] = carry(old, new, [passage(old, "simply the shape of the year")])
    assert [span.paragraph for span in placement.spans] == [2]
