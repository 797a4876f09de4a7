import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Act, Comment, DiscussionRules, Margin
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import say
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(moderator: User, client_of: ClientOf) -> Client:
    return client_of(moderator)


@pytest.fixture
def comment(paragraph: Paragraph, reader: User) -> Comment:
    return say(reader, paragraph, "A most rude remark.")


def kinds() -> list[str]:
    return list(Act.objects.order_by("pk").values_list("kind", flat=True))


def test_rules_are_set_with_a_reason_and_an_act_for_each_that_changes(
    story: Article, client: Client
) -> None:
    url = reverse("rules", args=[story.slug])
    form = {"slow_mode": "60", "approve_first": "hold", "public_log": "on", "reason": "Heated."}
    assert client.post(url, form).status_code == 302
    rules = DiscussionRules.objects.get()
    assert (rules.slow_mode, rules.approve_first, rules.public_log) == (60, "hold", True)
    assert kinds() == ["slow", "first", "log"]
    client.post(url, {**form, "slow_mode": "0"})
    assert kinds() == ["slow", "first", "log", "slow"]
    assert client.get(url).text.count(" selected") == 1


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"slow_mode": "7"}, {"approve_first": "no"}])
def test_what_makes_no_sense_is_refused_and_comes_back(
    wrong: dict[str, str], story: Article, client: Client
) -> None:
    form = {"slow_mode": "60", "reason": "Heated.", **wrong}
    response = client.post(reverse("rules", args=[story.slug]), form)
    assert response.status_code == 422
    assert not DiscussionRules.objects.exists()
    assert kinds() == []


def test_a_discussion_is_closed_and_opened_with_a_reason(story: Article, client: Client) -> None:
    url = reverse("rules", args=[story.slug])
    form = {"slow_mode": "0", "approve_first": "", "stood": "open", "discussion": "closed"}
    assert client.post(url, form).status_code == 422
    client.post(url, {**form, "reason": "It is all said."})
    story.refresh_from_db()
    assert not story.is_open
    # Who only leaves it as it was when they asked does not open it again.
    client.post(url, {**form, "slow_mode": "60", "discussion": "open", "reason": "Calm down."})
    assert kinds() == ["close", "slow"]
    form |= {"slow_mode": "60", "stood": "closed", "discussion": "open"}
    client.post(url, {**form, "reason": "There is news."})
    story.refresh_from_db()
    assert story.is_open
    assert kinds() == ["close", "slow", "open"]
    assert 'name="discussion" value="open"' in client.get(url).text


def test_a_draft_has_no_discussion_to_close(
    story: Article, editor: User, client_of: ClientOf
) -> None:
    Article.objects.filter(pk=story.pk).update(status="draft")
    url = reverse("rules", args=[story.slug])
    assert 'name="discussion"' not in client_of(editor).get(url).text


def test_the_log_is_public_once_it_is_switched_on_and_repeats_nothing_that_was_removed(
    story: Article, comment: Comment, moderator: User, visitor: Client
) -> None:
    url = reverse("moderation-log", args=[story.slug])
    comment.remove(by=moderator, reason="No names here.")
    assert visitor.get(url).status_code == 404
    assert url not in visitor.get(story.get_absolute_url()).text
    rules = DiscussionRules.objects.of(story)
    rules.change(by=moderator, reason="Let all see it.", public_log=True)
    page = visitor.get(url).text
    assert "No names here." in page
    assert "rude remark" not in page
    assert "reader" not in page.split("<h1>")[1]
    assert url in visitor.get(story.get_absolute_url()).text


def test_a_thread_is_locked_and_unlocked_with_a_reason_and_once(
    comment: Comment, reader: User, client: Client
) -> None:
    url = reverse("lock-thread", args=[comment.pk])
    assert client.post(url, {"act": "lock"}).status_code == 422
    client.post(url, {"act": "lock", "reason": "Enough."})
    assert "Enough." in client.get(url).text
    assert (
        "Nothing was changed."
        in client.post(url, {"act": "lock", "reason": "Me too."}, follow=True).text
    )
    client.post(url, {"act": "unlock", "reason": "Calm."})
    assert kinds() == ["lock", "unlock"]
    assert set(Act.objects.values_list("person", flat=True)) == {reader.pk}


def test_only_the_first_comment_of_a_thread_has_a_lock(
    comment: Comment, reader: User, client: Client
) -> None:
    reply = comment.reply(author=reader, body="And on.")
    assert client.get(reverse("lock-thread", args=[reply.pk])).status_code == 404


def test_a_paragraph_about_which_nothing_was_said_can_be_locked_and_stays_so(
    paragraph: Paragraph, moderator: User, client: Client
) -> None:
    url = reverse("lock-paragraph", args=[paragraph.article.slug, paragraph.identity])
    client.post(url, {"act": "lock", "reason": "Not this one."})
    say(moderator, paragraph)
    margin = Margin.objects.get(paragraph=paragraph)
    assert margin.locked_by == Act.objects.get()
    assert margin.comments == 1


def test_what_moderators_did_is_seen_by_whom_it_concerns_and_by_no_other(
    comment: Comment, reader: User, other_reader: User, moderator: User, client_of: ClientOf
) -> None:
    comment.remove(by=moderator, reason="No names here.")
    Act.objects.suspend(reader, by=moderator, reason="Rude again.", until=None)
    own = client_of(reader).get(reverse("own-acts")).text
    assert "No names here." in own
    assert "Rude again." in own
    assert "No names here." not in client_of(other_reader).get(reverse("own-acts")).text


def test_taking_back_one_s_own_comment_is_no_act(comment: Comment, reader: User) -> None:
    comment.remove(by=reader)
    comment.restore(by=reader)
    assert kinds() == []


def test_who_changes_nothing_is_told_so_and_keeps_their_reason(
    story: Article, moderator: User, client: Client
) -> None:
    url = reverse("rules", args=[story.slug])
    form = {"slow_mode": "0", "approve_first": "", "stood": "open", "discussion": "closed"}
    DiscussionRules.objects.of(story).close_discussion(by=moderator, reason="It is all said.")
    page = client.post(url, {**form, "reason": "Enough of it."}).text
    assert "Nothing was changed." in page
    assert "Saved." not in page
    assert 'value="Enough of it."' in page
    assert 'name="stood" value="closed"' in page
    assert kinds() == ["close"]
    page = client.post(url, {**form, "slow_mode": "60", "reason": "Calm."}, follow=True).text
    assert "Saved." in page
