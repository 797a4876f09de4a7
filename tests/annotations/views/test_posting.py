"""Saying something about a paragraph: through the form, and through sign-in."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from annotations.forms import LONGEST_COMMENT
from annotations.models import Comment
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import htmx_for
from tests.annotations.views.conftest import close
from tests.conftest import PASSWORD, ClientOf

pytestmark = pytest.mark.django_db

COMPOSER = htmx_for("composer")


@pytest.fixture
def url(paragraph: Paragraph) -> str:
    return reverse("discussion", args=[paragraph.article.slug, paragraph.identity])


# Posting


def test_a_comment_is_posted_by_a_form_and_shown_at_its_place(
    url: str, reader: User, client_of: ClientOf
) -> None:
    response = client_of(reader).post(url, {"body": "Who *voted* for this?"})
    comment = Comment.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"/comments/{comment.pk}/"
    assert (comment.author, comment.paragraph.identity) == (reader, 3)
    assert comment.body_html == "<p>Who <em>voted</em> for this?</p>"


def test_posted_by_htmx_the_thread_the_counts_and_an_empty_composer_come_back(
    url: str, reader: User, client_of: ClientOf
) -> None:
    response = client_of(reader).post(url, {"body": "Who voted for this?"}, headers=COMPOSER)
    comment = Comment.objects.get()
    assert response.status_code == 200
    assert "<html" not in response.text
    assert f'id="{comment.label}"' in response.text
    assert '<ol hx-swap-oob="beforeend:#threads">' in response.text
    assert re.search(r'id="count-3"[^>]*data-count="1"[^>]*hx-swap-oob="true"', response.text)
    assert re.search(r'id="discussion-count-3" hx-swap-oob="true">\s*1 comment<', response.text)
    composer = response.text.split('id="composer"')[1].split("</form>")[0]
    assert "Who voted" not in composer


@pytest.mark.parametrize("headers", [{}, COMPOSER])
@pytest.mark.parametrize("body", ["", "  \n ", "x" * (LONGEST_COMMENT + 1), "with a \0 in it"])
def test_a_comment_that_cannot_be_kept_comes_back_with_what_was_typed(
    url: str, reader: User, client_of: ClientOf, body: str, headers: dict[str, str]
) -> None:
    response = client_of(reader).post(url, {"body": body}, headers=headers)
    assert response.status_code == 422
    assert ("<html" in response.text) == (not headers)
    assert 'class="errorlist"' in response.text
    assert body.strip() in response.text
    assert not Comment.objects.exists()


def test_the_longest_comment_is_kept_whole(url: str, reader: User, client_of: ClientOf) -> None:
    body = "😀" * LONGEST_COMMENT
    assert client_of(reader).post(url, {"body": body}).status_code == 302
    assert Comment.objects.get().body == body


@pytest.mark.parametrize(
    ("body", "never"),
    [
        ("<script>alert(1)</script>", "<script>alert"),
        ("[x](javascript:alert(1))", 'href="javascript'),
        ("[x](JaVaScRiPt:alert(1))", 'href="JaVa'),
        ("[x](data:text/html,hello)", 'href="data'),
        ("<javascript:alert(1)>", 'href="javascript'),
        ('<img src=x onerror="alert(1)">', "<img"),
        ("![x](https://example.com/x.png)", "<img"),
        ('[x](https://example.com/ "a\\" onclick=\\"alert(1)")', ' onclick="'),
        ("# As loud as the title", "<h1>As"),
        ("<svg onload=alert(1)>", "<svg onload"),
        ("</li></ol><form action=//evil.example>", "<form action=//"),
    ],
)
def test_html_and_unsafe_links_in_a_comment_are_text(
    url: str, reader: User, client_of: ClientOf, body: str, never: str
) -> None:
    page = client_of(reader).post(url, {"body": body}, follow=True).text
    assert f'id="{Comment.objects.get().label}"' in page
    assert never not in page


def test_links_in_comments_vouch_for_nothing(url: str, reader: User, client_of: ClientOf) -> None:
    client_of(reader).post(url, {"body": "[here](https://example.com/?a=1&b=2)"})
    assert Comment.objects.get().body_html == (
        '<p><a href="https://example.com/?a=1&amp;b=2" rel="nofollow ugc noopener">here</a></p>'
    )


def test_nobody_posts_where_the_discussion_is_closed(
    url: str, story: Article, reader: User, client_of: ClientOf
) -> None:
    close(story)
    client = client_of(reader)
    assert "The discussion of this article is closed." in client.get(url).text
    for headers in ({}, COMPOSER):
        assert client.post(url, {"body": "Hello?"}, headers=headers).status_code == 403
    assert not Comment.objects.exists()


# Signed out


def test_a_visitor_is_offered_to_sign_in_and_comes_back_to_the_paragraph(
    url: str, story: Article, visitor: Client
) -> None:
    page = visitor.get(url).text
    assert f"/account/login/?next={story.get_absolute_url()}%3Fparagraph%3D3%23p3" in page


def test_what_a_visitor_typed_waits_for_them_through_sign_in(
    url: str, reader: User, visitor: Client
) -> None:
    sign_in = visitor.post(url, {"body": "Who voted for this?"})
    assert sign_in.status_code == 302
    assert sign_in["Location"] == f"/account/login/?{urlencode({'next': url})}"
    assert "What you sent is kept." in visitor.get(sign_in["Location"]).text
    back = visitor.post(sign_in["Location"], {"login": "reader", "password": PASSWORD})
    assert back["Location"] == url
    assert "Who voted for this?" in visitor.get(url).text
    assert "Who voted for this?" not in visitor.get(url).text, "it waits once"
    assert not Comment.objects.exists(), "nothing is posted before they say so again"


def test_htmx_leads_a_visitor_to_sign_in_as_a_page(url: str, reader: User, visitor: Client) -> None:
    response = visitor.post(url, {"body": "Who voted for this?"}, headers=COMPOSER)
    assert response["HX-Redirect"] == f"/account/login/?{urlencode({'next': url})}"
    visitor.force_login(reader)
    assert "Who voted for this?" in visitor.get(url).text
