"""An editor gives a passage whose words an edit takes away a new place: by words of the new text.

The answers come from the fields of the report on the edit: `answer-12` holds words for annotation
12, and with it for every annotation on the same passage. An empty one lets it be an orphan.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.carrying import Span
from commentary.forms.lines import unix_lines

if TYPE_CHECKING:
    from commentary.models import ParagraphState

PREFIX = "answer-"


class PlaceError(ValueError):
    """The words name no place. The message can be shown to people."""


def words_given(answers: Mapping[str, str]) -> dict[int, str]:
    """Key of the annotation -> the words that it shall stand on."""
    return {
        int(key): words
        for name, value in answers.items()
        if (key := name.removeprefix(PREFIX)).isdecimal()
        and name.startswith(PREFIX)
        and (words := unix_lines(value).strip())
    }


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


def places_of(
    given: Mapping[int, str], paragraphs: Sequence["ParagraphState"]
) -> tuple[dict[int, Span], dict[int, str]]:
    """The places that were given, and what is wrong with the others: by annotation."""
    places: dict[int, Span] = {}
    wrong: dict[int, str] = {}
    for annotation, words in given.items():
        try:
            places[annotation] = place_of(words, paragraphs)
        except PlaceError as error:
            wrong[annotation] = str(error)
    return places, wrong


def _starts(words: str, text: str) -> list[int]:
    starts = []
    at = text.find(words)
    while at >= 0:
        starts.append(at)
        at = text.find(words, at + 1)
    return starts
