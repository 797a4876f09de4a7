import re

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Comment
from commentary.models import Paragraph, User
from tests.annotations.acting import HTMX, say
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(paragraph: Paragraph, reader: User) -> Comment:
    return say(reader, paragraph, "Who voted for this?")


@pytest.fixture
def url(comment: Comment) -> str:
    return reverse("remove-comment", args=[comment.pk])


@pytest.fixture
def undo(comment: Comment) -> str:
    return reverse("restore-comment", args=[comment.pk])


@pytest.fixture
def author(reader: User, client_of: ClientOf) -> Client:
    return client_of(reader)


def test_the_page_asks_a_moderator_why_and_an_author_not(
    url: str, moderator: User, author: Client, client_of: ClientOf
) -> None:
    assert 'name="reason"' in client_of(moderator).get(url).text
    assert 'name="reason"' not in author.get(url).text


def test_a_removed_comment_can_be_put_back(
    url: str, undo: str, comment: Comment, reader: User, author: Client
) -> None:
    assert author.post(url)["Location"] == undo
    comment.refresh_from_db()
    assert (comment.is_removed, comment.removed_by) == (True, reader)
    assert f'action="{undo}"' in author.get(undo).text
    assert author.post(undo)["Location"] == comment.get_absolute_url()
    comment.refresh_from_db()
    assert (comment.is_removed, comment.removed_by) == (False, None)


def test_by_htmx_the_emptied_comment_comes_back_at_its_depth_with_an_undo_and_the_counts(
    undo: str, url: str, comment: Comment, reader: User, author: Client
) -> None:
    reply = comment.reply(author=reader, body="A reply.")
    answer = reply.reply(author=reader, body="To be removed.")
    removed = author.post(reverse("remove-comment", args=[answer.pk]), headers=HTMX)
    assert removed.status_code == 200
    assert "<html" not in removed.text
    assert "To be removed." not in removed.text
    assert f'id="{answer.label}" data-indent="2" hx-swap-oob="true"' in removed.text
    assert re.search(r'id="count-3"[^>]*data-count="2"[^>]*hx-swap-oob="true"', removed.text)
    address = reverse("restore-comment", args=[answer.pk])
    assert f'hx-post="{address}"' in removed.text
    restored = author.post(address, headers=HTMX).text
    assert "To be removed." in restored
    assert re.search(r'id="count-3"[^>]*data-count="3"', restored)


def test_a_moderator_removes_what_others_said_and_says_why(
    url: str, comment: Comment, moderator: User, client_of: ClientOf
) -> None:
    client_of(moderator).post(url, {"reason": "Off the subject."})
    comment.refresh_from_db()
    assert (comment.removed_by, comment.removal_reason) == (moderator, "Off the subject.")


def test_a_reason_that_is_too_long_is_refused_and_nothing_is_removed(
    url: str, comment: Comment, moderator: User, client_of: ClientOf
) -> None:
    response = client_of(moderator).post(url, {"reason": "x" * 301})
    assert response.status_code == 422
    assert "x" * 301 in response.text
    comment.refresh_from_db()
    assert not comment.is_removed


def test_what_a_moderator_removed_its_author_does_not_put_back(
    undo: str, comment: Comment, moderator: User, author: Client
) -> None:
    comment.remove(by=moderator, reason="Rude.")
    assert author.get(undo).status_code == 403
    assert author.post(undo).status_code == 403


def test_a_moderator_puts_back_what_anyone_removed(
    undo: str, comment: Comment, reader: User, moderator: User, client_of: ClientOf
) -> None:
    comment.remove(by=reader)
    assert client_of(moderator).post(undo).status_code == 302


def test_a_comment_is_removed_once_and_only_a_removed_one_is_restored(
    url: str, undo: str, author: Client
) -> None:
    assert author.post(undo).status_code == 403
    assert author.post(url).status_code == 302
    assert author.post(url).status_code == 403


def test_nobody_else_removes_it(
    url: str, undo: str, other_reader: User, editor: User, visitor: Client, client_of: ClientOf
) -> None:
    for person in (other_reader, editor):
        for address in (url, undo):
            assert client_of(person).get(address).status_code == 403
            assert client_of(person).post(address).status_code == 403
    assert visitor.post(url)["Location"].startswith("/account/login/")
    assert visitor.post(url, headers=HTMX)["HX-Redirect"].startswith("/account/login/")
