"""What waits for a moderator: its author and moderators see it, and it is counted nowhere."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from annotations.models import Act, Comment, DiscussionRules, Margin, Thread
from annotations.models.contributing import Contributor
from annotations.moderating.limits import KNOWN_WITH
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import mark, say
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

SPAM = "Read [this](https://spam.example)."


@pytest.fixture
def url(paragraph: Paragraph) -> str:
    return reverse("discussion", args=[paragraph.article.slug, paragraph.identity])


@pytest.fixture
def held(paragraph: Paragraph, reader: User) -> Comment:
    return say(reader, paragraph, SPAM)


def counted(paragraph: Paragraph) -> int:
    return Margin.objects.get(paragraph=paragraph).comments


@pytest.mark.parametrize(
    "body",
    [
        SPAM,
        "See https://spam.example",
        "See WWW.spam.example",
        "<https://spam.example>",
        "[a]: //x\n\n[a][a]",
        "[a]: //x\n\n[a]",
        "Read [this](//spam.example).",
        r"Read [this](/\/spam.example).",
        "Read [this](/&#47;spam.example).",
        "[He](/comments/2/) wrote: [this](https://spam.example)",
    ],
)
def test_links_of_a_newcomer_wait_for_a_moderator(
    body: str, paragraph: Paragraph, reader: User
) -> None:
    assert say(reader, paragraph, body).held_for == Comment.Hold.LINKS


def test_without_links_a_newcomer_need_not_wait(paragraph: Paragraph, reader: User) -> None:
    assert say(reader, paragraph, "I read (twice) that [he] was clear.").held_for == ""


def test_whom_a_newcomer_quotes_does_not_make_them_wait(
    paragraph: Paragraph, reader: User, other_reader: User, client_of: ClientOf
) -> None:
    parent = say(other_reader, paragraph, "I doubt it.")
    url = reverse("reply", args=[parent.pk])
    form = client_of(reader).get(url, {"quote": ""}).context["form"]
    assert f"]({parent.get_absolute_url()}) wrote:" in form["body"].value()
    client_of(reader).post(url, {"body": f"{form['body'].value()}So do I."})
    assert Comment.objects.get(parent=parent).held_for == ""


def test_links_of_those_who_are_known_here_do_not_wait(
    paragraph: Paragraph, reader: User, moderator: User, editor: User
) -> None:
    for person in (moderator, editor):
        assert say(person, paragraph, SPAM).held_for == ""
    for _ in range(KNOWN_WITH):
        say(reader, paragraph)
    assert say(reader, paragraph, SPAM).held_for == "links"
    reader.date_joined = timezone.now() - timedelta(days=3)
    assert say(reader, paragraph, SPAM).held_for == ""


def test_only_its_author_and_moderators_see_it(
    url: str,
    held: Comment,
    reader: User,
    other_reader: User,
    editor: User,
    moderator: User,
    visitor: Client,
    client_of: ClientOf,
) -> None:
    permalink = held.get_absolute_url()
    for client in (visitor, client_of(other_reader), client_of(editor)):
        assert "spam.example" not in client.get(url).text
        assert client.get(permalink).status_code == 404
        assert client.get(reverse("thread", args=[held.pk])).status_code == 404
    assert (
        "Waiting for a moderator. Until then only you can see it."
        in client_of(reader).get(url).text
    )
    assert reverse("decide", args=[held.pk]) in client_of(moderator).get(url).text


def test_a_held_reply_is_seen_by_nobody_else_on_any_page(
    url: str,
    paragraph: Paragraph,
    reader: User,
    other_reader: User,
    visitor: Client,
    client_of: ClientOf,
) -> None:
    root = say(other_reader, paragraph, "Who pays?")
    root.reply(author=reader, body=SPAM)
    for address in (url, reverse("thread", args=[root.pk])):
        for client in (visitor, client_of(other_reader)):
            page = client.get(address).text
            assert "Who pays?" in page
            assert "spam.example" not in page
            assert "more repl" not in page
        assert "spam.example" in client_of(reader).get(address).text


def test_it_is_counted_nowhere_until_it_is_approved_and_then_stands_in_its_place(
    url: str,
    paragraph: Paragraph,
    held: Comment,
    other_reader: User,
    moderator: User,
    visitor: Client,
) -> None:
    later = say(other_reader, paragraph, "Later.")
    assert (counted(paragraph), Thread.objects.get(root=held).comments) == (1, 0)
    assert held.approve(by=moderator, reason="A good source.")
    assert (counted(paragraph), Thread.objects.get(root=held).comments) == (2, 1)
    page = visitor.get(url).text
    assert 0 < page.index(held.label) < page.index(later.label)
    act = Act.objects.get()
    assert (act.kind, act.person) == ("approve", held.author)
    assert not held.approve(by=moderator, reason="Once more.")


def test_nobody_answers_or_reports_what_is_held(
    held: Comment, moderator: User, reader: User
) -> None:
    for person in (moderator, reader):
        assert Contributor.of(person).refusal_to_reply(held)
        assert not held.is_reportable_by(person)


def test_links_are_not_smuggled_in_by_editing(
    paragraph: Paragraph, reader: User, client_of: ClientOf
) -> None:
    comment = say(reader, paragraph, "Harmless.")
    url = reverse("edit-comment", args=[comment.pk])
    response = client_of(reader).post(url, {"body": SPAM})
    assert (response.status_code, "spam.example" in response.text) == (422, True)
    comment.refresh_from_db()
    assert comment.body == "Harmless."
    assert client_of(reader).post(url, {"body": "Still harmless."}).status_code == 302


def test_a_link_that_was_approved_is_not_exchanged_for_another(
    paragraph: Paragraph, reader: User, moderator: User, client_of: ClientOf
) -> None:
    comment = say(reader, paragraph, "See [this](https://good.example/1).")
    comment.approve(by=moderator, reason="A good source.")
    url = reverse("edit-comment", args=[comment.pk])
    for other in ("https://spam.example", "https://good.example/2"):
        assert client_of(reader).post(url, {"body": f"See [this]({other})."}).status_code == 422
    comment.refresh_from_db()
    assert "good.example/1" in comment.body
    kept = {"body": "Do see https://good.example/1, please."}
    assert client_of(reader).post(url, kept).status_code == 302


def test_first_contributions_wait_where_the_article_or_the_site_says_so(
    paragraph: Paragraph, reader: User, other_reader: User, moderator: User, settings: Settings
) -> None:
    rules = DiscussionRules.objects.of(paragraph.article)
    rules.change(by=moderator, reason="Many new people.", approve_first="hold")
    first = say(reader, paragraph)
    assert first.held_for == Comment.Hold.FIRST
    assert say(reader, paragraph).held_for == Comment.Hold.FIRST
    first.approve(by=moderator, reason="Welcome.")
    assert say(reader, paragraph).held_for == ""
    settings.APPROVE_FIRST_CONTRIBUTIONS = True
    rules.change(by=moderator, reason="As ever.", approve_first="")
    assert say(other_reader, paragraph).held_for == Comment.Hold.FIRST
    rules.change(by=moderator, reason="Welcome, all.", approve_first="show")
    assert say(other_reader, paragraph).held_for == ""


def test_what_is_said_on_one_s_own_highlight_waits_when_it_is_shown_to_everyone(
    url: str,
    story: Article,
    paragraph: Paragraph,
    reader: User,
    visitor: Client,
    client_of: ClientOf,
) -> None:
    annotation = mark(reader, story, "pays for the oil", visibility="private")
    say(reader, paragraph, SPAM, annotation)
    own = client_of(reader)
    assert "Waiting for a moderator" not in own.get(url).text
    annotation.show_to("public")
    assert "Waiting for a moderator" in own.get(url).text
    assert "spam.example" not in visitor.get(url).text
