import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations import footnotes
from annotations.models import Comment
from commentary.models import Article, User
from tests.annotations.acting import edit, mark, say
from tests.annotations.views.test_article import Texts
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

OIL = "pays for the oil"


def printed(client: Client, article: Article, notes: str) -> str:
    response = client.get(reverse("print", args=[article.slug]), {"notes": notes})
    assert response.status_code == 200
    return response.text


def hanging(page: str) -> list[tuple[str, str]]:
    """Which notes hang on which words, or on which paragraph's end."""
    found = re.findall(r'(?:<mark|id="(p\d)") ?data-notes="([^"]*)"[^>]*>([^<]*)', page)
    return [(label or html.unescape(words), numbers) for label, numbers, words in found]


def bodies(page: str) -> list[str]:
    return re.findall(r'<div class="body" dir="auto"><p>(.*?)</p></div>', page)


@pytest.fixture
def talk(story: Article, reader: User, other_reader: User) -> None:
    third, first = (story.paragraphs.get(identity=identity) for identity in (3, 1))
    say(other_reader, third, "On the paragraph.")
    late = mark(other_reader, story, "switch the lamp off at midnight", kind="question")
    say(other_reader, third, "On the lamp.", late).reply(author=reader, body="A reply.")
    say(reader, third, "On the oil.", mark(reader, story, OIL, visibility="private"))
    say(reader, first, "At the beginning.")


def test_the_text_is_printed_to_the_letter_with_notes_or_without(
    story: Article, talk: None, reader: User, client_of: ClientOf
) -> None:
    stored = dict(story.paragraphs.values_list("identity", "text"))
    for notes in ("none", "mine", "everyones", "nonsense"):
        assert Texts(printed(client_of(reader), story, notes)).texts == stored


def test_everyone_s_comments_are_footnotes_in_the_order_of_the_text(
    story: Article, talk: None, visitor: Client
) -> None:
    page = printed(visitor, story, "everyones")
    assert bodies(page) == ["At the beginning.", "On the lamp.", "A reply.", "On the paragraph."]
    lamp = "switch the lamp off at midnight"
    assert hanging(page) == [("p1", "1"), ("p3", "3"), (lamp, "2")]
    assert "On the oil." not in page


def test_my_notes_are_what_i_marked_and_said_and_nobody_else_s(
    story: Article, talk: None, reader: User, client_of: ClientOf, visitor: Client
) -> None:
    page = printed(client_of(reader), story, "mine")
    assert bodies(page) == ["At the beginning.", "On the oil.", "A reply."]
    lamp = "switch the lamp off at midnight"
    assert hanging(page) == [("p1", "1"), (OIL, "2"), (lamp, "3")]
    response = visitor.get(reverse("print", args=[story.slug]), {"notes": "mine"})
    assert response["Location"].startswith(reverse("account_login"))


def test_without_notes_nothing_of_the_discussion_is_printed(
    story: Article, talk: None, reader: User, client_of: ClientOf
) -> None:
    page = printed(client_of(reader), story, "none")
    assert "<mark" not in page
    assert bodies(page) == []


def test_a_note_whose_words_are_gone_brings_them_and_comes_without_a_place(
    story: Article, talk: None, visitor: Client
) -> None:
    edit(story, None, {3: "Nothing is left of it.", 1: None})
    page = printed(visitor, story, "everyones")
    assert bodies(page) == ["On the paragraph.", "On the lamp.", "A reply.", "At the beginning."]
    assert hanging(page) == [("p3", "1, 2")]
    quotes = re.findall(r'<blockquote class="quote"[^>]*>(.*?)</blockquote>', page)
    assert quotes[0] == "switch the lamp off at midnight"
    assert quotes[1].startswith("The harbour town")


def test_what_was_removed_or_waits_for_a_moderator_is_not_printed(
    story: Article, talk: None, visitor: Client
) -> None:
    Comment.objects.filter(body="On the lamp.").update(held_for="links")
    first = Comment.objects.get(body="At the beginning.")
    first.remove(by=first.author)
    assert bodies(printed(visitor, story, "everyones")) == ["A reply.", "On the paragraph."]


def test_a_long_discussion_is_printed_in_part_says_so_and_costs_no_more_queries(
    story: Article, talk: None, editor: User, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(footnotes, "MOST_COMMENTS", 6)
    counts = []
    for is_whole in (True, False):
        with CaptureQueriesContext(connection) as asked:
            page = printed(visitor, story, "everyones")
        counts.append(len(asked))
        assert ("These are not all" not in page) == is_whole
        for identity in (1, 3, 5):
            say(editor, story.paragraphs.get(identity=identity))
    assert len(bodies(page)) == 6
    assert len(set(counts)) == 1
