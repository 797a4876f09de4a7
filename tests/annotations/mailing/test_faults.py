"""Mail is sent once, whatever fails: a worker, a server, an address, a database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from annotations.models import Comment, Following, Mailbox, Notification
from annotations.models.mailbox import MOST_ATTEMPTS
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import say
from tests.annotations.mailing.conftest import confirm
from tests.conftest import MakePerson
from tests.working import post_mail, work

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


class OutOfOrder(EmailBackend):
    """A mail server that refuses every mail."""

    def send_messages(self, _messages: object) -> int:
        raise OSError("Try again later.")


class OutOfReach(EmailBackend):
    """A mail server that does not answer."""

    def open(self) -> None:
        raise ConnectionRefusedError


def use(settings: Settings, backend: type[EmailBackend]) -> None:
    settings.MAILERS = {"default": {"BACKEND": f"{__name__}.{backend.__name__}"}}


def test_two_workers_do_not_send_the_same_mail(
    thread: Comment, reader: User, other_reader: User
) -> None:
    thread.reply(author=other_reader, body="One.")
    work()
    first, second = (Mailbox.objects.get(person=reader) for _worker in range(2))
    assert first.claim()
    assert not second.claim()


@pytest.mark.django_db(transaction=True)
def test_a_mail_is_not_claimed_while_somebody_tells_of_more(reader: User) -> None:
    now = timezone.now()
    box = Mailbox.objects.create(person=reader, due_at=now)

    def claim() -> bool:
        try:
            return box.claim()
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            Mailbox.objects.expect([reader.pk], now)
            claimed = pool.submit(claim)
            wait([claimed], timeout=0.5)
            assert not claimed.done()
        assert claimed.result()


def post_mail_while(act: Callable[[], object]) -> None:
    """`act` happens after the first look at what is to be mailed, and before the second."""
    acts = [act]

    def interrupt(execute: Callable, sql: str, *args: object) -> object:
        answer = execute(sql, *args)
        if acts and sql.startswith("SELECT") and "annotations_notification" in sql:
            acts.pop()()
        return answer

    with connection.execute_wrapper(interrupt):
        post_mail()
    assert not acts


def what_each_mail_says() -> list[tuple[bool, bool]]:
    return [("One." in letter.body, "Two." in letter.body) for letter in mail.outbox]


def test_what_comes_back_while_a_mail_is_claimed_is_in_the_next(
    thread: Comment, reader: User, other_reader: User
) -> None:
    thread.reply(author=other_reader, body="One.")
    two = thread.reply(author=other_reader, body="Two.")
    work()
    two.remove(by=other_reader)
    post_mail_while(lambda: two.restore(by=other_reader))
    work()
    post_mail()
    assert what_each_mail_says() == [(True, False), (False, True)]


def test_what_is_removed_while_a_mail_is_claimed_is_in_none_until_it_comes_back(
    thread: Comment, reader: User, other_reader: User
) -> None:
    thread.reply(author=other_reader, body="One.")
    two = thread.reply(author=other_reader, body="Two.")
    work()
    post_mail_while(lambda: two.remove(by=other_reader))
    two.restore(by=other_reader)
    work()
    post_mail()
    assert what_each_mail_says() == [(True, False), (False, True)]


def test_a_worker_killed_after_its_claim_leaves_a_mail_unsent_but_the_list_whole(
    thread: Comment, reader: User, other_reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_backend: EmailBackend, _messages: object) -> int:
        raise SystemExit

    thread.reply(author=other_reader, body="One.")
    work()
    monkeypatch.setattr(EmailBackend, "send_messages", killed)
    Mailbox.objects.update(due_at=timezone.now())
    from annotations.telling.mail import post_mail as task

    with pytest.raises(SystemExit):
        task.call()
    monkeypatch.undo()
    post_mail()
    assert mail.outbox == []
    assert Notification.objects.shown_to(reader).unread().count() == 1


def test_a_mail_that_was_refused_is_sent_later_with_what_came_meanwhile(
    thread: Comment, reader: User, other_reader: User, settings: Settings
) -> None:
    usual = settings.MAILERS
    use(settings, OutOfOrder)
    thread.reply(author=other_reader, body="One.")
    work()
    Mailbox.objects.update(due_at=timezone.now())
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    work()
    box = Mailbox.objects.get(person=reader)
    assert (box.attempts, mail.outbox) == (1, [])
    thread.reply(author=other_reader, body="Two.")
    settings.MAILERS = usual
    post_mail()
    (letter,) = mail.outbox
    assert "One." in str(letter.body)
    assert "Two." in str(letter.body)
    assert Mailbox.objects.get(person=reader).attempts == 0


def test_pauses_grow_and_end(thread: Comment, reader: User) -> None:
    now = datetime(2026, 5, 1, 12, tzinfo=UTC)
    box = Mailbox.objects.of(reader)
    pauses = [box.postpone(now) for _attempt in range(MOST_ATTEMPTS)]
    minutes = [(due - now).total_seconds() // 60 for due in pauses if due]
    assert minutes == [6, 11, 21, 41, 81, 161, 321]
    assert pauses[-1] is None


def test_a_server_out_of_reach_is_asked_again_and_nothing_is_lost(
    thread: Comment, other_reader: User, settings: Settings
) -> None:
    usual = settings.MAILERS
    use(settings, OutOfReach)
    thread.reply(author=other_reader, body="One.")
    work()
    Mailbox.objects.update(due_at=timezone.now())
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    work()
    settings.MAILERS = usual
    post_mail()
    assert len(mail.outbox) == 1


def test_one_person_s_broken_mail_does_not_keep_others_from_theirs(
    paragraph: Paragraph,
    story: Article,
    reader: User,
    other_reader: User,
    person: MakePerson,
) -> None:
    broken = confirm(person("broken"))
    EmailAddress.objects.filter(user=broken).update(email="two\nlines@example.com")
    for each in (broken, reader):
        Following.objects.choose(each, story, "follow")
    say(other_reader, paragraph)
    work()
    Mailbox.objects.update(due_at=timezone.now())
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    work()
    assert [letter.to for letter in mail.outbox] == [["reader@example.com"]]


def test_one_person_s_database_error_does_not_keep_others_from_their_mail(
    paragraph: Paragraph, story: Article, reader: User, other_reader: User, person: MakePerson
) -> None:
    failed: list[str] = []

    def fail_once(execute: Callable, sql: str, params: object, *rest: object) -> object:
        if not failed and sql.startswith('UPDATE "annotations_mailbox"'):
            failed.append(sql)
            raise OperationalError
        return execute(sql, params, *rest)

    for each in (reader, confirm(person("unlucky"))):
        Following.objects.choose(each, story, "follow")
    say(other_reader, paragraph)
    work()
    Mailbox.objects.update(due_at=timezone.now())
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    with connection.execute_wrapper(fail_once):
        work()
    assert failed
    assert len(mail.outbox) == 1
    post_mail()
    assert {address for letter in mail.outbox for address in letter.to} == {
        "reader@example.com",
        "unlucky@example.com",
    }
