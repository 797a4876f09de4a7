"""What an open page is told when it asks what has changed."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.models import Comment, Margin
from annotations.models.contributing import Contributor
from annotations.news.asking import Asker
from annotations.news.pace import LATEST, SOONEST
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import HTMX, edit, mark, say
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

OIL = "pays for the oil"


def activity(article: Article) -> int:
    return Article.objects.get(pk=article.pk).activity


def ask(client: Client, article: Article, **query: object) -> HttpResponse:
    return client.get(f"{article.get_absolute_url()}changes/", query, headers=HTMX)


def asker_of(user: User) -> Asker:
    """What the page of this person says of them."""
    asker = Asker.of(Contributor.of(user))
    assert asker
    return asker


@pytest.mark.parametrize("who", ["visitor", "reader"])
def test_where_nothing_is_new_nothing_is_said_after_one_query(
    story: Article, visitor: Client, reader: User, client_of: ClientOf, who: str
) -> None:
    client = visitor if who == "visitor" else client_of(reader)
    now = activity(story)
    asker = {"reader": asker_of(reader).name, "suspended": 0} if who == "reader" else {}
    with CaptureQueriesContext(connection) as asked:
        response = ask(client, story, since=now, paragraph=3, opened=0, **asker)
    assert (response.status_code, response.content) == (204, b"")
    assert len(asked) == 1
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


def test_the_answer_says_when_to_ask_again_and_from_where(story: Article, visitor: Client) -> None:
    response = ask(visitor, story, since=0)
    assert response["Commentary-Activity"] == str(activity(story))
    assert response["Commentary-Pace"] == str(SOONEST)
    quiet = timezone.now() - timedelta(days=1)
    Article.objects.filter(pk=story.pk).update(active_at=quiet)
    assert ask(visitor, story, since=0)["Commentary-Pace"] == str(LATEST)


def test_counts_and_marks_that_changed_come_and_others_do_not(
    story: Article, paragraph: Paragraph, visitor: Client, reader: User
) -> None:
    since = activity(story)
    say(reader, paragraph)
    mark(reader, story, "the fishing fleet")
    page = ask(visitor, story, since=since, revision=1).text
    assert re.findall(r'class="paragraph body" id="(p\d)" hx-swap-oob', page) == ["p2", "p3"]
    assert 'data-count="1"' in page
    assert "level-1 highlight" in page
    assert "Quite so." not in page
    assert 'id="comment-total"' in page


def test_a_page_is_told_what_becomes_of_what_it_shows_from_another_paragraph(
    story: Article, paragraph: Paragraph, visitor: Client, reader: User
) -> None:
    said = say(reader, paragraph, "Quokka.")
    since = activity(story)
    said.remove(by=reader)
    at_the_next = {"since": since, "paragraph": paragraph.identity + 1, "opened": 0}
    told = f'id="thread-summary-{said.pk}"'
    assert told in ask(visitor, story, **at_the_next, have=said.pk).text
    assert told not in ask(visitor, story, **at_the_next).text


def test_a_page_is_told_of_a_paragraph_s_lock_and_of_its_end(
    story: Article, paragraph: Paragraph, reader: User, moderator: User, client_of: ClientOf
) -> None:
    client, margin = client_of(reader), Margin.objects.get_or_create(paragraph=paragraph)[0]
    locked = re.compile(rf'<div class="paragraph [^>]*id="{paragraph.label}" data-locked')
    for turn, is_locked in ((margin.lock, True), (margin.unlock, False)):
        since = activity(story)
        assert turn(by=moderator, reason="Enough.")
        for page in (
            ask(client, story, since=since).text,
            client.get(story.get_absolute_url()).text,
        ):
            assert f'id="{paragraph.label}"' in page
            assert bool(locked.search(page)) == is_locked
            assert page.count("data-locked") == is_locked


def test_a_page_that_shows_older_text_gets_no_text_but_is_told(
    story: Article, paragraph: Paragraph, visitor: Client, reader: User
) -> None:
    since = activity(story)
    say(reader, paragraph)
    edit(story, None, {2: "Its keeper says nothing."})
    page = ask(visitor, story, since=since, revision=1).text
    assert "The text was changed." in page
    assert 'id="count-3"' in page
    assert "pays for the oil" not in page


def test_the_open_discussion_is_told_of_new_threads_and_replies(
    story: Article,
    paragraph: Paragraph,
    reader: User,
    other_reader: User,
    client_of: ClientOf,
) -> None:
    root = say(reader, paragraph)
    opened = activity(story)
    root.reply(author=other_reader, body="First.")
    root.reply(author=other_reader, body="Second.")
    thread = say(other_reader, paragraph)
    thread.reply(author=other_reader, body="Comes with its thread.")
    client = client_of(reader)
    query = {"since": opened, "paragraph": 3, "opened": opened}
    page = ask(client, story, **query).text
    assert f'id="arrived-{root.pk}"' in page
    assert "2 new replies" in page
    assert "1 new thread" in page
    assert "3 new comments here" in page
    assert "First." not in page
    have = ".".join(str(pk) for pk in Comment.objects.values_list("pk", flat=True))
    assert "new repl" not in ask(client, story, **query, have=have).text


def test_ones_own_words_do_not_arrive(
    story: Article, paragraph: Paragraph, reader: User, client_of: ClientOf
) -> None:
    opened = activity(story)
    say(reader, paragraph)
    page = ask(client_of(reader), story, since=opened, paragraph=3, opened=opened).text
    assert "new thread" not in page


def test_what_is_private_or_removed_never_arrives(
    story: Article,
    paragraph: Paragraph,
    visitor: Client,
    reader: User,
    other_reader: User,
    moderator: User,
    client_of: ClientOf,
) -> None:
    root = say(reader, paragraph)
    opened = activity(story)
    private = mark(other_reader, story, OIL, visibility="private")
    say(other_reader, paragraph, "A secret.", annotation=private)
    say(other_reader, paragraph, "Taken back.").remove(by=other_reader)
    for client in (visitor, client_of(reader), client_of(moderator)):
        query = {"since": opened, "paragraph": 3, "opened": opened}
        page = ask(client, story, **query).text
        assert "new thread" not in page
        assert "<mark" not in page
        for address in (
            f"{story.get_absolute_url()}paragraphs/3/arrived/",
            f"/comments/{root.pk}/thread/arrived/",
        ):
            page = client.get(address, {"since": 0, "have": str(root.pk)}, headers=HTMX).text
            assert "A secret." not in page
            assert "Taken back." not in page or client != visitor


def test_new_threads_are_loaded_where_they_belong_with_the_focus_on_the_first(
    story: Article, paragraph: Paragraph, visitor: Client, reader: User
) -> None:
    old = say(reader, paragraph, "Old.")
    opened = activity(story)
    new = say(reader, paragraph, "New.")
    url = f"{story.get_absolute_url()}paragraphs/3/arrived/"
    response = visitor.get(url, {"since": opened, "have": old.pk}, headers=HTMX)
    assert "New." in response.text
    assert "Old." not in response.text
    assert f'hx-swap-oob="afterend:#thread-{old.pk}"' in response.text
    assert new.label in response["HX-Trigger-After-Settle"]
    known = visitor.get(url, {"since": opened, "have": new.pk}, headers=HTMX)
    assert "New." not in known.text


def test_new_replies_are_loaded_after_what_they_are_read_after(
    story: Article, paragraph: Paragraph, visitor: Client, reader: User
) -> None:
    root = say(reader, paragraph)
    first = root.reply(author=reader, body="First.")
    root.reply(author=reader, body="Second.")
    opened = activity(story)
    below = first.reply(author=reader, body="Below the first.")
    url = f"/comments/{root.pk}/thread/arrived/"
    response = visitor.get(url, {"since": opened}, headers=HTMX)
    assert f'hx-swap-oob="afterend:#reply-{first.pk}"' in response.text
    assert "Below the first." in response.text
    assert "Second." not in response.text
    assert below.label in response["HX-Trigger-After-Settle"]


def test_a_long_thread_s_new_replies_are_on_its_own_page(
    story: Article, paragraph: Paragraph, visitor: Client, reader: User
) -> None:
    root = say(reader, paragraph)
    for number in range(30):
        root.reply(author=reader, body=f"{number}")
    opened, url = activity(story), f"/comments/{root.pk}/thread/arrived/"
    new = root.reply(author=reader, body="New.")
    response = visitor.get(url, {"since": opened}, headers=HTMX)
    there = f"/comments/{root.pk}/thread/?page=1#{new.label}"
    assert response["HX-Redirect"] == there
    # There, they come to where they stand.
    own = visitor.get(url, {"since": opened, "page": 1}, headers=HTMX)
    assert new.label in own["HX-Trigger-After-Settle"]


def test_a_page_whose_session_has_ended_stops_asking(
    story: Article, paragraph: Paragraph, visitor: Client, reader: User
) -> None:
    since = activity(story)
    say(reader, paragraph)
    response = ask(visitor, story, since=since, reader="")
    assert (response.status_code, response["Commentary-Pace"]) == (204, "0")


def test_nothing_is_said_of_a_draft(
    story: Article, visitor: Client, reader: User, editor: User, client_of: ClientOf
) -> None:
    close(story, Article.Status.DRAFT)
    assert ask(visitor, story, since=0).status_code == 404
    assert ask(client_of(reader), story, since=0).status_code == 404
    assert ask(client_of(editor), story, since=0).status_code == 200


def test_news_costs_as_much_for_one_comment_as_for_fifty(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User, client_of: ClientOf
) -> None:
    client = client_of(reader)
    client.post(f"{story.get_absolute_url()}read/")
    since = activity(story)
    costs = []
    for number in (1, 50):
        for _ in range(number):
            say(other_reader, paragraph)
        with CaptureQueriesContext(connection) as asked:
            ask(client, story, since=since, paragraph=3, opened=since)
        costs.append(len(asked))
    assert costs[0] == costs[1]
