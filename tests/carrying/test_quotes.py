"""A pull quote repeats the text: the one is never taken for the other."""

from annotations.carrying import Passage, Placement, Span, State, Text, carry
from tests.carrying.test_carry import BANK, HARBOUR, KEEPER, SHIPS, passage, texts

WITHOUT = HARBOUR.replace(SHIPS + " ", "")


def carried(old: list[Text], new: list[Text], marked: Passage) -> Placement:
    [placement] = carry(old, new, [marked])
    return placement


def test_a_sentence_that_is_taken_out_is_not_found_in_a_new_pull_quote() -> None:
    old = texts(HARBOUR, BANK)
    new = [Text(0, WITHOUT), Text(None, SHIPS, is_quote=True), Text(1, BANK)]
    assert carried(old, new, passage(old, SHIPS)).state is State.ORPHANED


def test_without_styles_it_is_found_there() -> None:
    old = texts(HARBOUR, BANK)
    new = texts((0, WITHOUT), (None, SHIPS), (1, BANK))
    assert carried(old, new, passage(old, SHIPS)).state is State.MOVED


def test_a_pull_quote_that_is_moved_keeps_what_is_marked_in_it() -> None:
    old = [Text(0, HARBOUR), Text(1, SHIPS, is_quote=True), Text(2, BANK)]
    new = [Text(0, HARBOUR), Text(2, BANK), Text(None, SHIPS, is_quote=True)]
    marked = Passage((Span(1, 0, len(SHIPS)),))
    assert carried(old, new, marked).spans == (Span(2, 0, len(SHIPS)),)


def test_a_paragraph_that_is_made_a_pull_quote_keeps_what_is_marked_in_it() -> None:
    old = texts(KEEPER, SHIPS, BANK)
    new = [Text(0, KEEPER), Text(1, SHIPS, is_quote=True), Text(2, BANK)]
    assert carried(old, new, passage(old, SHIPS)).state is State.UNCHANGED


def test_a_text_that_is_pasted_without_its_styles_keeps_what_is_marked_in_a_pull_quote() -> None:
    old = [Text(0, KEEPER), Text(1, SHIPS, is_quote=True), Text(2, BANK)]
    new = [Text(None, text) for text in (KEEPER, SHIPS, BANK)]
    marked = Passage((Span(1, 0, len(SHIPS)),))
    assert carried(old, new, marked).spans == (Span(1, 0, len(SHIPS)),)


def test_an_orphan_of_a_pull_quote_heals_in_a_pull_quote() -> None:
    other = Text(7, "Coal was dear.", is_quote=True)
    lost = Passage((Span(0, 0, len(SHIPS)),), remembered=(Text(None, SHIPS, is_quote=True),))
    old = [Text(0, HARBOUR), other]
    assert carried(old, old, lost).state is State.ORPHANED
    new = [*old, Text(None, SHIPS, is_quote=True)]
    assert carried(old, new, lost).spans == (Span(2, 0, len(SHIPS)),)
