import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.discussions import REPLIES_A_PAGE
from annotations.models import Comment
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import edit, say
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


def chain(root: Comment, author: User, replies: int) -> Comment:
    comment = root
    for number in range(1, replies + 1):
        comment = comment.reply(author=author, body=f"Reply {number:03}.")
    return comment


def test_a_thread_has_a_page_with_all_its_replies(
    paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    root = say(reader, paragraph, "Who voted for this?")
    chain(root, reader, 40)
    page = visitor.get(reverse("thread", args=[root.pk])).text
    assert "Who voted for this?" in page
    assert re.findall(r"Reply (\d+)\.", page) == [f"{number:03}" for number in range(1, 41)]


def test_a_thread_deeper_than_any_page_goes_on_page_by_page_and_says_what_it_answers(
    paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    root = say(reader, paragraph, "Who voted for this?")
    chain(root, reader, REPLIES_A_PAGE + 2)
    page = visitor.get(f"{reverse('thread', args=[root.pk])}?page=2").text
    assert re.findall(r"Reply (\d+)\.", page) == [
        f"{number:03}" for number in (REPLIES_A_PAGE + 1, REPLIES_A_PAGE + 2)
    ]
    assert page.count("In reply to") == 1, "what it answers is on the page before"
    assert 'href="?page=1"' in page


def test_a_reply_asked_for_as_a_thread_leads_to_its_thread(
    paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    root = say(reader, paragraph)
    reply = chain(root, reader, 2)
    response = visitor.get(reverse("thread", args=[reply.pk]))
    assert response["Location"] == reverse("thread", args=[root.pk])


def test_the_thread_of_a_removed_comment_stays_for_its_replies(
    paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    root = say(reader, paragraph, "Unfortunate.")
    chain(root, reader, 1)
    root.remove(by=reader)
    page = visitor.get(reverse("thread", args=[root.pk])).text
    assert "Unfortunate." not in page
    assert "Reply 001." in page


def test_a_thread_under_a_withdrawn_paragraph_can_be_read(
    story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    root = say(reader, paragraph, "Who voted for this?")
    edit(story, None, {3: None})
    assert "Who voted for this?" in visitor.get(reverse("thread", args=[root.pk])).text


def test_a_thread_on_a_private_highlight_is_found_by_its_creator_only(
    private_remark: Comment, reader: User, others: tuple[Client, ...], client_of: ClientOf
) -> None:
    url = reverse("thread", args=[private_remark.pk])
    assert [client.get(url).status_code for client in others] == [404, 404, 404]
    assert client_of(reader).get(url).status_code == 200


def test_a_thread_of_a_draft_is_not_found(
    story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    url = reverse("thread", args=[say(reader, paragraph).pk])
    close(story, Article.Status.DRAFT)
    assert visitor.get(url).status_code == 404


@pytest.mark.parametrize("key", ["0", "99", str(2**31), str(2**63), "9" * 5000])
def test_a_thread_that_does_not_exist_is_not_found(visitor: Client, key: str) -> None:
    assert visitor.get(f"/comments/{key}/thread/").status_code == 404


def test_a_thread_costs_as_much_with_one_reply_as_with_a_hundred(
    paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    root = say(reader, paragraph)
    counts = []
    for replies in (1, 99):
        chain(root, reader, replies)
        with CaptureQueriesContext(connection) as asked:
            visitor.get(reverse("thread", args=[root.pk]))
        counts.append(len(asked))
    # The root; the article, for who may read it; how many replies, and those of this page; the
    # paragraph's number. Nothing here has a quote, so no targets are asked for.
    assert counts == [5, 5]
