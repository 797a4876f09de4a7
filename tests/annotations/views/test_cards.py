"""What a link shows where it is posted elsewhere: what everyone may read, and that to everyone."""

import html
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from annotations.cards import LONGEST
from annotations.selectors import dump_short
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import edit, mark, say, words_of
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

OIL = "pays for the oil"
SECRET = "quokkaword"


def card(client: Client, address: str) -> dict[str, str]:
    """What a program that follows the address finds in the head of the page."""
    page = client.get(address, follow=True).text.partition("</head>")[0]
    found = re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', page)
    [canonical] = re.findall(r'<link rel="canonical" href="([^"]*)">', page) or [""]
    return {name: html.unescape(said) for name, said in [*found, ("canonical", canonical)]}


def site(path: str) -> str:
    return f"http://testserver{path}"


def test_an_article_s_card_says_what_it_is_called_and_how_it_begins(
    article: Article, visitor: Client
) -> None:
    Article.objects.filter(pk=article.pk).update(language="en-gb")
    shown = card(visitor, article.get_absolute_url())
    address = site(article.get_absolute_url())
    assert shown["og:title"] == article.title
    assert shown["og:description"] == shown["description"]
    assert article.standfirst.startswith(shown["description"].removesuffix("…"))
    assert len(shown["description"]) <= LONGEST
    assert (shown["og:url"], shown["canonical"]) == (address, address)
    assert (shown["og:type"], shown["og:site_name"]) == ("article", "Commentary")
    assert shown["og:locale"] == "en_GB"


def test_the_card_s_picture_is_there_and_is_as_large_as_it_says(
    story: Article, visitor: Client
) -> None:
    shown = card(visitor, story.get_absolute_url())
    name = shown["og:image"].removeprefix(site(f"/{settings.STATIC_URL}".replace("//", "/")))
    with open(finders.find(name), "rb") as picture:  # noqa: PTH123
        head = picture.read(24)
    size = tuple(int.from_bytes(head[at : at + 4]) for at in (16, 20))
    assert size == (int(shown["og:image:width"]), int(shown["og:image:height"])) == (1200, 630)


def test_a_passage_s_card_is_the_words_and_a_search_engine_is_sent_to_the_article(
    story: Article, visitor: Client
) -> None:
    passage = dump_short(words_of(story, OIL))
    edit(story, None, {1: "Much has changed."})
    query = f"passage={passage}&revision=1"
    shown = card(visitor, f"{story.get_absolute_url()}?{query}")
    assert shown["og:description"] == f"“{OIL}”"
    assert shown["og:url"] == site(f"{story.get_absolute_url()}?{query}")
    assert shown["canonical"] == site(story.get_absolute_url())


def test_a_mark_s_card_is_its_words_unless_it_is_private(
    story: Article, reader: User, visitor: Client, client_of: ClientOf
) -> None:
    public = mark(reader, story, OIL)
    assert card(visitor, public.get_absolute_url())["description"] == f"“{OIL}”"
    public.show_to("private")
    shown = card(client_of(reader), public.get_absolute_url())
    assert shown["description"].startswith("The harbour town")


def test_a_comment_s_card_says_who_said_what(
    story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    comment = say(reader, paragraph, "Who *voted* for this?\n\nNobody.")
    for address in (comment.get_absolute_url(), reverse("thread", args=[comment.pk])):
        shown = card(visitor, address)
        assert shown["og:title"] == "reader on “The lamp at Vell”"
        assert shown["description"] == "Who voted for this? Nobody."
        assert shown["og:url"] == site(comment.get_absolute_url())
    assert shown["canonical"] == site(reverse("thread", args=[comment.pk]))


def test_what_is_private_removed_or_held_is_in_no_card_even_for_its_author(
    story: Article, paragraph: Paragraph, reader: User, client_of: ClientOf
) -> None:
    own = say(reader, paragraph, SECRET, mark(reader, story, OIL, visibility="private"))
    removed = say(reader, paragraph, SECRET)
    removed.remove(by=reader)
    held = say(reader, paragraph, SECRET)
    type(held).objects.filter(pk=held.pk).update(held_for="links")
    for comment in (own, own.reply(author=reader, body=SECRET), removed, held):
        for address in (comment.get_absolute_url(), reverse("thread", args=[comment.thread_pk])):
            assert SECRET not in str(card(client_of(reader), address))


def test_a_paragraph_s_discussion_shows_the_paragraph(
    story: Article, paragraph: Paragraph, visitor: Client
) -> None:
    address = reverse("discussion", args=[story.slug, 3])
    shown = card(visitor, f"{address}?page=1")
    assert paragraph.text.startswith(shown["description"].removesuffix("…"))
    assert shown["canonical"] == site(address)


def test_a_draft_has_no_card(
    story: Article, paragraph: Paragraph, editor: User, client_of: ClientOf
) -> None:
    comment = say(editor, paragraph)
    close(story, Article.Status.DRAFT)
    for address in (story.get_absolute_url(), comment.get_absolute_url()):
        shown = card(client_of(editor), address)
        assert "og:title" not in shown
        assert shown["canonical"] == ""
