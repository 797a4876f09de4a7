"""What two texts themselves say about a passage, and where they say nothing."""

from tests.carrying.decidable import Decidable, Verdict
from tests.carrying.test_carry import BANK, HARBOUR, KEEPER, RESENTED, SHIPS
from tests.carrying.word_runs import WORD, Words

ARTICLE = [HARBOUR, BANK, KEEPER]
LIST = [HARBOUR, *(f"* {name}: https://harbour.example/docs/{name}" for name in "abc"), BANK]


def decided(quote: str, old: list[str], new: list[str]) -> tuple[Verdict | None, list[list[str]]]:
    """Decide about a quote of the old text; give the words of each reading, too."""
    before, after = Words(old), Words(new)
    wanted = [word.casefold() for word in WORD.findall(quote)]
    series = list(before.series(len(wanted)))
    start = series.index(tuple(wanted))
    verdict = Decidable(before, after).decide((start, start + len(wanted)))
    readings = [
        [new[at][start:end] for part in reading for at, start, end in after.spans(part)]
        for reading in (verdict.readings if verdict else ())
    ]
    return verdict, readings


def kind(quote: str, old: list[str], new: list[str]) -> str | None:
    verdict, _ = decided(quote, old, new)
    return verdict.kind if verdict else None


def test_words_well_inside_a_run_that_stands_once_before_and_after_are_the_same_words() -> None:
    new = [f"Long ago. {HARBOUR}", BANK]
    assert kind("lived by the ice", ARTICLE, new) == "unchanged"
    assert decided("lived by the ice", ARTICLE, new)[1] == [["lived by the ice"]]


def test_the_last_words_of_a_run_are_not_decided_unless_the_paragraph_ends_there() -> None:
    new = [HARBOUR.replace("Nobody thought", "Few spoke"), BANK]
    assert kind("October", ARTICLE, new) is None
    assert kind("came back", ARTICLE, new) == "unchanged"
    assert kind("the year", ARTICLE, new) == "unchanged"


def test_what_stands_twice_is_not_decided() -> None:
    assert kind("lived by the ice", ARTICLE, [HARBOUR, BANK, HARBOUR]) is None
    assert kind("lived by the ice", [*ARTICLE, HARBOUR], ARTICLE) is None


def test_words_that_were_put_in_beside_the_same_words_leave_those_undecided() -> None:
    old = [f"page of content: {KEEPER}"]
    new = [f"Here: page of content, page of content: {KEEPER}"]
    assert kind("content", old, new) is None


def test_words_in_which_two_runs_overlap_are_not_decided() -> None:
    until, since = HARBOUR.split(" this as ")
    new = [until, f"In October. Nobody thought of this as {since}", BANK]
    assert kind("Nobody", ARTICLE, new) is None


def test_what_moved_needs_a_longer_run() -> None:
    for sentence, expected in ((SHIPS, None), (f"{SHIPS} Nobody thought of this.", "moved")):
        old, new = [f"{sentence} {RESENTED}", *ARTICLE[1:]], [*ARTICLE[1:], f"Once. {sentence}"]
        assert kind("in April and came", old, new) == expected


def test_a_passage_over_an_edit_goes_from_its_first_word_to_its_last() -> None:
    new = [HARBOUR.replace("Nobody thought of this", "No one spoke of it"), BANK]
    for quote, expected in (
        ("April and came back in October. Nobody thought of this as", "keep"),
        ("October. Nobody thought of this as", "either"),  # too little of it is left to be sure
    ):
        verdict, readings = decided(quote, ARTICLE, new)
        assert verdict is not None
        assert (verdict.kind, verdict.verdict) == ("spanning an edit", expected)
        assert readings[0] == [quote.replace("Nobody thought of this", "No one spoke of it")]


def test_a_long_insertion_may_be_left_out_of_a_passage() -> None:
    inserted = " Some of them never came home, and their names are on the mole."
    _, readings = decided(
        "in April and came back in October. Nobody thought of this",
        ARTICLE,
        [HARBOUR.replace("October.", f"October.{inserted}"), BANK],
    )
    assert [len(reading) for reading in readings] == [1, 2]


def test_a_passage_whose_middle_moved_away_is_not_decided() -> None:
    new = [HARBOUR.replace(SHIPS, "It was rich."), f"{BANK} {SHIPS}"]
    assert kind(f"lived by the ice. {SHIPS} Nobody thought", ARTICLE, new) is None


def test_a_sentence_between_two_that_did_not_change_is_still_that_sentence() -> None:
    new = [HARBOUR, BANK.replace(RESENTED, "But this was resented by many."), KEEPER]
    old = [HARBOUR, BANK.replace(RESENTED, "This was resented by all."), KEEPER]
    verdict, readings = decided("This was resented by all.", old, new)
    assert verdict is not None
    assert verdict.kind == "sentence edited"
    assert ["But this was resented by many"] in readings
    assert ["this was resented by"] in readings
    assert ["was resented by"] not in readings


def test_a_sentence_of_which_less_is_kept_is_not_decided() -> None:
    new = [HARBOUR, BANK.replace(RESENTED, "That was unpopular at the docks."), KEEPER]
    assert kind(RESENTED, ARTICLE, new) is None


def test_a_line_taken_out_is_gone_though_other_lines_are_of_its_template() -> None:
    for quote in ("b", "docs b", "b https harbour example docs b"):
        assert kind(quote, LIST, [*LIST[:2], *LIST[3:]]) == "line taken out"


def test_a_line_of_which_a_word_is_left_is_not_decided() -> None:
    assert kind("docs b", LIST, [*LIST[:2], *LIST[3:], "See b as well."]) is None


def test_a_line_in_whose_place_another_stands_is_not_decided() -> None:
    assert kind("docs b", LIST, [*LIST[:2], "* d: https://harbour.example", *LIST[3:]]) is None


def test_a_sentence_of_which_no_new_one_has_much_is_gone() -> None:
    new = [HARBOUR, "Nobody lends to an island.", KEEPER]
    assert kind("to lend the whole sum", ARTICLE, new) == "gone"
    assert kind("to lend the whole sum", ARTICLE, [*new, "It had to lend the whole sum."]) is None
