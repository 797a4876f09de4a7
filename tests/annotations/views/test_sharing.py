"""Links that show exactly these words: to anyone, and also when the text has been edited."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from annotations.selectors import asking_for
from commentary.models import Article, User
from tests.annotations.acting import edit, mark, words_of
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

OIL = "pays for the oil"
GONE = "are no longer in the text"
EDITED = "have been edited since"


def shown(page: str) -> str:
    return html.unescape("".join(re.findall(r'<mark[^>]* class="[^"]*shown">(.*?)</mark>', page)))


@pytest.fixture
def link(story: Article) -> str:
    return f"{story.get_absolute_url()}?{asking_for(words_of(story, OIL), 1)}"


def test_it_says_nothing_of_itself_where_the_words_stand_as_they_did(
    story: Article, link: str, visitor: Client
) -> None:
    text = story.paragraphs.get(identity=3).text
    edit(story, None, {1: "Another beginning.", 3: f"It is late in the year. {text}"})
    page = visitor.get(link).text
    assert shown(page) == OIL
    assert GONE not in page
    assert EDITED not in page


def test_words_that_were_edited_are_shown_as_they_are_and_it_says_how_they_were(
    story: Article, link: str, visitor: Client
) -> None:
    text = story.paragraphs.get(identity=3).text
    edit(story, None, {3: text.replace(OIL, "pays for all the oil")})
    page = visitor.get(link).text
    assert shown(page) == "pays for all the oil"
    assert EDITED in page
    assert f">{OIL}</blockquote>" in page


def test_words_that_are_gone_are_said_to_be_and_can_be_seen_where_they_stood(
    story: Article, link: str, visitor: Client
) -> None:
    edit(story, None, {3: None})
    page = visitor.get(link).text
    assert shown(page) == ""
    assert GONE in page
    [address] = re.findall(r'<a href="([^"]*)">See them in revision 1</a>', page)
    assert shown(visitor.get(html.unescape(address)).text) == OIL


def test_a_link_that_never_named_words_says_so(story: Article, visitor: Client) -> None:
    for passage in ("3.0-99999", "nonsense"):
        response = visitor.get(story.get_absolute_url(), {"passage": passage, "revision": 1})
        assert 'class="notice' in response.text
        past = reverse("revision", args=[story.slug, 1])
        assert visitor.get(past, {"passage": passage}).status_code == 200


def test_a_mark_is_shared_by_its_words_so_that_nobody_learns_who_made_it(
    story: Article, reader: User, visitor: Client, client_of: ClientOf
) -> None:
    annotation = mark(reader, story, "the fishing fleet.", "The council", visibility="private")
    panel = client_of(reader).get(reverse("discussion", args=[story.slug, 2]) + "?from=0&to=99")
    [address] = re.findall(r'href="([^"]*)" data-copied', panel.text)
    annotation.remove()
    page = visitor.get(html.unescape(address)).text
    assert shown(page) == "the fishing fleet.The council"
    assert f"annotation={annotation.pk}" not in address


def test_an_orphan_s_words_are_nowhere_to_be_shown(
    story: Article, reader: User, client_of: ClientOf
) -> None:
    mark(reader, story, OIL)
    edit(story, None, {3: "Nothing is left of it."})
    panel = client_of(reader).get(reverse("discussion", args=[story.slug, 3]))
    assert OIL in panel.text
    assert "data-copied" not in panel.text
