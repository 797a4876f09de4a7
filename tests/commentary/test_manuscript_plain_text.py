import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import commentary
from commentary.manuscript import (
    Manuscript,
    UnreadableDocument,
    fingerprint,
    read_document,
    read_plain_text,
)
from commentary.manuscript.document import MAX_PARAGRAPH_LENGTH, MAX_PARAGRAPHS
from commentary.markup import read
from commentary.style import Style
from tests.commentary.manuscript_texts import HAFEN, HARBOUR, KIKOTO, PUERTO

FIRST_ARTICLE = Path(commentary.__file__).parent / "data" / "commentary.txt"


def copied(*lines: str) -> Manuscript:
    return read_plain_text("\n".join(lines))


def in_style(manuscript: Manuscript, style: Style) -> list[str]:
    return [read(each.source).text for each in manuscript.paragraphs if each.style is style]


def bodies(manuscript: Manuscript) -> list[str]:
    assert {each.style for each in manuscript.paragraphs} == {Style.BODY}
    return in_style(manuscript, Style.BODY)


def test_the_first_article_is_read_in_all_its_parts() -> None:
    data = FIRST_ARTICLE.read_bytes()
    article = read_document(data, "commentary.txt")
    lines = data.decode().splitlines()
    assert article.site_label == "Commens and Articles"
    assert article.kicker == "COMMENTARY"
    assert article.title == (
        "To Win Latin America, the US Needs a Sound Hemispheric Security Strategy"
    )
    assert article.standfirst == lines[2]
    assert article.byline == ""
    assert article.rights == "© RUSI, 2025"
    assert article.note == (
        "The views expressed in this Commentary are the authors’, "
        "and do not represent those of RUSI or any other institution."
    )
    assert article.left_out == tuple(lines[-3:])
    assert in_style(article, Style.CROSSHEAD) == [
        "Can Trump Lead on Regional Security?",
        "The Legacy of Old ‘Wars’",
        "What Can the US Do?",
    ]
    assert [text.split()[0] for text in in_style(article, Style.PULL_QUOTE)] == [
        "Designating",
        "Criminal",
    ]
    assert len(in_style(article, Style.BODY)) == 16
    assert len(article.paragraphs) == 21


def test_the_first_article_keeps_every_character_in_its_order() -> None:
    article = read_document(FIRST_ARTICLE.read_bytes(), "commentary.txt")
    lines = FIRST_ARTICLE.read_text(encoding="utf-8").splitlines()
    assert [each.source for each in article.paragraphs] == lines[3:-5]


def test_a_text_without_anything_else_is_a_title_and_paragraphs() -> None:
    manuscript = copied("The Quiet Harbour", *HARBOUR)
    assert manuscript.title == "The Quiet Harbour"
    assert bodies(manuscript) == list(HARBOUR)
    assert not (manuscript.kicker)
    assert not (manuscript.standfirst)
    assert not (manuscript.left_out)


@pytest.mark.parametrize(
    ("lines", "kicker", "title", "site_label"),
    [
        (["OPINION | The Harbour"], "OPINION", "The Harbour", ""),
        (
            ["The Example", "Meinung | Der stille Hafen"],
            "Meinung",
            "Der stille Hafen",
            "The Example",
        ),
        (["OPINIÓN", "El puerto"], "OPINIÓN", "El puerto", ""),
        (["The Quiet Harbour | The Example"], "", "The Quiet Harbour", "The Example"),
        (["意见 | 安静的港口没有渡轮了"], "意见", "安静的港口没有渡轮了", ""),
    ],
)
def test_kicker_title_and_site_are_told_apart(
    lines: list[str], kicker: str, title: str, site_label: str
) -> None:
    manuscript = copied(*lines, *HARBOUR)
    assert (manuscript.kicker, manuscript.title) == (kicker, title)
    assert manuscript.site_label == site_label


def test_a_short_sentence_above_long_paragraphs_is_the_standfirst() -> None:
    standfirst = "Four summers of argument end under trees."
    assert copied("The Quiet Harbour", standfirst, *HARBOUR).standfirst == standfirst


def test_a_first_paragraph_as_long_as_the_others_is_no_standfirst() -> None:
    assert copied("The Quiet Harbour", *HARBOUR).standfirst == ""


@pytest.mark.parametrize(
    "byline",
    [
        "By Jane Doe",
        "Von Erika Beispiel und Max Muster",
        "Por María del Ejemplo",
        "Par Jeanne Dupont, Paris",
        "Jane Doe and John Roe",
    ],
)
def test_names_below_the_title_are_the_byline(byline: str) -> None:
    manuscript = copied("The Quiet Harbour", byline, *HARBOUR)
    assert manuscript.byline == byline
    assert bodies(manuscript) == list(HARBOUR)


@pytest.mark.parametrize("date", ["3 March 2025", "March 3, 2025", "3. März 2025", "2025-03-03"])
def test_a_date_is_left_out_of_the_byline_and_reported(date: str) -> None:
    manuscript = copied("The Quiet Harbour", f"Jane Doe | {date}", *HARBOUR)
    assert (manuscript.byline, manuscript.left_out) == ("Jane Doe", (date,))
    assert copied("The Quiet Harbour", date, *HARBOUR).left_out == (date,)


def test_a_short_line_above_a_paragraph_is_a_crosshead() -> None:
    manuscript = copied(
        "The Harbour", HARBOUR[0], "What Followed", *HARBOUR[1:3], "Today?", HARBOUR[3]
    )
    assert in_style(manuscript, Style.CROSSHEAD) == ["What Followed", "Today?"]


@pytest.mark.parametrize("line", ["It was late.", "They wanted:", "– Vraiment ?", "and so on"])
def test_a_short_line_that_ends_or_goes_on_is_a_paragraph(line: str) -> None:
    manuscript = copied("The Harbour", HARBOUR[0], line, *HARBOUR[1:])
    assert bodies(manuscript) == [HARBOUR[0], line, *HARBOUR[1:]]


@pytest.mark.parametrize(
    "line",
    [
        "The minutes of that evening are short",
        "“We agree on the trees,” it says there",
        "It took four summers… The minutes of that evening are short",
        "THE MINUTES OF THAT EVENING ARE SHORT.",
    ],
)
def test_a_line_that_repeats_a_body_paragraph_is_a_pull_quote(line: str) -> None:
    manuscript = copied("The Harbour", HARBOUR[0], line, *HARBOUR[1:])
    assert in_style(manuscript, Style.PULL_QUOTE) == [line]


def test_a_line_that_repeats_a_few_words_is_no_pull_quote() -> None:
    manuscript = copied("The Harbour", HARBOUR[0], "A long argument", *HARBOUR[1:])
    assert in_style(manuscript, Style.CROSSHEAD) == ["A long argument"]


def test_words_are_not_found_inside_words() -> None:
    manuscript = copied("The Harbour", HARBOUR[0], "arbour has been quiet since the", *HARBOUR)
    assert not in_style(manuscript, Style.PULL_QUOTE)


def test_a_paragraph_that_comes_twice_stays_twice() -> None:
    assert bodies(copied("The Harbour", *HARBOUR, HARBOUR[0])) == [*HARBOUR, HARBOUR[0]]


def test_bullets_and_numbers_make_lists() -> None:
    manuscript = copied(
        "The Harbour", HARBOUR[0], "• flats", "- sheds", "1. ground", "2. trees", *HARBOUR[1:]
    )
    assert in_style(manuscript, Style.LIST_ITEM) == ["flats", "sheds", "1. ground", "2. trees"]


def test_what_stands_below_the_rights_is_note_or_furniture() -> None:
    note = "Die hier geäußerten Ansichten sind die der Autorin."
    box = ("Subscribe to our newsletter to never miss another story from us.", "Sign up")
    manuscript = copied("MEINUNG | Der stille Hafen", *HAFEN, "© 2025 Beispielblatt", note, *box)
    assert bodies(manuscript) == list(HAFEN)
    assert manuscript.rights == "© 2025 Beispielblatt"
    assert manuscript.note == note
    assert manuscript.left_out == box


def test_a_disclaimer_ends_the_text_even_without_rights() -> None:
    note = "Las opiniones expresadas aquí son del autor."
    manuscript = copied("El puerto", *PUERTO, note, "Compartir", "Suscribirse")
    assert (manuscript.note, manuscript.left_out) == (note, ("Compartir", "Suscribirse"))


def test_a_foreign_box_at_the_end_is_furniture_without_rights_too() -> None:
    box = ("Subscribe to our newsletter to never miss another story from us.", "Sign up")
    manuscript = copied("Der stille Hafen", *HAFEN, *box)
    assert bodies(manuscript) == list(HAFEN)
    assert manuscript.left_out == box


def test_a_foreign_last_sentence_without_a_box_belongs_to_the_text() -> None:
    last = "As they say over there: never miss another story from us."
    assert bodies(copied("Der stille Hafen", *HAFEN, last)) == [*HAFEN, last]


def test_a_last_sentence_is_never_furniture() -> None:
    assert bodies(copied("The Harbour", *HARBOUR, "So be it."))[-1] == "So be it."


def test_the_rights_of_a_picture_do_not_end_the_text() -> None:
    manuscript = copied("The Harbour", HARBOUR[0], "© A. Painter", *HARBOUR[1:], "© Example 2025")
    assert bodies(manuscript) == list(HARBOUR)
    assert manuscript.rights == "© Example 2025"
    assert manuscript.left_out == ("© A. Painter",)


def test_buttons_between_paragraphs_are_furniture() -> None:
    manuscript = copied(
        "The Harbour", HARBOUR[0], "Share", HARBOUR[1], "Share", *HARBOUR[2:], "Print"
    )
    assert bodies(manuscript) == list(HARBOUR)
    assert manuscript.left_out == ("Share", "Print")


def test_buttons_below_the_title_are_furniture() -> None:
    manuscript = copied("The Harbour", "5 min read", "Share", "Where it began", *HARBOUR)
    assert manuscript.left_out == ("5 min read", "Share")
    assert in_style(manuscript, Style.CROSSHEAD) == ["Where it began"]


def test_ornaments_are_left_out() -> None:
    manuscript = copied("The Harbour", HARBOUR[0], "* * *", *HARBOUR[1:])
    assert bodies(manuscript) == list(HARBOUR)
    assert manuscript.left_out == ("* * *",)


def test_verse_is_neither_crossheads_nor_furniture() -> None:
    verse = ["The ferry has gone", "The water is long", "The ferry has gone", "No one is waiting"]
    assert bodies(copied("A Small Song", *verse)) == verse


def test_japanese_is_read_by_its_shapes_too() -> None:
    manuscript = copied(
        "意見 | 静かな港の長い一日",
        KIKOTO[0],
        "議論",
        "最後に尋ねられた若者たちは何も買わなくてよい場所",
        KIKOTO[1],
    )
    assert [each.style for each in manuscript.paragraphs] == [
        Style.BODY,
        Style.CROSSHEAD,
        Style.PULL_QUOTE,
        Style.BODY,
    ]


@pytest.mark.parametrize("width", [40, 72, 100])
def test_hard_wrapped_paragraphs_are_joined(width: int) -> None:
    wrapped = [textwrap.fill(paragraph, width) for paragraph in HARBOUR]
    manuscript = read_plain_text("\n\n".join(["The Harbour", *wrapped]))
    assert bodies(manuscript) == list(HARBOUR)


def test_lines_of_paragraphs_are_not_joined_for_being_in_one_block() -> None:
    manuscript = read_plain_text("\n".join(["The Harbour", "", *HARBOUR]))
    assert bodies(manuscript) == list(HARBOUR)


def test_short_paragraphs_without_blank_lines_are_not_joined() -> None:
    short = ["He came home late.", "She was not there.", "It rained all day.", "Then it was over."]
    assert bodies(copied("The Harbour at Night", *short)) == short


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028", "\n\n", "\n \u00a0\n\u200b\n"])
def test_any_line_end_divides(line_end: str) -> None:
    assert bodies(read_plain_text(line_end.join(["The Harbour", *HARBOUR]))) == list(HARBOUR)


def test_characters_inside_a_paragraph_are_kept() -> None:
    line = (
        "“50\u00a0%” – ‘it’s’\u202fa\u00adb… e\u0301 \U0001f469\u200d\U0001f467 "
        "*not* emphasis, \\ &amp; <b>."
    )
    assert bodies(copied("The Harbour", HARBOUR[0], line, *HARBOUR[1:]))[1] == line


def test_the_fingerprint_knows_a_text_by_its_words() -> None:
    one = copied("The Harbour", *HARBOUR)
    assert fingerprint(one) == fingerprint(
        read_plain_text("\r\n\r\n".join(["The Harbour", *HARBOUR]))
    )
    assert fingerprint(one) != fingerprint(copied("A Harbour", *HARBOUR))
    assert fingerprint(one) != fingerprint(copied("The Harbour", *HARBOUR[:-1]))
    assert re.fullmatch(r"[0-9a-f]{64}", fingerprint(one))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        (" \n\u200b\n***", "empty"),
        ("A title", "no text below"),
        (f"{HARBOUR[0] * 3}\n{HARBOUR[1]}", "no title"),
        ("The Harbour\n" + "So it was.\n" * MAX_PARAGRAPHS, "too long"),
        ("The Harbour\n" + "So it was. " * MAX_PARAGRAPH_LENGTH, "too l"),
    ],
)
def test_a_text_that_is_no_article_says_what_is_missing(text: str, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        read_plain_text(text)


words = st.sampled_from(
    [
        *HARBOUR,
        *HAFEN,
        "Share",
        "© A",
        "By Jane Doe",
        "3 May 2025",
        "a | b",
        "• x",
        "1. y",
        "2. z",
        "The view is the author’s.",
        "What?",
        "**",
        "OPINION",
        "–",
    ]
)


@given(st.lists(words | st.text(), min_size=1, max_size=12))
def test_every_word_is_in_the_article_or_reported(lines: list[str]) -> None:
    text = "\n".join(["The Harbour", *lines, HARBOUR[0]])
    try:
        manuscript = read_plain_text(text)
    except UnreadableDocument:
        return
    kept = [read(each.source).text for each in manuscript.paragraphs]
    fields = [
        getattr(manuscript, name)
        for name in ("title", "kicker", "standfirst", "byline", "rights", "note", "site_label")
    ]
    found = " ".join([*kept, *fields, *manuscript.left_out])
    assert set(re.findall(r"\w+", text)) == set(re.findall(r"\w+", found))
