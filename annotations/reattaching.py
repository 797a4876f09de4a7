"""An editor gives a passage whose words an edit takes away a new place.

The answers come from the fields of the report on the edit: `answer-12` holds words of the new text
for annotation 12, `answer-12-at` one of the places that carrying offers for it. They hold for every
annotation on the same passage. Where both are empty it becomes an orphan.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.carrying import Placement, Span
from annotations.selectors import Selector, dump_short, select
from commentary.forms.lines import unix_lines

if TYPE_CHECKING:
    from commentary.models import ParagraphState

PREFIX = "answer-"
OFFERED = "-at"


class PlaceError(ValueError):
    """The words name no place. The message can be shown to people."""


def selectors_of(
    spans: Sequence[Span], paragraphs: Sequence["ParagraphState"]
) -> tuple[Selector, ...]:
    return tuple(
        select(
            paragraphs[span.paragraph].identity,
            paragraphs[span.paragraph].text,
            span.start,
            span.end,
        )
        for span in spans
    )


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered, by key of the annotation: words, one of the offered places, or both.

    `places` are those that the words name in the new text; `wrong` says why the others name none.
    """

    paragraphs: Sequence["ParagraphState"]
    words: Mapping[int, str]
    offered: Mapping[int, str]
    places: Mapping[int, Span]
    wrong: Mapping[int, str]

    def place_for(self, annotation: int, placement: Placement) -> tuple[Span, ...]:
        """Where an orphan-to-be shall go; nowhere if nothing that fits was answered."""
        if annotation in self.words:
            return (self.places[annotation],) if annotation in self.places else ()
        for spans in placement.candidates:
            if dump_short(selectors_of(spans, self.paragraphs)) == self.offered.get(annotation):
                return spans
        return ()


def read_answers(answers: Mapping[str, str], paragraphs: Sequence["ParagraphState"]) -> Answers:
    """`paragraphs` are the new text."""
    words: dict[int, str] = {}
    offered: dict[int, str] = {}
    for name, value in answers.items():
        key = name.removeprefix(PREFIX)
        number, given = key.removesuffix(OFFERED), unix_lines(value).strip()
        if name.startswith(PREFIX) and number.isdecimal() and given:
            (offered if key.endswith(OFFERED) else words)[int(number)] = given
    places: dict[int, Span] = {}
    wrong: dict[int, str] = {}
    for annotation, given in words.items():
        try:
            places[annotation] = place_of(given, paragraphs)
        except PlaceError as error:
            wrong[annotation] = str(error)
    return Answers(paragraphs, words, offered, places, wrong)


def place_of(words: str, paragraphs: Sequence["ParagraphState"]) -> Span:
    """The one place where these words stand in the text. Raises PlaceError for none or several."""
    places = [
        Span(index, start, start + len(words))
        for index, state in enumerate(paragraphs)
        for start in _starts(words, state.text)
    ]
    if not places:
        raise PlaceError(_("These words do not stand in one paragraph of the new text."))
    if len(places) > 1:
        raise PlaceError(
            ngettext(
                "These words stand in %(number)d place. Give some more of them.",
                "These words stand in %(number)d places. Give some more of them.",
                len(places),
            )
            % {"number": len(places)}
        )
    return places[0]


def _starts(words: str, text: str) -> list[int]:
    starts = []
    at = text.find(words)
    while at >= 0:
        starts.append(at)
        at = text.find(words, at + 1)
    return starts
