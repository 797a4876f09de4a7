import json
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotations.selectors import (
    CONTEXT,
    MOST_PARAGRAPHS,
    Selector,
    SelectorError,
    check,
    dump,
    dump_short,
    parse,
    parse_short,
    select,
    words_after,
    words_before,
)
from tests.annotations.texts import passages, texts

TEXT = "Few read the note; fewer answer it 😀 at all."
WORDS = Selector(1, 4, 8, "read")


@st.composite
def articles_with_passages(
    draw: st.DrawFn,
) -> tuple[dict[int, str], tuple[Selector, ...]]:
    """Paragraphs by identity, and one passage in each of some of them, in order."""
    written = draw(st.lists(texts.filter(str.strip), min_size=1, max_size=5))
    identities = draw(
        st.lists(st.integers(1, 99), min_size=len(written), max_size=len(written), unique=True)
    )
    paragraphs = dict(zip(identities, written, strict=True))
    selectors = []
    for identity, text in paragraphs.items():
        start, end = draw(passages(text))
        if text[start:end].strip() and (draw(st.booleans()) or not selectors):
            selectors.append(select(identity, text, start, end))
    assume(selectors)
    return paragraphs, tuple(selectors)


@given(st.data(), texts.filter(bool))
def test_from_offsets_to_selector_to_offsets(data: st.DataObject, text: str) -> None:
    start, end = data.draw(passages(text))
    assume(text[start:end].strip())
    selector = select(7, text, start, end)
    assert selector.exact == text[selector.start : selector.end] == text[start:end]
    assert (selector.start, selector.end) == (start, end)
    assert text[:start].endswith(selector.prefix)
    assert text[end:].startswith(selector.suffix)
    assert len(selector.prefix) == min(CONTEXT, start)
    assert len(selector.suffix) == min(CONTEXT, len(text) - end)


@given(articles_with_passages())
def test_a_passage_comes_back_from_the_form_in_which_it_travels(
    article: tuple[dict[int, str], tuple[Selector, ...]],
) -> None:
    paragraphs, selectors = article
    assert check(parse(dump(selectors)), paragraphs) == selectors


@given(articles_with_passages())
def test_a_passage_comes_back_from_an_address(
    article: tuple[dict[int, str], tuple[Selector, ...]],
) -> None:
    paragraphs, selectors = article
    assert parse_short(dump_short(selectors), paragraphs) == selectors


@given(st.data(), articles_with_passages())
def test_passages_come_out_in_the_order_of_the_text_however_they_were_sent(
    data: st.DataObject, article: tuple[dict[int, str], tuple[Selector, ...]]
) -> None:
    paragraphs, selectors = article
    assert check(data.draw(st.permutations(selectors)), paragraphs) == selectors


@given(st.text())
def test_whatever_is_sent_is_read_or_refused(raw: str) -> None:
    for read in (parse, lambda raw: parse_short(raw, {1: TEXT})):
        with suppress(SelectorError):
            assert read(raw)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("paragraph", "start", "end", "exact")), inner, max_size=4
        )
    ),
)


@given(json_values)
def test_whatever_json_is_sent_is_read_or_refused(value: object) -> None:
    with suppress(SelectorError):
        assert check(parse(json.dumps(value)), {1: TEXT})


@pytest.mark.parametrize(
    ("start", "end"), [(5, 5), (6, 5), (-4, 5), (0, len(TEXT) + 1), (10**30, 10**31)]
)
def test_a_passage_outside_its_paragraph_is_refused(start: int, end: int) -> None:
    with pytest.raises(SelectorError, match="outside"):
        select(1, TEXT, start, end)


@pytest.mark.parametrize("blank", [" ", "\n", "\u00a0", "\u2003 \t"])
def test_a_passage_without_words_is_refused(blank: str) -> None:
    with pytest.raises(SelectorError, match="no words"):
        select(1, f"a{blank}b", 1, 1 + len(blank))


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "no json",
        "5",
        "null",
        '"text"',
        "[5]",
        '["paragraph"]',
        '[{"paragraph": 1}]',
        '[{"paragraph": true, "start": 4, "end": 8, "exact": "read"}]',
        '[{"paragraph": "1", "start": 4, "end": 8, "exact": "read"}]',
        '[{"paragraph": 1, "start": 4.0, "end": 8, "exact": "read"}]',
        '[{"paragraph": 1, "start": 4, "end": 8, "exact": null}]',
        '[{"paragraph": 1, "start": 4, "end": 8, "exact": "\\ud800"}]',
        f'[{{"paragraph": 1, "start": 4, "end": {"9" * 5000}, "exact": "read"}}]',
        "[" * 100_000,
    ],
)
def test_what_is_not_a_list_of_passages_is_refused(raw: str) -> None:
    with pytest.raises(SelectorError, match="could not be read"):
        parse(raw)


def test_no_passage_at_all_is_refused() -> None:
    with pytest.raises(SelectorError, match="Select some words"):
        parse("[]")


def test_more_paragraphs_than_anyone_selects_are_refused() -> None:
    with pytest.raises(SelectorError, match="too long"):
        parse(dump([WORDS] * (MOST_PARAGRAPHS + 1)))


def test_words_that_do_not_stand_there_are_refused() -> None:
    with pytest.raises(SelectorError, match="do not stand there"):
        check([Selector(1, 4, 8, "seem")], {1: TEXT})


def test_an_offset_counted_in_utf_16_is_refused_behind_an_emoji() -> None:
    at = TEXT.index("at all")
    assert check([Selector(1, at, at + 6, "at all")], {1: TEXT})
    with pytest.raises(SelectorError, match="do not stand there"):
        check([Selector(1, at + 1, at + 7, "at all")], {1: TEXT})


def test_a_paragraph_that_the_revision_does_not_have_is_refused() -> None:
    with pytest.raises(SelectorError, match="not in this revision"):
        check([Selector(2, 4, 8, "read")], {1: TEXT})


def test_two_passages_in_one_paragraph_are_refused() -> None:
    with pytest.raises(SelectorError, match="once"):
        check([WORDS, Selector(1, 0, 3, "Few")], {1: TEXT})


@pytest.mark.parametrize(
    "raw", ["", "x", "1", "1.", "1.4", "1.4-", "1.-8", "1.4-x", "1.-4-8", "1.4-8~", "~", "\0"]
)
def test_an_address_that_names_no_passage_is_refused(raw: str) -> None:
    with pytest.raises(SelectorError, match="names no passage"):
        parse_short(raw, {1: TEXT})


@pytest.mark.parametrize("raw", ["1.8-4", "1.4-4", "1.0-9999", "9.0-1", f"1.0-{'9' * 4000}"])
def test_an_address_of_a_passage_outside_the_text_is_refused(raw: str) -> None:
    with pytest.raises(SelectorError, match="outside"):
        parse_short(raw, {1: TEXT})


def test_an_address_reads_like_the_passage_it_names() -> None:
    assert dump_short([WORDS, Selector(2, 0, 3, "And")]) == "1.4-8~2.0-3"


# As people read them


def test_surroundings_that_were_cut_begin_and_end_with_whole_words() -> None:
    text = f"{'before ' * 9}here{' behind' * 9}"
    selector = select(1, text, text.index("here"), text.index("here") + 4)
    assert words_before(selector.prefix) == "… before before before before "
    assert words_after(selector.suffix) == " behind behind behind behind …"


def test_surroundings_that_were_not_cut_are_whole() -> None:
    selector = select(1, TEXT, 4, 8)
    assert words_before(selector.prefix) == "Few "
    assert words_after(selector.suffix[:9]) == " the note"


def test_surroundings_without_blanks_are_all_shown() -> None:
    assert words_before("漢" * CONTEXT) == "… " + "漢" * CONTEXT
    assert words_after("漢" * CONTEXT) == "漢" * CONTEXT + " …"
