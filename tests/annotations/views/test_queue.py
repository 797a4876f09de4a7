import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from annotations.leaving.erasing import erase
from annotations.models import Act, Comment, Report
from annotations.signals import act_recorded
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import mark, say
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf, MakePerson

pytestmark = pytest.mark.django_db

QUEUE = "/moderation/"


@pytest.fixture
def client(moderator: User, client_of: ClientOf) -> Client:
    return client_of(moderator)


@pytest.fixture
def comment(paragraph: Paragraph, reader: User) -> Comment:
    return say(reader, paragraph, "You fool.")


@pytest.fixture
def reported(comment: Comment, other_reader: User) -> Comment:
    Report.objects.make(comment, by=other_reader, ground="rude", words="Names.")
    return comment


def hold(comment: Comment) -> Comment:
    Comment.objects.filter(pk=comment.pk).update(held_for="links")
    return comment


def items(client: Client) -> list[int]:
    return [int(pk) for pk in re.findall(r'id="waiting-comment-(\d+)"', client.get(QUEUE).text)]


def decide(client: Client, comment: Comment, act: str, reason: str = "") -> str:
    url = reverse("decide", args=[comment.pk])
    return client.post(url, {"act": act, "reason": reason}, follow=True).text


def test_what_was_reported_comes_with_all_that_a_moderator_needs(
    reported: Comment, paragraph: Paragraph, other_reader: User, client: Client
) -> None:
    reply = reported.reply(author=other_reader, body="Fool yourself.")
    Report.objects.make(reply, by=reported.author, ground="hate")
    page = client.get(QUEUE).text
    assert "Names." in page
    assert "other_reader reported this" in page
    assert "reader said:" in page
    assert "Fool yourself." in page
    assert paragraph.text[:40] in page
    assert "Comments that stand: 1. Removed by moderators: 0." in page


def test_the_longest_wait_comes_first_and_a_wait_begins_with_the_first_report(
    paragraph: Paragraph, reader: User, other_reader: User, client: Client
) -> None:
    first, second, third = (say(reader, paragraph) for _ in range(3))
    hold(third)
    for each in (second, first):
        Report.objects.make(each, by=other_reader, ground="spam")
    assert items(client) == [third.pk, second.pk, first.pk]


def test_what_nobody_reported_or_was_removed_or_is_private_or_in_a_draft_does_not_wait(
    story: Article, paragraph: Paragraph, comment: Comment, reader: User, client: Client
) -> None:
    private = mark(reader, story, "pays for the oil", visibility="private")
    hold(say(reader, paragraph, annotation=private))
    hold(say(reader, paragraph)).remove(by=reader)
    assert items(client) == []
    hold(comment)
    assert items(client) == [comment.pk]
    close(story, "draft")
    assert items(client) == []


def test_removing_answers_the_reports_and_is_written_down_with_its_reason(
    reported: Comment, moderator: User, reader: User, client: Client
) -> None:
    page = decide(client, reported, "remove", "No names here.")
    assert "The comment is removed." in page
    log = reverse("moderation-log", args=[reported.paragraph.article.slug])
    assert f'<a href="{log}">Moderation log</a>' in page
    reported.refresh_from_db()
    assert reported.removed_by == moderator
    act = Act.objects.get()
    assert (act.kind, act.by, act.person, act.reason) == (
        "remove",
        moderator,
        reader,
        "No names here.",
    )
    assert Report.objects.get().settled_by == act
    assert items(client) == []


def test_letting_it_stand_answers_the_reports_and_needs_no_explanation(
    reported: Comment, client: Client
) -> None:
    decide(client, reported, "dismiss")
    reported.refresh_from_db()
    assert reported.stands
    act = Act.objects.get()
    assert (act.reason, act.why) == ("", "It keeps to the rules.")
    assert items(client) == []


def test_removing_needs_a_reason_and_what_was_chosen_needs_to_be_a_button(
    reported: Comment, client: Client
) -> None:
    url = reverse("decide", args=[reported.pk])
    for form in ({"act": "remove"}, {"act": "remove", "reason": "x" * 301}, {}, {"act": "burn"}):
        response = client.post(url, form)
        assert response.status_code == 422
        assert "You fool." in response.text
    assert not Act.objects.exists()


def test_the_second_of_two_moderators_is_told_what_the_first_did(
    reported: Comment, client: Client, person: MakePerson, client_of: ClientOf
) -> None:
    other = client_of(person("other_moderator", "Moderators"))
    other.get(QUEUE)
    decide(client, reported, "remove", "No names here.")
    for act in ("remove", "dismiss", "approve"):
        page = decide(other, reported, act, "Mine.")
        assert "moderator was faster: comment removed. Reason: No names here." in page
    removing = other.post(reverse("remove-comment", args=[reported.pk]), {"reason": "Mine."})
    assert removing.status_code == 302
    assert Act.objects.count() == 1


def test_the_header_counts_what_waits_for_moderators_only(
    reported: Comment, reader: User, client: Client, client_of: ClientOf
) -> None:
    assert "1 <span>waiting</span></a>" in client.get("/").text
    assert 'href="/moderation/"' not in client_of(reader).get("/").text
    decide(client, reported, "dismiss")
    page = client.get("/").text
    assert 'href="/moderation/"' in page
    assert "<span>waiting</span>" not in page


def test_after_a_decision_the_next_that_waits_takes_the_focus(
    paragraph: Paragraph, reader: User, other_reader: User, client: Client
) -> None:
    comments = [say(reader, paragraph, f"Number {number}.") for number in range(23)]
    for each in comments:
        Report.objects.make(each, by=other_reader, ground="spam")

    def decided(comment: Comment) -> str:
        return client.post(reverse("decide", args=[comment.pk]), {"act": "dismiss"})["Location"]

    assert decided(comments[21]) == f"{QUEUE}?page=2#waiting-comment-{comments[22].pk}"
    assert decided(comments[3]) == f"{QUEUE}#waiting-comment-{comments[4].pk}"
    page = client.get(QUEUE).text
    assert f'id="waiting-comment-{comments[4].pk}" tabindex="-1"' in page
    assert 'id="queue" tabindex="-1"' in page
    assert decided(comments[20]) == f"{QUEUE}#waiting-comment-{comments[22].pk}"
    assert decided(comments[3]) == f"{QUEUE}#queue", "Somebody had decided about it before."
    assert decided(comments[22]) == f"{QUEUE}#queue", "Nothing waits behind the last one."


def test_many_that_wait_come_in_pages_and_cost_as_much_as_one(
    paragraph: Paragraph, reader: User, other_reader: User, client: Client, person: MakePerson
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(QUEUE)
        return len(captured)

    Report.objects.make(say(reader, paragraph), by=other_reader, ground="spam")
    one = queries()
    for number in range(24):
        author = person(f"author{number}")
        Report.objects.make(say(author, paragraph), by=other_reader, ground="spam")
    assert queries() == one
    assert len(items(client)) == 20
    assert "Page 1 of 2" in client.get(QUEUE).text


def test_what_a_suspended_author_said_says_so(
    reported: Comment, moderator: User, reader: User, client: Client
) -> None:
    until = timezone.now() + timedelta(days=1)
    Act.objects.suspend(reader, by=moderator, reason="Rude.", until=until)
    assert "Suspended until" in client.get(QUEUE).text


def test_an_author_is_suspended_with_the_decision_where_that_is_the_moderator_s_to_do(
    reported: Comment, paragraph: Paragraph, editor: User, other_reader: User, reader: User,
    client: Client,
) -> None:  # fmt: skip
    led = say(editor, paragraph)
    Report.objects.make(led, by=other_reader, ground="spam")
    page = client.get(QUEUE).text
    assert (page.count("Suspend reader as well?"), page.count("as well?")) == (1, 1)
    url = reverse("decide", args=[reported.pk])
    for wrong in ({"term": "7"}, {"term": "8", "reason": "Rude."}):
        answer = client.post(url, {"act": "dismiss", **wrong})
        assert (answer.status_code, answer.text.count(" autofocus")) == (422, 1)
        assert wrong.get("reason", "You fool.") in answer.text
    refused = client.post(
        reverse("decide", args=[led.pk]), {"act": "remove", "term": "7", "reason": "Rude."}
    )
    assert (refused.status_code, Act.objects.exists()) == (403, False)
    answer = client.post(url, {"act": "remove", "term": "7", "reason": "Rude again."}, follow=True)
    assert "The comment is removed. reader is suspended." in answer.text
    suspension = Act.objects.suspension_of(reader)
    assert suspension
    assert suspension.reason == "Rude again."


def test_who_comes_second_suspends_all_the_same_and_is_told_where_that_is_done_as_well(
    reported: Comment, moderator: User, reader: User, client: Client
) -> None:
    url = reverse("decide", args=[reported.pk])
    form = {"act": "remove", "term": "good", "reason": "Rude."}
    reported.remove(by=moderator, reason="No names here.")
    faster = "moderator was faster: comment removed. Reason: No names here."
    page = client.post(url, form, follow=True).text
    assert f"{faster} reader is suspended." in page
    suspension = Act.objects.suspension_of(reader)
    assert suspension
    assert suspension.reason == "Rude."
    assert f"{faster} reader was suspended already." in client.post(url, form, follow=True).text
    reported.restore(by=moderator, reason="A mistake.")
    page = client.post(url, form, follow=True).text
    assert "The comment is removed. reader was suspended already." in page
    assert Act.objects.filter(kind="suspend").count() == 1


def test_a_comment_and_its_author_are_decided_about_in_one_transaction(
    reported: Comment, client: Client
) -> None:
    """The suspension cannot be written: then the comment is not removed either."""

    def fail(sender: type[Act], act: Act, **_others: object) -> None:
        if act.kind == Act.Kind.SUSPEND:
            raise RuntimeError

    form = {"act": "remove", "term": "7", "reason": "Rude."}
    act_recorded.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            client.post(reverse("decide", args=[reported.pk]), form)
    finally:
        act_recorded.disconnect(fail)
    assert not Comment.objects.get(pk=reported.pk).is_removed
    assert not Act.objects.exists()


def test_who_has_left_is_suspended_by_nobody(
    reported: Comment, moderator: User, reader: User, client: Client
) -> None:
    erase(reader, keep_words=True)
    hold(reported)
    assert "as well?" not in client.get(QUEUE).text
    form = {"act": "remove", "term": "7", "reason": "Rude."}
    assert client.post(reverse("decide", args=[reported.pk]), form).status_code == 403
    url = reverse("suspension", args=[reader.pk])
    assert client.post(url, {**form, "act": "suspend"}).status_code == 403
    assert Act.objects.suspend(reader, by=moderator, reason="Rude.", until=None) is None
    assert not Act.objects.exists()


def test_what_somebody_else_removed_meanwhile_is_not_asked_about_again(
    reported: Comment, moderator: User, client: Client
) -> None:
    reported.remove(by=moderator, reason="No names here.")
    page = decide(client, reported, "remove")
    assert "moderator was faster" in page
    assert "Nothing was changed." in page
