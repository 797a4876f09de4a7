"""An article that very many have marked stays a page that a telephone can show."""

import re
from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.test import Client

from commentary.models import Article, User
from tests.annotations.thousand import mark_a_thousand_times
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.number = 0
        self.feed(html)

    def handle_starttag(self, _tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.number += 1


def test_a_thousand_highlights_make_at_most_three_times_the_elements(
    article: Article, visitor: Client, reader: User, client_of: ClientOf
) -> None:
    people = [visitor, client_of(reader)]
    bare = [read(client, article) for client in people]
    with transaction.atomic():
        mark_a_thousand_times(article)
    full = [read(client, article) for client in people]

    for before, after in zip(bare, full, strict=True):
        assert len(re.findall("<mark", after)) > 100
        assert Elements(after).number <= 3 * Elements(before).number


def read(client: Client, article: Article) -> str:
    return client.get(article.get_absolute_url()).content.decode()
