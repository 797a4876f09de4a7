import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentary.manuscript import Manuscript, UnreadableDocument, read_markdown
from commentary.style import Style
from tests.commentary.manuscript_texts import HARBOUR


def article(*blocks: str) -> Manuscript:
    return read_markdown("\n\n".join(["# The Harbour", HARBOUR[0], *blocks]))


def paragraphs(manuscript: Manuscript) -> list[tuple[Style, str]]:
    return [(each.style, each.source) for each in manuscript.paragraphs[1:]]


def test_the_first_heading_is_the_title_and_the_others_are_crossheads() -> None:
    manuscript = article("## The Ground", HARBOUR[1], "Trees\n-----", HARBOUR[2])
    assert manuscript.title == "The Harbour"
    assert paragraphs(manuscript) == [
        (Style.CROSSHEAD, "The Ground"),
        (Style.BODY, HARBOUR[1]),
        (Style.CROSSHEAD, "Trees"),
        (Style.BODY, HARBOUR[2]),
    ]


def test_a_title_may_have_a_kicker() -> None:
    manuscript = read_markdown(f"# OPINION | The *Harbour*\n\n{HARBOUR[0]}")
    assert (manuscript.kicker, manuscript.title) == ("OPINION", "The Harbour")


def test_blocks_have_their_styles() -> None:
    manuscript = article(
        "> They *said* so.",
        "- flats\n- sheds",
        "3. trees\n4. ground\n\n   more",
        "![A map](m.png)",
    )
    assert paragraphs(manuscript) == [
        (Style.QUOTATION, "They *said* so."),
        (Style.LIST_ITEM, "flats"),
        (Style.LIST_ITEM, "sheds"),
        (Style.LIST_ITEM, "3. trees"),
        (Style.LIST_ITEM, "4. ground"),
        (Style.LIST_ITEM, "more"),
        (Style.FIGURE, "A map"),
    ]


def test_a_quotation_of_the_text_itself_is_a_pull_quote() -> None:
    manuscript = article("> The council wanted flats, the fishermen wanted their sheds", HARBOUR[1])
    assert paragraphs(manuscript)[0][0] is Style.PULL_QUOTE


def test_inline_markdown_is_kept_in_its_plainest_form() -> None:
    source = "A __strong__ _word_, `code`, a [link][1]\nwrapped, a\\\nbreak &amp; <b>html</b>."
    ((_, kept),) = paragraphs(article(source, "[1]: https://example.org/a"))
    assert kept == (
        "A **strong** *word*, `code`, a [link](https://example.org/a) wrapped, a\\\n"
        r"break & \<b>html\</b>."
    )


def test_code_keeps_its_lines() -> None:
    ((style, source),) = paragraphs(article("```py\nif *a*:\n    b\n```"))
    assert (style, source) == (Style.BODY, "`if *a*:`\\\n`    b`")


def test_html_blocks_and_rules_are_left_out() -> None:
    manuscript = article("<!-- more -->", "***", HARBOUR[1])
    assert paragraphs(manuscript) == [(Style.BODY, HARBOUR[1])]
    assert manuscript.left_out == ("<!-- more -->",)


def test_front_matter_says_what_stands_around_the_text() -> None:
    manuscript = read_markdown(
        "---\n"
        'title: "The Harbour: a story"\n'
        "kicker: Opinion\n"
        "description: How it ended.\n"
        "authors:\n  - Jane Doe\n  - John Roe\n"
        "lang: pt-BR\n"
        "license: CC BY 4.0\n"
        "draft: true\n"
        "---\n" + "\n\n".join(HARBOUR)
    )
    assert manuscript.title == "The Harbour: a story"
    assert manuscript.kicker == "Opinion"
    assert manuscript.standfirst == "How it ended."
    assert manuscript.byline == "Jane Doe, John Roe"
    assert manuscript.language == "pt-BR"
    assert manuscript.rights == "CC BY 4.0"
    assert manuscript.left_out == ("draft: true",)
    assert [each.source for each in manuscript.paragraphs] == list(HARBOUR)


def test_a_byline_too_long_for_one_is_left_out_and_reported() -> None:
    names = ", ".join(["Jane Doe"] * 40)
    manuscript = read_markdown(f"---\nauthor: {names}\n---\n# The Harbour\n\n{HARBOUR[0]}")
    assert (manuscript.byline, manuscript.left_out) == ("", (names,))


def test_a_first_paragraph_that_is_all_emphasis_is_the_standfirst() -> None:
    manuscript = read_markdown(f"# The Harbour\n\n*How it ended, and why.*\n\n{HARBOUR[0]}")
    assert manuscript.standfirst == "How it ended, and why."


def test_rights_and_disclaimer_are_found_at_the_end() -> None:
    manuscript = article(HARBOUR[1], "© Jane Doe", "*The views here are the author’s.*")
    assert manuscript.rights == "© Jane Doe"
    assert manuscript.note == "The views here are the author’s."


def test_a_text_without_heading_begins_with_its_title() -> None:
    assert read_markdown("\n\n".join(["The Harbour", *HARBOUR])).title == "The Harbour"


@given(st.text(st.sampled_from("ab #>-*_`[]()!<&\\\n1.:|~=é")))
def test_any_markdown_is_an_article_or_unreadable(source: str) -> None:
    try:
        manuscript = read_markdown(source)
    except UnreadableDocument:
        return
    assert manuscript.title.strip()


def test_emphasised_short_lines_are_crossheads() -> None:
    manuscript = article("**The Ground**", HARBOUR[1])
    assert paragraphs(manuscript)[0] == (Style.CROSSHEAD, "The Ground")


@pytest.mark.parametrize("source", ["[a](javascript:b)", "[a](data:text/html,b)"])
def test_unsafe_links_leave_their_words(source: str) -> None:
    assert paragraphs(article(f"So {source} it was.")) == [(Style.BODY, "So a it was.")]
