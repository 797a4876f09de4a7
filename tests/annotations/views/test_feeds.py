"""Atom feeds of an article, a paragraph, a thread and a person: the newest, and public things."""

from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Comment
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import mark, say
from tests.annotations.views.conftest import close

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def thread(story: Article, paragraph: Paragraph, reader: User) -> Comment:
    return say(reader, paragraph, "Who *pays*?", mark(reader, story, "pays for the oil"))


@pytest.fixture
def addresses(story: Article, thread: Comment) -> list[str]:
    return [
        reverse("article-feed", args=[story.slug]),
        reverse("paragraph-feed", args=[story.slug, 3]),
        reverse("thread-feed", args=[thread.pk]),
        reverse("person-feed", args=["reader"]),
    ]


def entries(client: Client, address: str) -> list[ET.Element]:
    response = client.get(address)
    assert response["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(response.content).findall(f"{ATOM}entry")


def test_each_has_the_comment_its_author_and_its_words(
    visitor: Client, addresses: list[str], thread: Comment
) -> None:
    for address in addresses:
        (entry,) = entries(visitor, address)
        assert entry.findtext(f"{ATOM}title") == "reader on “pays for the oil”"
        assert entry.findtext(f"{ATOM}summary") == "<p>Who <em>pays</em>?</p>"
        assert entry.findtext(f"{ATOM}author/{ATOM}name") == "reader"
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert link.get("href") == f"http://testserver{thread.get_absolute_url()}"


def test_a_feed_speaks_the_site_s_language_whoever_asks(
    visitor: Client, addresses: list[str], thread: Comment
) -> None:
    for address in addresses:
        answer = visitor.get(address, headers={"Accept-Language": "es"})
        assert answer["Content-Language"] == "en-gb"
        assert "reader on “pays for the oil”" in answer.text


def test_the_newest_fifty_come_first(
    visitor: Client, story: Article, thread: Comment, reader: User
) -> None:
    for number in range(55):
        thread.reply(author=reader, body=f"Reply {number}")
    found = entries(visitor, reverse("thread-feed", args=[thread.pk]))
    assert len(found) == 50
    assert found[0].findtext(f"{ATOM}summary") == "<p>Reply 54</p>"


def test_an_unchanged_feed_is_not_sent_again(
    visitor: Client, addresses: list[str], thread: Comment, reader: User
) -> None:
    for address in addresses:
        etag = visitor.get(address)["ETag"]
        assert visitor.get(address, headers={"If-None-Match": etag}).status_code == 304
        thread.edit(body=f"Who pays for {address}?")
        assert visitor.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_a_draft_has_no_feed_and_its_comments_are_in_none(
    visitor: Client, addresses: list[str], story: Article
) -> None:
    close(story, "draft")
    assert [visitor.get(address).status_code for address in addresses] == [404, 404, 404, 200]
    assert entries(visitor, addresses[-1]) == []


def test_a_private_thread_has_no_feed(
    visitor: Client, story: Article, paragraph: Paragraph, reader: User
) -> None:
    private = say(reader, paragraph, annotation=mark(reader, story, "oil", visibility="private"))
    assert visitor.get(reverse("thread-feed", args=[private.pk])).status_code == 404


def test_pages_say_where_their_feed_is(
    visitor: Client, story: Article, thread: Comment, addresses: list[str]
) -> None:
    pages = [
        story.get_absolute_url(),
        reverse("discussion", args=[story.slug, 3]),
        reverse("thread", args=[thread.pk]),
        "/people/reader/",
    ]
    for page, feed in zip(pages, addresses, strict=True):
        assert f'href="{feed}"' in visitor.get(page).text


def test_a_feed_costs_as_much_with_one_comment_as_with_thirty(
    visitor: Client,
    story: Article,
    thread: Comment,
    reader: User,
    django_assert_num_queries: object,
) -> None:
    for number in range(29):
        thread.reply(author=reader, body=f"Reply {number}")
    with django_assert_num_queries(3):  # type: ignore[operator]
        assert len(entries(visitor, reverse("article-feed", args=[story.slug]))) == 30
