"""Looking for words in a discussion."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Comment
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import say
from tests.annotations.views.asking import listed
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(story: Article) -> str:
    return reverse("article-discussion", args=[story.slug])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("lamp", ["One.", "Two."]),
        ("LAMP midnight", ["Two."]),
        ('"lamps at midnight"', ["Two."]),
        ('"lamp at"', []),
        ("lamp -midnight", ["One."]),
        ("Straße", ["Three."]),
        ("vell", ["Three."]),
        ("amp", []),
        ("example", ["Three."]),
        ("well-known", ["Three."]),
    ],
)
def test_a_search_finds_the_threads_in_which_all_words_stand_in_one_comment(
    whole: str, paragraph: Paragraph, editor: User, visitor: Client, asked: str, found: list[str]
) -> None:
    said = {
        "One.": "The lamp.",
        "Two.": "All lamps at midnight.",
        "Three.": "In Vell's Straße, a well-known [place](https://example.com/page).",
    }
    roots = {}
    for words, reply in said.items():
        root = say(editor, paragraph, words)
        root.reply(author=editor, body=reply)
        roots[root.pk] = words
    page = visitor.get(whole, {"q": asked}).text
    keys = re.findall(r'class="thread found" id="thread-(\d+)"', page)
    assert [roots[int(key)] for key in keys] == found


def test_what_was_found_is_marked_as_text_and_leads_to_its_comment(
    whole: str, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    comment = say(reader, paragraph, "Is `<b>lamp</b>` a *lamp* & more?")
    page = visitor.get(whole, {"q": "lamp"}).text
    mark = '<mark class="hit">lamp</mark>'
    assert f"Is &lt;b&gt;{mark}&lt;/b&gt; a {mark} &amp; more?" in page
    assert f'<a href="{comment.get_absolute_url()}">' in page


def test_what_was_looked_for_is_shown_as_text(whole: str, visitor: Client) -> None:
    page = visitor.get(whole, {"q": '"><script>lamp'}).text
    assert "<script>lamp" not in page


def test_nobody_finds_what_was_removed_and_only_its_creator_what_is_private(
    whole: str,
    paragraph: Paragraph,
    private_remark: Comment,
    reader: User,
    others: tuple[Client, ...],
    client_of: ClientOf,
) -> None:
    say(reader, paragraph, "A removed lamp.").remove(by=reader)
    for asked in ({"q": "lamp"}, {"q": "lamp", "person": "reader"}):
        pages = [client.get(whole, asked).text for client in (*others, client_of(reader))]
        assert not any("removed <mark" in page for page in pages)
        assert ["private <mark" in page for page in pages] == [False, False, False, True]
    assert [listed(client, whole) for client in others] == [[], [], []]
    assert listed(others[0], whole, person="reader") == []


def test_a_search_without_a_word_says_so(whole: str, visitor: Client) -> None:
    assert "Write a word to look for." in visitor.get(whole, {"q": "…"}).text


def test_only_the_first_few_of_a_thread_are_shown(
    whole: str, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    root = say(reader, paragraph, "Lamp 0.")
    for number in range(1, 6):
        root.reply(author=reader, body=f"Lamp {number}.")
    page = visitor.get(whole, {"q": "lamp"}).text
    assert re.findall(r"</mark> (\d)\.", page) == ["0", "1", "2"]
    assert "And more in this thread" in page
