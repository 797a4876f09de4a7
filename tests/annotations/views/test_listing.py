"""Which threads are listed, and in which order, beside a paragraph and over the whole article."""

from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.discussions import THREADS_A_PAGE
from annotations.models import Comment, Reaction, ReadMark, Thread
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import edit, mark, say
from tests.annotations.views.asking import listed
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(paragraph: Paragraph) -> str:
    return reverse("discussion", args=[paragraph.article.slug, paragraph.identity])


@pytest.fixture
def whole(story: Article) -> str:
    return reverse("article-discussion", args=[story.slug])


# In which order


def test_threads_are_listed_oldest_newest_and_most_active_first(
    url: str, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    roots = [say(reader, paragraph, words) for words in ("One.", "Two.", "Three.")]
    roots[1].reply(author=reader, body="And so on.").reply(author=reader, body="And on.")
    roots[2].reply(author=reader, body="And so on.")
    assert listed(visitor, url) == ["One.", "Two.", "Three."]
    assert listed(visitor, url, sort="oldest") == ["One.", "Two.", "Three."]
    assert listed(visitor, url, sort="newest") == ["Three.", "Two.", "One."]
    assert listed(visitor, url, sort="active") == ["Two.", "Three.", "One."]


def test_most_agreed_with_goes_by_how_many_agree_with_the_first_comment(
    url: str, paragraph: Paragraph, reader: User, other_reader: User, visitor: Client
) -> None:
    roots = [say(reader, paragraph, words) for words in ("One.", "Two.", "Three.")]
    roots[2].react(by=other_reader, kind=Reaction.Kind.AGREE)
    reply = roots[0].reply(author=reader, body="And so on.")
    reply.react(by=other_reader, kind=Reaction.Kind.AGREE)
    assert listed(visitor, url, sort="agreed") == ["Three.", "One.", "Two."]


def test_by_place_threads_follow_the_words_and_remarks_on_the_whole_come_last(
    url: str, story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    say(reader, paragraph, "Whole.")
    for words in ("forgot to tell", "pays for the oil", "voted to switch"):
        say(reader, paragraph, f"On {words}.", mark(reader, story, words))
    assert listed(visitor, url, sort="place") == [
        "On pays for the oil.",
        "On voted to switch.",
        "On forgot to tell.",
        "Whole.",
    ]


def test_over_the_article_threads_come_by_place_with_the_words_of_their_paragraphs(
    whole: str, story: Article, reader: User, visitor: Client
) -> None:
    for identity in (4, 1, 4, 3):
        say(reader, story.paragraphs.get(identity=identity), f"On {identity}.")
    edit(story, None, {3: None})
    assert listed(visitor, whole) == ["On 1.", "On 3.", "On 4.", "On 4."]
    page = visitor.get(whole).text
    assert page.count("Two trawlers have gone aground since.") == 1
    assert page.index("The harbour town of Vell") < page.index("On 1.")
    assert "Taken out" in page


# Which of them


def test_mine_are_those_in_which_i_said_something_that_stands(
    url: str, paragraph: Paragraph, reader: User, other_reader: User, client_of: ClientOf
) -> None:
    say(reader, paragraph, "Mine.")
    say(other_reader, paragraph, "Theirs.")
    say(other_reader, paragraph, "Answered.").reply(author=reader, body="Yes.")
    say(other_reader, paragraph, "Regretted.").reply(author=reader, body="No.").remove(by=reader)
    assert listed(client_of(reader), url, show="mine") == ["Mine.", "Answered."]


def test_unresolved_leaves_out_what_is_settled(
    url: str, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    settled = say(reader, paragraph, "Settled.")
    say(reader, paragraph, "Open.")
    Thread.objects.get(pk=settled.pk).resolve(by=reader)
    assert listed(visitor, url, show="unresolved") == ["Open."]


@pytest.mark.parametrize("name", ["other_reader", "OTHER_reader", " other_reader "])
def test_threads_with_a_person_are_found_by_the_name_in_any_case(
    url: str, paragraph: Paragraph, reader: User, other_reader: User, visitor: Client, name: str
) -> None:
    say(reader, paragraph, "Without.")
    say(reader, paragraph, "With.").reply(author=other_reader, body="Me too.")
    assert listed(visitor, url, person=name) == ["With."]


def test_filters_are_taken_together_and_kept_by_the_form_and_by_the_next_page(
    url: str, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    for number in range(THREADS_A_PAGE + 2):
        say(reader, paragraph, f"Number {number}.")
    asked = {"sort": "newest", "show": "unresolved", "person": "reader"}
    page = visitor.get(url, asked).text
    following = f"{url}?{urlencode(asked).replace('&', '&amp;')}&amp;page=2"
    assert f'hx-get="{following}"' in page
    assert '<option value="newest" selected>' in page
    assert '<option value="unresolved" selected>' in page
    assert 'value="reader"' in page
    assert listed(visitor, url, **asked, page="2") == ["Number 1.", "Number 0."]


def test_where_no_thread_is_like_that_the_way_back_is_shown(
    url: str, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    say(reader, paragraph)
    page = visitor.get(url, {"person": "nobody"}).text
    assert "No threads match." in page
    assert f'<a href="{url}" hx-get="{url}"' in page


def test_a_visitor_has_no_threads_of_their_own_to_ask_for(
    url: str, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    say(reader, paragraph, "One.")
    say(reader, paragraph, "Two.")
    assert '<option value="mine"' not in visitor.get(url).text
    assert listed(visitor, url, show="mine") == ["One.", "Two."]


# The page of the whole discussion


def test_the_article_leads_to_its_discussion(whole: str, story: Article, visitor: Client) -> None:
    page = visitor.get(story.get_absolute_url()).text
    assert f'<a id="comment-total" href="{whole}">' in page


def test_a_panel_that_asks_for_the_whole_discussion_gets_the_page(
    whole: str, visitor: Client
) -> None:
    page = visitor.get(whole, headers={"HX-Request": "true", "HX-Target": "discussion"})
    assert "<h1>The discussion</h1>" in page.text


def test_the_discussion_of_a_draft_is_found_by_editors_only(
    whole: str, story: Article, editor: User, visitor: Client, client_of: ClientOf
) -> None:
    close(story, Article.Status.DRAFT)
    assert visitor.get(whole).status_code == 404
    assert client_of(editor).get(whole).status_code == 200


def test_words_that_changed_since_are_said_to_have_for_each_paragraph(
    whole: str, story: Article, reader: User, visitor: Client
) -> None:
    say(reader, story.paragraphs.get(identity=1), "On the first.")
    say(reader, story.paragraphs.get(identity=4), "On the fourth.")
    edit(story, None, {4: "Three trawlers have gone aground since."})
    page = visitor.get(whole).text
    assert page.count("The paragraph has changed since") == 1
    assert page.index("On the first.") < page.index("The paragraph has changed since")


# Folding


def test_a_resolved_thread_comes_folded_unless_it_is_asked_for(
    url: str, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    root = say(reader, paragraph, "Settled.")
    Thread.objects.get(pk=root.pk).resolve(by=reader)
    assert f'data-thread="{root.pk}">' in visitor.get(url).text
    assert f'data-thread="{root.pk}" open>' in visitor.get(url, {"thread": root.pk}).text
    assert f"thread={root.pk}" in visitor.get(root.get_absolute_url())["Location"]


# Queries


def talk(story: Article, reader: User, threads: int) -> None:
    for number in range(threads):
        paragraph = story.paragraphs.get(identity=number % 5 + 1)
        annotation = mark(reader, story, "pays for the oil") if number % 3 == 0 else None
        root = say(reader, paragraph, f"The lamp {number}.", annotation)
        if number % 2 == 0:
            root.reply(author=reader, body="Indeed, the lamp.")


@pytest.mark.parametrize(
    ("asked", "cost"),
    [
        # The article, its total, its paragraphs' numbers; how many threads and those of this page
        # with the targets of their quotes; where their first replies end, and these.
        ({}, 8),
        ({"sort": "place"}, 8),
        ({"sort": "newest", "show": "unresolved"}, 8),
        ({"sort": "active", "person": "reader"}, 8),
        # What was found instead of replies.
        ({"q": "lamp"}, 7),
        ({"q": "lamp", "sort": "active", "person": "reader"}, 7),
    ],
)
def test_the_whole_discussion_costs_as_much_with_three_threads_as_with_thirty(
    whole: str,
    story: Article,
    reader: User,
    visitor: Client,
    asked: dict[str, str],
    cost: int,
) -> None:
    counts = []
    for threads in (3, 27):
        talk(story, reader, threads)
        with CaptureQueriesContext(connection) as queries:
            assert visitor.get(whole, asked).status_code == 200
        counts.append(len(queries))
    assert counts == [cost, cost]


def test_a_reply_deep_down_is_placed_at_the_cost_of_one_at_the_top(
    paragraph: Paragraph, reader: User, client_of: ClientOf
) -> None:
    client, comment = client_of(reader), say(reader, paragraph).reply(author=reader, body="Yes.")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("reply", args=[comment.pk])).status_code == 200
        counts.append(len(queries))
        for _ in range(12):
            comment = Comment.objects.get(pk=comment.pk).reply(author=reader, body="And on.")
    assert counts[1] == counts[0]
    assert 'data-indent="4"' in client.get(reverse("reply", args=[comment.pk])).text


def test_threads_with_something_new_to_oneself_are_found(
    url: str,
    whole: str,
    story: Article,
    paragraph: Paragraph,
    reader: User,
    other_reader: User,
    client_of: ClientOf,
) -> None:
    answered = say(reader, paragraph, "Answered.")
    say(other_reader, paragraph, "Read.")
    client = client_of(reader)
    assert listed(client, url, show="new") == []
    with transaction.atomic():
        ReadMark.objects.change(reader, story)
    answered.reply(author=other_reader, body="New.")
    assert listed(client, url, show="new") == ["Answered."]
    assert listed(client, whole, show="new") == ["Answered."]
