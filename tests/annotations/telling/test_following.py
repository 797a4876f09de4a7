"""Who follows is told by the nearest thing that they follow; who muted it is not."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from annotations.models import Following, Mailbox, Notification
from annotations.telling.announcing import tell_of_comment
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import edit, say
from tests.annotations.telling.conftest import thread_of
from tests.conftest import MakePerson
from tests.working import work

pytestmark = pytest.mark.django_db
FOLLOW, MUTE = Following.Level


def test_taking_part_follows_the_thread(
    paragraph: Paragraph, reader: User, other_reader: User, person: MakePerson, told: Callable
) -> None:
    root = say(reader, paragraph)
    root.reply(author=other_reader, body="No.").reply(author=person("third"), body="Perhaps.")
    assert told() == {("reader", "reply"), ("reader", "thread"), ("other_reader", "reply")}


@pytest.mark.parametrize("widest", ["article", "paragraph", "thread"])
def test_followers_are_told_by_the_nearest_thing_that_they_follow(
    story: Article,
    paragraph: Paragraph,
    reader: User,
    other_reader: User,
    told: Callable,
    widest: str,
) -> None:
    root = say(other_reader, paragraph)
    things = {"article": story, "paragraph": paragraph, "thread": thread_of(root)}
    for name, thing in things.items():
        Following.objects.choose(reader, thing, FOLLOW)
        if name == widest:
            break
    work()
    Notification.objects.all().delete()
    root.reply(author=other_reader, body="Once more.")
    assert told() == {("reader", widest)}


@pytest.mark.parametrize("muted", ["article", "paragraph", "thread"])
def test_what_is_muted_tells_nothing_not_even_a_reply(
    story: Article,
    paragraph: Paragraph,
    reader: User,
    other_reader: User,
    told: Callable,
    muted: str,
) -> None:
    things = {"article": story, "paragraph": paragraph}
    if muted in things:
        Following.objects.choose(reader, things[muted], MUTE)
    root = say(reader, paragraph)
    if muted == "thread":
        Following.objects.choose(reader, thread_of(root), MUTE)
    root.reply(author=other_reader, body="No.")
    assert told() == set()


def test_a_thread_that_is_followed_tells_although_its_paragraph_is_muted(
    paragraph: Paragraph, reader: User, other_reader: User, told: Callable
) -> None:
    root = say(other_reader, paragraph)
    Following.objects.choose(reader, paragraph, MUTE)
    Following.objects.choose(reader, thread_of(root), FOLLOW)
    root.reply(author=other_reader, body="Once more.")
    assert told() == {("reader", "thread")}


def test_whoever_followed_while_it_was_held_is_told_when_it_is_approved(
    paragraph: Paragraph, reader: User, other_reader: User, moderator: User, told: Callable
) -> None:
    held = say(reader, paragraph, "Read https://spam.example")
    Following.objects.choose(other_reader, paragraph.article, FOLLOW)
    held.approve(by=moderator, reason="Not spam.")
    assert told() == {("other_reader", "article"), ("reader", "act")}


def test_whoever_follows_after_it_was_said_is_not_told_late(
    paragraph: Paragraph, reader: User, other_reader: User, told: Callable
) -> None:
    say(reader, paragraph)
    Following.objects.choose(other_reader, paragraph.article, FOLLOW)
    assert told() == set()


def test_whoever_unmutes_after_it_was_said_is_not_told_late(
    paragraph: Paragraph, reader: User, other_reader: User, told: Callable
) -> None:
    Following.objects.choose(other_reader, paragraph.article, MUTE)
    say(reader, paragraph)
    Following.objects.choose(other_reader, paragraph.article, FOLLOW)
    assert told() == set()


def test_taking_part_does_not_unmute(paragraph: Paragraph, reader: User) -> None:
    root = say(reader, paragraph)
    Following.objects.choose(reader, thread_of(root), MUTE)
    root.reply(author=reader, body="And another thing.")
    assert Following.objects.by(reader).get().level == MUTE


def test_ten_thousand_followers_are_told_in_few_queries(
    story: Article, paragraph: Paragraph, reader: User, django_assert_max_num_queries: Callable
) -> None:
    people = User.objects.bulk_create(
        User(username=f"reader-{number}", email=f"{number}@example.com") for number in range(10_000)
    )
    Following.objects.bulk_create(
        Following(person=person, article=story, level=FOLLOW) for person in people
    )
    comment = say(reader, paragraph)
    with django_assert_max_num_queries(700):
        tell_of_comment.call(comment.pk, timezone.now().isoformat())
    assert Notification.objects.count() == Mailbox.objects.count() == 10_000
    # One for each minute in which mail is due: a slow machine may need two to tell them all.
    minutes = Mailbox.objects.values("due_at").distinct().count()
    tasks = DBTaskResult.objects.filter(task_path="annotations.telling.mail.post_mail").count()
    assert tasks == minutes <= 5


@pytest.mark.django_db(transaction=True)
def test_people_follow_what_they_took_part_in_before_there_was_anything_to_follow(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User, editor: User
) -> None:
    def followed() -> list[tuple[str, str, int | None, int | None]]:
        rows = Following.objects.order_by("person", "thread")
        return list(rows.values_list("person__username", "level", "thread", "article"))

    root = say(reader, paragraph)
    for body in ("No.", "Never."):
        root.reply(author=other_reader, body=body)
    say(editor, paragraph)
    edit(story, editor, {1: "Another beginning."})
    say(other_reader, paragraph, "Read https://spam.example")
    before = followed()
    assert len(before) == 4
    MigrationExecutor(connection).migrate([("annotations", "0008_moderation")])
    call_command("migrate", verbosity=0)
    assert followed() == before
