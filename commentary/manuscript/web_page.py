"""HTML -> a manuscript: which part of the page is the article, and what it says of itself. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from readability import Document
from readability.readability import Unparseable

from commentary.manuscript import shapes
from commentary.manuscript.assembly import assemble
from commentary.manuscript.decoding import checked
from commentary.manuscript.document import Manuscript, UnreadableDocument
from commentary.manuscript.elements import lines_of
from commentary.manuscript.front import Front, language_tag
from commentary.manuscript.lines import Line
from commentary.markup import MarkKind, read
from commentary.style import Style

# An element with the description's words among this many other paragraphs is one of them.
MANY_PARAGRAPHS = 2


def read_html(html: str) -> Manuscript:
    """Read the article of a web page. What else the page says in paragraphs is reported.

    Raises UnreadableDocument as all readers do.
    """
    html = checked(html)
    try:
        page = parsed(html)
        front = _front(page)
        everything = lines_of(page, paragraph=Style.BODY, base=_base(page))
        article = parsed(Document(parsed(html)).summary(html_partial=True))
        etree.strip_tags(article, "a", "b", "em", "i", "strong")  # Only its words are asked for.
        found = {line.text for line in lines_of(article, paragraph=Style.BODY)}
    except (etree.LxmlError, Unparseable, RecursionError) as error:
        raise UnreadableDocument(
            "No article can be found in this HTML. Copy its text and paste that."
        ) from error
    lines = _article(everything, found)
    return _with_surroundings(assemble(lines, front), set(lines), everything)


def _article(everything: Sequence[Line], found: set[str]) -> list[Line]:
    """From the first line that the library found to the last.

    It drops short lists, crossheads and captions in between, so only what is plainly no part of the
    text stays out there: lines that are nothing but a link, and unfinished sentences.
    """
    places = [at for at, line in enumerate(everything) if line.text in found]
    between = everything[places[0] : places[-1] + 1] if places else everything
    return [line for line in between if _belongs(line, is_found=line.text in found)]


def _belongs(line: Line, *, is_found: bool) -> bool:
    is_link = "](" in line.source and any(
        mark.kind is MarkKind.LINK and mark.end - mark.start == len(line.text)
        for mark in read(line.source).marks
    )
    if line.style is Style.BODY:
        return not is_link and (is_found or shapes.is_sentence(line.text))
    return is_found or not is_link


def parsed(html: str) -> HtmlElement:
    """The tree of an HTML text; nothing is fetched. Raises lxml.etree.LxmlError if it has none."""
    return document_fromstring(
        html.encode(), parser=HTMLParser(encoding="utf-8", remove_comments=True, no_network=True)
    )


def words_in(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _front(page: HtmlElement) -> Front:
    return Front(
        title=_title(page),
        kicker=_first_text(page, "//*[@class='kicker']"),
        standfirst=_standfirst(page),
        byline=_meta(page, "author"),
        language=language_tag(page.get("lang") or ""),
    )


def _title(page: HtmlElement) -> str:
    """The heading that the page's own name repeats, else that name, else any highest heading."""
    headings = [text for heading in page.iter("h1") if (text := words_in(heading))]
    names = [_meta(page, "og:title"), _first_text(page, "//title")]
    named = (text for text in headings if any(text in name for name in names))
    return next((text for text in (*named, *names, *headings) if text), "")


def _standfirst(page: HtmlElement) -> str:
    """The page's description, if it is printed on it, and not as one paragraph of many."""
    description = _meta(page, "description") or _meta(page, "og:description")
    if not description:
        return ""
    for element in page.iter("p", "div", "h2", "h3"):
        above = element.getparent()
        if words_in(element) == description and above is not None:
            return description if len(above.findall("p")) <= MANY_PARAGRAPHS else ""
    return ""


def _meta(page: HtmlElement, name: str) -> str:
    for meta in page.iter("meta"):
        if name in {meta.get("name", "").lower(), meta.get("property", "").lower()}:
            content = " ".join(meta.get("content", "").split())
            return "" if "://" in content else content
    return ""


def _first_text(page: HtmlElement, path: str) -> str:
    return next((text for element in page.xpath(path) if (text := words_in(element))), "")


def _base(page: HtmlElement) -> str:
    """The page's own address, as it gives it, for links that are relative to it."""
    paths = (
        "//base/@href",
        "//link[@rel='canonical']/@href",
        "//meta[@property='og:url']/@content",
    )
    return next((str(found) for path in paths for found in page.xpath(path)), "")


def _with_surroundings(
    manuscript: Manuscript, article: set[Line], everything: Sequence[Line]
) -> Manuscript:
    """The manuscript with rights from the page's foot, and what else the page says reported."""
    front = {manuscript.title, manuscript.standfirst, manuscript.byline, manuscript.kicker}
    others = [line.text for line in everything if line not in article and line.text not in front]
    rights = manuscript.rights or next(filter(shapes.is_rights, reversed(others)), "")
    return replace(
        manuscript,
        rights=rights,
        left_out=(*manuscript.left_out, *(text for text in others if text != rights)),
    )
