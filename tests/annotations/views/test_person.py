"""A person's public page: what they said where everyone could hear it."""

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Act, Comment
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import mark, say
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf, MakePerson

pytestmark = pytest.mark.django_db


def test_it_shows_what_was_said_with_its_words_newest_first(
    visitor: Client, story: Article, paragraph: Paragraph, reader: User, other_reader: User
) -> None:
    first = say(reader, paragraph, "Who pays?", mark(reader, story, "pays for the oil"))
    second = say(other_reader, paragraph).reply(author=reader, body="No *never*.")
    page = visitor.get("/people/reader/").text
    assert page.index("<em>never</em>") < page.index("Who pays?")
    assert "pays for the oil" in page
    assert "In reply to other_reader" in page
    for comment in (first, second):
        assert comment.get_absolute_url() in page


def test_it_shows_nothing_private_removed_or_not_yet_published(
    visitor: Client, story: Article, paragraph: Paragraph, reader: User, client_of: ClientOf
) -> None:
    say(reader, paragraph, "Secret.", mark(reader, story, "council", visibility="private"))
    say(reader, paragraph, "Regretted.").remove(by=reader)
    for client in (visitor, client_of(reader)):
        page = client.get("/people/reader/").text
        assert "Secret." not in page
        assert "Regretted." not in page
        assert "Nothing said in public yet" in page
    say(reader, paragraph, "Early.")
    close(story, "draft")
    assert "Early." not in visitor.get("/people/reader/").text


def test_the_address_works_in_any_capitals(visitor: Client, reader: User) -> None:
    assert visitor.get("/people/ReaDer/")["Location"] == "/people/reader/"


def test_a_closed_account_keeps_its_page_and_nobody_has_none(
    visitor: Client, person: MakePerson
) -> None:
    person("gone", is_active=False)
    assert visitor.get("/people/gone/").status_code == 200
    assert visitor.get("/people/nobody/").status_code == 404


def test_the_name_beside_a_comment_leads_there(
    visitor: Client, story: Article, paragraph: Paragraph, person: MakePerson
) -> None:
    say(person("o.b+c-d_e"), paragraph)
    page = visitor.get(reverse("discussion", args=[story.slug, 3])).text
    address = reverse("person", args=["o.b+c-d_e"])
    assert f'<a href="{address}">' in page
    assert visitor.get(address).status_code == 200


def test_it_is_shown_in_pages_for_a_fixed_number_of_queries(
    visitor: Client, paragraph: Paragraph, reader: User, django_assert_num_queries: object
) -> None:
    for number in range(31):
        say(reader, paragraph, f"Thought {number}.")
    with django_assert_num_queries(3):  # type: ignore[operator]
        page = visitor.get("/people/reader/").text
    assert page.count("Thought ") == 30
    assert "Thought 0." in visitor.get("/people/reader/?page=2").text
    assert Comment.objects.count() == 31


def test_moderators_see_how_somebody_stands_and_where_to_suspend_them_or_lift_that(
    reader: User, other_reader: User, moderator: User, client_of: ClientOf
) -> None:
    address = reverse("suspension", args=[reader.pk])
    office = client_of(moderator)
    page = office.get("/people/reader/").text
    assert "Comments that stand: 0." in page
    assert f'href="{address}">Suspend</a>' in page
    Act.objects.suspend(reader, by=moderator, reason="Enough.", until=None)
    assert f'href="{address}">Lift the suspension</a>' in office.get("/people/reader/").text
    assert address not in client_of(other_reader).get("/people/reader/").text
    # Moderators are suspended by whoever runs the site only.
    assert "Suspend" not in office.get("/people/moderator/").text
