import pytest
from django.test import Client
from django.urls import reverse

from annotations.forms import LONGEST_COMMENT
from annotations.models import Comment
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import htmx_for, say
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(paragraph: Paragraph, reader: User) -> Comment:
    return say(reader, paragraph, "Who *voted* for this?")


@pytest.fixture
def url(comment: Comment) -> str:
    return reverse("edit-comment", args=[comment.pk])


@pytest.fixture
def author(reader: User, client_of: ClientOf) -> Client:
    return client_of(reader)


def test_the_form_holds_the_words_as_they_were_typed(
    url: str, comment: Comment, author: Client
) -> None:
    page, place = author.get(url), author.get(url, headers=htmx_for(f"body-{comment.pk}"))
    assert "<html" in page.text
    assert place.text.strip().startswith(f'<form class="answer" id="body-{comment.pk}"')
    for response in (page, place):
        assert "Who *voted* for this?</textarea>" in response.text
        assert {"HX-Request", "HX-Target"} <= set(response["Vary"].split(", "))


def test_an_edited_comment_says_that_it_was_edited(
    url: str, comment: Comment, author: Client
) -> None:
    response = author.post(url, {"body": "Who **voted**?"})
    comment.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, comment.get_absolute_url())
    assert comment.body_html == "<p>Who <strong>voted</strong>?</p>"
    page = author.get(response["Location"], follow=True).text
    assert ">edited</a></p>" in page


def test_by_htmx_the_words_come_back_in_their_place(
    url: str, comment: Comment, author: Client
) -> None:
    headers = htmx_for(f"body-{comment.pk}")
    response = author.post(url, {"body": "Who **voted**?"}, headers=headers)
    assert response.status_code == 200
    assert response.text.strip().startswith(f'<div class="body" id="body-{comment.pk}"')
    assert "<strong>voted</strong>" in response.text


def test_saved_without_a_change_it_was_not_edited(
    url: str, comment: Comment, author: Client
) -> None:
    author.post(url, {"body": comment.body})
    comment.refresh_from_db()
    assert comment.edited_at is None


@pytest.mark.parametrize("body", ["", "x" * (LONGEST_COMMENT + 1), "with a \0 in it"])
@pytest.mark.parametrize("as_htmx", [False, True])
def test_words_that_cannot_be_kept_come_back_and_the_comment_stays(
    url: str, comment: Comment, author: Client, body: str, *, as_htmx: bool
) -> None:
    headers = htmx_for(f"body-{comment.pk}") if as_htmx else {}
    response = author.post(url, {"body": body}, headers=headers)
    assert response.status_code == 422
    assert ("<html" in response.text) == (not as_htmx)
    assert "errorlist" in response.text
    assert body in response.text
    assert Comment.objects.get().body == "Who *voted* for this?"


def test_html_typed_into_an_edit_is_text(url: str, author: Client) -> None:
    author.post(url, {"body": '<img src=x onerror="alert(1)">'})
    assert "<img" not in Comment.objects.get().body_html


def test_nobody_else_edits_it_not_even_a_moderator(
    url: str, other_reader: User, moderator: User, editor: User, client_of: ClientOf
) -> None:
    for person in (other_reader, moderator, editor):
        assert client_of(person).get(url).status_code == 403
        assert client_of(person).post(url, {"body": "Mine."}).status_code == 403


def test_a_removed_comment_is_not_edited(
    url: str, comment: Comment, reader: User, author: Client
) -> None:
    comment.remove(by=reader)
    response = author.post(url, {"body": "Mine."})
    assert (response.status_code, "Mine.</textarea>" in response.text) == (409, True)


def test_where_the_discussion_is_closed_ones_own_words_are_still_ones_own(
    url: str, story: Article, comment: Comment, author: Client
) -> None:
    close(story)
    assert author.post(url, {"body": "Sorry."}).status_code == 302
    assert author.post(reverse("remove-comment", args=[comment.pk])).status_code == 302


def test_what_was_typed_after_the_session_ended_waits_through_sign_in(
    url: str, reader: User, visitor: Client
) -> None:
    assert visitor.post(url, {"body": "Better words."}).status_code == 302
    visitor.force_login(reader)
    assert "Better words.</textarea>" in visitor.get(url).text
