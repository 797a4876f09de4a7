import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commentary.markup import Mark, MarkKind, Markup, escape, is_safe, read, write

EMPHASIS, STRONG, CODE, LINK, BREAK = MarkKind


def spans(source: str) -> list[tuple[MarkKind, str]]:
    markup = read(source)
    return [(mark.kind, markup.text[mark.start : mark.end]) for mark in markup.marks]


def test_plain_prose_is_its_own_text() -> None:
    prose = "Trump’s ‘benign neglect’ – a decades-old debate… 50 % of it, in $ & €."
    assert read(prose) == Markup(prose)


def test_marks_lie_on_the_plain_text() -> None:
    assert read("a *b **c** d* `e` [f](https://example.org/)") == Markup(
        "a b c d e f",
        (
            Mark(EMPHASIS, 2, 7),
            Mark(STRONG, 4, 5),
            Mark(CODE, 8, 9),
            Mark(LINK, 10, 11, "https://example.org/"),
        ),
    )


def test_of_two_marks_with_the_same_extent_the_outer_one_comes_first() -> None:
    assert [kind for kind, _ in spans("***a***")] == [EMPHASIS, STRONG]
    assert [kind for kind, _ in spans("[**a**](/b)")] == [LINK, STRONG]
    assert [kind for kind, _ in spans("**[a](/b)**")] == [STRONG, LINK]


def test_offsets_count_code_points() -> None:
    family, decomposed = "\U0001f469\u200d\U0001f467", "e\u0301"
    assert read(f"{family} *\U0001d4b6{decomposed}*").marks == (Mark(EMPHASIS, 4, 7),)


@pytest.mark.parametrize(
    "line", ["# a", "> a", "- a", "1. a", "    a", "---", "a\n===", "```", "| a"]
)
def test_a_paragraph_has_no_blocks(line: str) -> None:
    assert read(line) == Markup(" ".join(line.split()))


@pytest.mark.parametrize("source", ["<b>a</b>", "<!-- a -->", "<script>a</script>", "<br>"])
def test_raw_html_is_text(source: str) -> None:
    assert read(source) == Markup(source)


def test_an_image_leaves_its_alternative_text() -> None:
    assert read("See ![a *small* map](map.png)!") == Markup("See a small map!")


def test_entities_are_decoded() -> None:
    assert read("R&amp;D &#233;&nbsp;&ldquo;") == Markup("R&D é\N{NO-BREAK SPACE}“")


@pytest.mark.parametrize("source", ["a\\\nb", "a  \nb", "a   \n  b"])
def test_a_line_break_is_a_newline_with_a_mark_on_it(source: str) -> None:
    assert read(source) == Markup("a\nb", (Mark(BREAK, 1, 2),))


def test_any_other_line_end_is_a_space() -> None:
    assert read("a\nb\r\nc") == Markup("a b c")


@pytest.mark.parametrize("entity", ["&#13;", "&#x0D;", "&#10;", "&NewLine;"])
def test_a_line_end_written_as_an_entity_is_a_space_too(entity: str) -> None:
    assert read(f"a{entity}b") == Markup("a b")


def test_nothing_is_beautified() -> None:
    plain = "(c) \"quoted\" -- 'so' ... https://example.org www.example.org ~~a~~ ^b^"
    assert read(plain) == Markup(plain)


def test_an_address_between_angle_brackets_is_a_link() -> None:
    assert spans("<https://example.org>") == [(LINK, "https://example.org")]


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "<java script:alert(1)>",
        "java&Tab;script:alert(1)",
        "data:text/html,a",
        "vbscript:a",
        "file:///etc/passwd",
        "",
    ],
)
def test_a_link_that_is_not_safe_leaves_its_words(href: str) -> None:
    markup = read(f"[*one* two]({href})")
    assert markup.text == "one two"
    assert all(mark.kind is EMPHASIS or is_safe(mark.href) for mark in markup.marks)


@pytest.mark.parametrize(
    "href", ["https://a.org/b?c=d:e", "mailto:a@b.org", "/a:b", "#c", "?d=e:f"]
)
def test_safe_links_are_marks(href: str) -> None:
    assert read(f"[a]({href})").marks == (Mark(LINK, 0, 1, href),)


def test_a_mark_on_nothing_is_no_mark() -> None:
    assert read("a[](https://example.org)b") == Markup("ab")


texts = st.text(st.characters(exclude_categories=["Cc", "Cs"])).map(str.strip)
markdown = st.text(st.sampled_from("ab é😀*_`[]()<>!&#\\\n;:/x.")) | st.text()


@given(texts)
def test_escaped_text_reads_as_itself(text: str) -> None:
    assert read(escape(text)).text == text


@given(st.text(st.sampled_from("ab *_`[]()<>!&#;:\\/.x1é“")).map(str.strip))
def test_escaped_punctuation_reads_as_itself(text: str) -> None:
    assert read(escape(text)) == Markup(text)


@pytest.mark.parametrize(
    "text",
    ["It’s 3 * 4 [sic] – in snake_case & R&D <5 %!", "#1", "a_b_c", "© RUSI, 2025", "C:\\Users"],
)
def test_text_that_means_nothing_to_markdown_is_not_escaped(text: str) -> None:
    assert escape(text) == text


def test_what_means_something_is_escaped() -> None:
    assert escape("*a* is <b> &amp;") == r"\*a\* is \<b> \&amp;"


@given(markdown)
def test_marks_are_nested_ordered_safe_and_inside_the_text(source: str) -> None:
    markup = read(source)
    enclosing: list[Mark] = []
    for before, mark in zip((None, *markup.marks), markup.marks, strict=False):
        assert 0 <= mark.start < mark.end <= len(markup.text)
        assert before is None or (before.start, -before.end) <= (mark.start, -mark.end)
        while enclosing and enclosing[-1].end <= mark.start:
            enclosing.pop()
        assert not enclosing or mark.end <= enclosing[-1].end
        enclosing.append(mark)
        assert (mark.kind is LINK) == bool(mark.href)
        assert mark.kind is not LINK or is_safe(mark.href)
        assert mark.kind is not BREAK or markup.text[mark.start : mark.end] == "\n"


@given(markdown)
def test_what_is_written_reads_as_the_same_text(source: str) -> None:
    markup = read(source)
    lines = markup.text.split("\n")
    assume(all(line == line.strip() and line.isprintable() for line in lines))
    assert read(write(markup)).text == markup.text


@pytest.mark.parametrize(
    "source",
    [
        "a *b* c",
        "*a **b** [c **d**](https://example.org/e) f*",
        "``a ` b`` and `` `c` ``",
        "a\\\n*b*",
        "\\\\\\\n*b*",
        "wow\\![a](/b)",
        "[a](</b c>)",
        r"*a* \*b\* \[c\] d_e \_f\_",
    ],
)
def test_what_is_written_has_the_same_marks(source: str) -> None:
    assert read(write(read(source))) == read(source)


def test_white_space_at_the_ends_of_a_mark_is_left_out_of_it() -> None:
    assert write(Markup("a b c", (Mark(STRONG, 1, 4),))) == "a **b** c"


def test_marks_that_meet_are_one() -> None:
    assert write(Markup("abc", (Mark(STRONG, 0, 1), Mark(STRONG, 1, 3)))) == "**abc**"


def test_marks_of_one_kind_in_each_other_are_one() -> None:
    marks = (Mark(EMPHASIS, 0, 5), Mark(STRONG, 2, 3), Mark(EMPHASIS, 2, 3))
    assert write(Markup("a b c", marks)) == "*a **b** c*"


def test_emphasis_that_markdown_cannot_say_gives_way_and_words_stay() -> None:
    assert write(Markup("a,b", (Mark(EMPHASIS, 0, 2),))) == "*a*,b"
    assert write(Markup("“,”b", (Mark(EMPHASIS, 0, 3),))) == "“,”b"


def test_an_unsafe_link_is_not_written() -> None:
    assert write(Markup("a b", (Mark(LINK, 0, 1, "javascript:a"), Mark(STRONG, 2, 3)))) == "a **b**"
