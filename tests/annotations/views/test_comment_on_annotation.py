import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Annotation, Comment
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import edit, htmx_for, mark
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def annotation(story: Article, reader: User) -> Annotation:
    return mark(reader, story, "voted to switch the lamp off at midnight")


@pytest.fixture
def url(annotation: Annotation) -> str:
    return reverse("comment-on-annotation", args=[annotation.pk])


@pytest.fixture
def commenter(other_reader: User, client_of: ClientOf) -> Client:
    return client_of(other_reader)


def test_anyone_may_comment_on_words_that_somebody_marked(
    url: str, annotation: Annotation, commenter: Client, other_reader: User
) -> None:
    response = commenter.post(url, {"body": "Who voted?"})
    comment = Comment.objects.get()
    assert response["Location"] == comment.get_absolute_url()
    assert (comment.annotation, comment.author) == (annotation, other_reader)
    assert comment.paragraph == annotation.first_paragraph()


def test_for_htmx_the_first_thread_takes_the_words_over_and_others_are_added(
    url: str, annotation: Annotation, commenter: Client
) -> None:
    htmx = htmx_for(f"remark-{annotation.pk}")
    first, second = (
        commenter.post(url, {"body": body}, headers=htmx).text for body in ("Who voted?", "When?")
    )
    for answer, words in ((first, "Who voted?"), (second, "When?")):
        assert 'hx-swap-oob="beforeend:#threads"' in answer
        assert words in answer
    assert f'<div id="annotation-{annotation.pk}" hx-swap-oob="delete">' in first
    assert first.count(f'<div class="mark" id="annotation-{annotation.pk}">') == 1
    assert f'id="remark-{annotation.pk}" hidden' in second
    assert f'id="annotation-{annotation.pk}"' not in second


def test_words_that_are_gone_stay_among_those_that_seek_a_place(
    url: str, story: Article, annotation: Annotation, commenter: Client
) -> None:
    edit(story, None, {3: "Nothing of it."})
    headers = htmx_for(f"remark-{annotation.pk}")
    answer = commenter.post(url, {"body": "Where?"}, headers=headers).text
    assert f'id="annotation-{annotation.pk}"' not in answer


def test_the_form_shows_the_words_and_keeps_what_was_typed(
    url: str, annotation: Annotation, commenter: Client
) -> None:
    assert annotation.quote in commenter.get(url).text
    slot = commenter.get(url, headers=htmx_for(f"remark-{annotation.pk}")).text
    assert slot.strip().startswith(f'<div class="slot" id="remark-{annotation.pk}"')
    too_long = "x" * 10_001
    refused = commenter.post(url, {"body": too_long})
    assert refused.status_code == 422
    assert too_long in refused.text


def test_a_closed_discussion_takes_no_comment(url: str, story: Article, commenter: Client) -> None:
    close(story)
    assert commenter.post(url, {"body": "Too late."}).status_code == 403
    assert not Comment.objects.exists()


def test_what_has_just_become_private_takes_no_comment(
    url: str, annotation: Annotation, paragraph: Paragraph, commenter: Client
) -> None:
    annotation.show_to("private")
    assert commenter.post(url, {"body": "Hello?"}).status_code == 404
    assert not Comment.objects.exists()
