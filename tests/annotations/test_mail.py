"""Mail about what people were told: one for each person and period, once, to whom it belongs."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta
from email.policy import SMTP

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from annotations.models import Comment, Following, Mailbox, Notification
from annotations.models.mailbox import MOST_ATTEMPTS, full_minute, next_day, next_hour
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import edit, mark, say
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


def confirm(user: User) -> User:
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


@pytest.fixture
def reader(person: MakePerson) -> User:
    return confirm(person("reader"))


@pytest.fixture
def paragraph(story: Article) -> Paragraph:
    return story.paragraphs.select_related("article").get(identity=3)


@pytest.fixture
def thread(story: Article, paragraph: Paragraph, reader: User) -> Comment:
    """The reader's own, about words that they marked."""
    return say(reader, paragraph, "Who pays?", mark(reader, story, "pays for the oil"))


def pace(user: User, pace: str) -> None:
    Mailbox.objects.update_or_create({"pace": pace}, person=user)


def test_a_busy_thread_is_one_mail_with_its_words_and_a_link_to_each_comment(
    thread: Comment, other_reader: User
) -> None:
    answers = [thread.reply(author=other_reader, body=f"Answer {n}.") for n in range(3)]
    post_mail()
    (letter,) = mail.outbox
    assert letter.to == ["reader@example.com"]
    assert letter.subject == "3 new notifications · The lamp at Vell"
    html = str(letter.alternatives[0].content)
    for text in (str(letter.body), html):
        assert text.count("pays for the oil") == 1
        assert text.count("other_reader replied to you") == 3
        for answer in answers:
            assert answer.body in text
            assert f"http://testserver/comments/{answer.pk}/" in text
    assert "src=" not in html


def test_one_thing_says_in_the_subject_what_it_is(thread: Comment, other_reader: User) -> None:
    thread.reply(author=other_reader, body="The town.")
    post_mail()
    assert mail.outbox[0].subject == "other_reader replied to you · The lamp at Vell"


def test_a_mail_is_in_the_language_of_whom_it_is_for(
    thread: Comment, reader: User, other_reader: User
) -> None:
    reader.speak("es")
    with translation.override("en-gb"):
        thread.reply(author=other_reader, body="The town.")
        post_mail()
    (letter,) = mail.outbox
    assert letter.subject == "other_reader te respondió · The lamp at Vell"
    assert "No más correo:" in str(letter.body)
    assert '<html lang="es">' in str(letter.alternatives[0].content)


def test_words_of_people_are_escaped_in_html_and_plain_in_text(
    story: Article, thread: Comment, person: MakePerson
) -> None:
    thread.reply(author=person("o'brien"), body="1 < 2 & <script>alert(1)</script>")
    post_mail()
    assert "o'brien replied" in str(mail.outbox[0].body)
    assert "1 < 2 & <script>" in str(mail.outbox[0].body)
    assert "<script>" not in str(mail.outbox[0].alternatives[0].content)


def test_the_lines_of_a_comment_stay_lines_in_the_text_of_a_mail(
    thread: Comment, other_reader: User
) -> None:
    thread.reply(author=other_reader, body="> Who pays?\n\nThe town:\n\n- all of it")
    post_mail()
    text = str(mail.outbox[0].body)
    assert "other_reader replied to you\n> Who pays?\n\nThe town:\n\n- all of it\nhttp://" in text


def test_what_a_moderator_did_is_told_without_offering_to_mute_it(
    thread: Comment, moderator: User
) -> None:
    thread.remove(by=moderator, reason="Off the subject.")
    post_mail()
    (letter,) = mail.outbox
    assert letter.subject == ("Your comment was removed: Off the subject. · The lamp at Vell")
    assert "Mute this thread" not in str(letter.body)


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


def test_what_was_removed_before_the_mail_is_not_in_it(
    thread: Comment, reader: User, other_reader: User
) -> None:
    removed = thread.reply(author=other_reader, body="One.")
    thread.reply(author=other_reader, body="Two.")
    work()
    removed.remove(by=other_reader)
    work(after=HOUR)
    assert "One." not in str(mail.outbox[0].body)
    assert mail.outbox[0].subject.startswith("other_reader replied")


@pytest.mark.parametrize("how", ["removed", "private"])
def test_what_was_away_when_the_mail_went_is_mailed_once_when_it_is_back(
    how: str, story: Article, paragraph: Paragraph, reader: User, other_reader: User
) -> None:
    Following.objects.choose(reader, story, "follow")
    annotation = mark(other_reader, story, "pays for the oil")
    said = say(other_reader, paragraph, "One.", annotation)
    work()
    if how == "removed":
        said.remove(by=other_reader)
    else:
        annotation.show_to("private")
    work(after=HOUR)
    assert mail.outbox == []
    # Whoever would not be told of it any more was told, and has it in their list.
    Following.objects.choose(reader, story, None)
    if how == "removed":
        said.restore(by=other_reader)
    else:
        annotation.show_to("public")
    post_mail()
    post_mail()
    (letter,) = mail.outbox
    assert "One." in str(letter.body)


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


def test_a_changed_text_is_mailed_with_a_link_to_the_comparison(
    story: Article, reader: User, editor: User
) -> None:
    Following.objects.choose(reader, story, "follow")
    edit(story, editor, {1: "Another beginning."}, note="A better beginning")
    post_mail()
    (letter,) = mail.outbox
    assert "editor changed the text: A better beginning" in str(letter.body)
    assert f"http://testserver/articles/{story.slug}/revisions/1/2/" in str(letter.body)


def test_the_link_that_stops_mail_reaches_mail_programs_whole(
    thread: Comment, other_reader: User
) -> None:
    thread.reply(author=other_reader, body="One.")
    post_mail()
    (letter,) = mail.outbox
    link = letter.extra_headers["List-Unsubscribe"]
    assert len(link) > 80
    assert f"\r\nList-Unsubscribe: {link}\r\n".encode() in letter.message(policy=SMTP).as_bytes()


def stop_link(letter: mail.EmailMessage) -> str:
    found = re.fullmatch(r"<http://testserver(/\S+)>", letter.extra_headers["List-Unsubscribe"])
    assert found
    return found[1]


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
