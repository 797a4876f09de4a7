import json
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from annotations.models import Act, Comment, Following, Report
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import mark, say
from tests.conftest import PASSWORD, ClientOf, MakePerson

pytestmark = pytest.mark.django_db

PAGE = "/own/data/"
FILE = "/own/data/json/"


def parts(client: Client) -> dict[str, Any]:
    response = client.get(FILE)
    assert response.status_code == HTTPStatus.OK
    parts: dict[str, Any] = json.loads(response.getvalue())
    return parts


@pytest.fixture
def paragraph(first_body: Paragraph) -> Paragraph:
    return first_body


def test_the_file_has_all_that_one_wrote_and_says_what_became_of_it(
    article: Article,
    paragraph: Paragraph,
    reader: User,
    other_reader: User,
    moderator: User,
    client_of: ClientOf,
) -> None:
    mine = mark(reader, article, paragraph.text[:20], visibility="private")
    remark = say(reader, paragraph, "For me.", mine)
    remark.edit(body="For me alone.")
    removed = say(reader, paragraph, "Out.")
    removed.remove(by=moderator, reason="Rude.")
    Comment.objects.post(
        author=reader, paragraph=paragraph, body="Held.", held_for=Comment.Hold.LINKS
    )
    theirs = say(other_reader, paragraph, "Their words.")
    theirs.react(by=reader, kind="agree")
    Report.objects.make(theirs, by=reader, ground="rude", words="Look.")
    Following.objects.choose(reader, article, "follow")
    found = parts(client_of(reader))
    assert found["account"]["name"] == "reader"
    assert found["account"]["address"] == "reader@example.com"
    assert [mark["quote"] for mark in found["annotations"]] == [paragraph.text[:20]]
    first, second, third = found["comments"]
    assert (first["text"], first["passage"]) == ("For me alone.", paragraph.text[:20])
    assert [wording["text"] for wording in first["earlier_wordings"]] == ["For me."]
    assert (second["removed"]["by"], second["removed"]["reason"]) == ("a moderator", "Rude.")
    assert third["waits_because"]
    assert [row["kind"] for row in found["reactions"]] == ["agree"]
    assert [row["words"] for row in found["reports"]] == ["Look."]
    assert any(row["what"].endswith(f"/articles/{article.slug}/") for row in found["following"])
    assert [row["reason"] for row in found["acts_concerning_you"]] == ["Rude."]
    assert "Their words." not in json.dumps(found)


def test_the_file_does_not_quote_a_highlight_that_is_closed_to_one_by_now(
    article: Article, paragraph: Paragraph, reader: User, other_reader: User, client_of: ClientOf
) -> None:
    theirs = mark(other_reader, article, paragraph.text[:20])
    say(reader, paragraph, "Mine.", theirs).remove(by=reader)
    theirs.show_to("private")
    (comment,) = parts(client_of(reader))["comments"]
    assert (comment["text"], comment["passage"]) == ("Mine.", None)


def test_the_file_costs_as_many_queries_however_much_one_said(
    paragraph: Paragraph,
    reader: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(5):
        say(reader, paragraph).edit(body="So.")
    client = client_of(reader)
    with django_assert_num_queries(16):
        parts(client)


def test_a_suspended_person_takes_their_data_away_and_goes(
    paragraph: Paragraph, reader: User, moderator: User, client_of: ClientOf
) -> None:
    say(reader, paragraph)
    Act.objects.suspend(reader, by=moderator, reason="Rude.", until=None)
    client = client_of(reader)
    assert len(parts(client)["comments"]) == 1
    assertRedirects(client.post(PAGE, {"words": "leave", "password": PASSWORD}), "/")
    reader.refresh_from_db()
    assert reader.is_erased


@pytest.mark.parametrize(
    ("words", "farewell"),
    [
        ("remove", "Your account is erased, and so are your words."),
        ("leave", "Your account is erased. Your words stay, without your name."),
    ],
)
def test_whoever_erases_their_account_is_signed_out_and_told_so(
    paragraph: Paragraph, reader: User, client_of: ClientOf, words: str, farewell: str
) -> None:
    comment = say(reader, paragraph)
    client = client_of(reader)
    response = client.post(PAGE, {"words": words, "password": PASSWORD}, follow=True)
    assertContains(response, farewell)
    assertContains(response, "Sign in")
    assert "_auth_user_id" not in client.session
    comment.refresh_from_db()
    assert comment.is_removed == (words == "remove")


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"words": "leave", "password": "guessed"}, "This is not your current password."),
        ({"words": "leave"}, "Type your current password."),
        ({"password": PASSWORD}, "Choose what becomes of your words."),
    ],
)
def test_nothing_happens_without_a_choice_and_the_present_password(
    reader: User, client_of: ClientOf, fields: dict[str, str], error: str
) -> None:
    response = client_of(reader).post(PAGE, fields)
    assertContains(response, error, status_code=HTTPStatus.UNPROCESSABLE_ENTITY)
    assertNotContains(response, PASSWORD, status_code=HTTPStatus.UNPROCESSABLE_ENTITY)
    reader.refresh_from_db()
    assert not reader.is_erased


def test_passwords_are_not_tried_without_end(
    reader: User, client_of: ClientOf, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"reauthenticate": "1/m/user"}
    counts = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "attempts"}
    settings.CACHES = {**settings.CACHES, "default": counts}
    client = client_of(reader)
    client.post(PAGE, {"words": "leave", "password": "guessed"})
    response = client.post(PAGE, {"words": "leave", "password": PASSWORD})
    assert response.status_code == HTTPStatus.TOO_MANY_REQUESTS
    reader.refresh_from_db()
    assert not reader.is_erased


def test_a_password_typed_when_the_session_had_ended_is_kept_nowhere(visitor: Client) -> None:
    response = visitor.post(PAGE, {"words": "leave", "password": PASSWORD})
    assertRedirects(response, f"{reverse('account_login')}?next={PAGE}")
    assert PASSWORD not in repr(dict(visitor.session))


def test_who_has_no_password_is_asked_to_set_one(reader: User, client_of: ClientOf) -> None:
    reader.set_unusable_password()
    reader.save()
    response = client_of(reader).get(PAGE)
    assertContains(response, reverse("account_set_password"))
    assertNotContains(response, "Erase my account for good")


def test_the_only_superuser_is_told_why_they_cannot_go(
    person: MakePerson, client_of: ClientOf
) -> None:
    boss = person("boss", is_superuser=True)
    client = client_of(boss)
    assertContains(client.get(PAGE), "You are the only one who looks after this site.")
    response = client.post(PAGE, {"words": "leave", "password": PASSWORD})
    assertContains(
        response, "the only one who looks after", status_code=HTTPStatus.UNPROCESSABLE_ENTITY
    )
    boss.refresh_from_db()
    assert not boss.is_erased


def test_former_readers_words_lead_to_no_page(
    paragraph: Paragraph, reader: User, client_of: ClientOf, visitor: Client
) -> None:
    comment = say(reader, paragraph, "I was here.")
    client_of(reader).post(PAGE, {"words": "leave", "password": PASSWORD})
    page = visitor.get(reverse("thread", args=[comment.pk]))
    assertContains(page, "Former reader")
    assertContains(page, "I was here.")
    assertNotContains(page, "/people/")
    for name in ("reader", f"former:{reader.pk}"):
        assert visitor.get(reverse("person", args=[name])).status_code == HTTPStatus.NOT_FOUND
        assert visitor.get(reverse("person-feed", args=[name])).status_code == HTTPStatus.NOT_FOUND
    feed = visitor.get(reverse("article-feed", args=[paragraph.article.slug]))
    assertContains(feed, "<name>Former reader</name>")


def test_a_name_that_was_given_up_is_nobody_elses(
    reader: User, client_of: ClientOf, visitor: Client
) -> None:
    client_of(reader).post(PAGE, {"words": "leave", "password": PASSWORD})
    fields = {"username": "Reader", "email": "reader@example.com", "password1": PASSWORD}
    response = visitor.post(reverse("account_signup"), fields)
    assertContains(response, "Someone already has this name.")
    visitor.post(reverse("account_signup"), {**fields, "username": "Newcomer"})
    assert User.objects.get(email="reader@example.com").username == "Newcomer"
