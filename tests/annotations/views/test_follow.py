"""Following and muting an article, a paragraph, a thread; the list of all that one follows."""

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Comment, Following
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import HTMX, mark, say
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(paragraph: Paragraph, other_reader: User) -> Comment:
    return say(other_reader, paragraph)


@pytest.fixture(params=["article", "paragraph", "thread"])
def url(request: pytest.FixtureRequest, story: Article, thread: Comment) -> str:
    return {
        "article": reverse("follow-article", args=[story.slug]),
        "paragraph": reverse("follow-paragraph", args=[story.slug, 3]),
        "thread": reverse("follow-thread", args=[thread.pk]),
    }[request.param]


def words(user: User) -> list[str]:
    return [each.level for each in Following.objects.by(user)]


def test_each_can_be_followed_muted_and_left(url: str, reader: User, client_of: ClientOf) -> None:
    client = client_of(reader)
    for level, kept in (("follow", ["follow"]), ("mute", ["mute"]), ("none", [])):
        assert client.post(url, {"level": level}).status_code == 302
        assert words(reader) == kept
        assert client.get(url).status_code == 200


def test_what_was_chosen_is_said(
    url: str, thread: Comment, reader: User, client_of: ClientOf
) -> None:
    client = client_of(reader)
    for level, words in (
        ("follow", "You will be told what is new in this "),
        ("mute", "You hear nothing of this "),
        ("none", "You do not follow this "),
    ):
        assert words in client.post(url, {"level": level}, headers=HTMX).text
        assert words in client.post(url, {"level": level}, follow=True).text
    # Who takes a mute back hears again of what holds it.
    Following.objects.choose(reader, thread.paragraph.article, Following.Level.FOLLOW)
    answer = client.post(
        reverse("follow-thread", args=[thread.pk]), {"level": "none"}, headers=HTMX
    )
    assert "You will be told what is new in this thread." in answer.text


def test_by_htmx_the_buttons_come_back_as_they_now_are(
    url: str, reader: User, client_of: ClientOf
) -> None:
    answer = client_of(reader).post(url, {"level": "follow"}, headers=HTMX).text
    assert "<html" not in answer
    assert "✓" in answer
    assert 'value="mute"' in answer
    answer = client_of(reader).post(url, {"level": "mute"}, headers=HTMX).text
    # Mute stays in its place, behind Follow: neither lies where the other was pressed.
    assert answer.index("Follow this") < answer.index("Muted")


def test_what_the_buttons_do_not_send_is_refused(
    url: str, reader: User, client_of: ClientOf
) -> None:
    assert client_of(reader).post(url, {"level": "adore"}).status_code == 400
    assert client_of(reader).post(url).status_code == 400
    assert words(reader) == []


def test_a_visitor_is_led_to_sign_in_and_back(url: str, visitor: Client) -> None:
    assert visitor.get(url)["Location"] == f"/account/login/?next={url.replace('/', '%2F')}"


def test_a_reply_leads_to_its_thread(thread: Comment, reader: User, client_of: ClientOf) -> None:
    reply = thread.reply(author=reader, body="No.")
    answer = client_of(reader).get(reverse("follow-thread", args=[reply.pk]))
    assert answer["Location"] == reverse("follow-thread", args=[thread.pk])


def test_what_is_not_open_to_one_is_not_followed(
    story: Article, thread: Comment, paragraph: Paragraph, reader: User, client_of: ClientOf
) -> None:
    private = mark(thread.author, story, "council", visibility="private")
    hidden = say(thread.author, paragraph, annotation=private)
    client = client_of(reader)
    hidden_url = reverse("follow-thread", args=[hidden.pk])
    assert client.post(hidden_url, {"level": "follow"}).status_code == 404
    close(story, "draft")
    for name, args in (
        ("follow-article", [story.slug]),
        ("follow-paragraph", [story.slug, 3]),
        ("follow-thread", [thread.pk]),
    ):
        assert client.post(reverse(name, args=args), {"level": "follow"}).status_code == 404


def test_the_pages_say_what_one_follows(
    story: Article, paragraph: Paragraph, thread: Comment, reader: User, client_of: ClientOf
) -> None:
    client = client_of(reader)
    assert "Following this" not in client.get(story.get_absolute_url()).text
    Following.objects.choose(reader, story, "follow")
    assert client.get(story.get_absolute_url()).text.count("Following this article ✓") == 1
    panel = client.get(reverse("discussion", args=[story.slug, 3])).text
    assert "Following this" not in panel
    # What the article tells already can be muted for the paragraph and the thread.
    menu = client.get(reverse("comment-menu", args=[thread.pk])).text
    assert "Mute this paragraph" in panel
    assert "Mute this thread" in menu
    for page in (panel, menu):
        assert page.count('value="mute"') == 1
        assert 'value="follow"' not in page


def test_the_list_shows_all_and_each_can_be_left_from_there(
    story: Article, paragraph: Paragraph, thread: Comment, reader: User, client_of: ClientOf
) -> None:
    client = client_of(reader)
    Following.objects.choose(reader, story, "follow")
    Following.objects.choose(reader, paragraph, "mute")
    Following.objects.choose(reader, thread.opened, "follow")
    page = client.get("/following/").text
    assert page.count("Unfollow") == 2
    assert page.count("Unmute") == 1
    address = reverse("follow-thread", args=[thread.pk])
    answer = client.post(address, {"level": "none", "next": "/following/"})
    assert answer["Location"] == "/following/"
    answer = client.post(address, {"level": "none", "next": "https://elsewhere.example/"})
    assert answer["Location"] == thread.get_absolute_url()


def test_the_list_leaves_out_what_is_not_open_to_one_any_more(
    story: Article, paragraph: Paragraph, other_reader: User, reader: User, client_of: ClientOf
) -> None:
    annotation = mark(other_reader, story, "council")
    thread = say(other_reader, paragraph, annotation=annotation).opened
    for thing in (story, paragraph, thread):
        Following.objects.choose(reader, thing, "follow")
    client = client_of(reader)
    assert client.get("/following/").text.count("Unfollow") == 3
    annotation.show_to("private")
    assert client.get("/following/").text.count("Unfollow") == 2
    close(story, "draft")
    assert client.get("/following/").text.count("Unfollow") == 0


def test_the_list_costs_as_much_with_one_as_with_thirty(
    story: Article,
    paragraph: Paragraph,
    reader: User,
    other_reader: User,
    client_of: ClientOf,
    django_assert_num_queries: object,
) -> None:
    client = client_of(reader)
    for _number in range(30):
        Following.objects.choose(reader, say(other_reader, paragraph).opened, "follow")
    # The session and the person, how many and which, and what they have not seen; their rights.
    with django_assert_num_queries(7):  # type: ignore[operator]
        assert client.get("/following/").text.count("Unfollow") == 30
