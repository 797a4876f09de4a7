import pytest

from commentary.manuscript import Manuscript, UnreadableDocument
from commentary.manuscript.web_page import read_html
from commentary.style import Style
from tests.commentary.manuscript_texts import HAFEN, HARBOUR

NAV = "<nav><ul><li><a href='/'>Home</a></li></ul></nav>"
FOOT = "<footer><p>Subscribe to our newsletter</p><p>© The Example 2025</p></footer>"


def page(*inside: str, head: str = "", above: str = "", lang: str = "en-GB") -> Manuscript:
    body = "".join(inside)
    return read_html(
        f"<!doctype html><html lang={lang}><head><title>The Harbour | The Example</title>{head}"
        f"</head><body>{NAV}<main><h1>The Harbour</h1>{above}<article>{body}</article></main>"
        f"<aside><h3>Related</h3><p>Other stories to read</p></aside>{FOOT}</body></html>"
    )


PROSE = [f"<p>{paragraph}</p>" for paragraph in HARBOUR]


def paragraphs(manuscript: Manuscript) -> list[tuple[Style, str]]:
    return [(each.style, each.source) for each in manuscript.paragraphs]


def test_the_article_is_found_and_the_page_around_it_reported() -> None:
    manuscript = page(*PROSE)
    assert manuscript.title == "The Harbour"
    assert paragraphs(manuscript) == [(Style.BODY, text) for text in HARBOUR]
    assert manuscript.rights == "© The Example 2025"
    assert manuscript.language == "en-GB"
    assert manuscript.left_out == (
        "Related",
        "Other stories to read",
        "Subscribe to our newsletter",
    )


def test_what_the_page_says_of_itself_is_used() -> None:
    manuscript = page(
        *PROSE,
        head="<meta name=author content='Jane Doe'><meta name=description content='How it ended.'>",
        above="<div class=kicker>Opinion</div><p>How it ended.</p>",
    )
    assert manuscript.kicker == "Opinion"
    assert manuscript.standfirst == "How it ended."
    assert manuscript.byline == "Jane Doe"
    assert len(manuscript.paragraphs) == len(HARBOUR)


def test_a_description_that_is_a_paragraph_stays_one() -> None:
    manuscript = page(*PROSE, head=f"<meta name=description content='{HARBOUR[0]}'>")
    assert manuscript.standfirst == ""
    assert paragraphs(manuscript)[0] == (Style.BODY, HARBOUR[0])


def test_elements_have_their_styles() -> None:
    manuscript = page(
        *PROSE[:2],
        "<h2>The <em>Ground</em></h2>",
        "<blockquote><p>They said so.</p></blockquote>",
        "<ul><li>flats</li><li><p>sheds</p></li></ul><ol><li>trees</li><li><b>ground</b></li></ol>",
        "<figure><img src=m.png alt=map><figcaption>A map of the harbour.</figcaption></figure>",
        "<aside class='pull-quote'>Nobody had thought of it</aside>",
        "<table><tr><td>Flats</td><td>12</td></tr></table>",
        "<pre>if a:\n  b</pre>",
        *PROSE[2:],
    )
    assert paragraphs(manuscript)[2:-2] == [
        (Style.CROSSHEAD, "The *Ground*"),
        (Style.QUOTATION, "They said so."),
        (Style.LIST_ITEM, "flats"),
        (Style.LIST_ITEM, "sheds"),
        (Style.LIST_ITEM, "1. trees"),
        (Style.LIST_ITEM, "2. **ground**"),
        (Style.FIGURE, "A map of the harbour."),
        (Style.PULL_QUOTE, "Nobody had thought of it"),
        (Style.FIGURE, "Flats | 12"),
        (Style.BODY, "`if a:`\\\n`  b`"),
    ]


def test_emphasis_links_and_breaks_become_markdown() -> None:
    manuscript = page(
        *PROSE,
        "<p> <b>Bold</b>,\n <i>slanted </i>and <code>a*b</code>; *not* &amp;nbsp; 1&nbsp;000,<br>"
        "<a href='https://example.org/a b'>a <em>link</em></a>, "
        "<a href='javascript:b()'>none</a>.</p>",
    )
    assert paragraphs(manuscript)[-1][1] == (
        "**Bold**, *slanted* and `a*b`; \\*not\\* \\&nbsp; 1\u00a0000,\\\n"
        "[a *link*](https://example.org/a%20b), none."
    )


def test_a_relative_link_needs_the_address_of_its_page() -> None:
    paragraph = "<p>They sat by the <a href='/b'>water</a>, and it was late.</p>"
    assert paragraphs(page(*PROSE, paragraph))[-1][1] == ("They sat by the water, and it was late.")
    head = "<link rel=canonical href='https://example.org/a/c'>"
    assert paragraphs(page(*PROSE, paragraph, head=head))[-1][1] == (
        "They sat by the [water](https://example.org/b), and it was late."
    )


def test_two_breaks_end_a_paragraph_and_emphasis_goes_on() -> None:
    manuscript = page(*PROSE[2:], f"<p><em>{HARBOUR[0]}<br><br>{HARBOUR[1]}</em></p>")
    assert paragraphs(manuscript)[2:] == [
        (Style.BODY, f"*{HARBOUR[0]}*"),
        (Style.BODY, f"*{HARBOUR[1]}*"),
    ]


def test_what_people_press_is_no_text() -> None:
    manuscript = page(PROSE[0], "<button>Share</button><form>Mail <input></form>", *PROSE[1:])
    assert paragraphs(manuscript) == [(Style.BODY, text) for text in HARBOUR]


def test_a_line_that_is_nothing_but_a_link_is_left_out_and_reported() -> None:
    manuscript = page(PROSE[0], "<p><a href='https://example.org'>Read this</a></p>", *PROSE[1:])
    assert len(manuscript.paragraphs) == len(HARBOUR)
    assert "Read this" in manuscript.left_out


def test_a_page_in_another_language_needs_no_words_of_ours() -> None:
    prose = [f"<p>{paragraph}</p>" for paragraph in HAFEN]
    manuscript = page(*prose, "<p>Die Meinung ist die der Autorin.</p>", lang="de")
    assert manuscript.language == "de"
    assert manuscript.note == "Die Meinung ist die der Autorin."
    assert [source for _, source in paragraphs(manuscript)] == list(HAFEN)


@pytest.mark.parametrize("html", ["<p>", "<!-- only a comment -->", "<html><body></body></html>"])
def test_a_page_without_text_is_unreadable(html: str) -> None:
    with pytest.raises(UnreadableDocument):
        read_html(html)


def test_a_page_nested_without_end_is_unreadable_or_read() -> None:
    for depth in (100, 200, 250, 300, 5_000):
        html = "<title>The Harbour</title>" + "<div>" * depth + "<p>So it was.</p>"
        try:
            assert read_html(html).title == "The Harbour"
        except UnreadableDocument:
            assert depth > 200
