"""A process that publishes edits in children of its own, which stop where they are told and die.

It reads numbers. For 7 a child stops before the seventh statement of the edit or, where it has
fewer, when it is published. The child says who it is and where it stopped, and waits to be killed;
then its parent says so.
"""

import itertools
import os
import sys
import time
from collections.abc import Callable
from typing import Any

import django


def tell(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201  (the test listens)


def stop(where: str) -> None:
    tell(os.getpid(), where)
    time.sleep(600)


class StopBefore:
    """Around every statement of a connection."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.statements = itertools.count(1)

    def __call__(self, execute: Callable[..., Any], *args: Any) -> Any:
        if next(self.statements) == self.number:
            stop("within")
        return execute(*args)


def publish(number: int) -> None:
    from django.db import connection

    from commentary.models import Article
    from tests.annotations.acting import heavy_edit

    article = Article.objects.get()
    with connection.execute_wrapper(StopBefore(number)):
        heavy_edit(article)
    stop("published")


if __name__ == "__main__":
    django.setup()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            publish(int(line))
        os.waitpid(child, 0)
        tell("killed")
