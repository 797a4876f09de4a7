"""An article's contents: what its crossheads announce, and how much is said of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotations.reading import PrintedParagraph
from commentary.style import Style


@dataclass(frozen=True, slots=True)
class Section:
    """From one crosshead to the next; what comes before the first has no heading."""

    heading: str
    label: str
    comments: int
    new: int


def contents_of(printed: Iterable[PrintedParagraph]) -> list[Section]:
    """The sections in order, with what their margins show added up; none without a crosshead."""
    sections: list[list[PrintedParagraph]] = []
    for each in printed:
        if not sections or each.paragraph.style == Style.CROSSHEAD:
            sections.append([])
        sections[-1].append(each)
    found = [_section(paragraphs) for paragraphs in sections]
    return found if any(section.heading for section in found) else []


def _section(printed: list[PrintedParagraph]) -> Section:
    first = printed[0].paragraph
    return Section(
        heading=first.text if first.style == Style.CROSSHEAD else "",
        label=first.label,
        comments=sum(each.comments for each in printed),
        new=sum(each.new for each in printed),
    )
