"""How many open pages one machine carries: `uv run -m tests.benchmarks.open_pages`.

Starts the server as production does (granian, two processes, HTTPS aside) on a discussion of 1,000
comments and 1,000 marks, asks it what open pages and visitors ask, and reads from /proc how much
processor time the server took. The pages that ask are no part of that, but they share the machine.
DATABASE_URL chooses the database; without it, SQLite in a folder of its own.
"""
# ruff: noqa: T201  (it prints what it measured)

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")
ASKERS = 4
SIZE = 1000
PAGES = 10_000
OPEN_FOR = 30


def prepare(folder: str) -> None:
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/benchmark.sqlite3")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "commentary.settings",
        "SECRET_KEY": "only-for-this-benchmark",
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS": "false",
        "STATIC_ROOT": f"{folder}/static",
    }
    for command in ("migrate", "collectstatic"):
        run = [sys.executable, "manage.py", command, "--no-input", "--verbosity=0"]
        subprocess.run(run, cwd=ROOT, check=True)


def fill() -> tuple[str, int]:
    """An article with a discussion: its address, and its activity."""
    import django

    django.setup()
    from annotations.models import Annotation, Comment, Margin, Target, Thread
    from commentary.manuscript import read_document
    from commentary.models import Article, User

    path = ROOT / "commentary" / "data" / "commentary.txt"
    article = Article.objects.publish(
        read_document(path.read_bytes(), path.name),
        slug=f"benchmark-{time.time_ns()}",
        fingerprint=None,
    )
    people = [
        User.objects.create(
            username=f"person-{time.time_ns()}", email=f"{time.time_ns()}@a.example"
        )
        for _ in range(20)
    ]
    paragraphs = list(article.paragraphs.in_text())
    marks = Annotation.objects.bulk_create(
        Annotation(article=article, creator=people[n % 20], revision_number=1, quote="x")
        for n in range(SIZE)
    )
    Target.objects.bulk_create(
        Target(
            annotation=mark,
            position=0,
            paragraph=paragraph,
            start=start,
            end=start + 8,
            exact=paragraph.text[start : start + 8],
            prefix="",
            suffix="",
        )
        for n, mark in enumerate(marks)
        for paragraph in [paragraphs[n % len(paragraphs)]]
        for start in [n % min(40, len(paragraph.text) - 7)]
    )
    comments = Comment.objects.bulk_create(
        Comment(
            paragraph=paragraphs[n % len(paragraphs)],
            author=people[n % 20],
            body="Quite so.",
            body_html="<p>Quite so.</p>",
            revision_number=1,
            arrived=n,
        )
        for n in range(SIZE)
    )
    article.record_activity()
    Thread.objects.refresh([comment.pk for comment in comments])
    Margin.objects.refresh([paragraph.pk for paragraph in paragraphs])
    return article.get_absolute_url(), article.activity


@contextmanager
def served() -> Iterator[tuple[int, int]]:
    """The server, as docs/operating.md starts it: its port and its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2"]
    command += ["--blocking-threads", "4", "--port", str(port), "commentary.wsgi:application"]
    server = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                ask(http.client.HTTPConnection("127.0.0.1", port), "/", {})
                break
            except OSError:
                time.sleep(0.1)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait()


def ask(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> int:
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    response.read()
    return response.status


def processor_time(pid: int) -> float:
    """Seconds that a process and its children have taken."""
    pids = [str(pid), *Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    stats = [Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split() for each in pids]
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / TICKS


def cost(port: int, pid: int, path: str, headers: dict[str, str], number: int) -> tuple[float, int]:
    """Processor seconds of one answer, each on a connection of its own; and its status."""
    statuses: set[int] = set()

    def work(count: int) -> None:
        for _ in range(count):
            connection = http.client.HTTPConnection("127.0.0.1", port)
            statuses.add(ask(connection, path, headers))
            connection.close()

    for warm_up in (20, number // ASKERS):
        before = processor_time(pid)
        askers = [threading.Thread(target=work, args=(warm_up,)) for _ in range(ASKERS)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
    (status,) = statuses
    return (processor_time(pid) - before) / (number // ASKERS * ASKERS), status


def keep_open(port: int, pid: int, path: str, every: float) -> tuple[float, float]:
    """As many ticks a second as that many quiet pages send: the share of a core, the slowest."""
    slowest = [0.0]
    start, before = time.monotonic(), processor_time(pid)

    def work(first: int) -> None:
        for n in range(first, int(OPEN_FOR / every), ASKERS):
            time.sleep(max(0, start + n * every - time.monotonic()))
            asked = time.monotonic()
            ask(http.client.HTTPConnection("127.0.0.1", port), path, {})
            slowest[0] = max(slowest[0], time.monotonic() - asked)

    askers = [threading.Thread(target=work, args=(first,)) for first in range(ASKERS)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    return (processor_time(pid) - before) / (time.monotonic() - start), slowest[0]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        url, activity = fill()
        from annotations.news.pace import LATEST

        tick = f"{url}changes/?since={activity}&revision=1"
        gzip = {"Accept-Encoding": "gzip"}
        with served() as (port, pid):
            questions = {
                "a tick without news": (tick, {}, 4000),
                "a tick without news, signed in": (tick, {"Cookie": "sessionid=x" * 3}, 4000),
                "a visitor's page, kept": (url, gzip, 2000),
                "a visitor's page, made anew": (f"{url}?anew", gzip, 200),
            }
            costs = {}
            for name, (path, headers, number) in questions.items():
                costs[name], status = cost(port, pid, path, headers, number)
                print(f"{name:32} {status}  {costs[name] * 1000:7.2f} ms of processor")
            each = costs["a tick without news"]
            print(
                f"{PAGES:,} quiet pages, one tick in {LATEST} s each: {PAGES / LATEST:.0f} ticks/s"
                f" x {each * 1000:.2f} ms = {PAGES / LATEST * each:.2f} cores"
            )
            share, slowest = keep_open(port, pid, tick, LATEST / PAGES)
            print(f"so many asked for {OPEN_FOR} s: {share:.2f} cores, slowest {slowest:.3f} s")


if __name__ == "__main__":
    main()
