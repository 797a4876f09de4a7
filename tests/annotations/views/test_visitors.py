"""The page that is kept for visitors: the right one, for visitors alone, while it is right."""

import gzip
from collections.abc import Callable
from typing import Any

import brotli
import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.views import reading
from commentary.models import Article, User
from tests.annotations.acting import HTMX, edit, mark, say
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(story: Article) -> str:
    return story.get_absolute_url()


def kept() -> int:
    return len(caches["pages"]._cache)  # noqa: SLF001


def test_a_page_is_made_once_and_costs_one_query_from_then_on(url: str, visitor: Client) -> None:
    first = visitor.get(url)
    with CaptureQueriesContext(connection) as asked:
        again = visitor.get(url)
    assert len(asked) == 1
    assert again.content == first.content
    assert again["ETag"] == first["ETag"]


def test_a_visitor_who_has_the_page_is_told_that_it_stands(url: str, visitor: Client) -> None:
    tag = visitor.get(url)["ETag"]
    answer = visitor.get(url, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize(
    ("taken", "encoding", "unpack"),
    [("gzip, deflate, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress)],
)
def test_the_page_is_compressed_for_those_who_take_it(
    url: str, visitor: Client, taken: str, encoding: str, unpack: Callable[[bytes], bytes]
) -> None:
    plain = visitor.get(url)
    assert "Content-Encoding" not in plain
    for _ in range(2):
        small = visitor.get(url, headers={"Accept-Encoding": taken})
        assert small["Content-Encoding"] == encoding
        assert small["ETag"] == plain["ETag"]
        assert '<h1 lang="en">The lamp at Vell</h1>' in unpack(small.content).decode()
    for word in ("Accept-Encoding", "Cookie", "Accept-Language"):
        assert word in small["Vary"]


CHANGES: dict[str, Callable[[Article, User], Any]] = {
    "a comment": lambda article, person: say(person, article.paragraphs.get(identity=3)),
    "a mark": lambda article, person: mark(person, article, "pays for the oil"),
    "an edit": lambda article, _person: edit(article, None, {2: "Its keeper says nothing."}),
    "closing": lambda article, _person: close(article),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_the_page_ends_the_kept_one(
    story: Article, url: str, visitor: Client, reader: User, change: str
) -> None:
    before = visitor.get(url)
    CHANGES[change](story, reader)
    after = visitor.get(url, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert after.content != before.content


def test_a_kept_page_is_sent_to_nobody_who_is_signed_in_and_theirs_to_nobody_else(
    story: Article, url: str, visitor: Client, reader: User, editor: User, client_of: ClientOf
) -> None:
    mark(reader, story, "pays for the oil", visibility="private")
    clients = {"reader": client_of(reader), "editor": client_of(editor), "visitor": visitor}
    tag = visitor.get(url)["ETag"]
    for _ in range(2):
        for who, client in clients.items():
            page = client.get(url).text
            assert ("Sign out" in page) == (who != "visitor")
            assert ("Edit the text" in page) == (who == "editor")
            assert ('<mark class="highlight mine' in page) == (who == "reader")
            assert ("csrfmiddlewaretoken" in page) == (who != "visitor")
    assert kept() == 1
    signed_in = clients["reader"].get(url, headers={"If-None-Match": tag})
    assert signed_in.status_code == 200
    assert "ETag" not in signed_in


def test_who_signs_out_is_told_so_and_who_comes_next_is_not(
    url: str, visitor: Client, reader: User, client_of: ClientOf
) -> None:
    client = client_of(reader)
    client.post("/account/logout/", {"next": url})
    told = client.get(url).text
    assert "signed out" in told.lower()
    assert "signed out" not in visitor.get(url).text.lower()


@pytest.mark.parametrize("query", ["?paragraph=3", "?passage=3.0-5", "?anything"])
def test_only_the_plain_address_is_kept(url: str, visitor: Client, query: str) -> None:
    visitor.get(url + query)
    assert kept() == 0


def test_how_someone_reads_has_a_page_of_its_own(url: str, visitor: Client) -> None:
    usual = visitor.get(url)
    visitor.cookies["reading"] = "theme=dark"
    dark = visitor.get(url, headers={"If-None-Match": usual["ETag"]})
    assert 'data-theme="dark"' in dark.text
    assert kept() == 2


def test_that_words_can_be_selected_is_said_until_somebody_has_or_may_not(
    story: Article, url: str, visitor: Client, reader: User, client_of: ClientOf
) -> None:
    hint = "Select any words"
    usual = visitor.get(url)
    assert hint in usual.text
    assert hint not in client_of(reader).get(url).text
    visitor.cookies["has-selected"] = "1"
    assert hint not in visitor.get(url, headers={"If-None-Match": usual["ETag"]}).text
    assert kept() == 2
    visitor.cookies.clear()
    close(story)
    assert hint not in visitor.get(url).text


def test_each_language_has_a_page_of_its_own(url: str, visitor: Client) -> None:
    english = visitor.get(url)
    spanish = {"Accept-Language": "es", "If-None-Match": english["ETag"]}
    by_browser = visitor.get(url, headers=spanish)
    assert (by_browser.status_code, by_browser["Content-Language"]) == (200, "es")
    visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = "en-gb"
    by_choice = visitor.get(url, headers=spanish)
    assert (by_choice.status_code, by_choice["Content-Language"]) == (200, "en-gb")
    assert kept() == 3


def test_a_part_for_htmx_is_not_kept_as_the_page(url: str, visitor: Client) -> None:
    visitor.get(url, headers=HTMX)
    assert kept() == 0


def test_a_draft_is_not_kept_and_its_editor_s_page_neither(
    story: Article, url: str, visitor: Client, editor: User, client_of: ClientOf
) -> None:
    assert visitor.get(url).status_code == 200
    close(story, Article.Status.DRAFT)
    assert client_of(editor).get(url).status_code == 200
    assert visitor.get(url).status_code == 404


def test_an_answer_that_sets_a_cookie_is_not_kept(
    url: str, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    render = reading.render

    def with_cookie(*args: Any, **kwargs: Any) -> HttpResponse:
        response = render(*args, **kwargs)
        response.set_cookie("whose", "mine")
        return response

    monkeypatch.setattr(reading, "render", with_cookie)
    visitor.get(url)
    assert kept() == 0


def test_the_pages_that_are_kept_are_few(settings: Any) -> None:
    assert settings.CACHES["pages"]["OPTIONS"]["MAX_ENTRIES"] <= 500


def test_a_page_says_of_itself_that_it_must_be_asked_for_again(url: str, visitor: Client) -> None:
    assert visitor.get(url)["Cache-Control"] == "no-cache"
