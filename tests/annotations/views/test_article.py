import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from django.test import Client

from annotations.models import Annotation
from annotations.selectors import dump_short
from commentary.models import Article, User
from tests.annotations.acting import HTMX, edit, mark, say, words_of
from tests.annotations.views.asking import queries
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

OIL = "pays for the oil"


class Texts(HTMLParser):
    """textContent of every element that prints a paragraph, by identity."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: dict[int, str] = {}
        self.within: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        identity = dict(attrs).get("data-paragraph")
        if tag in {"p", "h2", "blockquote"} and identity:
            self.texts[int(identity)] = ""
            self.within = [tag]
        elif self.within and tag != "br":
            self.within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.within and self.within[-1] == tag:
            self.within.pop()

    def handle_data(self, data: str) -> None:
        if self.within:
            self.texts[next(reversed(self.texts))] += data


def get(client: Client, article: Article, **query: object) -> str:
    response = client.get(f"{article.get_absolute_url()}?{urlencode(query)}")
    assert response.status_code == 200
    return response.text


def test_the_page_holds_every_paragraph_exactly_as_it_is_stored(
    article: Article, reader: User, client_of: ClientOf
) -> None:
    mark(reader, article, "heads of states don’t usually attend", kind="question")
    stored = dict(article.paragraphs.values_list("identity", "text"))
    assert Texts(get(client_of(reader), article)).texts == stored


def test_the_page_shows_the_front_and_the_imprint(article: Article, visitor: Client) -> None:
    page = get(visitor, article)
    for text in (article.kicker, article.title, article.standfirst, article.rights, article.note):
        assert text in page


def test_body_paragraphs_are_numbered_and_link_to_themselves(
    article: Article, visitor: Client
) -> None:
    numbers = re.findall(r'data-number="(\d+)"', get(visitor, article))
    assert numbers == [str(number) for number in range(1, 17)]


def test_marked_words_are_shown_by_how_many_marked_them(
    story: Article, reader: User, other_reader: User, visitor: Client
) -> None:
    mark(reader, story, OIL)
    mark(other_reader, story, OIL, kind="question")
    assert '<mark class="level-2 question">' in get(visitor, story)


def test_ones_own_marks_are_shown_as_ones_own(
    story: Article, reader: User, other_reader: User, client_of: ClientOf
) -> None:
    mark(reader, story, OIL)
    assert "mine" in get(client_of(reader), story).split(OIL)[0].rpartition("<mark")[2]
    assert "mine" not in get(client_of(other_reader), story).split(OIL)[0].rpartition("<mark")[2]


def test_a_private_mark_is_shown_to_its_creator_only(
    story: Article,
    reader: User,
    other_reader: User,
    moderator: User,
    editor: User,
    visitor: Client,
    client_of: ClientOf,
) -> None:
    annotation = mark(reader, story, OIL, visibility="private")
    say(reader, story.paragraphs.get(identity=3), "My own thought.", annotation)
    assert "<mark" in get(client_of(reader), story)
    others = (visitor, client_of(other_reader), client_of(moderator), client_of(editor))
    for client in others:
        for query in ({}, {"annotation": annotation.pk}, {"paragraph": 3}):
            page = get(client, story, **query)
            assert "<mark" not in page
            assert "My own thought." not in page
            assert "1 comment<" not in page


def test_a_removed_mark_is_shown_to_nobody(
    story: Article, reader: User, visitor: Client, client_of: ClientOf
) -> None:
    mark(reader, story, OIL).remove()
    assert "<mark" not in get(visitor, story)
    assert "<mark" not in get(client_of(reader), story)


def test_the_number_of_comments_stands_beside_each_paragraph(
    story: Article, reader: User, visitor: Client
) -> None:
    say(reader, story.paragraphs.get(identity=3))
    page = get(visitor, story)
    assert re.search(r'id="count-3"[^>]*data-count="1"', page)
    assert re.search(r'id="count-2"[^>]*data-count="\+"', page)


def test_a_link_to_an_annotation_points_at_its_words(
    story: Article, reader: User, visitor: Client
) -> None:
    annotation = mark(reader, story, "the fishing fleet.", "The council")
    page = get(visitor, story, annotation=annotation.pk)
    assert page.count("shown") >= 2
    assert '<mark id="shown" class="level-1 highlight shown">' in page


def test_a_link_to_an_annotation_of_another_article_points_at_nothing(
    story: Article, article: Article, reader: User, visitor: Client
) -> None:
    annotation = mark(reader, article, "game-changer")
    assert 'id="shown"' not in get(visitor, story, annotation=annotation.pk)


def test_a_link_to_words_points_at_them(story: Article, visitor: Client) -> None:
    passage = dump_short(words_of(story, OIL))
    page = get(visitor, story, passage=passage, revision=1)
    assert f'<mark id="shown" class="shown">{OIL}</mark>' in page
    assert f'<mark id="shown" class="shown">{OIL}</mark>' in get(visitor, story, passage=passage)


def test_a_link_to_words_of_an_older_revision_follows_them(story: Article, visitor: Client) -> None:
    passage = dump_short(words_of(story, OIL))
    text = story.paragraphs.get(identity=3).text
    edit(story, None, {3: f"It is late in the year. {text}"})
    page = get(visitor, story, passage=passage, revision=1)
    assert f'<mark id="shown" class="shown">{OIL}</mark>' in page


def test_a_link_to_words_that_are_gone_shows_the_article(story: Article, visitor: Client) -> None:
    passage = dump_short(words_of(story, OIL))
    edit(story, None, {3: None})
    assert 'id="shown"' not in get(visitor, story, passage=passage, revision=1)


def test_a_discussion_can_be_open_beside_the_text(
    story: Article, reader: User, visitor: Client
) -> None:
    say(reader, story.paragraphs.get(identity=3), "Who voted for this?")
    assert "Who voted for this?" not in get(visitor, story)
    assert "Who voted for this?" in get(visitor, story, paragraph=3)


def test_a_paragraph_that_the_article_never_had_is_not_found(
    story: Article, visitor: Client
) -> None:
    assert visitor.get(story.get_absolute_url(), {"paragraph": 99}).status_code == 404


def traces(page: str) -> list[str]:
    """What the page says where paragraphs were taken out."""
    return re.findall(r'class="trace"[^>]*aria-label="([^"]*)"', page)


def test_a_withdrawn_paragraph_that_was_discussed_leaves_a_trace_where_it_stood(
    story: Article, reader: User, visitor: Client
) -> None:
    comment = say(reader, story.paragraphs.get(identity=4))
    comment.reply(author=reader, body="Yes.")
    edit(story, None, {2: None, 4: None})
    page = get(visitor, story)
    assert traces(page) == ["1 paragraph taken out · 2 comments"], "nothing was said about p2"
    after, _trace, before = page.partition('<a class="trace" id="p4"')
    assert 'id="p3"' in after
    assert 'id="p5"' in before
    assert f'href="{story.get_absolute_url()}paragraphs/4/" hx-get=' in before


def test_withdrawn_neighbours_leave_one_trace_that_leads_to_each(
    story: Article, reader: User, visitor: Client
) -> None:
    for identity in (1, 3, 4):
        say(reader, story.paragraphs.get(identity=identity))
    edit(story, None, {1: None, 3: None, 4: None})
    page = get(visitor, story)
    assert traces(page) == [
        "1 paragraph taken out · 1 comment",
        "2 paragraphs taken out · 2 comments",
        "The council, which pays for the oil, would …",
        "Two trawlers have gone aground since. Nobody was …",
    ]
    assert page.index('id="p1"') < page.index('id="p2"')
    assert "3 comments<" in page


def test_a_paragraph_that_is_put_back_leaves_no_trace(
    story: Article, reader: User, visitor: Client
) -> None:
    say(reader, story.paragraphs.get(identity=4))
    edit(story, None, {4: None})
    story.bring_back(1, by=None, based_on=2)
    assert traces(get(visitor, story)) == []


def test_the_page_with_traces_holds_no_words_but_those_of_the_text(
    story: Article, reader: User, visitor: Client
) -> None:
    for identity in (1, 3, 4):
        say(reader, story.paragraphs.get(identity=identity))
    edit(story, None, {1: None, 3: None, 4: None})
    article = re.search(r'<article id="article".*?</article>', get(visitor, story), re.DOTALL)
    assert article is not None
    words = unescape(re.sub(r"<[^>]*>", " ", article[0])).split()
    texts = story.paragraphs.in_text().in_order().values_list("text", flat=True)
    assert words == " ".join(texts).split()


def test_an_orphan_of_a_withdrawn_paragraph_is_found_by_those_who_may_see_it(
    story: Article, reader: User, visitor: Client, client_of: ClientOf
) -> None:
    mark(reader, story, "Two trawlers have gone aground since", visibility="private")
    edit(story, None, {4: None})
    assert "/paragraphs/4/" in get(client_of(reader), story)
    assert "/paragraphs/4/" not in get(visitor, story)


def test_a_history_restore_gets_the_whole_page(story: Article, visitor: Client) -> None:
    restore = {**HTMX, "HX-History-Restore-Request": "true"}
    response = visitor.get(story.get_absolute_url(), headers=restore)
    assert "<html" in response.text


def test_visitors_are_offered_to_sign_in_and_readers_to_highlight(
    story: Article, reader: User, visitor: Client, client_of: ClientOf
) -> None:
    offered = get(visitor, story).split('id="toolbar"')[1]
    assert "Sign in</a>" in offered
    assert "Sign up</a>" in offered
    toolbar = get(client_of(reader), story).split('id="toolbar"')[1]
    assert "Highlight</button>" in toolbar


def test_a_closed_article_offers_neither(
    story: Article, reader: User, visitor: Client, client_of: ClientOf
) -> None:
    close(story)
    assert "Sign in" not in get(visitor, story).split('id="toolbar"')[1]
    page = get(client_of(reader), story)
    assert "The discussion is closed" in page
    assert "Highlight</button>" not in page


def test_a_draft_is_found_by_editors_only(
    story: Article, visitor: Client, reader: User, editor: User, client_of: ClientOf
) -> None:
    close(story, Article.Status.DRAFT)
    url = story.get_absolute_url()
    assert visitor.get(url).status_code == 404
    assert client_of(reader).get(url).status_code == 404
    assert client_of(editor).get(url).status_code == 200


def test_an_address_that_no_article_has_is_not_found(visitor: Client) -> None:
    assert visitor.get("/articles/nowhere/").status_code == 404


def test_the_article_takes_nothing(story: Article, reader: User, client_of: ClientOf) -> None:
    assert client_of(reader).post(story.get_absolute_url()).status_code == 405


# Queries


def test_a_visitor_s_page_costs_four_queries_with_one_annotation_or_two_hundred(
    story: Article, reader: User, other_reader: User, visitor: Client
) -> None:
    # What state the article is in; then, where that is not the page kept, the article, its
    # paragraphs with their margins, the withdrawn ones that were discussed.
    mark(reader, story, OIL)
    assert queries(visitor, story.get_absolute_url()) == 4
    assert queries(visitor, story.get_absolute_url()) == 1
    for number in range(200):
        annotation = mark(reader if number % 2 else other_reader, story, OIL)
        if number % 20 == 0:
            say(reader, story.paragraphs.get(identity=3), annotation=annotation)
    assert Annotation.objects.count() == 201
    assert queries(visitor, story.get_absolute_url()) == 4


def test_a_reader_s_page_costs_twelve_queries_with_one_annotation_or_two_hundred(
    story: Article, reader: User, other_reader: User, client_of: ClientOf
) -> None:
    # Those of a visitor; the session and the person; what they may do (theirs, their groups'), and
    # whether they are suspended; their own marks, and how far they have read; whether they follow
    # the article, and what they have not seen.
    client = client_of(reader)
    mark(reader, story, OIL)
    assert queries(client, story.get_absolute_url()) == 12
    for number in range(200):
        mark(reader if number % 2 else other_reader, story, OIL)
    assert queries(client, story.get_absolute_url()) == 12
