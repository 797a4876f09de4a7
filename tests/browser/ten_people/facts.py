"""What is so at a moment: who the people are, what they marked and said, what they were told."""

import re
from dataclasses import dataclass, field
from datetime import datetime

TOKEN = re.compile(r"zq\d{5}x")


@dataclass(eq=False)
class Person:
    """`mail` is how often they want it; without a confirmed address they get none."""

    name: str
    is_new: bool = False
    moderates: bool = False
    edits: bool = False
    mail: str = "at-once"
    is_confirmed: bool = True
    has_scripts: bool = True
    is_suspended: bool = False

    @property
    def presides(self) -> bool:
        return self.moderates or self.edits

    @property
    def gets_mail(self) -> bool:
        return self.is_confirmed and self.mail != "never"


VISITOR = Person("visitor", mail="never")


@dataclass(eq=False)
class Mark:
    key: int
    creator: Person
    paragraph: int
    words: str
    is_public: bool


@dataclass(eq=False)
class Said:
    """A comment, and what is true of it now. Of a thread, its first comment knows."""

    key: int
    author: Person
    paragraph: int
    body: str
    at: datetime
    mark: Mark | None = None
    parent: "Said | None" = None
    earlier: list[str] = field(default_factory=list)
    is_held: bool = False
    removed_by: Person | None = None
    reported_by: Person | None = None
    is_resolved: bool = False
    is_locked: bool = False

    @property
    def root(self) -> "Said":
        return self.parent.root if self.parent else self

    @property
    def is_private(self) -> bool:
        return self.mark is not None and not self.mark.is_public

    @property
    def stands(self) -> bool:
        return not self.is_held and self.removed_by is None

    @property
    def is_for_everyone(self) -> bool:
        return self.stands and not self.is_private

    def is_open_to(self, person: Person) -> bool:
        """Whether its place is there for them; of a removed one the words are not."""
        if self.mark and self.is_private:
            return person is self.mark.creator
        return not self.is_held or person is self.author or person.moderates

    def may_be_read_by(self, person: Person) -> bool:
        is_theirs = person is self.author or person.moderates
        return self.is_open_to(person) and (self.removed_by is None or is_theirs)


@dataclass(eq=False)
class Told:
    person: Person
    kind: str
    said: Said | None
    words: str
    at: datetime
    # For mail it waits since then: it may have been away when the last one went.
    since: datetime
    is_read: bool = False
    is_mailed: bool = False
    is_past: bool = False  # they did not want mail then

    @property
    def is_shown(self) -> bool:
        """What a moderator did, and what became of a thread, is told of removed words as well."""
        if self.said is None:
            return True
        if self.kind in {"act", "status"}:
            return self.said.is_open_to(self.person)
        return self.said.is_for_everyone

    @property
    def waits(self) -> bool:
        return self.is_shown and not (self.is_read or self.is_mailed or self.is_past)


@dataclass(frozen=True)
class Event:
    """Something that the worker has yet to tell people of; of a "return", only to see to mail."""

    kind: str
    by: Person
    at: datetime
    said: Said | None = None
    words: str = ""
    among: frozenset[Person] | None = None
