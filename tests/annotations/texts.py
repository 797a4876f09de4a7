"""Strategies for the texts that annotations lie on: every script, marks, emoji, markup, blanks."""

from hypothesis import strategies as st

from commentary.markup import read

# Characters that have broken offsets somewhere: beyond the BMP, combining, joined, right to left,
# markup of Markdown and HTML, every kind of blank.
AWKWARD = "ab é́ñ😀👩‍👩‍👧🇪🇸אבعر漢字かなไทยที่ \t\u00a0\u2003\u200b‘’“”—*_`[]()<>&\"'\\!#"

texts = st.text(st.sampled_from(AWKWARD) | st.characters(codec="utf-8"), max_size=60)


@st.composite
def passages(draw: st.DrawFn, text: str) -> tuple[int, int]:
    """Start and end of a passage of this text, at least one character long."""
    start = draw(st.integers(0, len(text) - 1))
    return start, draw(st.integers(start + 1, len(text)))


# Inline Markdown with all of the marks, whole and broken, next to any text.
pieces = st.sampled_from(
    (
        "*never*",
        "**always**",
        "***both***",
        "`code *x*`",
        "[a link](https://example.com/?a=1&b=2)",
        "[*marked* link](/here)",
        "[bad](javascript:alert(1))",
        "a\\\nb",
        "two  \nlines",
        "*open",
        "`open",
        "[open](",
        "<b>raw</b>",
        "&amp;",
        "<script>",
        "\\*",
    )
)
sources = st.lists(pieces | texts, max_size=6).map(" ".join)
texts_with_marks = sources.map(read)
