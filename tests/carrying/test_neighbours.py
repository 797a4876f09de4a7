"""What stands next to a paragraph tells where it is, when its words and identity do not."""

from annotations.carrying import Passage, Placement, Reason, Span, State, carry
from tests.carrying.test_carry import BANK, HARBOUR, KEEPER, SHIPS, texts


def carried(old: list[str], new: list[str], at: int) -> Placement:
    """Carry a whole paragraph of texts without identities."""
    passage = Passage((Span(at, 0, len(old[at])),))
    [placement] = carry(
        texts(*((None, text) for text in old)), texts(*((None, text) for text in new)), [passage]
    )
    return placement


def test_a_heading_that_was_reworded_is_found_between_its_neighbours() -> None:
    old = [HARBOUR, "Custom lookups", BANK, "More of lookups: custom lookups are custom."]
    new = [HARBOUR, "How to write custom lookups", BANK, old[3]]
    placement = carried(old, new, 1)
    assert placement.spans == (Span(1, 13, 27),)


def test_of_two_like_paragraphs_the_one_between_the_old_neighbours_is_it() -> None:
    edited = SHIPS.replace("left", "sailed"), SHIPS.replace("October", "winter")
    placement = carried([KEEPER, SHIPS, BANK], [edited[0], KEEPER, edited[1], BANK], 1)
    assert placement.spans == (Span(2, 0, len(edited[1])),)
    placement = carried([KEEPER, SHIPS, BANK], [KEEPER, edited[0], BANK, edited[1]], 1)
    assert placement.spans == (Span(1, 0, len(edited[0])),)


def test_between_its_old_neighbours_a_paragraph_is_known_though_another_is_more_like_it() -> None:
    edited = HARBOUR.replace("lived by", "fed on").replace("thought of", "took")
    twin = HARBOUR.replace("shape", "shadow")
    placement = carried([KEEPER, HARBOUR, BANK], [KEEPER, edited, BANK, twin], 1)
    assert placement.spans == (Span(1, 0, len(edited)),)


def test_old_neighbours_tell_where_a_paragraph_is_though_they_were_edited_too() -> None:
    edited = HARBOUR.replace("lived by", "fed on").replace("thought of", "took")
    twin = HARBOUR.replace("shape", "shadow")
    keeper, bank = KEEPER.replace("short", "terse"), BANK.replace("whole sum", "sum")
    placement = carried([KEEPER, HARBOUR, BANK], [twin, keeper, edited, bank], 1)
    assert placement.spans == (Span(2, 0, len(edited)),)


def test_a_half_that_was_cut_off_is_found_behind_the_other_though_a_twin_is_more_like_it() -> None:
    first, half = BANK.split(" Without ")
    edited, twin = f"Without {half}".replace("would have ", ""), half.replace("remained", "stayed")
    old = texts(HARBOUR, BANK, KEEPER)
    new = texts((7, f"Without {twin}"), (0, HARBOUR), (1, first), (8, edited), (2, KEEPER))
    start = len(first) + 1
    [placement] = carry(old, new, [Passage((Span(1, start, len(BANK)),))])
    assert placement.spans == (Span(3, 0, len(edited)),)


def test_a_sentence_that_was_cut_off_as_a_paragraph_is_found_after_its_neighbours() -> None:
    old = [f"{HARBOUR} For example:", BANK, "For example: for example: for example: an example."]
    new = [HARBOUR, "For example:", BANK, old[2]]
    start = len(HARBOUR) + 1
    passage = Passage((Span(0, start, start + 12),))
    [placement] = carry(
        texts(*((None, text) for text in old)), texts(*((None, text) for text in new)), [passage]
    )
    assert placement.spans == (Span(1, 0, 12),)


def test_a_pull_quote_beside_a_sentence_takes_over_no_word_that_the_sentence_lost() -> None:
    old = texts(KEEPER, "The ledgers survive. They show that the dues were never paid.", BANK)
    new = texts(
        KEEPER,
        (None, "The ledgers survive."),
        (1, "All by survive. They show that the dues were never paid."),
        (2, BANK),
    )
    [placement] = carry(old, new, [Passage((Span(1, 0, 20),))])
    assert all(span.paragraph == 2 for span in placement.spans)


def test_two_fresh_paragraphs_beside_the_same_neighbours_stay_in_doubt() -> None:
    edited = SHIPS.replace("left", "sailed"), SHIPS.replace("October", "winter")
    placement = carried([KEEPER, SHIPS, BANK], [KEEPER, *edited, BANK], 1)
    assert placement.why is Reason.DOUBTFUL


def test_an_address_in_common_is_no_reason_for_doubt() -> None:
    address = "https://example.org/pallets/tree/main/examples"
    others = [f"See {address}/{number}" for number in range(12)]
    old = ["Colours input output echo paging progress: " + address, *others, HARBOUR]
    new = [
        *others,
        "Nothing new: " + address,
        HARBOUR,
        "Colours input output echo paging and progress: " + address,
    ]
    placement = carried(old, new, 0)
    assert placement.state is not State.ORPHANED
    assert placement.spans[0].paragraph == len(new) - 1


def test_a_heading_that_is_gone_is_not_found_in_a_sentence_that_has_three_words_of_it() -> None:
    old = [HARBOUR, "The default base temporary directory", BANK, KEEPER]
    sentence = (
        "Concurrent invocations of the same test function are supported by configuring the base "
        "temporary directory."
    )
    placement = carried(old, [f"{HARBOUR} {sentence}", BANK, KEEPER], 1)
    assert placement.state is State.ORPHANED


LINKS = [f".. _{name}: https://harbour.example/{name}" for name in ("mole", "quay", "light")]


def test_a_line_whose_neighbours_stand_together_is_not_another_line_of_its_template() -> None:
    buoys = ".. _buoys: https://harbour.example/buoys-at-sea"
    placement = carried(
        [HARBOUR, *LINKS, BANK, KEEPER], [HARBOUR, LINKS[0], LINKS[2], BANK, buoys], 2
    )
    assert placement.state is State.ORPHANED


def test_a_line_whose_neighbours_stand_together_may_have_moved_with_a_word_of_its_own() -> None:
    sentence = "Dues of the quay were paid in October, in coal."
    lines = ["Dues of the mole were paid in April.", sentence, "Dues were paid late."]
    new = [HARBOUR, lines[0], lines[2], BANK, "Dues of the quay were paid by nobody at all."]
    placement = carried([HARBOUR, *lines, BANK, KEEPER], new, 2)
    assert [span.paragraph for span in placement.spans] == [4]


def test_a_line_without_a_word_of_its_own_has_moved_if_nearly_all_of_it_is_there() -> None:
    lines = ["Dues of the mole in April", "Dues of the mole in October", "Dues for October"]
    new = [HARBOUR, lines[0], lines[2], BANK, "The dues of the mole in October"]
    placement = carried([HARBOUR, *lines, BANK, KEEPER], new, 2)
    assert [span.paragraph for span in placement.spans] == [4]


def test_a_line_that_was_moved_with_its_identity_is_that_line() -> None:
    lines = ["Dues of the mole in April", "Dues of the mole in October", "Dues for October"]
    new = [(0, HARBOUR), (1, lines[0]), (3, lines[2]), (4, BANK), (2, "Dues: the mole, in winter")]
    old = texts(HARBOUR, *lines, BANK, KEEPER)
    [placement] = carry(old, texts(*new), [Passage((Span(2, 0, len(lines[1])),))])
    assert [span.paragraph for span in placement.spans] == [4]
