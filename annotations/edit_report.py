"""What the report on an edit consists of: the fates, each with the rows that its editor sees."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commentary.comparing import Piece

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Rows of one fate that stand open, that are there at all, and that are there for a decision: more
# than a form can ask for are a number.
OPEN = 20
LISTED = 100
ASKED = 1000
# Creators of one row who are named.
NAMED = 3


class Fate(StrEnum):
    """What becomes of a passage or of the remarks on a paragraph, in the order of the report."""

    ORPHANED = "orphaned"
    TAKEN_OUT = "taken out"
    CHANGED = "changed"
    MOVED = "moved"
    HEALED = "healed"
    KEPT = "kept"


SUMMARIES = {
    Fate.ORPHANED: _("%(number)d to decide on"),
    Fate.TAKEN_OUT: _("%(number)d taken out with the paragraph"),
    Fate.CHANGED: _("%(number)d with changed words"),
    Fate.MOVED: _("%(number)d moved"),
    Fate.HEALED: _("%(number)d back on its words"),
    Fate.KEPT: _("%(number)d as they are"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that carrying offers for an orphan-to-be: its name in the form, and its words."""

    value: str
    prefix: str
    pieces: tuple[Piece, ...]
    suffix: str


@dataclass(frozen=True, slots=True)
class Row:
    """One passage and all who marked it, or (without a `key`) the remarks on one paragraph.

    `key` is the first of its annotations. `before` and `after` are its words, what differs between
    them as pieces of its own; `paragraph` is what its paragraph reads now. `words` and `chosen` are
    what was answered, `wrong` what is wrong with it.
    """

    key: int | None
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    comments: int
    creators: tuple[str, ...] = ()
    why: "StrOrPromise" = ""
    paragraph: str = ""
    words: str = ""
    wrong: str = ""
    choices: tuple[Choice, ...] = ()
    chosen: str = ""

    @property
    def is_reworded(self) -> bool:
        return self.after not in {(), self.before}

    @property
    def named(self) -> tuple[str, ...]:
        return self.creators[:NAMED]

    @property
    def unnamed(self) -> int:
        return len(self.creators) - NAMED if len(self.creators) > NAMED else 0


@dataclass(slots=True)
class Section:
    """All of one fate: how many annotations and paragraphs they are, and the first rows of them."""

    fate: Fate
    number: int = 0
    comments: int = 0
    rows: list[Row] = field(default_factory=list)
    more: int = 0

    @property
    def is_full(self) -> bool:
        return len(self.rows) >= (ASKED if self.fate is Fate.ORPHANED else LISTED)

    @property
    def open(self) -> list[Row]:
        return self.rows[:OPEN]

    @property
    def folded(self) -> list[Row]:
        return self.rows[OPEN:]

    @property
    def folds_a_wrong_one(self) -> bool:
        return any(row.wrong for row in self.folded)


@dataclass(frozen=True, slots=True)
class EditReport:
    sections: Mapping[Fate, Section]
    digest: str
    is_settled: bool
    template: str = "annotations/edit_report.html"

    @property
    def shown(self) -> list[Section]:
        """Those with something in them, without what is kept."""
        return [
            section
            for section in self.sections.values()
            if section.number and section.fate is not Fate.KEPT
        ]

    @property
    def kept(self) -> Section:
        return self.sections[Fate.KEPT]

    @property
    def summary(self) -> str:
        """All of it in one line of numbers."""
        numbers = [
            SUMMARIES[section.fate] % {"number": section.number}
            for section in self.sections.values()
            if section.number
        ]
        return gettext("Annotations and threads: %(numbers)s.") % {
            "numbers": ", ".join(numbers) or gettext("none")
        }
