"""What must be, by docs/decisions.md alone: who may say or read what, and who is told of what.

Plain Python. Nothing here asks the site or borrows from it: the site is held against this.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from tests.browser.ten_people.facts import TOKEN, VISITOR, Event, Mark, Person, Said, Told

MENTION = re.compile(r"@(\w+)")
FOLLOW, MUTE = "follow", "mute"
# Newcomers may say so much in ten minutes; so may all whose comments are still few.
MOST, IN = 5, timedelta(minutes=10)
KNOWN_WITH = 5
# While something is being done the clock goes on a little.
A_MOMENT = timedelta(seconds=1)


class Rules:
    """All that is so at a moment of the discussion."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = list(people)
        self.marks: list[Mark] = []
        self.said: list[Said] = []
        # What people typed or wrote for a few: token -> those who may read it.
        self.kept: dict[str, frozenset[Person]] = {}
        # (person, "thread" | "paragraph" | "article", its key) -> what they said of it, and when.
        self.words: dict[tuple[Person, str, int], tuple[str, datetime]] = {}
        # What those have read who have marked everything as read.
        self.read: dict[Person, set[Said]] = {}
        # Paragraphs that moderators have locked, and how long each waits from comment to comment.
        self.locked: set[int] = set()
        self.pace = timedelta()
        self.waiting: list[Event] = []
        self.told: list[Told] = []

    # Who may say what

    def may_say_about(self, person: Person, paragraph: int) -> bool:
        """Not who is suspended; where it is locked, only moderators and editors."""
        return not person.is_suspended and (person.presides or paragraph not in self.locked)

    def may_say_in(self, person: Person, said: Said) -> bool:
        is_free = person.presides or not said.root.is_locked
        return is_free and self.may_say_about(person, said.paragraph)

    def may_answer(self, person: Person, said: Said) -> bool:
        return said.is_for_everyone and self.may_say_in(person, said)

    def may_say_more(self, person: Person, now: datetime) -> bool:
        """In slow mode people wait; and nobody says very much in a short time."""
        if person.presides:
            return True
        moments = [said.at for said in self.said if said.author is person]
        is_slow = bool(self.pace) and any(now - at <= self.pace + A_MOMENT for at in moments)
        return not is_slow and sum(now - at <= IN for at in moments) < MOST - 1

    def has_to_wait(self, author: Person, body: str) -> bool:
        """A link, though only quoted, of somebody of whom little is known waits for a moderator."""
        stand = sum(said.author is author and said.is_for_everyone for said in self.said)
        is_known = author.presides or (not author.is_new and stand >= KNOWN_WITH)
        return "https://" in body and not is_known

    # Who may read what

    def readers(self) -> dict[str, frozenset[Person]]:
        """Each token -> all who may read it somewhere now."""
        found = {token: set(people) for token, people in self.kept.items()}
        everyone = [*self.people, VISITOR]
        for said in self.said:
            readers = {person for person in everyone if said.may_be_read_by(person)}
            for token in TOKEN.findall(" ".join([said.body, *said.earlier])):
                found.setdefault(token, set()).update(readers)
        return {token: frozenset(people) for token, people in found.items()}

    def tokens_on(self, paragraph: int, person: Person) -> set[str]:
        """What the paragraph's discussion shows to this person: what stands, and their own."""
        return {
            token
            for said in self.said
            if said.paragraph == paragraph and said.is_open_to(person) and not said.removed_by
            for token in TOKEN.findall(said.body)
        }

    def count_on(self, paragraph: int | None = None) -> int:
        return sum(
            said.is_for_everyone and paragraph in {None, said.paragraph} for said in self.said
        )

    def new_to(self, person: Person) -> int:
        """What others have said since this person marked everything as read."""
        return sum(
            said.stands and said.is_open_to(person) and said.author is not person
            for said in self.said
            if said not in self.read[person]
        )

    # What people do, as far as others hear of it

    def says(self, said: Said) -> None:
        self.said.append(said)
        if not said.is_held:
            self._arrives(said, said.at)

    def restores(self, said: Said) -> None:
        """What comes back is told to whoever does not know it, as if it had never been away."""
        said.removed_by = None
        self.waiting.append(Event("return", said.author, said.at, said))
        if not said.is_held:
            self.waiting.append(Event("comment", said.author, said.at, said))

    def approves(self, said: Said, by: Person, reason: str, at: datetime) -> None:
        said.is_held = False
        self.acts(said, said.author, by, f"Your comment was approved: {reason}", at)
        self._arrives(said, at)

    def shows(self, mark: Mark, at: datetime) -> None:
        mark.is_public = True
        for said in self.said:
            if said.mark is mark:
                self.waiting.append(Event("return", said.author, at, said))
                if said.stands:
                    self._arrives(said, at)

    def _arrives(self, said: Said, at: datetime) -> None:
        for known in self.read.values():
            known.discard(said)
        self.takes_part(said, at)
        self.waiting.append(Event("comment", said.author, at, said))

    def edits(self, said: Said, body: str, at: datetime) -> None:
        named = self.named_in(body) - self.named_in(said.body)
        said.earlier.append(said.body)
        said.body = body
        if named:
            self.waiting.append(Event("comment", said.author, at, said, among=frozenset(named)))

    def decides(self, root: Said, by: Person, what: str, at: datetime) -> None:
        self.waiting.append(Event("status", by, at, root, what))

    def revises(self, by: Person, number: int, at: datetime) -> None:
        """Whoever edits an article follows it."""
        self.words.setdefault((by, "article", 0), (FOLLOW, at))
        self.waiting.append(Event("revision", by, at, words=str(number)))

    def acts(
        self, said: Said | None, concerned: Person, by: Person, words: str, at: datetime
    ) -> None:
        """Whom an act of a moderator concerns is told of it at once."""
        if concerned is not by:
            self.told.append(Told(concerned, "act", said, words, at, at))

    def answers(self, said: Said, by: Person, words: str, at: datetime) -> None:
        """Whoever reported it is told what became of that."""
        if said.reported_by:
            self.acts(said, said.reported_by, by, f"reported: {words}", at)
        said.reported_by = None

    def chooses(self, person: Person, thing: tuple[str, int], level: str, at: datetime) -> None:
        if level == "none":
            self.words.pop((person, *thing), None)
        else:
            self.words[person, *thing] = (level, at)

    def takes_part(self, said: Said, at: datetime) -> None:
        """Taking part follows a thread, unless one has muted it or where it stands."""
        places = [(said.author, *place) for place in places_of(said)]
        if all(self.words.get(place, ("",))[0] != MUTE for place in places):
            self.words.setdefault(places[0], (FOLLOW, at))

    def reads(self, person: Person, key: int) -> None:
        for told in self.told:
            if told.person is person and told.said and told.said.key == key:
                told.is_read = True

    # Telling

    def tell(self, now: datetime) -> None:
        """The worker comes by."""
        for event in self.waiting:
            for person, kind in self._concerned(event):
                known = any(
                    event.kind == "comment"
                    and (told.person, told.said) == (person, event.said)
                    and told.kind not in {"act", "status"}
                    for told in self.told
                )
                if not known:
                    self.told.append(Told(person, kind, event.said, event.words, now, now))
            if event.kind == "return":
                for told in self.told:
                    told.since = now if told.said is event.said else told.since
        self.waiting.clear()

    def _concerned(self, event: Event) -> Iterator[tuple[Person, str]]:
        if event.kind == "return":
            return
        for person in self.people:
            near, level = self._nearest(person, event)
            if person is event.by or level == MUTE:
                continue
            if kind := self._reason(person, near, event):
                yield person, kind

    def _reason(self, person: Person, near: str, event: Event) -> str:
        """Why they are told; nothing if they are not."""
        said = event.said
        if said is None:
            return "revision" if near else ""
        if event.kind == "status":
            concerns = near == "thread" or person is said.author
            return "status" if concerns and not (said.is_held or said.is_private) else ""
        if not said.is_for_everyone or (event.among is not None and person not in event.among):
            return ""
        if said.parent and said.parent.author is person:
            return "reply"
        if person in self.named_in(said.body):
            return "mention"
        return "annotation" if said.mark and said.mark.creator is person else near

    def _nearest(self, person: Person, event: Event) -> tuple[str, str]:
        """Their nearest word on where it happened. Who followed later is not told of it late."""
        places = places_of(event.said) if event.said else [("article", 0)]
        for kind, key in places:
            level, since = self.words.get((person, kind, key), ("", event.at))
            if level == MUTE or (level and since <= event.at):
                return kind, level
        return "", ""

    def named_in(self, body: str) -> set[Person]:
        """Whoever is named, but not in what is only quoted."""
        own = "\n".join(line for line in body.splitlines() if not line.startswith(">"))
        names = set(MENTION.findall(own))
        return {person for person in self.people if person.name in names}

    # Mail

    def mail_for(self, person: Person) -> list[Told]:
        return [told for told in self.told if told.person is person and told.waits]

    def wants_mail(self, person: Person, how_often: str, at: datetime) -> None:
        """What was told before somebody began to want mail, or left off, is not mailed."""
        own = [told for told in self.told if told.person is person]
        for told in own:
            told.since = at
            told.is_past |= "never" in {person.mail, how_often} and person.mail != how_often
        person.mail = how_often

    def latest_mail(self, told: Told) -> datetime:
        """When this has to be in a mail at last, if it is not seen before."""
        gathering = timedelta(minutes=2)
        after = told.since + gathering
        if told.person.mail == "daily":
            seven = after.replace(hour=7, minute=0, second=0, microsecond=0)
            return seven if seven > after else seven + timedelta(days=1)
        if told.person.mail == "hourly":
            return after.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        return told.since + timedelta(minutes=11)

    def account(self) -> Counter[tuple[str, str, int | None, str]]:
        return Counter(
            (each.person.name, each.kind, each.said.key if each.said else None, each.words)
            for each in self.told
        )


def places_of(said: Said) -> list[tuple[str, int]]:
    """Where a comment stands, the nearest first."""
    return [("thread", said.root.key), ("paragraph", said.paragraph), ("article", 0)]
