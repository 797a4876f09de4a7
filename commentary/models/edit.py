"""What an edit of the text did, so that it can be looked at before it is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from commentary.models.paragraph import ParagraphState
from commentary.models.revision import Revision

if TYPE_CHECKING:
    from commentary.models.user import User


class Report(Protocol):
    """How an edit changed what someone keeps in the text, to be shown to its editor."""

    @property
    def template(self) -> str:
        """The template that shows it, as `report`. Its fields are named `answer-…`."""

    @property
    def summary(self) -> str:
        """All of it in one line."""

    @property
    def digest(self) -> str:
        """Another one whenever something else would be shown, the answers aside."""

    @property
    def is_settled(self) -> bool:
        """Whether every answer that was given can be carried out."""


# What a receiver of `article_revised` may answer: its report, made for the person who will see it.
type Reporter = Callable[["User"], Report]


@dataclass(frozen=True, slots=True)
class Edit:
    """The text before and after, and who can report what became of what they keep in it.

    Where nothing changed, `revision` is the one that was current already.
    """

    revision: Revision
    before: tuple[ParagraphState, ...]
    after: tuple[ParagraphState, ...]
    front_before: Mapping[str, str]
    front_after: Mapping[str, str]
    reporters: tuple[Reporter, ...] = ()
