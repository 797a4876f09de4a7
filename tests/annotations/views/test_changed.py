"""What an open page is told of comments that it shows: what was changed, removed or decided.

Nothing here says when it takes its place: that is the browser's, and tests/browser/test_changed.py.
"""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.leaving.erasing import erase
from annotations.models import Comment, Reaction, Thread
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import HTMX, mark, say
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


def activity(article: Article) -> int:
    return Article.objects.get(pk=article.pk).activity


def ask(client: Client, article: Article, since: int, *known: Comment) -> str:
    """What a page with the discussion of the third paragraph gets."""
    have = ",".join(str(comment.pk) for comment in known)
    query = {"since": since, "paragraph": 3, "opened": since, "have": have}
    return client.get(f"{article.get_absolute_url()}changes/", query, headers=HTMX).text


@pytest.fixture
def comment(paragraph: Paragraph, other_reader: User) -> Comment:
    return say(other_reader, paragraph, "Who voted for this?")


def parts(page: str) -> list[str]:
    return re.findall(r'id="((?:body|verbs|thread-state|thread-summary)-\d+)"', page)


def reword(comment: Comment) -> None:
    comment.edit(body="Who asked for this?")


def remove(comment: Comment) -> None:
    comment.remove(by=comment.author)


def react(comment: Comment) -> None:
    comment.react(by=User.objects.get(username="reader"), kind=Reaction.Kind.AGREE)


def resolve(comment: Comment) -> None:
    Thread.objects.get(pk=comment.pk).resolve(by=comment.author)


def go(comment: Comment) -> None:
    erase(comment.author, keep_words=False)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (reword, "Who asked for this?"),
        (remove, "Removed by its author."),
        (react, '<span class="tally">1</span>'),
        (resolve, "Resolved by other_reader"),
        (go, "Removed by its author."),
    ],
)
def test_what_became_of_a_comment_comes_to_a_page_that_shows_it(
    act: Callable[[Comment], None], words: str, story: Article, comment: Comment, reader: User,
    visitor: Client, client_of: ClientOf,
) -> None:  # fmt: skip
    other = say(reader, comment.paragraph, "Left as it is.")
    since = activity(story)
    act(comment)
    for client in (visitor, client_of(reader)):
        page = ask(client, story, since, comment, other)
        assert words in page
        assert f"body-{other.pk}" not in page
        assert [part.partition("-")[0] for part in parts(page)] == [
            "body", "verbs", "thread", "thread",
        ]  # fmt: skip
    assert parts(ask(visitor, story, activity(story), comment)) == []


def test_what_was_removed_and_restored_reads_as_before(
    story: Article, comment: Comment, visitor: Client
) -> None:
    comment.remove(by=comment.author)
    since = activity(story)
    comment.restore(by=comment.author)
    assert "Who voted for this?" in ask(visitor, story, since)


def test_removed_words_are_not_in_the_answer(
    story: Article, comment: Comment, visitor: Client, moderator: User
) -> None:
    since = activity(story)
    comment.remove(by=moderator, reason="Off the subject.")
    page = ask(visitor, story, since)
    assert "Who voted" not in page
    assert "Removed by a moderator: Off the subject." in page


def test_what_somebody_may_not_see_any_more_leaves_their_page_and_nobody_is_told_its_words(
    story: Article, paragraph: Paragraph, reader: User, visitor: Client, client_of: ClientOf
) -> None:
    annotation = mark(reader, story, "pays for the oil")
    said = say(reader, paragraph, "My own business.", annotation)
    since = activity(story)
    annotation.show_to("private")
    for client, is_theirs in ((visitor, False), (client_of(reader), True)):
        page = ask(client, story, since, said)
        # The thread last: what stands in it would have no place to be taken from any more.
        goes = [
            f'<li id="{what}-{said.pk}" hx-swap-oob="delete">' for what in ("comment", "thread")
        ]
        assert ("</li>".join(goes) in page) != is_theirs
        assert "My own business." not in page
    said.edit(body="Still my own business.")
    assert "business" not in ask(visitor, story, since, said)


def test_of_very_much_a_page_is_told_to_load_it_anew_what_was_removed_first(
    story: Article, paragraph: Paragraph, editor: User, visitor: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("annotations.news.live.MOST_CHANGED", 2)
    said = [say(editor, paragraph, f"Thought {number}.") for number in range(3)]
    since = activity(story)
    said[0].remove(by=editor)
    for each in said[1:]:
        each.edit(body="Better.")
    page = ask(visitor, story, since)
    assert [part for part in parts(page) if part.startswith("body")] == [
        f"body-{said[0].pk}",
        f"body-{said[2].pk}",
    ]
    assert "A lot has changed here: load it again" in page


def test_what_has_changed_costs_as_much_for_one_comment_as_for_twenty(
    story: Article, paragraph: Paragraph, editor: User, reader: User, client_of: ClientOf
) -> None:
    said = [say(editor, paragraph) for _ in range(21)]
    client, costs = client_of(reader), []
    for some in (said[:1], said[1:]):
        since = activity(story)
        for each in some:
            each.edit(body="Better words.")
        with CaptureQueriesContext(connection) as asked:
            ask(client, story, since, *said)
        costs.append(len(asked))
    assert costs[0] == costs[1]
