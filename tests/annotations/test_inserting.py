"""Inserted one by one, new threads make the page that a reload would make."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.news.inserting import Root, gaps_among

type Line = tuple[str, int]


def page_of(roots: list[Root]) -> list[Line]:
    """Threads, and above the first of neighbours the paragraph that they are about."""
    lines: list[Line] = []
    paragraph = None
    for root in roots:
        if root.paragraph != paragraph:
            lines.append(("about", root.paragraph))
        lines.append(("thread", root.key))
        paragraph = root.paragraph
    return lines


def inserted(page: list[Line], roots: list[Root], new: set[int]) -> list[Line]:
    """The page after what its template does with the gaps."""
    for gap in gaps_among(roots, new):
        lines: list[Line] = []
        for item in gap.items:
            if item.names_paragraph:
                lines.append(("about", item.root.paragraph))
            if item.is_new:
                lines.append(("thread", item.root.key))
        at = 0
        if gap.before:
            at = page.index(("thread", gap.before.key))
        elif gap.after:
            at = page.index(("thread", gap.after.key)) + 1
        page = [*page[:at], *lines, *page[at:]]
    return page


@given(st.lists(st.tuples(st.integers(1, 3), st.booleans()), max_size=12))
def test_the_page_is_what_it_would_be_if_it_were_loaded_again(
    drawn: list[tuple[int, bool]],
) -> None:
    roots = [Root(key, paragraph) for key, (paragraph, _is_new) in enumerate(drawn)]
    new = {key for key, (_paragraph, is_new) in enumerate(drawn) if is_new}
    known = [root for root in roots if root.key not in new]
    assert inserted(page_of(known), roots, new) == page_of(roots)
