import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from commentary.models import Article, Paragraph, User
from tests.annotations.acting import mark, say
from tests.conftest import ClientOf, MakePerson

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(story: Article) -> str:
    return reverse("mentionable", args=[story.slug])


@pytest.fixture
def client(reader: User, client_of: ClientOf) -> Client:
    return client_of(reader)


def names(client: Client, url: str, begun: str) -> list[str]:
    return re.findall(r'data-name="([^"]+)"', client.get(url, {"begun": begun}).text)


def test_who_takes_part_comes_first(
    url: str, client: Client, story: Article, paragraph: Paragraph, person: MakePerson
) -> None:
    for name in ("anna", "Andy", "anton", "bert"):
        person(name)
    say(User.objects.get(username="anton"), paragraph)
    mark(User.objects.get(username="anna"), story, "pays for the oil")
    assert names(client, url, "an") == ["anna", "anton", "Andy"]


def test_with_nothing_typed_yet_only_those_who_take_part_are_offered(
    url: str, client: Client, paragraph: Paragraph, person: MakePerson
) -> None:
    say(person("anna"), paragraph)
    person("bert")
    assert names(client, url, "") == ["anna"]


def test_a_private_highlight_gives_nobody_away(
    url: str, client: Client, story: Article, person: MakePerson
) -> None:
    mark(person("anna"), story, "pays for the oil", visibility="private")
    assert names(client, url, "") == []


def test_neither_oneself_nor_a_closed_account_is_offered(
    url: str, client: Client, person: MakePerson
) -> None:
    person("readers", is_active=False)
    assert names(client, url, "read") == []


def test_at_most_eight_are_offered_in_a_fixed_number_of_queries(
    url: str,
    client: Client,
    person: MakePerson,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(12):
        person(f"anna{number}")
    # The session, the person, what they may do (theirs, their groups'), the article, the people.
    with django_assert_num_queries(6):
        assert len(names(client, url, "a")) == 8


def test_a_name_cannot_carry_html_or_nonsense(url: str, client: Client) -> None:
    for begun in ("<b>", "%", "_", "\0", "'", "x" * 500):
        assert client.get(url, {"begun": begun}).status_code == 200
