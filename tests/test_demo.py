"""`manage.py demo`: one command, and the site with its first article is there."""

import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from annotations.models import Annotation, Comment, Target
from commentary.demo.people import sign_ins
from commentary.demo.serving import HOST, is_taken
from commentary.models import Article, User

ROOT = Path(__file__).resolve().parent.parent
SET_BY_DEMO = {"DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "HTTPS", "STATIC_ROOT", "EMAIL_HOST"}
LAST_LINE = re.compile(r"Read and discuss: (http://127\.0\.0\.1:\d+/)\n")


def free_port() -> int:
    with socket.create_server((HOST, 0)) as probe:
        return probe.getsockname()[1]


def start(folder: Path, *options: str) -> subprocess.Popen[str]:
    """Start a demo as a newcomer's shell would: nothing is set, and nothing is there."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {*SET_BY_DEMO, "DJANGO_SETTINGS_MODULE"}
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "demo", *options],
        cwd=ROOT,
        env={**environment, "DEMO_DIR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def running(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """A demo that serves: its address, and what it prints. Afterwards it is stopped by Ctrl-C."""
    with start(folder, "--port", str(free_port())) as process:
        printed: list[str] = []
        try:
            for line in process.stdout or ():
                printed.append(line)
                if ready := LAST_LINE.fullmatch(line):
                    yield ready[1], printed
                    break
        finally:
            process.send_signal(signal.SIGINT)
            printed.extend(process.stdout or ())
    assert process.returncode == 0, "".join(printed)
    assert LAST_LINE.fullmatch(printed[-1]), "".join(printed)


def get(url: str) -> str:
    with urllib.request.urlopen(url) as response:
        return response.read().decode()


def sign_in(site: str, name: str, password: str) -> str:
    """Sign in with the form; the address that it leads to."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    address = f"{site}account/login/"
    with browser.open(address) as response:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', response.read().decode())
    assert token
    form = {"csrfmiddlewaretoken": token[1], "login": name, "password": password}
    with browser.open(address, urllib.parse.urlencode(form).encode()) as response:
        return response.url


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "data"


def test_a_first_start_serves_the_article_and_a_second_one_keeps_what_is_there(
    folder: Path,
) -> None:
    with running(folder) as (site, first):
        listed = re.search(r'href="(/articles/[\w-]+/)"', get(site))
        assert listed
        page = get(urllib.parse.urljoin(site, listed[1]))
        assert "To Win Latin America, the US Needs a Sound Hemispheric Security Strategy" in page
        assert "<mark" in page
        passwords = json.loads((folder / "sign-in.json").read_text())
        assert list(passwords) == ["reader", "editor", "moderator"]
        for name, password in passwords.items():
            assert any(name in line and password in line for line in first)
        assert sign_in(site, "editor", passwords["editor"]) == site

    with running(folder) as (site, second):
        # Only the address may differ: it is the port that was free.
        assert second[:-1] == first[:-1]
        assert len(re.findall(r'href="/articles/[\w-]+/"', get(site))) == 1


def test_a_taken_port_stops_the_start_with_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        with start(tmp_path, "--port", str(port)) as process:
            printed = process.communicate()[0]
    assert process.returncode == 1
    assert printed == (
        f"CommandError: Port {port} is taken. Stop what uses it, or choose another one: "
        f"--port {port + 1}\n"
    )
    assert not (tmp_path / "commentary.sqlite3").exists()


def test_a_folder_that_cannot_be_written_stops_the_start_with_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "file"
    folder.touch()
    with start(folder) as process:
        printed = process.communicate()[0]
    assert process.returncode == 1
    assert printed.startswith(f"The demo cannot write to {folder} ")
    assert "set DEMO_DIR" in printed
    assert printed.count("\n") == 1


def test_a_port_is_free_until_something_listens_there() -> None:
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        assert is_taken(port)
    assert not is_taken(port)


@pytest.mark.django_db
def test_passwords_are_made_once_and_readable_by_their_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "sign-in.json"
    first = sign_ins(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sign_ins(path) == first
    assert len({each.password for each in first}) == 3
    for each in first:
        assert User.objects.get(username=each.account.name).check_password(each.password)


@pytest.mark.django_db
def test_a_password_that_was_changed_is_not_shown_any_more(tmp_path: Path) -> None:
    path = tmp_path / "sign-in.json"
    sign_ins(path)
    reader = User.objects.get(username="reader")
    reader.set_password("a new one of my own")
    reader.save()
    shown = {each.account.name: each.password for each in sign_ins(path)}
    assert shown["reader"] is None
    assert shown["editor"]


@pytest.mark.django_db
def test_each_of_the_three_has_the_rights_that_are_promised(tmp_path: Path) -> None:
    sign_ins(tmp_path / "sign-in.json")
    reader, editor, moderator = (
        User.objects.get(username=name) for name in ("reader", "editor", "moderator")
    )
    assert editor.is_staff
    assert not reader.is_staff
    assert not moderator.is_staff
    edits, moderates = "commentary.change_article", "annotations.moderate_comment"
    assert [user.has_perm(edits) for user in (reader, editor, moderator)] == [False, True, False]
    assert [user.has_perm(moderates) for user in (reader, editor, moderator)] == [
        False,
        False,
        True,
    ]


def test_the_examples_show_what_the_page_can_show(article: Article) -> None:
    call_command("add_examples", article.slug)
    assert set(Annotation.objects.values_list("kind", flat=True)) == set(Annotation.Kind)
    assert Target.objects.filter(position=1).exists(), "a passage that crosses paragraphs"
    assert Comment.objects.filter(parent__parent__isnull=False).exists(), "a reply to a reply"
    most = max(
        run.readers
        for paragraph in article.paragraphs.filter(margin__isnull=False)
        for run in paragraph.margin.runs
    )
    assert most >= 3, "words that several readers marked"


def test_every_example_finds_its_words_in_the_article(article: Article) -> None:
    from annotations.management.examples import ASIDES, MARKS

    call_command("add_examples", article.slug)
    assert sorted(Annotation.objects.values_list("quote", flat=True)) == sorted(
        mark.quote for mark in MARKS
    )
    opening = Comment.objects.opening().count()
    assert opening == len(ASIDES) + sum(len(mark.said) for mark in MARKS)


def test_examples_about_words_that_were_edited_away_are_left_out(article: Article) -> None:
    from commentary.models import ParagraphInput

    article.revise(by=None, paragraphs=[ParagraphInput("body", "Other words.")], based_on=1)
    call_command("add_examples", article.slug)
    assert not Annotation.objects.exists()
    assert not Comment.objects.exists()


@pytest.mark.django_db
def test_examples_for_an_unknown_article_are_refused() -> None:
    with pytest.raises(CommandError, match="no article with the address nothing-here"):
        call_command("add_examples", "nothing-here")
