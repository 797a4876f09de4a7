from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotations.highlighting import Run, Stretch, cover
from annotations.printing import print_paragraph
from commentary.markup import read
from tests.annotations.test_highlighting import stretches
from tests.annotations.texts import passages, sources

URL = "/articles/a/paragraphs/1/"
VOID = {"br"}


class Page(HTMLParser):
    """What a browser makes of the HTML: its text, and whether the tags are nested properly."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []
        self.links: list[dict[str, str | None]] = []
        self.marks: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        # Emphasis may stand in emphasis; a link in a link would end it.
        assert tag not in self.open or tag not in {"a", "mark"}, f"<{tag}> in <{tag}>"
        self.open.append(tag)
        if tag == "a":
            self.links.append(dict(attrs))
        if tag == "mark":
            self.marks.append(dict(attrs)["class"] or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@st.composite
def printed(
    draw: st.DrawFn,
) -> tuple[str, tuple[Run, ...], tuple[Stretch, ...], tuple[int, int] | None]:
    """What `print_paragraph` takes: a source, and the layers over its text."""
    source = draw(sources)
    text = read(source).text
    shared = cover(draw(stretches(len(text))), plain="highlight")
    own = tuple(draw(stretches(len(text))))
    shown = draw(st.none() | passages(text)) if text else None
    return source, shared, own, shown


@given(printed())
def test_the_text_of_the_page_is_the_text_of_the_paragraph_whatever_lies_on_it(
    paragraph: tuple[str, tuple[Run, ...], tuple[Stretch, ...], tuple[int, int] | None],
) -> None:
    source, shared, own, shown = paragraph
    page = Page(print_paragraph(source, URL, shared, own, shown))
    assert page.text == read(source).text
    assert not page.open, "every tag is closed"


@example(("*open *never* 0*", (), (), None))
@given(printed())
def test_every_marked_piece_outside_a_link_leads_to_what_was_marked_there(
    paragraph: tuple[str, tuple[Run, ...], tuple[Stretch, ...], tuple[int, int] | None],
) -> None:
    source, shared, own, shown = paragraph
    markup = read(source)
    page = Page(print_paragraph(source, URL, shared, own, shown))
    ours = [link["href"] for link in page.links if str(link["href"]).startswith(URL)]
    in_links = {
        at for mark in markup.marks if mark.kind == "link" for at in range(mark.start, mark.end)
    }
    led = set[int]()
    for address in ours:
        start, end = (part.partition("=")[2] for part in str(address).split("?")[1].split("&"))
        led.update(range(int(start), int(end)))
    marked = {at for each in (*shared, *own) for at in range(each.start, each.end)}
    assert led == marked - in_links


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("plain", "plain"),
        ("*em* **strong** `code`", "<em>em</em> <strong>strong</strong> <code>code</code>"),
        ("a & b < c", "a &amp; b &lt; c"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("a\\\nb", "a<br>\nb"),
        (
            '[x](https://e.com/?a=1&b="2)',
            '<a href="https://e.com/?a=1&amp;b=%222" rel="noopener">x</a>',
        ),
        ("[x](javascript:alert(1))", "x"),
    ],
)
def test_marks_are_printed_as_their_tags_and_everything_else_as_text(
    source: str, html: str
) -> None:
    assert print_paragraph(source, URL) == html


def test_a_highlight_over_emphasis_is_cut_and_the_tags_stay_nested() -> None:
    page = Page(print_paragraph("one *two* three", URL, own=(Stretch(2, 6, "question", 1),)))
    assert page.marks == ["question mine", "question mine"]
    assert [link["href"] for link in page.links] == [f"{URL}?from=2&to=4", f"{URL}?from=4&to=6"]


def test_a_highlight_on_a_link_of_the_article_leaves_the_link_its_own_address() -> None:
    page = Page(print_paragraph("[words](/there/)", URL, shared=(Run(0, 5, 1, "highlight"),)))
    assert [link["href"] for link in page.links] == ["/there/"]
    assert page.marks == ["level-1 highlight"]


def test_a_piece_says_how_many_marked_it_and_what_is_ones_own() -> None:
    html = print_paragraph(
        "words", URL, shared=(Run(0, 5, 3, "highlight"),), own=(Stretch(0, 5, "important", 1),)
    )
    assert Page(html).marks == ["level-3 important mine"]


def test_only_the_first_piece_of_the_passage_pointed_at_carries_its_name() -> None:
    html = print_paragraph("one *two* three", URL, shown=(0, 15))
    assert html.count('id="shown"') == 1
    assert html.startswith('<mark id="shown" class="shown">one </mark>')
