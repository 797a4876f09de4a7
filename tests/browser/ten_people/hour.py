"""An hour of a discussion: its clock, its people in their browsers, the rules it is held to."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from random import Random

from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from playwright.sync_api import Page

from annotations.models import Notification
from commentary.models import Article, User
from tests.browser.ten_people.facts import TOKEN, VISITOR, Person, Said, Told
from tests.browser.ten_people.listening import Listener, Sent
from tests.browser.ten_people.rules import Rules
from tests.working import work

# Not on the hour, and a while before the next one.
# Tomorrow: what fields have by default is the real time, and that has to be earlier.
BEGINS = datetime.combine(datetime.now(UTC) + timedelta(days=1), time(9, 13), tzinfo=UTC)
MINUTE = timedelta(minutes=1)
OPENED = re.compile(r"/comments/(\d+)/")
SEEN = re.compile(r"/notifications/(\d+)/")
# Where a mail's entries lead.
LED_TO = re.compile(
    r"^http\S*?(/(?:comments/\d+/|articles/[\w-]+/revisions/\d+/\d+/|own/acts/))$",
    re.MULTILINE,
)
MOST_IN_A_MAIL = 50


class Clock:
    """Stands in for Django's: it goes on when it is told to, and a little with every look at it."""

    def __init__(self) -> None:
        self.reached = BEGINS
        self.looks = itertools.count()

    def now(self) -> datetime:
        return self.reached + timedelta(microseconds=next(self.looks) % 900_000)


class Hour:
    def __init__(
        self, seed: int, article: Article, pages: dict[Person, Page], clock: Clock, heard: Listener
    ) -> None:
        self.random = Random(seed)
        self.article = article
        self.pages = pages
        self.clock = clock
        self.listener = heard
        self.rules = Rules([person for person in pages if person is not VISITOR])
        self.tokens = (f"zq{number:05}x" for number in itertools.count(seed % 1000 * 100))
        self.last_mail: dict[Person, datetime] = {}
        self.mails: dict[Person, int] = {}
        self.searched = 0
        self.done: list[Callable[[Hour], bool]] = []

    def person(self, name: str) -> Person:
        return next(person for person in self.pages if person.name == name)

    def whose(self, session: str) -> Person:
        """Whom a request came from, by the session that it brought."""
        key = SessionStore(session).get("_auth_user_id") if session else None
        return self.person(User.objects.get(pk=key).username) if key else VISITOR

    def token(self) -> str:
        return next(self.tokens)

    # An act, and what everybody was sent meanwhile

    @contextmanager
    def acting(self) -> Iterator[None]:
        """While something is being done, what was so before and what is so after may be shown."""
        before = self.rules.readers()
        yield
        after = self.rules.readers()
        self._settle()
        for sent in self.listener.take():
            person = self.whose(sent.session)
            self._note_reading(person, sent)
            self._search(person, sent, before, after)

    def _settle(self) -> None:
        """Until nothing is under way; the pages' own questions end meanwhile as well."""
        page = next(iter(self.pages.values()))
        for _attempt in range(3000):
            page.wait_for_timeout(10)
            if not self.listener.under_way:
                return
        raise AssertionError("The server does not come to rest.")

    def _note_reading(self, person: Person, sent: Sent) -> None:
        """Whoever has opened what they were told of has read it."""
        path = sent.path.partition("?")[0]
        if sent.method != "GET" or sent.status != 302:
            return
        if opened := OPENED.fullmatch(path):
            self.rules.reads(person, int(opened[1]))
        elif seen := SEEN.fullmatch(path):
            self._has_seen(Notification.objects.get(pk=seen[1]), person)

    def _has_seen(self, row: Notification, person: Person) -> None:
        for told in self.rules.told:
            number = str(row.revision.number) if row.revision else None
            if told.person is person and told.said is None and told.words == number:
                told.is_read = True

    def _search(self, person: Person, sent: Sent, *states: dict[str, frozenset[Person]]) -> None:
        assert sent.status < 500, sent
        for token in set(TOKEN.findall(sent.body)):
            self.searched += 1
            may = any(person in state.get(token, ()) for state in states)
            assert may, f"{person.name} was shown {token} by {sent.method} {sent.path}"

    def until(self, page: Page, holds: Callable[[], object]) -> None:
        for _attempt in range(1200):
            if holds():
                return
            page.wait_for_timeout(25)
        raise AssertionError(
            f"Nothing came of it: {page.url}\n{page.locator('body').inner_text()[:3000]}"
        )

    # Time

    def go_on(self, time: timedelta, *, awake: int = 2) -> None:
        """Time passes, also in some of the pages that are open: these ask whether there is news."""
        until = self.clock.reached + time
        while self.clock.reached < until:
            full = self.clock.reached.replace(second=0, microsecond=0) + MINUTE
            self.clock.reached = min(full, until)
            if self.clock.reached == full:
                self.let_work()
        scripted = [person for person in self.pages if person.has_scripts]
        with self.acting():
            for person in self.random.sample(scripted, min(awake, len(scripted))):
                self.pages[person].clock.fast_forward(max(1, int(time.total_seconds())) * 1000)

    def let_work(self) -> None:
        """The worker does what waits. Everyone is mailed what waits for them, and not too soon."""
        before = len(mail.outbox)
        now = self.clock.now()
        self.rules.tell(now)
        work()
        for letter in mail.outbox[before:]:
            self._check_mail(letter, now)
        for told in self.rules.told:
            if told.waits and told.person.gets_mail:
                assert now < self.rules.latest_mail(told) + MINUTE, ("never mailed", told)

    def _check_mail(self, letter: mail.EmailMessage, now: datetime) -> None:
        name = letter.to[0].partition("@")[0]
        person = self.person(name)
        assert person.gets_mail, name
        waiting = self.rules.mail_for(person)
        links = sorted(LED_TO.findall(letter.body))
        # What is told while the mail is made comes into it or into the next one.
        known = sum(told.at < now for told in waiting)
        said = [
            waiting[:most]
            for most in range(known, len(waiting) + 1)
            if sorted(map(self._address, waiting[:most][:MOST_IN_A_MAIL])) == links
        ]
        assert said, (name, letter.body, waiting)
        waiting = said[-1]
        listed = waiting[:MOST_IN_A_MAIL]
        if len(waiting) > 1:
            assert letter.subject.startswith(f"{len(waiting)} new"), letter.subject
        html = str(letter.alternatives)
        expected = {
            token
            for told in listed
            if told.said and told.kind not in {"act", "status"}
            for token in TOKEN.findall(told.said.body)
        }
        assert set(TOKEN.findall(letter.body)) == expected, name
        assert set(TOKEN.findall(html)) <= expected, name
        self._check_pace(person, now, waiting)
        for told in waiting:
            told.is_mailed = True
        self.last_mail[person] = now
        self.mails[person] = self.mails.get(person, 0) + 1

    def _check_pace(self, person: Person, now: datetime, waiting: list[Told]) -> None:
        if person.mail == "hourly":
            assert now.minute == 0
        elif person.mail == "daily":
            assert (now.hour, now.minute) == (7, 0)
        else:
            last = self.last_mail.get(person, BEGINS)
            told = [each.at for each in waiting]
            told += [
                each.at for each in self.rules.told if each.person is person and each.at > last
            ]
            assert now - min(told) >= 2 * MINUTE - timedelta(seconds=1)
            assert person not in self.last_mail or now - last >= 10 * MINUTE - timedelta(seconds=1)

    def _address(self, told: Told) -> str:
        if told.said:
            return f"/comments/{told.said.key}/"
        if told.kind == "act":
            return "/own/acts/"
        revision = int(told.words)
        return f"/articles/{self.article.slug}/revisions/{revision - 1}/{revision}/"

    # What was told

    def check_told(self) -> None:
        """What stands in everyone's list is what they should have been told, each once."""
        rows = Notification.objects.select_related("person", "revision", "act")
        found = Counter(
            (told.person.username, told.kind, told.comment_id, _words_of(told)) for told in rows
        )
        due = self.rules.account()
        assert found == due, {"too much": found - due, "missing": due - found}

    def speakers(self) -> list[Person]:
        return [person for person in self.pages if person is not VISITOR]

    def said_to(self, person: Person) -> list[Said]:
        return [said for said in self.rules.said if said.is_open_to(person)]


def _words_of(told: Notification) -> str:
    """What it says besides why they are told: the number of a revision, or what was done."""
    if told.revision:
        return str(told.revision.number)
    if told.act:
        return f"reported: {told.act.kind}" if told.report_id else told.act.kind
    return told.verb
