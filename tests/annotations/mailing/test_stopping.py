"""The links that stop mail."""

import re
from datetime import timedelta
from email.policy import SMTP

import pytest
from django.core import mail
from django.test import Client

from annotations.models import Comment, Mailbox
from commentary.models import Paragraph, User
from tests.annotations.acting import say
from tests.working import post_mail

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def stop_link(letter: mail.EmailMessage) -> str:
    found = re.fullmatch(r"<http://testserver(/\S+)>", letter.extra_headers["List-Unsubscribe"])
    assert found
    return found[1]


def test_the_link_that_stops_mail_reaches_mail_programs_whole(
    thread: Comment, other_reader: User
) -> None:
    thread.reply(author=other_reader, body="One.")
    post_mail()
    (letter,) = mail.outbox
    link = letter.extra_headers["List-Unsubscribe"]
    assert len(link) > 80
    assert f"\r\nList-Unsubscribe: {link}\r\n".encode() in letter.message(policy=SMTP).as_bytes()


def test_one_click_stops_all_mail_without_signing_in(
    thread: Comment, reader: User, other_reader: User
) -> None:
    thread.reply(author=other_reader, body="One.")
    post_mail()
    assert mail.outbox[0].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = stop_link(mail.outbox[0])
    program = Client(enforce_csrf_checks=True)
    assert "<button" in program.get(link).text
    assert Mailbox.objects.get(person=reader).pace == "at-once"
    for _again in range(2):
        assert program.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Mailbox.objects.get(person=reader).pace == "never"
    thread.reply(author=other_reader, body="Two.")
    post_mail()
    assert len(mail.outbox) == 1


def test_a_mail_s_link_mutes_its_thread_alone(
    thread: Comment, reader: User, other_reader: User, paragraph: Paragraph
) -> None:
    thread.reply(author=other_reader, body="One.")
    post_mail()
    found = re.search(r"Mute this thread: http://testserver(\S+)", str(mail.outbox[0].body))
    assert found
    assert "Mute this thread?" in Client().get(found[1]).text
    Client().post(found[1])
    thread.reply(author=other_reader, body="Two.")
    say(reader, paragraph).reply(author=other_reader, body="Three.")
    post_mail()
    (_first, second) = mail.outbox
    assert "Three." in str(second.body)
    assert "Two." not in str(second.body)


def test_a_link_that_was_tampered_with_stops_nothing(reader: User) -> None:
    from annotations.telling.unsubscribing import link

    address = link(reader).removeprefix("http://testserver")
    for wrong in (address[:-2] + "/", "/unsubscribe/nonsense/"):
        assert Client().post(wrong).status_code == 404
    assert not Mailbox.objects.exists()
