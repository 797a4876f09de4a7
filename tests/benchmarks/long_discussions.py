"""What a page of a long discussion costs beside the same page of a short one.

    uv run python -m tests.benchmarks.long_discussions
    DATABASE_URL=postgres://… uv run python -m tests.benchmarks.long_discussions --plans

One paragraph has 30 comments in 10 threads, one just a page of 20 threads with 10 comments each,
one 10,000 comments in 1,000 such threads, and one a single thread of 5,000. In a database of its
own, which is gone afterwards. `--plans` prints how PostgreSQL finds what it is asked for, where
that takes it more than a few milliseconds.
"""
# ruff: noqa: T201, E402  (it prints a table; Django is set up before its models are imported)

import os
import sys
from collections.abc import Callable
from itertools import batched
from time import perf_counter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases
from django.urls import reverse

from annotations.models import Comment, Margin, Thread
from commentary.manuscript import Manuscript, ManuscriptParagraph
from commentary.models import Article, Paragraph, User
from commentary.style import Style

TIMES = 7
SLOW = 5.0  # milliseconds
WORDS = (
    "the",
    "council",
    "which",
    "pays",
    "for",
    "oil",
    "would",
    "rather",
    "pay",
    "nothing",
    "else",
)


def fill(paragraph: Paragraph, people: list[User], threads: int, replies: int) -> list[Comment]:
    """Threads with so many replies each, and what is kept ready of them."""

    def comment(number: int, root: Comment | None = None) -> Comment:
        words = " ".join(WORDS[(number + step * 7) % len(WORDS)] for step in range(25))
        body = f"{words} number{number}."
        return Comment(
            paragraph=paragraph,
            parent=root,
            root=root,
            author=people[number % len(people)],
            body=body,
            body_html=f"<p>{body}</p>",
            revision_number=1,
        )

    roots = Comment.objects.bulk_create([comment(number) for number in range(threads)])
    said = [comment(n, root) for root in roots for n in range(root.pk, root.pk + replies)]
    Comment.objects.bulk_create(said, batch_size=2000)
    for some in batched(roots, 500, strict=False):
        Thread.objects.refresh([root.pk for root in some])
    Margin.objects.refresh([paragraph.pk])
    return roots


def explain(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + sql.replace("%", "%%"), [])
        lines = [line for (line,) in cursor]
    if float(lines[-1].split()[-2]) > SLOW:
        print(sql[:200], *lines, sep="\n    ")


def measure(ask: Callable[[], HttpResponse]) -> tuple[float, int]:
    """The best of some times in milliseconds, as others use this machine, and the queries."""
    ask()
    times = []
    for _ in range(TIMES):
        start = perf_counter()
        assert ask().status_code in {200, 302}
        times.append(perf_counter() - start)
    with CaptureQueriesContext(connection) as queries:
        ask()
    if "--plans" in sys.argv:
        for query in queries:
            if query["sql"].startswith("SELECT"):
                explain(query["sql"])
    return min(times) * 1000, len(queries)


def main() -> None:
    people = [User.objects.create_user(f"person{n}", f"p{n}@example.com") for n in range(50)]
    names = ("Short.", "A page.", "Long.", "Deep.")
    words = tuple(ManuscriptParagraph(Style.BODY, name) for name in names)
    article = Article.objects.publish(Manuscript("A long discussion", words))
    short, page, long, deep = article.paragraphs.in_order().select_related("article")
    some = fill(short, people, threads=10, replies=2)
    many = fill(page, people, threads=20, replies=9)
    most = fill(long, people, threads=1000, replies=9)
    [chain] = fill(deep, people, threads=1, replies=4999)
    last = chain.thread.in_order().last() or chain
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    client = Client()
    client.force_login(people[0])
    panels = [
        reverse("discussion", args=[article.slug, each.identity]) for each in (short, page, long)
    ]
    whole = reverse("article-discussion", args=[article.slug])
    threads = [reverse("thread", args=[root.pk]) for root in (some[0], many[0], chain)]
    compared = [
        (f"?{query}", [f"{panel}?{query}" for panel in panels])
        for query in (
            *("", "page=50", "sort=newest", "sort=active", "sort=place", "show=mine"),
            *("show=unresolved", "person=person7"),
        )
    ]
    compared += [
        ("a thread", threads),
        ("its last page", [f"{thread}?page=50" for thread in threads]),
        ("permalink", [each[-1].get_absolute_url() for each in (some, many, most)]),
        ("permalink of a late reply", [last.get_absolute_url()]),
        ("whole article", [whole]),
        ("whole article, newest", [f"{whole}?sort=newest"]),
        ("whole article, most active", [f"{whole}?sort=active"]),
        ("search, found everywhere", [f"{whole}?q=council"]),
        ("search, found seldom", [f"{whole}?q=number4711"]),
    ]
    print(f"{connection.vendor}, in milliseconds (queries)")
    print(f"{'':28}{'30 comments':>14}{'200':>14}{'10,000':>14}")
    for name, urls in compared:
        tell(name, [measure(lambda url=url: client.get(url)) for url in urls])
    # Whoever has said so much in an hour has to wait; who is in charge has not.
    client.force_login(User.objects.create_superuser("chief"))
    replies = [reverse("reply", args=[root.pk]) for root in (some[0], many[0], chain)]
    for name, urls in (("post", panels), ("reply (5,000 there)", replies)):
        tell(name, [measure(lambda url=url: client.post(url, {"body": "So."})) for url in urls])


def tell(name: str, costs: list[tuple[float, int]]) -> None:
    told = "".join(f"{ms:9.1f} ({asked:2})" for ms, asked in costs)
    print(f"{name:28}{told:>42}")


if __name__ == "__main__":
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        main()
    finally:
        teardown_databases(databases, verbosity=0)
