import re

import pytest
from django.test import Client

from annotations.models import ReadMark
from commentary.models import Article, User
from commentary.style import Style
from tests.annotations.acting import say
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


def contents(client: Client, article: Article) -> list[tuple[str, ...]]:
    """Of every entry: where it leads, what it says, comments and what is new below it."""
    page = client.get(article.get_absolute_url()).text
    nav = page.partition('<nav class="contents"')[2].partition("</nav>")[0]
    entries = []
    for label, entry in re.findall(r'<li><a href="#(\w+)">(.*?)</a></li>', nav, re.DOTALL):
        [heading] = re.findall(r'<span(?: lang="[^"]*")?>([^<]+)</span>', entry)[:1]
        figures = re.findall(r"<b>(\d+)</b>", entry)
        entries.append((label, heading, *figures))
    return entries


def test_the_crossheads_are_the_contents_each_with_the_talk_below_it(
    article: Article, reader: User, other_reader: User, client_of: ClientOf
) -> None:
    crossheads = list(article.paragraphs.filter(style=Style.CROSSHEAD).in_order())
    client = client_of(other_reader)
    say(reader, article.paragraphs.get(identity=1))
    ReadMark.objects.change(other_reader, article)
    say(reader, article.paragraphs.get(identity=5))
    say(reader, article.paragraphs.get(identity=6))
    say(reader, crossheads[1])
    assert contents(client, article) == [
        ("p1", "Beginning", "1", "0"),
        (crossheads[0].label, crossheads[0].text, "2", "2"),
        (crossheads[1].label, crossheads[1].text, "1", "1"),
        (crossheads[2].label, crossheads[2].text, "0", "0"),
    ]


def test_an_article_without_crossheads_has_no_contents(story: Article, visitor: Client) -> None:
    assert 'id="contents"' not in visitor.get(story.get_absolute_url()).text
