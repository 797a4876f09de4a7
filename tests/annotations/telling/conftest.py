"""What is told, and of which paragraph."""

from collections.abc import Callable

import pytest

from annotations.models import Comment, Notification, Thread
from commentary.models import Article, Paragraph
from tests.working import work


def thread_of(comment: Comment) -> Thread:
    return Thread.objects.get(root=comment.thread_pk)


@pytest.fixture
def paragraph(story: Article) -> Paragraph:
    return story.paragraphs.select_related("article").get(identity=3)


@pytest.fixture
def told() -> Callable[[], set[tuple[str, str]]]:
    """Let the worker work, then say who was told, and why."""

    def told() -> set[tuple[str, str]]:
        work()
        return set(Notification.objects.values_list("person__username", "kind"))

    return told
