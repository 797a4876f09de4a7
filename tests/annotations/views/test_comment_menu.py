import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Comment
from commentary.models import Paragraph, User
from tests.annotations.acting import htmx_for, say
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(paragraph: Paragraph, other_reader: User) -> Comment:
    return say(other_reader, paragraph, "Who pays?")


@pytest.fixture
def url(comment: Comment) -> str:
    return reverse("comment-menu", args=[comment.pk])


def test_it_comes_open_where_it_was_asked_for_and_is_a_page_otherwise(
    url: str, comment: Comment, reader: User, client_of: ClientOf
) -> None:
    client = client_of(reader)
    menu = client.get(url, headers=htmx_for(f"more-{comment.pk}")).text
    assert menu.strip().startswith('<details class="menu more" name="menu" open>')
    page = client.get(url).text
    assert "<h1>Comment by other_reader</h1>" in page
    for answer in (menu, page):
        assert reverse("report", args=[comment.pk]) in answer
        assert reverse("follow-thread", args=[comment.pk]) in answer
        assert reverse("edit-comment", args=[comment.pk]) not in answer


def test_it_is_one_comment_that_is_asked_about(
    url: str,
    comment: Comment,
    reader: User,
    client_of: ClientOf,
    django_assert_max_num_queries: pytest.FixtureRequest,
) -> None:
    client = client_of(reader)
    client.get(url)
    with django_assert_max_num_queries(12):
        client.get(url, headers=htmx_for(f"more-{comment.pk}"))


def test_a_page_about_a_comment_does_not_lead_away_from_what_is_typed_there(
    comment: Comment, reader: User, client_of: ClientOf
) -> None:
    client = client_of(reader)
    for name in ("reply", "report", "comment-menu"):
        assert "to-menu" not in client.get(reverse(name, args=[comment.pk])).text, name
    assert "to-menu" in client.get(reverse("thread", args=[comment.pk])).text


def test_it_is_no_page_that_is_to_be_found_by_searching(url: str, visitor: Client) -> None:
    assert '<meta name="robots" content="noindex">' in visitor.get(url).text
