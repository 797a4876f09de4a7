"""A paragraph's segments -> HTML whose text is exactly the paragraph's text."""

from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from annotations.highlighting import Run, Segment, Stretch, joined, segments
from commentary.markup import Mark, MarkKind, read

TAGS = {
    MarkKind.EMPHASIS: "em",
    MarkKind.STRONG: "strong",
    MarkKind.CODE: "code",
    MarkKind.LINK: "a",
}


# Printing is pure, so what was printed once for everyone may serve again. 4,096 paragraphs of the
# usual length are some 10 MB.
@lru_cache(maxsize=4096)
def print_paragraph(
    source: str,
    url: str = "",
    shared: tuple[Run, ...] = (),
    own: tuple[Stretch, ...] = (),
    shown: tuple[int, int] | None = None,
    notes: tuple[tuple[int, str], ...] = (),
) -> SafeString:
    """The inside of the element that shows a paragraph: its text, cut by marks and nothing else.

    `url` is its discussion's address, to which every marked piece links; on paper none does.
    `shared` and `own` are the layers of `highlighting`; `shown` is the passage that the page points
    at; `notes` are the numbers of footnotes, by the end of the marked words that they hang on.
    """
    numbers = dict(notes)
    markup = read(source)
    runs = joined(shared, len(markup.text))
    html: list[str] = []
    open_tags: list[str] = []
    for segment in segments(markup.text, markup.marks, runs, own, shown):
        for mark in segment.opens:
            html.append(_open(mark))
            open_tags.append(_close(mark))
        is_first = shown is not None and segment.start == shown[0]
        html.append(_inside(segment, url, is_first=is_first, note=numbers.get(segment.end, "")))
        html.extend(open_tags.pop() for _ in range(segment.closes))
    return mark_safe("".join(html))  # noqa: S308  (every piece of it is escaped)


def _open(mark: Mark) -> str:
    if mark.kind is MarkKind.BREAK:
        return "<br>"
    if mark.kind is MarkKind.LINK:
        return f'<a href="{escape(mark.href)}" rel="noopener">'
    return f"<{TAGS[mark.kind]}>"


def _close(mark: Mark) -> str:
    return "" if mark.kind is MarkKind.BREAK else f"</{TAGS[mark.kind]}>"


def _inside(segment: Segment, url: str, *, is_first: bool, note: str) -> str:
    text: str = escape(segment.text)
    if not segment.is_marked and not segment.is_shown:
        return text
    classes = []
    if segment.run:
        classes.append(f"level-{segment.run.level}")
    # Words have one line: what one thinks of them oneself comes before what others do.
    if segment.own:
        classes += [segment.own[-1].kind, "mine"]
    elif segment.run:
        classes.append(segment.run.kind)
    if segment.is_shown:
        classes.append("shown")
    if segment.is_marked and not segment.link and url:
        address = escape(f"{url}?from={segment.start}&to={segment.end}")
        text = (
            f'<a href="{address}" draggable="false" hx-get="{address}" hx-target="#discussion"'
            f' hx-swap="outerHTML">{text}</a>'
        )
    anchor = ' id="shown"' if is_first and segment.is_shown else ""
    anchor += f' data-notes="{escape(note)}"' if note else ""
    return f'<mark{anchor} class="{" ".join(dict.fromkeys(classes))}">{text}</mark>'
