"""The list of what one was told, its count in the head of every page, and how often mail comes."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from annotations.models import Comment, Mailbox, Notification
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import mark, say
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf
from tests.working import work

pytestmark = pytest.mark.django_db
LIST = "/notifications/"


@pytest.fixture
def client(reader: User, client_of: ClientOf) -> Client:
    return client_of(reader)


@pytest.fixture
def thread(paragraph: Paragraph, reader: User) -> Comment:
    return say(reader, paragraph, "Who pays?")


@pytest.fixture
def answer(thread: Comment, other_reader: User) -> Comment:
    """Somebody answers the reader, who is told."""
    answer = thread.reply(author=other_reader, body="The *town* does.")
    work()
    return answer


def badge(client: Client) -> str:
    _before, found, rest = client.get("/").text.partition('class="badge">')
    return rest.partition("<")[0] if found else ""


def test_the_list_says_who_did_what_where_and_leads_there(
    client: Client, answer: Comment, paragraph: Paragraph
) -> None:
    page = client.get(LIST).text
    assert "other_reader replied to you" in page
    assert "The town does." in page
    assert paragraph.article.title in page
    assert paragraph.text[:40] in page
    told = Notification.objects.get()
    opened = client.get(reverse("notification", args=[told.pk]))
    assert opened["Location"] == answer.get_absolute_url()
    assert badge(client) == ""


def test_the_head_of_every_page_counts_what_is_new(
    client: Client, thread: Comment, answer: Comment, other_reader: User
) -> None:
    thread.reply(author=other_reader, body="Or does it?")
    work()
    assert badge(client) == "2"


def test_what_is_new_is_counted_to_a_hundred(
    client: Client, thread: Comment, answer: Comment, reader: User
) -> None:
    Notification.objects.bulk_create(
        Notification(person=reader, kind="thread", event=str(number), comment=answer)
        for number in range(150)
    )
    assert badge(client) == "99+"


def test_a_comment_opened_by_any_link_is_not_new_any_more(client: Client, answer: Comment) -> None:
    client.get(answer.get_absolute_url())
    assert badge(client) == ""


def test_one_or_all_are_marked_as_read(
    client: Client, thread: Comment, answer: Comment, other_reader: User
) -> None:
    thread.reply(author=other_reader, body="Or does it?")
    work()
    first = Notification.objects.newest_first()[0]
    assert client.post(reverse("notification", args=[first.pk]))["Location"] == LIST
    assert badge(client) == "1"
    assert client.post(LIST)["Location"] == LIST
    assert badge(client) == ""
    assert "other_reader replied to you" in client.get(LIST).text


def test_what_others_were_told_is_none_of_one_s_business(
    answer: Comment, other_reader: User, client_of: ClientOf
) -> None:
    stranger = client_of(other_reader)
    told = Notification.objects.get()
    assert stranger.get(reverse("notification", args=[told.pk])).status_code == 404
    assert stranger.post(reverse("notification", args=[told.pk])).status_code == 404
    stranger.post(LIST)
    assert Notification.objects.unread().count() == 1
    assert "replied to you" not in stranger.get(LIST).text


def test_what_was_removed_or_closed_to_them_has_vanished(
    client: Client, answer: Comment, other_reader: User, story: Article
) -> None:
    answer.remove(by=other_reader)
    assert "replied to you" not in client.get(LIST).text
    assert badge(client) == ""
    answer.restore(by=answer.author)
    assert badge(client) == "1"
    close(story, "draft")
    assert badge(client) == ""
    assert "replied to you" not in client.get(LIST).text


def test_a_highlight_made_private_takes_what_was_told_with_it(
    client: Client, paragraph: Paragraph, story: Article, reader: User, other_reader: User
) -> None:
    annotation = mark(other_reader, story, "council")
    root = say(other_reader, paragraph, "Mine alone.", annotation)
    Notification.objects.create(person=reader, kind="thread", event="told", comment=root)
    assert badge(client) == "1"
    annotation.show_to("private")
    assert badge(client) == ""
    assert "Mine alone." not in client.get(LIST).text


def test_the_list_costs_as_much_with_one_as_with_forty(
    client: Client,
    thread: Comment,
    answer: Comment,
    other_reader: User,
    django_assert_num_queries: object,
) -> None:
    for number in range(39):
        thread.reply(author=other_reader, body=f"Answer {number}.")
    work()
    # The session and the person, their rights; how many and which, and what they have not seen.
    with django_assert_num_queries(7):  # type: ignore[operator]
        assert client.get(LIST).text.count("replied to you") == 40


def test_how_often_mail_comes_is_one_s_own_choice(client: Client, reader: User) -> None:
    url = reverse("mail-settings")
    page = client.get(url).text
    assert "until you have confirmed your address" in page
    assert not Mailbox.objects.exists()
    EmailAddress.objects.create(user=reader, email=reader.email, primary=True, verified=True)
    assert reader.email in client.get(url).text
    assert client.post(url, {"pace": "daily"})["Location"] == url
    assert Mailbox.objects.get().pace == "daily"
    assert client.post(url, {"pace": "yearly"}).status_code == 422
    assert Mailbox.objects.get().pace == "daily"


def test_what_waits_for_a_daily_mail_does_not_wait_for_it_when_one_asks_for_mail_at_once(
    client: Client, thread: Comment, reader: User, other_reader: User
) -> None:
    url = reverse("mail-settings")
    client.post(url, {"pace": "daily"})
    thread.reply(author=other_reader, body="The town.")
    work()
    later = Mailbox.objects.get(person=reader).due_at
    client.post(url, {"pace": "at-once"})
    sooner = Mailbox.objects.get(person=reader).due_at
    assert later
    assert sooner
    assert sooner < later
