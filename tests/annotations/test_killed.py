"""The process is killed while it publishes: text and annotations are before it, or after it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from annotations.models import Target
from commentary.models import Article, User
from tests.annotations.acting import mark_anything
from tests.annotations.wholeness import assert_whole

pytestmark = pytest.mark.django_db(transaction=True)


class Publisher:
    """Publishes an edit in a process that comes to a stop on its way and can be killed there."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.child = 0

    def publish(self, *, stop_before: int) -> str:
        """Answer where it stopped."""
        assert self.process.stdin
        self.process.stdin.write(f"{stop_before}\n")
        self.process.stdin.flush()
        child, where = self._hear().split()
        self.child = int(child)
        return where

    def kill(self) -> None:
        os.kill(self.child, signal.SIGKILL)
        assert self._hear() == "killed"

    def _hear(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()


@pytest.fixture(scope="module")
def publisher(django_db_setup: None) -> Iterator[Publisher]:
    url = urlsplit(settings.DATABASE_URL)._replace(path=f"/{connection.settings_dict['NAME']}")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.annotations.publisher"],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "DATABASE_URL": url.geturl()},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        # Leaving it closes its input, and so ends it.
        yield Publisher(process)


def everything() -> dict[str, list[tuple[object, ...]]]:
    """All rows of all our tables."""
    return {
        model.__name__: list(model._base_manager.order_by("pk").values_list())  # noqa: SLF001
        for app in ("commentary", "annotations")
        for model in apps.get_app_config(app).get_models()
    }


@pytest.fixture
def talked_about(article: Article, reader: User) -> Article:
    random = Random(7)
    for _ in range(30):
        mark_anything(random, article, reader)
    return article


def test_killed_at_any_statement_of_an_edit_all_is_as_before_it_and_after_the_last_all_is_done(
    talked_about: Article, publisher: Publisher
) -> None:
    before = everything()
    for statement in count(1):
        stopped = publisher.publish(stop_before=statement)
        seen_meanwhile = everything()
        publisher.kill()
        if stopped == "published":
            break
        assert seen_meanwhile == everything() == before
    assert statement > 15
    talked_about.refresh_from_db()
    assert talked_about.revision_number == 2
    assert Target.objects.exclude(state=Target.State.ANCHORED).exists()
    assert_whole(talked_about)
