"""What is kept ready of each thread, after every act that may change it."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from annotations.models import Comment, Thread
from commentary.models import Article, User
from tests.annotations.acting import say

pytestmark = pytest.mark.django_db


def kept() -> list[tuple[int, int, object]]:
    return list(Thread.objects.order_by("pk").values_list("pk", "comments", "latest_at"))


@pytest.fixture
def root(story: Article, reader: User) -> Comment:
    return say(reader, story.paragraphs.get(identity=3), "Who pays?")


def test_a_comment_that_opens_a_thread_is_its_only_one(root: Comment) -> None:
    assert kept() == [(root.pk, 1, root.created_at)]


def test_a_reply_at_any_depth_is_counted_and_is_the_latest(
    root: Comment, other_reader: User
) -> None:
    deep = root.reply(author=other_reader, body="The town.").reply(author=other_reader, body="All.")
    assert kept() == [(root.pk, 3, deep.created_at)]


def test_a_removed_comment_is_neither_counted_nor_the_latest(
    root: Comment, other_reader: User
) -> None:
    reply = root.reply(author=other_reader, body="The town.")
    reply.remove(by=other_reader)
    assert kept() == [(root.pk, 1, root.created_at)]
    reply.restore(by=other_reader)
    assert kept() == [(root.pk, 2, reply.created_at)]


def test_a_thread_of_which_nothing_stands_keeps_the_moment_it_began(
    root: Comment, reader: User
) -> None:
    root.remove(by=reader)
    assert kept() == [(root.pk, 0, root.created_at)]


@pytest.mark.django_db(transaction=True)
def test_threads_from_before_they_had_rows_are_given_them(
    root: Comment, reader: User, other_reader: User
) -> None:
    root.reply(author=other_reader, body="The town.").remove(by=other_reader)
    before = kept()
    executor = MigrationExecutor(connection)
    executor.migrate([("annotations", "0003_keep_where_revisions_put_targets")])
    call_command("migrate", verbosity=0)
    assert kept() == before
