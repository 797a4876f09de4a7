"""Who is told of a comment: whom it answers, names or concerns, once it can be read."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from annotations.models import Following, Notification
from annotations.telling.announcing import tell_of_comment
from annotations.telling.listening import announce
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import mark, say
from tests.annotations.views.conftest import close
from tests.conftest import MakePerson
from tests.working import work

pytestmark = pytest.mark.django_db
FOLLOW, MUTE = Following.Level


def test_whoever_is_answered_is_told_and_whoever_answers_is_not(
    paragraph: Paragraph, reader: User, other_reader: User, told: Callable
) -> None:
    say(reader, paragraph).reply(author=other_reader, body="No.")
    assert told() == {("reader", "reply")}


def test_whoever_is_named_by_an_edit_is_told_once_and_nobody_else_again(
    story: Article,
    paragraph: Paragraph,
    reader: User,
    other_reader: User,
    person: MakePerson,
    told: Callable,
) -> None:
    Following.objects.choose(person("follower"), story, FOLLOW)
    comment = say(reader, paragraph, "Quite so.")
    assert told() == {("follower", "article")}
    comment.edit(body="Quite so, @other_reader, @follower and @reader.")
    assert told() == {("follower", "article"), ("other_reader", "mention")}
    Notification.objects.all().mark_read()
    comment.edit(body="Quite so.")
    comment.edit(body="Quite so, @other_reader!")
    told()
    assert not Notification.objects.unread().exists()


def test_an_edit_tells_only_those_whom_it_names_anew(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User, told: Callable
) -> None:
    comment = say(reader, paragraph, "Quite so, @other_reader.")
    told()
    Notification.objects.all().delete()
    comment.edit(body="Quite so, @Other_Reader!")
    assert told() == set()


def test_an_edit_tells_nobody_who_may_not_read_it_or_wants_no_news_of_it(
    story: Article,
    paragraph: Paragraph,
    reader: User,
    other_reader: User,
    person: MakePerson,
    told: Callable,
) -> None:
    Following.objects.choose(person("muted"), story, MUTE)
    private = say(reader, paragraph, "Mine.", mark(reader, story, "council", visibility="private"))
    private.edit(body="Mine, @other_reader.")
    say(reader, paragraph, "So.").edit(body="So, @muted.")
    assert told() == set()


def test_the_creator_of_a_highlight_is_told_what_is_said_about_it(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User, told: Callable
) -> None:
    annotation = mark(reader, story, "council")
    say(other_reader, paragraph, annotation=annotation)
    assert told() == {("reader", "annotation")}


def test_a_comment_is_told_once_however_often_the_task_runs(
    paragraph: Paragraph, reader: User, other_reader: User
) -> None:
    answer = say(reader, paragraph).reply(author=other_reader, body="No.")
    work()
    tell_of_comment.call(answer.pk, timezone.now().isoformat())
    announce(comment=answer)
    work()
    assert Notification.objects.count() == 1


def test_what_did_not_happen_is_not_told(
    paragraph: Paragraph, reader: User, other_reader: User, told: Callable
) -> None:
    root = say(reader, paragraph)
    with transaction.atomic():
        root.reply(author=other_reader, body="No.")
        transaction.set_rollback(True)
    assert told() == set()
    assert DBTaskResult.objects.count() == 1


def test_what_is_removed_before_it_is_told_is_not_told(
    paragraph: Paragraph, reader: User, other_reader: User, told: Callable
) -> None:
    say(reader, paragraph).reply(author=other_reader, body="No.").remove(by=other_reader)
    assert told() == set()


def test_what_was_removed_before_it_was_told_is_told_when_it_is_back_as_of_when_it_was_said(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User, editor: User,
    told: Callable,
) -> None:  # fmt: skip
    root = say(reader, paragraph)
    answer = root.reply(author=other_reader, body="No, @editor.")
    answer.remove(by=other_reader)
    assert told() == set()
    Following.objects.choose(late := User.objects.create_user("late"), story, FOLLOW)
    answer.restore(by=other_reader)
    assert told() == {("reader", "reply"), ("editor", "mention")}
    answer.remove(by=other_reader)
    answer.restore(by=other_reader)
    told()
    assert Notification.objects.count() == 2
    assert not Notification.objects.filter(person=late).exists()


def test_a_remark_on_a_private_highlight_is_told_to_nobody(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User, told: Callable
) -> None:
    Following.objects.choose(other_reader, story, FOLLOW)
    say(reader, paragraph, annotation=mark(reader, story, "council", visibility="private"))
    assert told() == set()


def test_remarks_on_a_private_highlight_are_told_when_it_is_made_public(
    story: Article,
    paragraph: Paragraph,
    reader: User,
    other_reader: User,
    editor: User,
    told: Callable,
) -> None:
    annotation = mark(reader, story, "council", visibility="private")
    for body in ("Who pays, @editor?", "Not us."):
        say(reader, paragraph, body, annotation)
    say(reader, paragraph, "Nobody.", annotation).remove(by=reader)
    Following.objects.choose(other_reader, story, FOLLOW)
    assert told() == set()
    annotation.show_to("public")
    assert told() == {("other_reader", "article"), ("editor", "mention")}
    assert Notification.objects.count() == 3
    annotation.show_to("private")
    annotation.show_to("public")
    told()
    assert Notification.objects.count() == 3


def test_of_a_draft_only_those_see_it_to_whom_it_is_open_until_it_is_published(
    story: Article,
    paragraph: Paragraph,
    reader: User,
    editor: User,
    moderator: User,
    person: MakePerson,
    told: Callable,
) -> None:
    for each in (reader, editor):
        Following.objects.choose(each, story, FOLLOW)
    held = say(person("newcomer"), paragraph, "See https://example.org")
    close(story, "draft")
    held.approve(by=moderator, reason="A good source.")
    told()

    def see() -> list[bool]:
        seen = (Notification.objects.shown_to(each) for each in (reader, editor))
        return [each.filter(comment=held).exists() for each in seen]

    assert see() == [False, True]
    close(story, "published")
    assert see() == [True, True]


def test_a_closed_account_is_not_told(
    paragraph: Paragraph, person: MakePerson, reader: User, told: Callable
) -> None:
    gone = person("gone", is_active=False)
    say(gone, paragraph).reply(author=reader, body="Are you there?")
    assert told() == set()


def test_whoever_is_named_is_told_once_although_they_follow(
    paragraph: Paragraph, reader: User, other_reader: User, told: Callable
) -> None:
    Following.objects.take_part(reader, paragraph.article)
    say(other_reader, paragraph, "@Reader and @other_reader should see `@nobody`.")
    assert told() == {("reader", "mention")}


def test_what_is_held_is_told_when_it_is_approved(
    paragraph: Paragraph, reader: User, moderator: User, told: Callable
) -> None:
    Following.objects.take_part(moderator, paragraph.article)
    held = say(reader, paragraph, "Read https://spam.example")
    assert told() == set()
    held.approve(by=moderator, reason="Not spam.")
    assert told() == {("moderator", "article"), ("reader", "act")}


def test_what_was_removed_between_approval_and_telling_is_told_as_of_its_approval(
    paragraph: Paragraph, reader: User, other_reader: User, moderator: User, told: Callable
) -> None:
    held = say(reader, paragraph, "Read https://spam.example")
    Following.objects.choose(other_reader, paragraph.article, FOLLOW)
    held.approve(by=moderator, reason="Not spam.")
    held.remove(by=reader)
    assert ("other_reader", "article") not in told()
    held.restore(by=reader)
    assert ("other_reader", "article") in told()
