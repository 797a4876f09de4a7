"""Resolving a thread, and saying what became of it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from annotations.discussions import may_settle
from annotations.models import Comment, Decision, Thread
from annotations.models.contributing import Contributor
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import edit, mark, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def paragraph(story: Article) -> Paragraph:
    return story.paragraphs.select_related("article").get(identity=3)


@pytest.fixture
def thread(paragraph: Paragraph, reader: User) -> Thread:
    return say(reader, paragraph, "Who pays?").opened


def decided(thread: Thread) -> list[tuple[str, int | None, User]]:
    decisions = Decision.objects.about(thread).newest_first()
    return [(each.act, each.revision_number, each.by) for each in decisions]


def test_a_thread_is_resolved_and_reopened_and_both_are_kept(thread: Thread, reader: User) -> None:
    thread.resolve(by=reader)
    thread.refresh_from_db()
    assert (thread.is_resolved, thread.resolved_by) == (True, reader)
    thread.reopen(by=reader)
    thread.refresh_from_db()
    assert (thread.is_resolved, thread.resolved_by) == (False, None)
    assert decided(thread) == [("reopened", None, reader), ("resolved", None, reader)]


def test_who_was_first_has_resolved_it(thread: Thread, reader: User, editor: User) -> None:
    late = Thread.objects.get(pk=thread.pk)
    thread.resolve(by=reader)
    late.resolve(by=editor)
    assert late.resolved_by == reader
    late.reopen(by=editor)
    thread.reopen(by=reader)
    assert decided(thread) == [("reopened", None, editor), ("resolved", None, reader)]


def test_every_decision_is_an_activity_of_the_article(
    story: Article, thread: Thread, editor: User
) -> None:
    seen = []
    for act in (
        lambda: thread.resolve(by=editor),
        lambda: thread.track("noted", by=editor),
        lambda: thread.reopen(by=editor),
    ):
        act()
        story.refresh_from_db()
        seen.append(story.activity)
    assert seen == sorted(set(seen))


def test_what_became_of_it_is_said_and_each_time_kept(
    story: Article, thread: Thread, editor: User
) -> None:
    edit(story, editor, {3: "The council pays."})
    thread.track("noted", by=editor)
    thread.track("noted", by=editor)
    thread.track("in-work", by=editor)
    thread.track("changed", by=editor, changed_in=2)
    thread.refresh_from_db()
    assert (thread.status, thread.changed_in) == ("changed", 2)
    thread.track("", by=editor)
    thread.refresh_from_db()
    assert (thread.status, thread.changed_in) == ("", None)
    assert decided(thread) == [
        ("cleared", None, editor),
        ("changed", 2, editor),
        ("in-work", None, editor),
        ("noted", None, editor),
    ]


def test_a_new_comment_leaves_what_was_decided(thread: Thread, reader: User, editor: User) -> None:
    thread.track("noted", by=editor)
    thread.resolve(by=reader)
    thread.root.reply(author=editor, body="And yet.")
    thread.refresh_from_db()
    assert (thread.comments, thread.is_resolved, thread.status) == (2, True, "noted")


@pytest.mark.parametrize(
    "fields",
    [
        {"resolved_at": timezone.now()},
        {"status": "changed"},
        {"changed_in": 2},
        {"status": "noted", "changed_in": 2},
    ],
)
def test_the_database_keeps_halves_out(thread: Thread, fields: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Thread.objects.filter(pk=thread.pk).update(**fields)


def test_who_may_resolve(
    story: Article,
    paragraph: Paragraph,
    reader: User,
    other_reader: User,
    editor: User,
    moderator: User,
) -> None:
    marked = mark(other_reader, story, "pays for the oil")
    root = say(reader, paragraph, "Who pays?", marked)
    thread = Thread.objects.get(pk=root.pk)
    stranger = User.objects.create_user("stranger", "stranger@example.com")
    people = (reader, other_reader, editor, moderator, stranger, AnonymousUser())
    assert [thread.is_resolvable_by(person) for person in people] == [
        True, True, True, True, False, False,
    ]  # fmt: skip
    assert [thread.is_tracked_by(person) for person in people] == [
        False, False, True, False, False, False,
    ]  # fmt: skip


def test_where_the_discussion_is_closed_only_those_in_charge_resolve(
    story: Article, thread: Thread, reader: User, editor: User, moderator: User
) -> None:
    Article.objects.filter(pk=story.pk).update(status="closed")
    root = Comment.objects.for_reading().get(pk=thread.pk)
    may = [may_settle(root, Contributor.of(person)) for person in (reader, editor, moderator)]
    assert may == [False, True, True]


def test_a_reply_s_author_may_not_resolve(thread: Thread, other_reader: User) -> None:
    Comment.objects.get(pk=thread.pk).reply(author=other_reader, body="All of us.")
    assert not Thread.objects.get(pk=thread.pk).is_resolvable_by(other_reader)
