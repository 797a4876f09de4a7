import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from annotations.forms import LONGEST_COMMENT
from annotations.models import Comment
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import htmx_for, mark, say
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def parent(paragraph: Paragraph, reader: User) -> Comment:
    return say(reader, paragraph, "Who voted for this?")


@pytest.fixture
def url(parent: Comment) -> str:
    return reverse("reply", args=[parent.pk])


@pytest.fixture
def answerer(other_reader: User, client_of: ClientOf) -> Client:
    return client_of(other_reader)


def test_the_form_is_a_page_with_what_it_answers_or_a_place_below_the_comment(
    url: str, parent: Comment, answerer: Client
) -> None:
    page = answerer.get(url)
    slot = answerer.get(url, headers=htmx_for(f"reply-{parent.pk}"))
    assert "Who voted for this?" in page.text
    assert "<html" in page.text
    assert slot.text.strip().startswith(f'<li class="slot" id="reply-{parent.pk}"')
    for response in (page, slot):
        assert f'action="{url}"' in response.text
        assert {"HX-Request", "HX-Target"} <= set(response["Vary"].split(", "))


def test_a_reply_is_posted_by_a_form(
    url: str, parent: Comment, other_reader: User, answerer: Client
) -> None:
    response = answerer.post(url, {"body": "The whole council."})
    reply = Comment.objects.get(parent=parent)
    assert (response.status_code, response["Location"]) == (302, f"/comments/{reply.pk}/")
    assert (reply.author, reply.root, reply.paragraph) == (other_reader, parent, parent.paragraph)


def test_by_htmx_the_reply_comes_back_at_its_depth_with_the_new_counts(
    url: str, parent: Comment, reader: User, answerer: Client
) -> None:
    second = parent.reply(author=reader, body="Second level.")
    response = answerer.post(
        reverse("reply", args=[second.pk]),
        {"body": "Third level."},
        headers=htmx_for(f"reply-{second.pk}"),
    )
    reply = Comment.objects.get(parent=second)
    assert response.status_code == 200
    assert "<html" not in response.text
    assert f'id="{reply.label}" data-indent="2"' in response.text
    assert f'id="reply-{second.pk}" hidden' in response.text, "the form makes room for itself again"
    assert re.search(r'id="count-3"[^>]*data-count="3"[^>]*hx-swap-oob="true"', response.text)


def test_a_reply_is_about_the_passage_that_its_thread_is_about(
    story: Article, paragraph: Paragraph, reader: User, answerer: Client
) -> None:
    annotation = mark(reader, story, "pays for the oil")
    root = say(reader, paragraph, annotation=annotation)
    answerer.post(reverse("reply", args=[root.pk]), {"body": "The whole council."})
    assert Comment.objects.get(parent=root).annotation == annotation


@pytest.mark.parametrize("body", ["", " \n", "x" * (LONGEST_COMMENT + 1), "with a \0 in it"])
@pytest.mark.parametrize("as_htmx", [False, True])
def test_a_reply_that_cannot_be_kept_comes_back_with_what_was_typed(
    url: str, parent: Comment, answerer: Client, body: str, *, as_htmx: bool
) -> None:
    headers = htmx_for(f"reply-{parent.pk}") if as_htmx else {}
    response = answerer.post(url, {"body": body}, headers=headers)
    assert response.status_code == 422
    assert ("<html" in response.text) == (not as_htmx)
    assert "errorlist" in response.text
    assert body.strip() in response.text
    assert Comment.objects.count() == 1


def test_html_in_a_reply_is_text(url: str, answerer: Client) -> None:
    page = answerer.post(url, {"body": "<script>alert(1)</script>"}, follow=True).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_reply_to_a_removed_comment_is_refused(
    url: str, parent: Comment, reader: User, answerer: Client
) -> None:
    parent.remove(by=reader)
    assert answerer.get(url).status_code == 409
    response = answerer.post(url, {"body": "Too late."})
    assert response.status_code == 409
    assert "This comment was removed in the meantime." in response.text
    assert "Too late.</textarea>" in response.text


def test_a_reply_where_the_discussion_is_closed_is_refused(
    url: str, story: Article, answerer: Client
) -> None:
    close(story)
    assert answerer.post(url, {"body": "Too late."}).status_code == 403


def test_nobody_else_replies_to_a_remark_on_a_private_highlight(
    story: Article, paragraph: Paragraph, reader: User, answerer: Client
) -> None:
    annotation = mark(reader, story, "pays for the oil", visibility="private")
    comment = say(reader, paragraph, annotation=annotation)
    url = reverse("reply", args=[comment.pk])
    assert answerer.post(url, {"body": "I see you."}).status_code == 404


def test_what_a_visitor_typed_waits_for_them_through_sign_in(
    url: str, parent: Comment, reader: User, visitor: Client
) -> None:
    sign_in = f"/account/login/?{urlencode({'next': url})}"
    assert visitor.get(url)["Location"] == sign_in
    headers = htmx_for(f"reply-{parent.pk}")
    assert visitor.post(url, {"body": "Mine."}, headers=headers)["HX-Redirect"] == sign_in
    visitor.force_login(reader)
    assert "Mine." in visitor.get(url).text
    assert Comment.objects.count() == 1


def test_a_visitor_is_led_to_reply_and_report_by_links_unless_the_discussion_is_closed(
    url: str, parent: Comment, story: Article, visitor: Client
) -> None:
    panel = reverse("discussion", args=[story.slug, parent.paragraph.identity])
    menu = reverse("comment-menu", args=[parent.pk])
    page = visitor.get(panel).text + visitor.get(menu).text
    assert f'href="{url}"' in page
    assert f'href="{reverse("report", args=[parent.pk])}"' in page
    assert "csrfmiddlewaretoken" not in page
    close(story)
    page = visitor.get(panel).text + visitor.get(menu).text
    assert f'href="{url}"' not in page
    assert reverse("report", args=[parent.pk]) not in page
