import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.views.reading import ARTICLES_A_PAGE
from commentary.manuscript import Manuscript, ManuscriptParagraph
from commentary.models import Article, User
from commentary.style import Style
from tests.annotations.acting import edit, say
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


def publish(count: int) -> None:
    for number in range(1, count + 1):
        text = (ManuscriptParagraph(Style.BODY, f"The text of number {number} of {count}."),)
        Article.objects.publish(Manuscript(f"Number {number}.", text))


def test_everyone_sees_the_published_articles(story: Article, visitor: Client) -> None:
    page = visitor.get("/").text
    assert "The lamp at Vell" in page
    assert f'href="{story.get_absolute_url()}"' in page


def test_a_site_without_articles_says_so(visitor: Client) -> None:
    assert "Nothing to read here yet" in visitor.get("/").text


def test_the_comments_of_an_article_are_counted(
    story: Article, reader: User, visitor: Client
) -> None:
    for paragraph in story.paragraphs.all()[:2]:
        say(reader, paragraph)
    assert "2 comments" in visitor.get("/").text


def test_the_list_counts_what_the_article_page_counts_withdrawn_paragraphs_included(
    story: Article, reader: User, visitor: Client
) -> None:
    say(reader, story.paragraphs.get(identity=2))
    say(reader, story.paragraphs.get(identity=4))
    edit(story, None, {4: None})
    assert "2 comments" in visitor.get("/").text
    assert "2 comments" in visitor.get(story.get_absolute_url()).text


def test_a_draft_is_listed_for_editors_only(
    story: Article, visitor: Client, reader: User, editor: User, client_of: ClientOf
) -> None:
    close(story, Article.Status.DRAFT)
    assert "The lamp at Vell" not in visitor.get("/").text
    assert "The lamp at Vell" not in client_of(reader).get("/").text
    assert "The lamp at Vell" in client_of(editor).get("/").text


def test_a_closed_article_is_listed(story: Article, visitor: Client) -> None:
    close(story)
    assert "The lamp at Vell" in visitor.get("/").text


def test_the_newest_come_first_some_on_a_page(visitor: Client) -> None:
    publish(ARTICLES_A_PAGE + 1)
    first, second = visitor.get("/").text, visitor.get("/?page=2").text
    assert f"Number {ARTICLES_A_PAGE + 1}." in first
    assert 'href="?page=2"' in first
    assert "Number 1." not in first
    assert "Number 1." in second


def test_the_list_costs_two_queries_however_long_it_is(visitor: Client) -> None:
    # How many there are, and those of this page with the sum of their margins.
    for count in (1, 9):
        publish(count)
        with CaptureQueriesContext(connection) as asked:
            visitor.get("/")
        assert len(asked) == 2
