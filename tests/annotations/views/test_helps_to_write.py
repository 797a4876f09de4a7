"""Preview, quotation and mentions, through every form in which a comment is written."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Annotation, Comment
from annotations.selectors import dump
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import htmx_for, mark, say, words_of
from tests.conftest import ClientOf, MakePerson

pytestmark = pytest.mark.django_db

FORMS = ("discussion", "reply", "edit-comment", "comment-on-annotation", "annotate")


@pytest.fixture
def client(reader: User, client_of: ClientOf) -> Client:
    return client_of(reader)


@pytest.fixture
def comment(paragraph: Paragraph, reader: User) -> Comment:
    return say(reader, paragraph, "Who *voted* for this?\n\nNobody asked.")


@pytest.fixture
def annotation(story: Article, reader: User) -> Annotation:
    return mark(reader, story, "pays for the oil")


@pytest.fixture
def forms(
    story: Article, comment: Comment, annotation: Annotation
) -> dict[str, tuple[str, dict[str, str], str]]:
    """Address, what is sent beside the body, and the element that htmx replaces."""
    targets = dump(words_of(story, "pays for the oil"))
    passage = {"revision": str(story.revision_number), "targets": targets}
    return {
        "discussion": (reverse("discussion", args=[story.slug, 3]), {}, "composer"),
        "reply": (reverse("reply", args=[comment.pk]), {}, f"reply-{comment.pk}"),
        "edit-comment": (reverse("edit-comment", args=[comment.pk]), {}, f"body-{comment.pk}"),
        "comment-on-annotation": (
            reverse("comment-on-annotation", args=[annotation.pk]),
            {},
            f"remark-{annotation.pk}",
        ),
        "annotate": (reverse("annotate", args=[story.slug]), passage, "discussion"),
    }


def typed(page: str) -> str:
    """What stands in the form's field."""
    areas = re.findall(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.DOTALL)
    return unescape(areas[-1]).strip()


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("as_htmx", [False, True])
def test_a_preview_comes_back_with_the_words_and_nothing_is_posted(
    forms: dict[str, tuple[str, dict[str, str], str]], client: Client, name: str, *, as_htmx: bool
) -> None:
    url, more, element = forms[name]
    response = client.post(
        url,
        {**more, "body": "I **doubt** it.", "preview": "1"},
        headers=htmx_for(element) if as_htmx else {},
    )
    assert response.status_code == 200
    assert ("<html" in response.text) == (not as_htmx)
    assert '<div class="body" dir="auto"><p>I <strong>doubt</strong> it.</p></div>' in response.text
    assert typed(response.text) == "I **doubt** it."
    assert (Comment.objects.count(), Annotation.objects.count()) == (1, 1)
    assert Comment.objects.get().body.startswith("Who *voted*")


@pytest.mark.parametrize("name", FORMS)
def test_there_is_no_preview_of_nothing(
    forms: dict[str, tuple[str, dict[str, str], str]], client: Client, name: str
) -> None:
    url, more, _element = forms[name]
    response = client.post(url, {**more, "body": " ", "preview": "1"})
    assert response.status_code == 422
    assert "Write something first." in response.text
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("name", ["comment-on-annotation", "annotate"])
def test_the_words_of_the_passage_come_behind_what_was_typed(
    forms: dict[str, tuple[str, dict[str, str], str]], client: Client, name: str
) -> None:
    url, more, _element = forms[name]
    response = client.post(url, {**more, "body": "Hm.", "quote": "1"})
    assert response.status_code == 200
    assert typed(response.text) == "Hm.\n\n> pays for the oil"
    empty = client.post(url, {**more, "body": "", "quote": "1"})
    assert typed(empty.text) == "> pays for the oil"
    assert Comment.objects.count() == 1


def test_a_reply_begins_with_the_comment_s_words_and_whose_they_are(
    comment: Comment, client: Client
) -> None:
    page = client.get(reverse("reply", args=[comment.pk]), {"quote": "1"})
    assert typed(page.text) == (
        f"[reader](/comments/{comment.pk}/) wrote:\n\n> Who *voted* for this?\n>\n> Nobody asked."
    )


def test_or_with_some_of_them_if_the_comment_has_them(comment: Comment, client: Client) -> None:
    url = reverse("reply", args=[comment.pk])
    some = client.get(url, {"quote": "1", "words": "voted for this?\nNobody"})
    assert typed(some.text).endswith("> voted for this?\n> Nobody")
    forged = client.get(url, {"quote": "1", "words": "I take it all back."})
    assert "take it all back" not in forged.text
    assert typed(forged.text).endswith("> Nobody asked.")


def test_whoever_is_mentioned_is_found_whatever_the_capitals(
    paragraph: Paragraph, reader: User, person: MakePerson
) -> None:
    person("Anna")
    person("gone", is_active=False)
    html = say(reader, paragraph, "@anna, @gone, @nobody").body_html
    assert re.findall(r'<a class="mention"[^>]*>([^<]*)</a>', html) == ["@anna"]


def test_an_edit_finds_who_is_mentioned_too(comment: Comment, person: MakePerson) -> None:
    person("anna")
    comment.edit(body="@anna did.")
    assert '<a class="mention"' in comment.body_html
