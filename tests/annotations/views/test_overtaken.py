"""What became unwelcome while somebody was writing comes back with their words and the reason."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from annotations.models import Act, Annotation, Comment, Margin
from annotations.selectors import dump
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import htmx_for, mark, say, words_of
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

OIL = "pays for the oil"
TYPED = "What I had to say."
WHY = "Enough of this."


@pytest.fixture
def own(paragraph: Paragraph, reader: User) -> Comment:
    return say(reader, paragraph)


@pytest.fixture
def marked(story: Article, other_reader: User) -> Annotation:
    return mark(other_reader, story, OIL)


type Form = tuple[str, str, dict[str, str]]


@pytest.fixture
def forms(story: Article, own: Comment, marked: Annotation) -> dict[str, Form]:
    """Every form in which words are typed: its address, its element, and what else it sends."""
    passage = {"revision": "1", "targets": dump(words_of(story, OIL))}
    remark = reverse("comment-on-annotation", args=[marked.pk])
    return {
        "discussion": (reverse("discussion", args=[story.slug, 3]), "composer", {}),
        "reply": (reverse("reply", args=[own.pk]), f"reply-{own.pk}", {}),
        "edit": (reverse("edit-comment", args=[own.pk]), f"body-{own.pk}", {}),
        "remark": (remark, f"remark-{marked.pk}", {}),
        "annotate": (reverse("annotate", args=[story.slug]), "discussion", passage),
    }


def lock(own: Comment, by: User) -> None:
    Margin.objects.get(paragraph=own.paragraph).lock(by=by, reason=WHY)


def suspend(own: Comment, by: User) -> None:
    Act.objects.suspend(own.author, by=by, reason=WHY, until=None)


def shut(own: Comment, by: User) -> None:
    close(own.paragraph.article)


def remove(own: Comment, by: User) -> None:
    own.remove(by=by, reason=WHY)
    annotation = Annotation.objects.get()
    annotation.remove()


BOTH, ALL = {"reply", "edit"}, {"discussion", "reply", "edit", "remark", "annotate"}


@pytest.mark.parametrize(
    ("act", "concerned", "status", "words"),
    [
        (lock, ALL, 403, WHY),
        (suspend, ALL, 403, WHY),
        (shut, ALL - {"edit"}, 403, "The discussion of this article is closed."),
        (remove, BOTH, 409, "This comment was removed in the meantime."),
    ],
)
@pytest.mark.parametrize("as_htmx", [False, True])
def test_a_refusal_that_overtakes_the_writer_brings_the_form_back_with_their_words(
    act: Callable[[Comment, User], None],
    concerned: set[str],
    status: int,
    words: str,
    forms: dict[str, Form],
    own: Comment,
    reader: User,
    moderator: User,
    client_of: ClientOf,
    *,
    as_htmx: bool,
) -> None:
    client, said = client_of(reader), Comment.objects.count()
    act(own, moderator)
    for name in sorted(concerned):
        url, element, others = forms[name]
        headers = htmx_for(element) if as_htmx else {}
        response = client.post(url, {**others, "body": TYPED}, headers=headers)
        assert (name, response.status_code) == (name, status)
        assert f"{TYPED}</textarea>" in response.text, name
        assert words in response.text, name
        assert response.text.lstrip().startswith("<!") != as_htmx, name
    assert Comment.objects.count() == said


@pytest.mark.parametrize("as_htmx", [False, True])
def test_a_reply_about_words_that_become_private_as_it_is_sent_comes_back_too(
    paragraph: Paragraph,
    marked: Annotation,
    other_reader: User,
    reader: User,
    client_of: ClientOf,
    *,
    as_htmx: bool,
) -> None:
    remark = say(other_reader, paragraph, "Who?", marked)
    client, private = client_of(reader), {"visibility": Annotation.Visibility.PRIVATE}

    def overtake(execute: Callable, sql: str, *args: object) -> object:
        if sql.startswith('UPDATE "commentary_article"'):
            Annotation.objects.exclude(**private).filter(pk=marked.pk).update(**private)
        return execute(sql, *args)

    headers = htmx_for(f"reply-{remark.pk}") if as_htmx else {}
    with connection.execute_wrapper(overtake):
        response = client.post(reverse("reply", args=[remark.pk]), {"body": TYPED}, headers=headers)
    assert response.status_code == 409
    assert "These words are not marked any more." in response.text
    assert f"{TYPED}</textarea>" in response.text
    assert Comment.objects.get() == remark


@pytest.mark.parametrize("act", [lock, suspend])
@pytest.mark.parametrize("name", sorted(ALL))
def test_who_signs_in_again_finds_their_words_though_they_are_refused_by_now(
    name: str,
    act: Callable[[Comment, User], None],
    forms: dict[str, Form],
    own: Comment,
    reader: User,
    moderator: User,
    visitor: Client,
) -> None:
    url, _element, others = forms[name]
    visitor.post(url, {**others, "body": TYPED})
    act(own, moderator)
    visitor.force_login(reader)
    page = visitor.get(url).text
    assert TYPED in page
    assert WHY in page


def test_who_signs_in_again_finds_their_report_though_they_are_suspended_by_now(
    paragraph: Paragraph, reader: User, other_reader: User, moderator: User, visitor: Client
) -> None:
    url = reverse("report", args=[say(other_reader, paragraph).pk])
    visitor.post(url, {"ground": "rude", "words": TYPED})
    Act.objects.suspend(reader, by=moderator, reason=WHY, until=None)
    visitor.force_login(reader)
    page = visitor.get(url).text
    assert TYPED in page
    assert WHY in page


def test_where_even_the_place_is_gone_the_error_page_holds_the_words(
    forms: dict[str, Form], story: Article, own: Comment, marked: Annotation, reader: User,
    client_of: ClientOf,
) -> None:  # fmt: skip
    marked.show_to("private")
    response = client_of(reader).post(forms["remark"][0], {"body": TYPED})
    assert response.status_code == 404
    assert f"{TYPED}</textarea>" in response.text
    close(story, "draft")
    response = client_of(reader).post(forms["reply"][0], {"body": TYPED})
    assert (response.status_code, f"{TYPED}</textarea>" in response.text) == (404, True)


@pytest.mark.parametrize(("name", "field"), [("report", "words"), ("remove-comment", "reason")])
def test_an_error_page_holds_also_the_words_of_a_report_and_a_reason(
    name: str, field: str, moderator: User, client_of: ClientOf
) -> None:
    response = client_of(moderator).post(reverse(name, args=[0]), {field: f"{TYPED} <b>"})
    assert response.status_code == 404
    assert f"{TYPED} &lt;b&gt;</textarea>" in response.text


def test_a_page_that_had_grown_too_old_holds_the_words(own: Comment, reader: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader)
    response = client.post(reverse("reply", args=[own.pk]), {"body": f"{TYPED} <b>"})
    assert response.status_code == 403
    assert f"{TYPED} &lt;b&gt;</textarea>" in response.text
