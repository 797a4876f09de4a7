import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from annotations.views.passages import MOST_OFFERED
from commentary.models import Article, User
from tests.annotations.acting import edit
from tests.annotations.views.conftest import close
from tests.annotations.views.nonsense import NONSENSE
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(story: Article) -> str:
    return reverse("choose-words", args=[story.slug, 2])


def links(page: str, words: str) -> list[str]:
    """Addresses behind this word."""
    return [html.unescape(url) for url in re.findall(rf'<a href="([^"]+)">{words}</a>', page)]


def test_first_every_word_of_the_paragraph_is_offered(url: str, visitor: Client) -> None:
    page = visitor.get(url).text
    assert "Which word comes first?" in page
    assert links(page, "keeper,") == ["?first=4"]
    assert links(page, "fleet.") == ["?first=81"]


def test_then_the_words_from_there_on_and_those_of_the_next_paragraph(
    url: str, visitor: Client
) -> None:
    page = visitor.get(f"{url}?first=4").text
    assert "Which word comes last?" in page
    assert links(page, "Its") == []
    [marta] = links(page, "Marta")
    assert marta.endswith("/annotate/?revision=1&passage=2.4-17")
    [council] = links(page, "council,")
    assert council.endswith("/annotate/?revision=1&passage=2.4-87~3.0-12")


def test_the_words_that_are_chosen_are_the_words_that_are_marked(
    url: str, reader: User, client_of: ClientOf
) -> None:
    client = client_of(reader)
    [address] = links(client.get(f"{url}?first=4").text, "council,")
    page = client.get(address).text
    quotes = re.findall(r'<blockquote class="quote"[^>]*>(.*?)</blockquote>', page)
    assert [html.unescape(quote) for quote in quotes] == [
        "keeper, Marta Oyelaran, says the lamp was never meant to outlive the fishing fleet.",
        "The council,",
    ]


def test_more_paragraphs_can_be_asked_for_until_the_text_ends(url: str, visitor: Client) -> None:
    assert links(visitor.get(f"{url}?first=4").text, "Show the next paragraph") == []
    page = visitor.get(f"{url}?first=4").text
    assert '?first=4&amp;more=2"' in page
    page = visitor.get(f"{url}?first=4&more=2").text
    assert [link.split("passage=")[1] for link in links(page, "Two")] == ["2.4-87~3.0-166~4.0-3"]
    assert "&amp;more=" not in visitor.get(f"{url}?first=4&more=4").text


def test_no_more_paragraphs_are_offered_than_a_page_can_hold(url: str, visitor: Client) -> None:
    assert visitor.get(f"{url}?first=4&more={MOST_OFFERED + 1000}").status_code == 200


@pytest.mark.parametrize("nonsense", NONSENSE)
@pytest.mark.parametrize("name", ["first", "more"])
def test_nonsense_in_the_address_is_no_server_error(
    url: str, visitor: Client, name: str, nonsense: str
) -> None:
    assert visitor.get(url, {"first": "4", name: nonsense}).status_code == 200


def test_a_withdrawn_paragraph_has_no_words_to_choose(
    url: str, story: Article, visitor: Client
) -> None:
    edit(story, None, {2: None})
    assert visitor.get(url).status_code == 404


@pytest.mark.parametrize(("status", "answer"), [("closed", 403), ("draft", 404)])
def test_nobody_chooses_words_where_the_discussion_is_not_open(
    url: str, story: Article, visitor: Client, status: str, answer: int
) -> None:
    close(story, status)
    assert visitor.get(url).status_code == answer


def test_a_paragraph_that_the_article_never_had_is_not_found(
    story: Article, visitor: Client
) -> None:
    assert visitor.get(reverse("choose-words", args=[story.slug, 99])).status_code == 404
