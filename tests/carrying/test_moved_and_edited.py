"""What moved and was edited, was merged or was quoted: each word is looked for where it went."""

from annotations.carrying import Passage, Span, State, Text, carry
from tests.carrying.test_carry import BANK, KEEPER, RESENTED, SHIPS, passage, texts


def words_at(new: list[str], spans: tuple[Span, ...]) -> list[str]:
    return [new[span.paragraph][span.start : span.end] for span in spans]


def test_a_moved_sentence_with_words_changed_throughout_is_known_as_a_whole() -> None:
    sentence = "Pilots wanted brighter lights near outer rocks."
    edited = "Pilots openly wanted much brighter lights all near those outer rocks."
    old = texts(f"{KEEPER} {sentence} Nobody came.", f"{BANK} {SHIPS}")
    new = [f"{KEEPER} Nobody came.", f"{BANK} {edited} {SHIPS}"]
    [placement] = carry(old, texts(*new), [passage(old, sentence)])
    assert words_at(new, placement.spans) == [edited]


def test_a_heading_keeps_its_words_whatever_is_put_between_them() -> None:
    old = texts("修钟的人", BANK)
    new = ["修钟的那个年轻又很固执的外地来的人", BANK]
    [placement] = carry(old, texts(*new), [passage(old, "修钟的人")])
    assert words_at(new, placement.spans) == [new[0]]


def test_a_quote_that_is_taken_out_does_not_take_the_sentence_it_quoted() -> None:
    old = texts(f"{KEEPER} {SHIPS}", SHIPS, BANK)
    new = [f"{KEEPER} 🙂 {SHIPS}", BANK]
    marked = passage(old, f"{KEEPER} {SHIPS}")
    [placement] = carry(old, texts((0, new[0]), (2, new[1])), [marked])
    assert words_at(new, placement.spans) == [new[0]]


def test_an_identity_yields_to_the_paragraph_that_has_all_of_the_text() -> None:
    old = texts(f"{SHIPS} {BANK}", KEEPER)
    copy = BANK.replace("dues", "fees").replace("at the time", "by all")
    whole = f"{SHIPS} {BANK.replace('resented', 'much resented')}"
    new = texts((0, copy), KEEPER, (7, whole))
    [placement] = carry(old, new, [passage(old, "The bank proposed to lend the whole sum")])
    assert placement.spans[0].paragraph == 2


def test_the_end_of_a_passage_goes_where_its_sentence_went() -> None:
    old = texts(f"{RESENTED} {SHIPS}", BANK.replace(RESENTED, ""), KEEPER)
    start = old[0].text.index("time.")
    marked = Passage((Span(0, start, len(old[0].text)),))
    new = [SHIPS, old[1].text, f"{KEEPER} {RESENTED}"]
    [placement] = carry(old, texts(*new), [marked])
    assert words_at(new, placement.spans) == [SHIPS, "time."]


def test_an_orphan_heals_when_its_larger_part_returns_beside_what_never_left() -> None:
    remembered = f"{SHIPS} {RESENTED} {KEEPER}"
    [placement] = carry(
        texts(SHIPS, BANK),
        texts(SHIPS, BANK, (7, f"{RESENTED} {KEEPER}")),
        [Passage((Span(0, 0, len(remembered)),), remembered=(Text(None, remembered),))],
    )
    assert placement.state is State.HEALED
    assert {span.paragraph for span in placement.spans} == {0, 2}
