"""An address that shows exactly these words, to anyone and after any edit.

It says where the words stood and in which revision. Revisions are kept for good, so nothing has to
be guessed: the passage is carried from that one to the current text, in one step.
"""

from dataclasses import dataclass
from typing import Self

from annotations.passages import locate, texts_of
from annotations.selectors import Selector, WordsGoneError, asking_for, parse_short
from commentary.models import Article


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """Words as they were when their address was made, and where they are now: nowhere if gone."""

    then: tuple[Selector, ...]
    now: tuple[Selector, ...]
    revision_number: int

    @classmethod
    def asked(cls, article: Article, passage: str, revision_number: int) -> Self:
        """What an address asks for. Raises SelectorError where that never stood there."""
        _revision, texts = texts_of(article, revision_number)
        then = parse_short(passage, texts)
        try:
            now = locate(article, then, revision_number)
        except WordsGoneError:
            now = ()
        return cls(then, now, revision_number)

    @property
    def quote(self) -> str:
        return "\n".join(each.exact for each in self.then)

    @property
    def is_gone(self) -> bool:
        return not self.now

    @property
    def has_changed(self) -> bool:
        """Whether the words have been edited since, blanks aside."""
        now = "".join(each.exact for each in self.now)
        return "".join(now.split()) != "".join(self.quote.split())

    @property
    def query(self) -> str:
        """What asks for the same words again."""
        return asking_for(self.then, self.revision_number)
