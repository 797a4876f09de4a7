"""Ten people in ten browsers hold a lively discussion: who is told what, and what nobody is shown.

In CI a few minutes of it. The whole hour, with hundreds of acts and several seeds:

    TEN_PEOPLE_ACTS=400 TEN_PEOPLE_SEEDS=1,2,3 uv run pytest tests/browser/test_ten_people.py
"""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from commentary.groups import EDITORS, MODERATORS
from commentary.models import Article, User
from tests.browser.ten_people import acting, auditing, marking, presiding, reading, saying
from tests.browser.ten_people.facts import VISITOR, Person
from tests.browser.ten_people.hour import BEGINS, Clock, Hour
from tests.browser.ten_people.listening import Listener
from tests.conftest import PASSWORD

ACTS = int(os.environ.get("TEN_PEOPLE_ACTS", "36"))
SEEDS = [int(seed) for seed in os.environ.get("TEN_PEOPLE_SEEDS", "1").split(",")]
AN_HOUR = timedelta(hours=1)
# Milliseconds: ten browsers on a busy machine are slow.
PATIENCE = 30_000

COMMON: tuple[acting.Act, ...] = (saying.say, saying.reply, saying.reply, saying.quote)
ALL: tuple[acting.Act, ...] = (
    saying.say,
    marking.note_in_private,
    marking.comment_on_words,
    marking.highlight,
    saying.name_someone,
    reading.mark_all_as_read,
    saying.reply,
    saying.reply_naming,
    saying.quote,
    reading.follow_or_mute,
    reading.follow_or_mute,
    saying.say_with_a_link,
    marking.comment_on_a_mark,
    saying.edit,
    reading.react,
    saying.begin_a_draft,
    reading.look_around,
    saying.remove_own,
    reading.settle,
    reading.hear_it_live,
    marking.show_to_everyone,
    reading.open_what_one_was_told,
    saying.restore_own,
    marking.hide_again,
    presiding.report,
    presiding.decide_what_is_held,
    presiding.decide_what_was_reported,
    presiding.remove,
    presiding.lock_or_unlock,
    presiding.track,
    presiding.edit_the_text,
    reading.choose_mail,
    presiding.slow_down_or_speed_up,
    presiding.lock_or_unlock_paragraph,
    presiding.suspend_or_lift,
    presiding.take_out_words,
)

# What has to be done before something can be.
NEEDS: dict[acting.Act, acting.Act] = {
    saying.restore_own: saying.remove_own,
    marking.show_to_everyone: marking.note_in_private,
    marking.hide_again: marking.highlight,
    presiding.decide_what_is_held: saying.say_with_a_link,
    presiding.decide_what_was_reported: presiding.report,
}


def people() -> list[Person]:
    return [
        Person("ada"),
        Person("ben", is_new=True),
        Person("cleo", is_new=True, mail="hourly"),
        Person("dora", mail="daily"),
        Person("emil", mail="never"),
        Person("fay", is_confirmed=False),
        Person("gil", has_scripts=False),
        Person("ines", moderates=True),
        Person("juno", edits=True, mail="hourly"),
        VISITOR,
    ]


def make_account(person: Person) -> None:
    age = timedelta(hours=1) if person.is_new else timedelta(days=40)
    address = f"{person.name}@example.com"
    user = User.objects.create_user(
        person.name, address, PASSWORD, date_joined=BEGINS - age, is_staff=person.edits
    )
    for group, belongs in ((EDITORS, person.edits), (MODERATORS, person.moderates)):
        if belongs:
            user.groups.add(Group.objects.get(name=group))
    EmailAddress.objects.create(
        user=user, email=address, primary=True, verified=person.is_confirmed
    )


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock.now)
    return clock


@pytest.fixture
def listener(live_server: Any) -> Iterator[Listener]:
    server = live_server.thread.httpd
    application = server.get_app()
    listener = Listener(application)
    server.set_app(listener)
    yield listener
    server.set_app(application)


@pytest.fixture
def open_pages(browser: Browser, live_server: Any) -> Iterator[Callable[[], dict[Person, Page]]]:
    """Everyone with a browser of their own, in which time can be made to pass."""
    contexts, complaints = [], []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            complaints.append(message.text)

    def open_all() -> dict[Person, Page]:
        pages = {}
        for person in people():
            context = browser.new_context(
                base_url=live_server.url,
                viewport={"width": 1360, "height": 900},
                java_script_enabled=person.has_scripts,
            )
            contexts.append(context)
            pages[person] = context.new_page()
            pages[person].set_default_timeout(PATIENCE)
            pages[person].on("console", note)
            pages[person].on("pageerror", lambda error: complaints.append(str(error)))
            if person.has_scripts:
                pages[person].clock.install()
        return pages

    expect.set_options(timeout=PATIENCE)
    yield open_all
    expect.set_options(timeout=5_000)
    for context in contexts:
        context.close()
    assert complaints == []


def converse(hour: Hour) -> None:
    """Everything once, and then whatever comes; the worker is sometimes a little behind."""
    for person in hour.speakers():
        acting.sign_in(hour, person)
    to_do = [*ALL, *hour.random.choices([*ALL, *COMMON], k=max(0, ACTS - len(ALL)))]
    while to_do:
        act = to_do.pop(0)
        if act(hour):
            hour.done.append(act)
        elif act not in hour.done:
            to_do += [NEEDS.get(act, saying.say), act]
        if hour.random.random() < 0.7:
            hour.let_work()
        hour.go_on(AN_HOUR * hour.random.uniform(0.5, 1.5) / ACTS)


@pytest.mark.parametrize("seed", SEEDS)
def test_everyone_is_told_what_they_follow_once_and_nothing_leaks(
    seed: int,
    article: Article,
    clock: Clock,
    listener: Listener,
    open_pages: Callable[[], dict[Person, Page]],
) -> None:
    for person in people():
        if person is not VISITOR:
            make_account(person)
    hour = Hour(seed, article, open_pages(), clock, listener)
    try:
        converse(hour)
    except BaseException as error:
        acts = [act.__name__ for act in hour.done]
        error.add_note(
            f"Seed {seed}, at {hour.clock.reached:%H:%M}, after {len(acts)} acts: {acts}"
        )
        raise
    hour.let_work()
    hour.check_told()
    auditing.audit(hour)
    auditing.wait_for_all_mail(hour)
    assert hour.searched > len(hour.done), "the pages show what was said"
    assert len(mail.outbox) == sum(hour.mails.values()) > 0
