"""Marking as read, as unread, and going on to what is new."""

import pytest
from django.test import Client

from annotations.models import Comment, ReadMark
from annotations.news.unread import news_of
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import HTMX, edit, htmx_for, mark, say
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(story: Article) -> str:
    return f"{story.get_absolute_url()}read/"


@pytest.fixture
def client(reader: User, client_of: ClientOf) -> Client:
    return client_of(reader)


@pytest.fixture
def begun(client: Client, url: str) -> None:
    client.post(url)


def new_to(person: User, article: Article) -> set[int]:
    return set(news_of(Article.objects.get(pk=article.pk), person).comments)


def test_looking_at_an_article_writes_nothing(
    story: Article, client: Client, paragraph: Paragraph, other_reader: User
) -> None:
    say(other_reader, paragraph)
    page = client.get(story.get_absolute_url(), {"paragraph": 3}).text
    assert not ReadMark.objects.exists()
    assert "data-begins" in page
    assert 'class="new"' not in page


@pytest.mark.usefixtures("begun")
def test_what_is_new_is_said_of_comment_paragraph_and_article(
    story: Article, client: Client, paragraph: Paragraph, other_reader: User
) -> None:
    say(other_reader, paragraph)
    page = client.get(story.get_absolute_url(), {"paragraph": 3}).text
    assert "data-begins" not in page
    assert page.count('<span class="new"><span class="visually-hidden">new</span></span>') == 1
    assert 'data-new="1" aria-label="1 comment, 1 new"' in page
    assert ">1 new</a>" in page.partition("</header>")[2].partition('id="article"')[0]
    assert ">1 new</a>" in client.get("/").text


@pytest.mark.usefixtures("begun")
def test_the_new_of_one_person_is_shown_to_nobody_else(
    story: Article,
    paragraph: Paragraph,
    other_reader: User,
    editor: User,
    visitor: Client,
    client_of: ClientOf,
) -> None:
    say(other_reader, paragraph)
    for client in (visitor, client_of(editor), client_of(other_reader)):
        page = client.get(story.get_absolute_url(), {"paragraph": 3}).text
        assert 'class="new"' not in page
        assert "data-new" not in page


@pytest.mark.usefixtures("begun")
def test_read_comments_are_not_new_and_the_counts_come_back(
    url: str, story: Article, client: Client, paragraph: Paragraph, reader: User, other_reader: User
) -> None:
    first, second = say(other_reader, paragraph), say(other_reader, paragraph)
    response = client.post(url, {"comments": str(first.pk)}, headers=HTMX)
    assert new_to(reader, story) == {second.pk}
    assert 'id="count-3"' in response.text
    assert 'data-new="1"' in response.text
    assert 'id="count-2"' not in response.text
    response = client.post(url, {"comments": str(second.pk)}, headers=HTMX)
    assert "data-new" not in response.text
    assert "All read" in response.text


@pytest.mark.usefixtures("begun")
def test_a_paragraph_or_everything_is_read_by_a_button(
    url: str, story: Article, client: Client, paragraph: Paragraph, reader: User, other_reader: User
) -> None:
    said = [say(other_reader, paragraph)]
    other = story.paragraphs.select_related("article").get(identity=2)
    said.append(say(other_reader, other))
    assert client.post(url, {"paragraph": 3})["Location"] == story.get_absolute_url()
    assert new_to(reader, story) == {said[1].pk}
    assert client.post(url, {"everything": 1}).status_code == 302
    assert new_to(reader, story) == set()


@pytest.mark.usefixtures("begun")
def test_comments_that_one_may_not_see_say_nothing_about_themselves(
    url: str, story: Article, client: Client, paragraph: Paragraph, other_reader: User
) -> None:
    private = mark(other_reader, story, "pays for the oil", visibility="private")
    secret = say(other_reader, paragraph, annotation=private)
    assert client.post(url, {"comments": str(secret.pk)}, headers=HTMX).status_code == 200
    assert "1 comment" not in client.get(story.get_absolute_url()).text


@pytest.mark.parametrize("nonsense", ["", "x", "-1", "²", "\0", str(2**63), "9" * 5000])
@pytest.mark.parametrize("name", ["comments", "paragraph", "text"])
def test_nonsense_is_refused_or_means_nothing(
    url: str, client: Client, name: str, nonsense: str
) -> None:
    assert client.post(url, {name: nonsense}).status_code in {302, 400}


def test_the_text_that_changed_is_said_and_compared_and_read(
    url: str, story: Article, client: Client
) -> None:
    client.post(url)
    edit(story, None, {2: "Its keeper says nothing."})
    page = client.get(story.get_absolute_url()).text
    address = f"{story.get_absolute_url()}revisions/1/2/"
    assert f'<a href="{address}">Text changed since you read it</a>' in page
    comparison = client.get(address).text
    assert '<input type="hidden" name="text" value="2">' in comparison
    client.post(url, {"text": 2})
    assert "Text changed since" not in client.get(story.get_absolute_url()).text
    assert '<input type="hidden" name="text"' not in client.get(address).text


def test_nobody_has_read_a_revision_that_is_yet_to_come(
    url: str, story: Article, client: Client
) -> None:
    client.post(url, {"text": 99})
    edit(story, None, {2: "Its keeper says nothing."})
    assert "Text changed since" in client.get(story.get_absolute_url()).text


# As unread


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_comment_is_marked_as_unread(
    story: Article,
    client: Client,
    paragraph: Paragraph,
    reader: User,
    other_reader: User,
    headers: dict[str, str],
) -> None:
    said = say(other_reader, paragraph)
    client.post(f"{story.get_absolute_url()}read/", {"everything": 1})
    response = client.post(f"/comments/{said.pk}/unread/", headers=headers)
    assert new_to(reader, story) == {said.pk}
    if headers:
        assert f'id="comment-{said.pk}"' in response.text
        assert 'class="new"' in response.text
    else:
        assert response["Location"] == said.get_absolute_url()


# On to the next


@pytest.fixture
def three(story: Article, begun: None, other_reader: User) -> list[Comment]:
    """New in the order of the text: about paragraphs 1, 3 and 3, posted in another order."""
    paragraphs = story.paragraphs.select_related("article")
    third = say(other_reader, paragraphs.get(identity=3))
    first = say(other_reader, paragraphs.get(identity=1))
    return [first, third, third.reply(author=other_reader, body="And more.")]


def test_the_next_new_one_is_the_next_in_the_text_and_after_the_last_the_first(
    story: Article, client: Client, three: list[Comment]
) -> None:
    url = f"{story.get_absolute_url()}next/"
    assert client.get(url)["Location"] == three[0].get_absolute_url()
    for here, following in zip(three, [*three[1:], three[0]], strict=True):
        assert client.get(url, {"after": here.pk})["Location"] == following.get_absolute_url()
        back = client.get(url, {"before": following.pk})
        assert back["Location"] == here.get_absolute_url()


def test_for_the_panel_the_next_new_one_comes_with_its_discussion(
    story: Article, client: Client, three: list[Comment]
) -> None:
    url = f"{story.get_absolute_url()}next/"
    response = client.get(url, {"after": three[0].pk}, headers=htmx_for("discussion"))
    assert f'id="comment-{three[1].pk}"' in response.text
    assert f'"label": "comment-{three[1].pk}"' in response["HX-Trigger-After-Settle"]
    assert "<html" not in response.text


@pytest.mark.usefixtures("begun")
def test_where_nothing_is_new_the_article_says_so(story: Article, client: Client) -> None:
    response = client.get(f"{story.get_absolute_url()}next/", follow=True)
    assert "You have read everything here." in response.text


def test_nonsense_in_the_address_of_the_next_one_leads_to_the_first(
    story: Article, client: Client, three: list[Comment]
) -> None:
    response = client.get(f"{story.get_absolute_url()}next/", {"after": "x"})
    assert response["Location"] == three[0].get_absolute_url()
