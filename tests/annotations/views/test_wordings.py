import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Comment, Wording
from commentary.models import Paragraph, User
from tests.annotations.acting import say
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(paragraph: Paragraph, reader: User) -> Comment:
    comment = say(reader, paragraph, "Who *paid* for this?")
    comment.edit(body="Who *voted* for this?")
    return comment


@pytest.fixture
def url(comment: Comment) -> str:
    return reverse("wordings", args=[comment.pk])


def test_what_was_said_before_an_edit_stays_readable_with_what_was_changed(
    url: str, visitor: Client
) -> None:
    page = visitor.get(url).text
    assert "Who <em>paid</em> for this?" in page
    assert "Who <em>voted</em> for this?" in page
    assert "<del>paid</del><ins>voted</ins>" in page


def test_each_edit_is_compared_with_the_words_that_replaced_it(
    url: str, comment: Comment, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.views.wordings.WORDINGS_A_PAGE", 1)
    comment.edit(body="Who *asked* for this?")
    assert "<del>voted</del><ins>asked</ins>" in visitor.get(url).text
    earlier = visitor.get(url, {"page": 2}).text
    assert "<del>paid</del><ins>voted</ins>" in earlier
    assert "<del>voted</del>" not in earlier


def test_the_hint_that_a_comment_was_edited_leads_there(
    url: str, comment: Comment, visitor: Client
) -> None:
    page = visitor.get(comment.get_absolute_url(), follow=True).text
    assert f'<a href="{url}"' in page


def test_saved_without_a_change_no_wording_is_kept(comment: Comment) -> None:
    comment.edit(body=comment.body)
    assert Wording.objects.count() == 1


def test_the_words_that_are_kept_are_those_that_stood_not_those_that_were_read(
    comment: Comment,
) -> None:
    read_before = Comment.objects.get(pk=comment.pk)
    comment.edit(body="In between.")
    read_before.edit(body="At last.")
    bodies = list(comment.wordings.latest_first().values_list("body", flat=True))
    assert bodies == ["In between.", "Who *voted* for this?", "Who *paid* for this?"]


def test_the_wordings_of_a_removed_comment_are_for_its_author_and_moderators(
    url: str,
    comment: Comment,
    reader: User,
    other_reader: User,
    moderator: User,
    visitor: Client,
    client_of: ClientOf,
) -> None:
    comment.remove(by=moderator, reason="Off the subject.")
    assert [client_of(person).get(url).status_code for person in (reader, moderator)] == [200, 200]
    assert client_of(other_reader).get(url).status_code == 403
    assert visitor.get(url).status_code == 403


def test_of_a_comment_edited_before_wordings_were_kept_the_page_says_so(
    url: str, comment: Comment, visitor: Client
) -> None:
    comment.wordings.all().delete()
    assert "What it said before was not kept." in visitor.get(url).text
