import html
import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from annotations.views.choosing import MOST_OFFERED
from commentary.models import Article, User
from tests.annotations.acting import edit, mark
from tests.annotations.views.conftest import close
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
    assert "which comes first?" in page
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
    assert "&amp;more=5" not in visitor.get(f"{url}?first=4&more=4").text


def sent(client: Client, url: str, *sentences: object, how: str = "choose") -> HttpResponse:
    """What ticking these sentences (by their numbers) and pressing a button is answered with."""
    return client.get(url, {"sentence": sentences, how: "1"})


@pytest.mark.parametrize(
    ("ticked", "chosen"), [([0], "3.0-79"), ([1], "3.80-166"), ([1, 0], "3.0-166")]
)
def test_sentences_are_chosen_from_the_first_to_the_last_that_is_ticked(
    story: Article, visitor: Client, ticked: list[int], chosen: str
) -> None:
    response = sent(visitor, reverse("choose-words", args=[story.slug, 3]), *ticked)
    assert response["Location"] == f"/articles/{story.slug}/annotate/?passage={chosen}&revision=1"


def test_sentences_can_be_narrowed_to_words_within_them(story: Article, visitor: Client) -> None:
    url = reverse("choose-words", args=[story.slug, 3])
    narrowed = sent(visitor, url, 1, how="narrow")["Location"]
    page = visitor.get(narrowed).text
    assert "Which word comes first?" in page
    assert links(page, "council,") == []
    [first] = links(page, "switch")
    page = visitor.get(url + first).text
    [last] = links(page, "midnight,")
    assert last.endswith("passage=3.104-136")
    assert links(page, "Two") == []


@pytest.mark.parametrize("ticked", [[], [7], ["nonsense"], [-1]])
def test_no_sentence_or_none_of_the_paragraph_s_is_refused_with_a_reason(
    url: str, visitor: Client, ticked: list[object]
) -> None:
    response = sent(visitor, url, *ticked)
    assert response.status_code == 422
    assert 'class="errorlist"' in response.text


def test_a_place_for_an_orphan_can_be_chosen_by_sentences(
    story: Article, url: str, reader: User, client_of: ClientOf
) -> None:
    annotation = mark(reader, story, "pays for the oil")
    edit(story, None, {3: "Nothing is left of it."})
    url = f"{url}?reattach={annotation.pk}"
    client = client_of(reader)
    assert f'name="reattach" value="{annotation.pk}"' in client.get(url).text
    response = client.get(f"{url}&sentence=0&choose=1")
    place = reverse("place", args=[annotation.pk])
    assert response["Location"] == f"{place}?passage=2.0-87&revision=2"
    assert client.get(response["Location"]).status_code == 200
    narrowed = client.get(f"{url}&sentence=0&narrow=1")["Location"]
    assert narrowed.endswith(f"&reattach={annotation.pk}")


def test_where_no_script_can_ask_every_paragraph_leads_to_its_words(
    story: Article, url: str, visitor: Client
) -> None:
    assert f'<a class="choose-here" href="{url}"' in visitor.get(story.get_absolute_url()).text
    close(story)
    assert "choose-here" not in visitor.get(story.get_absolute_url()).text


def test_no_more_paragraphs_are_offered_than_a_page_can_hold(url: str, visitor: Client) -> None:
    assert visitor.get(f"{url}?first=4&more={MOST_OFFERED + 1000}").status_code == 200


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
