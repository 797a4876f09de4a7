import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.searching import EXCERPT, LEAD, MOST_TERMS, excerpt, terms_of

LINE = st.text(st.characters(codec="utf-8", exclude_categories=("Zs", "Cc")) | st.just(" "))


def marked(text: str, asked: str) -> str:
    """The excerpt with brackets round what was found."""
    pieces = excerpt(text, terms_of(asked))
    return "".join(f"[{piece.text}]" if piece.is_hit else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("lamp", "Every [lamp] and [lamps], no clamp."),
        ("LAMPS", "Every lamp and [lamps], no clamp."),
        ("clamp every", "[Every] lamp and lamps, no [clamp]."),
        ('"lamp"', "Every [lamp] and lamps, no clamp."),
        ('"and lamps"', "Every lamp [and lamps], no clamp."),
        ("lamp-and", "Every [lamp and] lamps, no clamp."),
        ("lamp -every", "Every [lamp] and [lamps], no clamp."),
        ("zebra", "Every lamp and lamps, no clamp."),
    ],
)
def test_what_was_found_is_marked(asked: str, found: str) -> None:
    assert marked("Every lamp and lamps, no clamp.", asked) == found


@pytest.mark.parametrize("asked", ["", "   ", "-", '"', "…!?", "-lamp", '-"a lamp"', "_"])
def test_where_there_is_no_word_to_find_there_are_no_terms(asked: str) -> None:
    assert terms_of(asked) == ()


def test_a_few_terms_are_enough() -> None:
    assert len(terms_of(" ".join("abcdefghijklmnopqrstuvwxyz"))) == MOST_TERMS


def test_a_long_text_is_shown_from_just_before_the_first_word_that_was_found() -> None:
    shown = marked("Well. " * 100 + "The lamp is out. " + "Well. " * 100, "lamp")
    assert shown.startswith("… ")
    assert shown.endswith("…")
    assert "The [lamp] is out." in shown
    assert shown.index("[lamp]") <= LEAD + 10


@given(LINE, LINE)
def test_an_excerpt_is_a_stretch_of_the_text(text: str, asked: str) -> None:
    shown = "".join(piece.text for piece in excerpt(text, terms_of(asked)))
    stretch = re.sub(r"^… |…$", "", shown) if shown != text else shown
    assert stretch in text
    assert len(shown) <= EXCERPT + len("… …")


@given(LINE, LINE)
def test_what_is_marked_begins_with_a_word_that_was_asked_for(text: str, asked: str) -> None:
    wanted = {term.words[0] for term in terms_of(asked) if not term.is_excluded}
    for piece in excerpt(text, terms_of(asked)):
        if piece.is_hit:
            assert any(re.match(re.escape(word), piece.text, re.IGNORECASE) for word in wanted), (
                piece.text
            )


@given(st.text(max_size=60))
def test_every_pattern_is_understood(asked: str) -> None:
    for term in terms_of(asked):
        re.compile(term.pattern)
