import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.models import Annotation
from annotations.most_marked import MOST_SHOWN
from annotations.selectors import select
from annotations.words import words
from commentary.models import Article, User
from tests.annotations.acting import edit, mark
from tests.conftest import MakePerson

pytestmark = pytest.mark.django_db

LEADS = "Most marked passages"


@pytest.fixture
def readers(person: MakePerson) -> list[User]:
    return [person(f"reader-{number}") for number in range(4)]


@pytest.fixture
def url(story: Article) -> str:
    return reverse("most-marked", args=[story.slug])


def listed(page: str) -> list[tuple[str, str]]:
    """Of each passage: the words, and how many readers are said to have marked them."""
    found = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>.*?>(\d+) readers", page, re.DOTALL)
    return [(html.unescape(passage), number) for passage, number in found]


def test_the_words_that_enough_readers_marked_are_listed_and_no_others(
    story: Article, url: str, readers: list[User], visitor: Client
) -> None:
    for person in readers:
        mark(person, story, "pays for the oil")
    mark(readers[0], story, "which pays for the oil")
    mark(readers[0], story, "museum nor a monument")
    mark(readers[1], story, "neither a museum nor")
    mark(readers[2], story, "a museum nor a")
    for _ in range(3):
        mark(readers[0], story, "nobody has apologised")
    page = visitor.get(url).text
    assert listed(page) == [("pays for the oil", "4"), ("museum nor", "3")]
    assert LEADS in visitor.get(story.get_absolute_url()).text
    [address, *_] = re.findall(r'<a href="([^"]*)"><blockquote', page)
    shown = visitor.get(html.unescape(address)).text
    assert re.findall(r'<mark id="shown"[^>]*>(?:<a[^>]*>)?([^<]*)', shown) == ["pays for the oil"]


def test_what_is_marked_privately_is_not_counted_however_many_do_it(
    story: Article, url: str, readers: list[User], visitor: Client
) -> None:
    for person in readers[:2]:
        mark(person, story, "pays for the oil")
    for person in readers:
        mark(person, story, "pays for the oil", visibility="private")
    assert listed(visitor.get(url).text) == []
    assert LEADS not in visitor.get(story.get_absolute_url()).text


def test_it_follows_an_edit_and_ends_where_marks_are_removed(
    story: Article, url: str, readers: list[User], visitor: Client
) -> None:
    made = [mark(person, story, "pays for the oil") for person in readers[:3]]
    text = story.paragraphs.get(identity=3).text
    edit(story, None, {3: text.replace("the oil", "all the oil")})
    assert listed(visitor.get(url).text) == [("pays for all the oil", "3")]
    made[0].remove()
    page = visitor.get(url).text
    assert listed(page) == []
    assert "No passage has been marked by that many readers yet." in page


def test_the_list_is_short_and_costs_the_same_however_much_is_marked(
    story: Article, url: str, readers: list[User], visitor: Client
) -> None:
    counts = []
    for _ in range(2):
        for paragraph in story.paragraphs.all():
            for word in words(paragraph.text)[::3]:
                selectors = [select(paragraph.identity, paragraph.text, *word)]
                for creator in readers[:3]:
                    Annotation.objects.mark(creator=creator, article=story, selectors=selectors)
        with CaptureQueriesContext(connection) as asked:
            page = visitor.get(url).text
        counts.append(len(asked))
    assert len(listed(page)) == MOST_SHOWN
    # The article; its paragraphs with their margins; their numbers.
    assert counts == [3, 3]
