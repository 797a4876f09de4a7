from urllib.parse import urlencode

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from annotations.models import Comment, Reaction, Thread
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import HTMX, say
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf, MakePerson

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(paragraph: Paragraph, reader: User) -> Comment:
    return say(reader, paragraph, "Who voted for this?")


@pytest.fixture
def url(comment: Comment) -> str:
    return reverse("reactions", args=[comment.pk])


@pytest.fixture
def other(other_reader: User, client_of: ClientOf) -> Client:
    return client_of(other_reader)


def tally(comment: Comment) -> tuple[dict[str, int], int]:
    comment.refresh_from_db()
    return comment.tally, Thread.objects.get(pk=comment.thread_pk).agreements


def test_a_person_agrees_once_however_often_they_say_so(
    url: str, comment: Comment, other: Client
) -> None:
    for _again in range(2):
        response = other.post(url, {"kind": "agree"})
        assert (response.status_code, response["Location"]) == (302, comment.get_absolute_url())
    assert tally(comment) == ({"agree": 1}, 1)


def test_a_reaction_is_taken_back(url: str, comment: Comment, other: Client) -> None:
    other.post(url, {"kind": "agree"})
    other.post(url, {"kind": "thanks"})
    other.post(url, {"kind": "agree", "take_back": "on"})
    assert tally(comment) == ({"thanks": 1}, 0)


def test_the_database_holds_one_of_a_kind_for_a_person(
    comment: Comment, other_reader: User
) -> None:
    Reaction.objects.create(comment=comment, person=other_reader, kind="agree")
    with pytest.raises(IntegrityError):
        Reaction.objects.create(comment=comment, person=other_reader, kind="agree")


def test_a_thread_counts_who_agrees_with_its_first_comment_only(
    url: str, comment: Comment, other_reader: User, other: Client, client_of: ClientOf, reader: User
) -> None:
    reply = comment.reply(author=other_reader, body="The council.")
    client_of(reader).post(reverse("reactions", args=[reply.pk]), {"kind": "agree"})
    assert tally(comment) == ({}, 0)
    other.post(url, {"kind": "agree"})
    assert tally(comment) == ({"agree": 1}, 1)


def test_by_htmx_both_places_of_the_buttons_come_back(
    url: str, comment: Comment, other: Client
) -> None:
    response = other.post(url, {"kind": "agree"}, headers=HTMX)
    assert "<html" not in response.text
    assert f'id="reactions-{comment.pk}" hx-swap-oob="true"' in response.text
    assert f'id="more-reactions-{comment.pk}" hx-swap-oob="true"' in response.text
    assert f'id="agree-{comment.pk}" aria-pressed="true"' in response.text


def test_others_do_not_find_my_reaction_pressed(
    url: str, comment: Comment, other: Client, moderator: User, client_of: ClientOf
) -> None:
    other.post(url, {"kind": "agree"})
    page = client_of(moderator).get(url).text
    assert f'id="agree-{comment.pk}" aria-pressed="false"' in page


def test_nobody_agrees_with_themselves_but_they_see_who_does(
    url: str, reader: User, other: Client, client_of: ClientOf
) -> None:
    author = client_of(reader)
    assert author.post(url, {"kind": "agree"}).status_code == 403
    assert "aria-pressed" not in author.get(url).text
    other.post(url, {"kind": "agree"})
    assert '<b class="author">other_reader</b>' in author.get(url).text


def test_where_the_discussion_is_closed_nobody_reacts(
    url: str, story: Article, other: Client
) -> None:
    close(story)
    assert other.post(url, {"kind": "agree"}).status_code == 403


@pytest.mark.parametrize("kind", ["", "hate", "agree\0"])
def test_an_unknown_reaction_is_refused(
    url: str, comment: Comment, other: Client, kind: str
) -> None:
    assert other.post(url, {"kind": kind}).status_code == 422
    assert tally(comment) == ({}, 0)


def test_a_visitor_is_led_to_sign_in_and_back_to_the_buttons(
    url: str, visitor: Client, other_reader: User
) -> None:
    sign_in = f"/account/login/?{urlencode({'next': url})}"
    assert visitor.post(url, {"kind": "agree"})["Location"] == sign_in
    assert f'href="/account/login/?next={url}"' in visitor.get(url).text
    visitor.force_login(other_reader)
    assert "aria-pressed" in visitor.get(url).text


def test_the_reactions_to_a_removed_comment_are_not_shown(
    url: str, comment: Comment, reader: User, other: Client
) -> None:
    other.post(url, {"kind": "agree"})
    comment.refresh_from_db()
    comment.remove(by=reader)
    assert "other_reader" not in other.get(url).text.split('class="reacted"')[1]


def test_of_many_the_latest_are_named_and_the_others_counted(
    url: str, comment: Comment, person: MakePerson, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.views.reactions.NAMED", 2)
    for name in ("anna", "bert", "carl"):
        comment.react(by=person(name), kind=Reaction.Kind.AGREE)
    page = visitor.get(url).text
    assert page.index("carl") < page.index("bert")
    assert "anna" not in page
    assert "and 1 more" in page
