import pytest
from django.test import Client

from annotations.discussions import REPLIES_A_PAGE, REPLIES_AMONG_THREADS, THREADS_A_PAGE
from annotations.models import Comment
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import edit, mark, say
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


def follow(client: Client, comment: Comment) -> tuple[str, str]:
    """Where its permalink leads, and the page that one finds there."""
    address = client.get(comment.get_absolute_url())["Location"]
    page = client.get(address).text
    assert address.endswith(f"#{comment.label}")
    assert f'id="{comment.label}"' in page, "the comment is on the page that it leads to"
    return address, page


def test_a_permalink_leads_to_the_comment_beside_the_text(
    story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    address, page = follow(visitor, say(reader, paragraph))
    assert address.startswith(f"{story.get_absolute_url()}?paragraph=3")
    assert 'id="article"' in page


def test_a_permalink_finds_the_page_on_which_its_thread_is(
    paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    comments = [say(reader, paragraph) for _ in range(THREADS_A_PAGE * 2 + 1)]
    for number in (0, THREADS_A_PAGE - 1, THREADS_A_PAGE, THREADS_A_PAGE * 2):
        follow(visitor, comments[number])
    follow(visitor, comments[-1].reply(author=reader, body="And again."))


def test_a_permalink_counts_only_threads_that_its_reader_sees(
    story: Article, paragraph: Paragraph, reader: User, visitor: Client, client_of: ClientOf
) -> None:
    annotation = mark(reader, story, "pays for the oil", visibility="private")
    for _ in range(THREADS_A_PAGE):
        say(reader, paragraph, annotation=annotation)
    comment = say(reader, paragraph)
    follow(visitor, comment)
    follow(client_of(reader), comment)


def test_a_permalink_deep_in_a_long_thread_leads_to_the_thread_s_own_page(
    paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    root = say(reader, paragraph)
    replies = [root.reply(author=reader, body="And on.") for _ in range(REPLIES_A_PAGE + 1)]
    assert "/thread/" not in follow(visitor, replies[REPLIES_AMONG_THREADS - 1])[0]
    assert f"/comments/{root.pk}/thread/" in follow(visitor, replies[REPLIES_AMONG_THREADS])[0]
    assert "page=2" in follow(visitor, replies[REPLIES_A_PAGE])[0]


def test_a_permalink_under_a_withdrawn_paragraph_leads_to_the_thread(
    story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    root = say(reader, paragraph)
    reply = root.reply(author=reader, body="And on.")
    edit(story, None, {3: None})
    assert f"/comments/{root.pk}/thread/" in follow(visitor, reply)[0]


def test_a_remark_on_a_private_highlight_is_found_by_its_creator_only(
    private_remark: Comment, reader: User, others: tuple[Client, ...], client_of: ClientOf
) -> None:
    url = private_remark.get_absolute_url()
    assert [client.get(url).status_code for client in others] == [404, 404, 404]
    assert client_of(reader).get(url).status_code == 302


def test_a_comment_on_a_draft_is_not_found(
    story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    url = say(reader, paragraph).get_absolute_url()
    close(story, Article.Status.DRAFT)
    assert visitor.get(url).status_code == 404


@pytest.mark.parametrize("key", ["0", "99", str(2**31), str(2**63), "9" * 5000])
def test_a_comment_that_does_not_exist_is_not_found(visitor: Client, key: str) -> None:
    assert visitor.get(f"/comments/{key}/").status_code == 404


def test_whom_a_link_leads_to_what_was_removed_is_told_so(
    paragraph: Paragraph, reader: User, other_reader: User, client_of: ClientOf
) -> None:
    comment, client = say(reader, paragraph), client_of(other_reader)
    comment.remove(by=reader)
    told = client.get(comment.get_absolute_url(), follow=True).text
    assert "This comment was removed." in told
    assert "This comment was removed." not in client.get(paragraph.article.get_absolute_url()).text
