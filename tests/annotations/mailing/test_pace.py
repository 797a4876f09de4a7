"""When mail goes out, and of what."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from annotations.models import Comment, Mailbox, Notification
from annotations.models.mailbox import full_minute, next_day, next_hour
from commentary.models import User
from tests.working import post_mail, work

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def pace(user: User, pace: str) -> None:
    Mailbox.objects.update_or_create({"pace": pace}, person=user)


def test_at_once_gathers_for_two_minutes_and_then_rests_for_ten(
    thread: Comment, reader: User, other_reader: User
) -> None:
    thread.reply(author=other_reader, body="One.")
    work()
    box = Mailbox.objects.get(person=reader)
    assert box.due_at
    assert timedelta(minutes=1) < box.due_at - timezone.now() <= timedelta(minutes=3)
    thread.reply(author=other_reader, body="Two.")
    work(after=HOUR)
    assert len(mail.outbox) == 1
    thread.reply(author=other_reader, body="Three.")
    work()
    box.refresh_from_db()
    assert box.due_at
    assert timedelta(minutes=9) < box.due_at - timezone.now() <= timedelta(minutes=11)
    work(after=HOUR)
    assert len(mail.outbox) == 2
    assert "Three." in str(mail.outbox[1].body)
    assert "One." not in str(mail.outbox[1].body)


def test_nothing_is_mailed_twice_and_nothing_that_was_seen(
    thread: Comment, reader: User, other_reader: User
) -> None:
    seen = thread.reply(author=other_reader, body="Seen.")
    work()
    Notification.objects.read_comments(reader, [seen.pk])
    work(after=HOUR)
    assert mail.outbox == []
    thread.reply(author=other_reader, body="Unseen.")
    post_mail()
    post_mail()
    (letter,) = mail.outbox
    assert "Unseen." in str(letter.body)
    assert "Seen." not in str(letter.body)


def test_an_address_that_is_not_confirmed_gets_no_mail_not_even_later(
    thread: Comment, reader: User, other_reader: User
) -> None:
    EmailAddress.objects.update(verified=False)
    thread.reply(author=other_reader, body="One.")
    post_mail()
    EmailAddress.objects.update(verified=True)
    thread.reply(author=other_reader, body="Two.")
    post_mail()
    (letter,) = mail.outbox
    assert "One." not in str(letter.body)


def test_never_is_never_and_changing_that_does_not_send_what_was_before(
    thread: Comment, reader: User, other_reader: User
) -> None:
    pace(reader, "never")
    thread.reply(author=other_reader, body="One.")
    post_mail()
    assert mail.outbox == []
    Mailbox.objects.of(reader).set_pace("at-once")
    thread.reply(author=other_reader, body="Two.")
    post_mail()
    assert "One." not in str(mail.outbox[0].body)


@pytest.mark.parametrize("chosen", ["hourly", "daily"])
def test_a_digest_is_due_at_its_hour(
    thread: Comment, reader: User, other_reader: User, chosen: str
) -> None:
    pace(reader, chosen)
    thread.reply(author=other_reader, body="One.")
    work()
    due = Mailbox.objects.get(person=reader).due_at
    assert due
    assert (due.minute, due.second) == (0, 0)
    assert timezone.now() < due < timezone.now() + timedelta(days=1, hours=1)
    assert chosen == "hourly" or timezone.localtime(due).hour == 7


def test_the_moments_of_mail() -> None:
    moment = datetime(2026, 3, 28, 22, 59, 30, tzinfo=UTC)
    assert full_minute(moment) == datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
    assert next_hour(moment) == datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
    assert next_day(moment) == datetime(2026, 3, 29, 7, 0, tzinfo=UTC)


def test_the_daily_mail_keeps_its_hour_when_the_clocks_change() -> None:
    with timezone.override("Europe/London"):
        moment = datetime(2026, 3, 28, 22, 0, tzinfo=UTC)
        assert next_day(moment) == datetime(2026, 3, 29, 6, 0, tzinfo=UTC)
