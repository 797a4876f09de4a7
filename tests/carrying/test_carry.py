"""Carrying, rule by rule, seen from outside: two texts, a passage, and where it is."""

import pytest

from annotations.carrying import Passage, Placement, Reason, Span, State, Text, carry

HARBOUR = (
    "For most of the century the town lived by the ice. Ships left in April and came back in "
    "October. Nobody thought of this as a hardship; it was simply the shape of the year."
)
BANK = (
    "The bank proposed to lend the whole sum against the dues of thirty years. This was resented "
    "at the time. Without it the mole would have remained a drawing."
)
KEEPER = (
    "The keeper’s daughter kept a diary, and her entries are short. She left the island at "
    "nineteen and returned at forty, a teacher by then."
)
ARTICLE = (HARBOUR, BANK, KEEPER)
SHIPS = "Ships left in April and came back in October."
RESENTED = "This was resented at the time."


def texts(*paragraphs: str | tuple[int | None, str]) -> list[Text]:
    """Make texts; without an identity of its own a paragraph gets its place as identity."""
    return [
        Text(at, paragraph) if isinstance(paragraph, str) else Text(*paragraph)
        for at, paragraph in enumerate(paragraphs)
    ]


def passage(old: list[Text], *quotes: str) -> Passage:
    spans = []
    for quote in quotes:
        at = next(at for at, text in enumerate(old) if quote in text.text)
        start = old[at].text.index(quote)
        spans.append(Span(at, start, start + len(quote)))
    return Passage(tuple(spans))


def placed(quote: str, *new: str | tuple[int | None, str]) -> tuple[list[str], Placement]:
    """Carry a passage of the article; give the words where it is now, and the placement."""
    old, paragraphs = texts(*ARTICLE), texts(*new)
    (placement,) = carry(old, paragraphs, [passage(old, quote)])
    return [paragraphs[s.paragraph].text[s.start : s.end] for s in placement.spans], placement


def test_what_nobody_touched_is_unchanged() -> None:
    words, placement = placed(SHIPS, *ARTICLE)
    assert words == [SHIPS]
    assert placement.state is State.UNCHANGED
    assert placement.share == 1


def test_words_put_in_before_a_passage_shift_it() -> None:
    words, placement = placed(SHIPS, "Long ago. " + HARBOUR, BANK, KEEPER)
    assert words == [SHIPS]
    assert placement.state is State.SHIFTED
    assert not placement.reworded


def test_a_word_put_in_at_the_edge_stays_outside_and_one_inside_belongs() -> None:
    new = HARBOUR.replace("Ships left", "Big ships left early").replace("October", "October or so")
    words, placement = placed(SHIPS.removesuffix("."), new, BANK, KEEPER)
    assert words == ["ships left early in April and came back in October"]
    assert placement.state is State.CHANGED
    assert placement.reworded


def test_a_replaced_first_word_is_still_part_of_the_passage() -> None:
    words, _ = placed(SHIPS, HARBOUR.replace("Ships left", "Boats left"), BANK, KEEPER)
    assert words == [SHIPS.replace("Ships", "Boats")]


def test_a_replaced_last_word_is_still_part_of_the_passage() -> None:
    words, _ = placed("Ships left in April", HARBOUR.replace("April", "spring"), BANK, KEEPER)
    assert words == ["Ships left in spring"]


def test_a_passage_whose_first_sentence_was_replaced_does_not_take_in_the_new_one() -> None:
    quote = HARBOUR[HARBOUR.index("Ships") :]
    new = HARBOUR.replace(SHIPS, "Coal was dear and the church was cold.")
    words, _ = placed(quote, new, BANK, KEEPER)
    assert words == ["Nobody thought of this as a hardship; it was simply the shape of the year."]


def test_a_misspelt_word_is_the_same_word() -> None:
    words, placement = placed("hardship", HARBOUR.replace("hardship", "hardhsip"), BANK, KEEPER)
    assert words == ["hardhsip"]
    assert placement.share < 1


def test_curly_quotes_and_decomposed_accents_change_nothing() -> None:
    old = texts("The “café” was shut.")
    new = texts('The "cafe\u0301" was shut.')
    (placement,) = carry(old, new, [passage(old, "“café”")])
    assert placement.spans == (Span(0, 4, 11),)


def test_a_part_of_a_word_stays_the_same_part() -> None:
    words, _ = placed("pos", HARBOUR, "So " + BANK, KEEPER)
    assert words == ["pos"]


def test_a_deleted_sentence_makes_an_orphan_and_says_why() -> None:
    words, placement = placed(SHIPS, HARBOUR.replace(SHIPS + " ", ""), BANK, KEEPER)
    assert not words
    assert placement.state is State.ORPHANED
    assert placement.why is Reason.TAKEN_OUT


def test_a_rewritten_sentence_makes_an_orphan_that_offers_what_is_left() -> None:
    new = HARBOUR.replace(SHIPS, "Ships left in April, which made the church and the bank rich.")
    words, placement = placed(
        "left in April and came back in October. Nobody thought of this as a hardship",
        new.replace("Nobody thought of this as a hardship; it", "It"),
        BANK,
        KEEPER,
    )
    assert not words
    assert placement.why is Reason.REWRITTEN
    assert placement.candidates


def test_other_text_under_the_same_identity_takes_nothing_over() -> None:
    words, _ = placed(SHIPS, "Coal was dear, and the church was cold in every year.", BANK, KEEPER)
    assert not words


def test_texts_that_were_swapped_under_their_identities_are_seen_through() -> None:
    words, placement = placed(SHIPS, BANK, HARBOUR.replace("October", "winter"), KEEPER)
    assert words == [SHIPS.replace("October", "winter")]
    assert placement.spans[0].paragraph == 1


def test_a_sentence_that_moved_to_another_paragraph_is_followed() -> None:
    new = HARBOUR.replace(SHIPS + " ", "")
    words, placement = placed(SHIPS, new, BANK, f"{SHIPS} {KEEPER}")
    assert words == [SHIPS]
    assert placement.state is State.MOVED


def test_a_sentence_that_moved_and_was_edited_is_followed() -> None:
    new = HARBOUR.replace(SHIPS + " ", "")
    moved = SHIPS.replace("in April", "in early April")
    words, _ = placed(SHIPS, new, BANK, f"{KEEPER} {moved}")
    assert words == [moved]


def test_a_pull_quote_does_not_draw_a_passage_away_from_the_edited_sentence() -> None:
    edited = SHIPS.replace("came back in October", "returned in autumn")
    words, placement = placed(SHIPS, HARBOUR.replace(SHIPS, edited), (None, SHIPS), BANK, KEEPER)
    assert words == [edited]
    assert placement.spans[0].paragraph == 0


def test_a_copy_of_a_sentence_that_is_gone_takes_nothing_over_from_its_twin() -> None:
    old = texts(HARBOUR, SHIPS, BANK)
    new = texts(HARBOUR, (2, BANK))
    (placement,) = carry(old, new, [Passage((Span(1, 0, len(SHIPS)),))])
    assert placement.state is State.ORPHANED


def test_a_paragraph_that_was_split_splits_the_passage() -> None:
    at = HARBOUR.index("Nobody")
    quote = "October. Nobody thought"
    words, placement = placed(quote, HARBOUR[: at - 1], (9, HARBOUR[at:]), (1, BANK), (2, KEEPER))
    assert words == ["October.", "Nobody thought"]
    assert placement.state is State.SPLIT


def test_a_passage_over_two_paragraphs_becomes_one_when_they_are_merged() -> None:
    old = texts(*ARTICLE)
    new = texts(f"{HARBOUR} {BANK}", (2, KEEPER))
    spans = passage(old, "the shape of the year.", "The bank proposed")
    (placement,) = carry(old, new, [spans])
    (span,) = placement.spans
    assert new[0].text[span.start : span.end] == "the shape of the year. The bank proposed"


def test_a_paragraph_that_only_changed_places_is_unchanged() -> None:
    words, placement = placed(RESENTED, (2, KEEPER), (0, HARBOUR), (1, BANK))
    assert words == [RESENTED]
    assert placement.state is State.UNCHANGED


def test_a_text_pasted_anew_keeps_every_passage() -> None:
    pasted = [(None, text.replace("the", "this", 1)) for text in ARTICLE]
    words, _ = placed(RESENTED, *pasted)
    assert words == [RESENTED]


def test_of_two_equal_paragraphs_each_keeps_its_own() -> None:
    old = texts("* * *", HARBOUR, (2, "* * *"), BANK)
    new = texts(HARBOUR, (None, "* * *"), BANK)
    (placement,) = carry(old, new, [Passage((Span(2, 0, 5),))])
    assert placement.spans == (Span(1, 0, 5),)


def test_a_heading_of_two_words_survives_a_typo_in_one() -> None:
    old = texts("Money and memory", HARBOUR)
    new = texts("Money and memroy", HARBOUR + " More.")
    (placement,) = carry(old, new, [Passage((Span(0, 0, 16),))])
    assert placement.spans == (Span(0, 0, 16),)


def orphan(quote: str, text: str) -> Passage:
    start = text.index(quote)
    return Passage((Span(0, start, start + len(quote)),), remembered=(Text(None, text),))


def test_an_orphan_stays_one_while_its_words_are_gone() -> None:
    without = HARBOUR.replace(SHIPS + " ", "")
    (placement,) = carry(texts(without, BANK), texts(without, BANK), [orphan(SHIPS, HARBOUR)])
    assert placement.state is State.ORPHANED
    assert placement.why is Reason.STILL_GONE


@pytest.mark.parametrize("quote", [SHIPS, "April"])
def test_an_orphan_heals_when_its_sentence_comes_back(quote: str) -> None:
    without = HARBOUR.replace(SHIPS + " ", "")
    new = texts(without, f"{BANK} {SHIPS}")
    (placement,) = carry(texts(without, BANK), new, [orphan(quote, HARBOUR)])
    assert placement.state is State.HEALED
    (span,) = placement.spans
    assert new[1].text[span.start : span.end] == quote


def test_an_orphan_does_not_heal_on_a_word_that_merely_recurs() -> None:
    without = HARBOUR.replace(SHIPS + " ", "")
    new = texts(without, f"{BANK} It rained in April.")
    (placement,) = carry(texts(without, BANK), new, [orphan("April", HARBOUR)])
    assert placement.state is State.ORPHANED


@pytest.mark.parametrize("span", [Span(0, 5, 5), Span(0, 0, 999), Span(7, 0, 1), Span(0, -1, 4)])
def test_a_span_outside_its_paragraph_is_an_error(span: Span) -> None:
    with pytest.raises(ValueError, match="does not lie"):
        carry(texts(*ARTICLE), texts(*ARTICLE), [Passage((span,))])


def test_right_to_left_and_unspaced_scripts_are_carried_like_any_other() -> None:
    old = texts("修钟的人。他说，东面的钟给赶集的人看，要快一点。", "اقرأه أولا ثم عد.")
    new = texts("从前有" + old[0].text, "قال له: " + old[1].text)
    passages = [passage(old, "东面的钟"), passage(old, "أولا ثم")]
    found = [placement.spans[0] for placement in carry(old, new, passages)]
    assert [new[s.paragraph].text[s.start : s.end] for s in found] == ["东面的钟", "أولا ثم"]


def test_a_sentence_that_could_be_in_two_places_is_an_orphan_that_offers_both() -> None:
    old = texts(KEEPER, SHIPS, BANK)
    edited = SHIPS.replace("left", "sailed"), SHIPS.replace("October", "winter")
    new = texts(KEEPER, *((None, text) for text in edited), (2, BANK))
    (placement,) = carry(old, new, [Passage((Span(1, 0, len(SHIPS)),))])
    assert placement.state is State.ORPHANED
    assert placement.why is Reason.DOUBTFUL
    assert {spans[0].paragraph for spans in placement.candidates} == {1, 2}


def test_an_orphan_over_two_paragraphs_heals_when_the_half_that_was_taken_out_comes_back() -> None:
    quotes = "Ships left in April and came back in October. Nobody thought", "The bank proposed"
    spans = tuple(
        Span(at, text.index(quote), text.index(quote) + len(quote))
        for at, (text, quote) in enumerate(zip((HARBOUR, BANK), quotes, strict=True))
    )
    lost = Passage(spans, remembered=(Text(None, HARBOUR), Text(None, BANK)))
    (placement,) = carry(texts((1, BANK)), texts((None, HARBOUR), (1, BANK)), [lost])
    assert placement.state is State.HEALED
    assert placement.spans == spans


def test_an_orphan_does_not_heal_while_nothing_of_it_comes_back() -> None:
    lost = Passage((Span(0, 0, len(HARBOUR)),), remembered=(Text(None, HARBOUR),))
    (placement,) = carry(texts(HARBOUR), texts(HARBOUR), [lost])
    assert placement.state is State.ORPHANED


def test_a_passage_spread_thinly_over_other_words_is_an_orphan() -> None:
    old = texts("The mole was a drawing then.", KEEPER)
    new = texts(
        "The mole that nobody in the whole council had ever once wished for at all was to the bank "
        "a loss.",
        KEEPER,
    )
    (placement,) = carry(old, new, [Passage((Span(0, 0, 27),))])
    assert placement.state is State.ORPHANED


def test_a_heading_that_was_merged_into_the_text_below_is_followed() -> None:
    old = texts("Money and memory", HARBOUR)
    new = texts(f"Money and memory {HARBOUR.replace(SHIPS, '')}")
    (placement,) = carry(old, new, [Passage((Span(0, 0, 16),))])
    assert placement.spans == (Span(0, 0, 16),)
