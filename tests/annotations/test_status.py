"""Who closes a discussion in the editors' room, or takes its article back, does what others do."""

import pytest
from django.core import mail
from django.test import Client

from annotations.models import Act, Notification
from commentary.models import Article, User
from tests.annotations.acting import HTMX, say
from tests.annotations.mailing.conftest import confirm
from tests.commentary.admin.editing_page import publish, review
from tests.commentary.pages import fields_of
from tests.conftest import ClientOf
from tests.working import post_mail, work

pytestmark = pytest.mark.django_db

WHY = "It is all said."


@pytest.fixture
def client(editor: User, client_of: ClientOf) -> Client:
    return client_of(editor)


def acts() -> list[tuple[str, str, str]]:
    return list(Act.objects.order_by("pk").values_list("kind", "by__username", "reason"))


def status_of(article: Article) -> str:
    return Article.objects.values_list("status", flat=True).get(pk=article.pk)


def set_status(client: Client, article: Article, status: str, reason: str = "") -> None:
    shown = review(client, article, status=status, reason=reason)
    assert not reason or f"<ins>{reason}</ins>" in shown.text
    publish(client, shown)
    assert status_of(article) == status


def test_to_close_and_to_open_there_is_an_act_with_a_reason_that_open_pages_hear_of(
    story: Article, client: Client, visitor: Client
) -> None:
    for status, words in (("closed", "Discussion closed"), ("published", "Discussion opened")):
        since = Article.objects.get(pk=story.pk).activity
        set_status(client, story, status, WHY)
        changes = f"{story.get_absolute_url()}changes/"
        assert words in visitor.get(changes, {"since": since}, headers=HTMX).text
    assert acts() == [("close", "editor", WHY), ("open", "editor", WHY)]


def test_without_a_reason_it_is_refused_and_nothing_typed_is_lost(
    story: Article, client: Client
) -> None:
    response = review(client, story, status="closed", form_0_source="Another text.")
    assert response.status_code == 422
    assert "Say why: everyone can read it." in response.text
    fields = fields_of(response)
    assert (fields["form-0-source"], fields["status"]) == ("Another text.", "closed")
    assert (acts(), status_of(story)) == ([], "published")


def test_an_editor_who_is_suspended_does_not_do_it(
    story: Article, editor: User, client: Client
) -> None:
    chief = User.objects.create_superuser("chief")
    Act.objects.suspend(editor, by=chief, reason="Too loud.", until=None)
    response = review(client, story, status="closed", reason=WHY, form_0_source="Another text.")
    assert (response.status_code, "Too loud." in response.text) == (403, True)
    assert fields_of(response)["form-0-source"] == "Another text."
    assert (len(acts()), status_of(story)) == (1, "published")


def test_what_was_closed_and_comes_back_from_a_draft_was_opened_by_somebody(
    story: Article, client: Client
) -> None:
    set_status(client, story, "closed", WHY)
    assert review(client, story, status="draft").status_code == 422
    set_status(client, story, "draft", "We write it anew.")
    set_status(client, story, "published")
    assert [kind for kind, _by, _reason in acts()] == ["close", "open"]


@pytest.mark.parametrize("told_before", [True, False])
def test_mail_about_a_draft_waits_until_everyone_can_follow_its_links(
    story: Article,
    client: Client,
    reader: User,
    other_reader: User,
    client_of: ClientOf,
    told_before: bool,
) -> None:
    confirm(reader)
    paragraph = story.paragraphs.select_related("article").get(identity=3)
    say(reader, paragraph, "Who pays?").reply(author=other_reader, body="Nobody.")
    if told_before:
        work()
    since = Article.objects.get(pk=story.pk).activity
    set_status(client, story, "draft")
    work()
    post_mail()
    assert mail.outbox == []
    reading = client_of(reader)
    assert "Nobody." not in reading.get("/notifications/").text
    changes = f"{story.get_absolute_url()}changes/"
    assert reading.get(changes, {"since": since}, headers=HTMX).status_code == 404
    set_status(client, story, "published")
    work()
    post_mail()
    (letter,) = mail.outbox
    comment = Notification.objects.get(person=reader).comment
    assert f"/comments/{comment.pk}/" in letter.body
    assert reading.get(comment.get_absolute_url()).status_code == 302
