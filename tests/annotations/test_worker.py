"""`manage.py worker`: what waits is done, and what a killed worker left is done again."""

import signal
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from annotations.management.commands.worker import LONGEST
from annotations.models import Notification
from commentary.models import Article, User
from tests.annotations.acting import say
from tests.working import work

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)


@pytest.fixture
def _signals_as_they_were() -> Iterator[None]:
    handlers = {each: signal.getsignal(each) for each in SIGNALS}
    yield
    for each, handler in handlers.items():
        signal.signal(each, handler)


def answer(story: Article, reader: User, other_reader: User) -> None:
    paragraph = story.paragraphs.select_related("article").get(identity=3)
    say(reader, paragraph).reply(author=other_reader, body="No.")


def kill_while_it_works(ago: timedelta) -> None:
    """As a worker leaves its tasks that was killed this long ago."""
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now() - ago)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_signals_as_they_were")
def test_it_does_what_waits_and_what_a_killed_one_left(
    story: Article, reader: User, other_reader: User
) -> None:
    answer(story, reader, other_reader)
    kill_while_it_works(LONGEST + timedelta(seconds=1))
    call_command("worker", batch=True, startup_delay=False, verbosity=0)
    assert Notification.objects.get().person == reader


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_signals_as_they_were")
def test_what_may_still_be_worked_on_is_looked_at_again_later(
    story: Article, reader: User, other_reader: User
) -> None:
    answer(story, reader, other_reader)
    kill_while_it_works(timedelta(seconds=1))
    call_command("worker", batch=True, startup_delay=False, verbosity=0)
    assert not Notification.objects.exists()
    started = timezone.now() - LONGEST
    DBTaskResult.objects.filter(status="RUNNING").update(started_at=started)
    work(after=2 * LONGEST)
    assert Notification.objects.get().person == reader
