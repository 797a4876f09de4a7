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
