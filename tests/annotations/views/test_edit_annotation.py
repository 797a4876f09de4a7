import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Act, Annotation
from commentary.models import Article, User
from tests.annotations.acting import HTMX, htmx_for, mark, say
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def annotation(story: Article, reader: User) -> Annotation:
    return mark(reader, story, "pays for the oil")


@pytest.fixture
def url(annotation: Annotation) -> str:
    return reverse("edit-annotation", args=[annotation.pk])


@pytest.fixture
def creator(reader: User, client_of: ClientOf) -> Client:
    return client_of(reader)


def test_the_page_offers_other_kinds_and_to_hide_and_remove_it(
    url: str, annotation: Annotation, creator: Client
) -> None:
    page = creator.get(url).text
    assert 'value="question"' in page
    assert "Make private" in page
    assert reverse("remove-annotation", args=[annotation.pk]) in page


def test_its_kind_is_named_once_to_whoever_may_change_it_and_to_whoever_may_not(
    url: str, annotation: Annotation, creator: Client, reader: User, moderator: User
) -> None:
    def names() -> list[int]:
        mark = creator.get(url).text.partition(f'id="annotation-{annotation.pk}"')[2]
        return [mark.count('class="ink highlight"'), mark.count('aria-pressed="true"')]

    assert names() == [1, 1]
    Act.objects.suspend(reader, by=moderator, reason="Rude.", until=None)
    assert names() == [1, 0]


def test_a_highlight_is_recoloured_and_stays_as_visible_as_it_was(
    url: str, annotation: Annotation, creator: Client
) -> None:
    response = creator.post(url, {"kind": "question"})
    annotation.refresh_from_db()
    assert response["Location"] == annotation.get_absolute_url()
    assert (annotation.kind, annotation.visibility) == ("question", "public")


def test_a_highlight_is_made_private_and_public_again(
    url: str, annotation: Annotation, creator: Client
) -> None:
    for visibility in ("private", "public"):
        assert creator.post(url, {"visibility": visibility}).status_code == 302
        annotation.refresh_from_db()
        assert (annotation.kind, annotation.visibility) == ("highlight", visibility)


def test_by_htmx_the_paragraph_and_the_listed_mark_come_back(
    url: str, annotation: Annotation, creator: Client
) -> None:
    response = creator.post(url, {"kind": "question"}, headers=HTMX)
    assert response.status_code == 200
    assert "<html" not in response.text
    assert 'id="p3" hx-swap-oob="true"' in response.text
    assert f'id="annotation-{annotation.pk}" hx-swap-oob="true"' in response.text
    assert '<mark class="level-1 question mine">' in response.text


def test_from_the_panel_the_discussion_comes_back(url: str, creator: Client) -> None:
    response = creator.post(url, {"kind": "question"}, headers=htmx_for("discussion"))
    assert response.text.strip().startswith('<aside class="discussion" id="discussion"')


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_highlight_that_others_have_answered_stays_visible(
    url: str,
    annotation: Annotation,
    other_reader: User,
    creator: Client,
    headers: dict[str, str],
) -> None:
    say(other_reader, annotation.targets.get().paragraph, annotation=annotation)
    response = creator.post(url, {"visibility": "private"}, headers=headers)
    annotation.refresh_from_db()
    assert response.status_code == 422
    assert "Others have commented on it" in response.text
    assert ("<html" in response.text) == (not headers)
    assert annotation.visibility == "public"


def test_ones_own_comments_do_not_keep_it_visible(
    url: str, annotation: Annotation, reader: User, creator: Client
) -> None:
    say(reader, annotation.targets.get().paragraph, annotation=annotation)
    assert creator.post(url, {"visibility": "private"}).status_code == 302


def test_an_answer_that_moderators_removed_keeps_it_visible_but_not_one_taken_back_or_held(
    url: str, annotation: Annotation, other_reader: User, moderator: User, creator: Client
) -> None:
    answer = say(other_reader, annotation.targets.get().paragraph, annotation=annotation)
    answer.remove(by=moderator, reason="Rude.")
    assert creator.post(url, {"visibility": "private"}).status_code == 422
    answer.restore(by=moderator, reason="A mistake.")
    answer.remove(by=other_reader)
    say(other_reader, answer.paragraph, "See https://spam.example", annotation)
    assert creator.post(url, {"visibility": "private"}).status_code == 302


@pytest.mark.parametrize("fields", [{"kind": "shouting"}, {"visibility": "friends"}])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_does_not_exist_is_refused(
    url: str, annotation: Annotation, creator: Client, fields: dict[str, str],
    headers: dict[str, str],
) -> None:  # fmt: skip
    assert creator.post(url, fields, headers=headers).status_code == 422
    annotation.refresh_from_db()
    assert (annotation.kind, annotation.visibility) == ("highlight", "public")


def test_nobody_else_edits_it(
    url: str,
    other_reader: User,
    moderator: User,
    editor: User,
    visitor: Client,
    client_of: ClientOf,
) -> None:
    for person in (other_reader, moderator, editor):
        assert client_of(person).get(url).status_code == 403
        assert client_of(person).post(url, {"kind": "question"}).status_code == 403
    assert visitor.post(url, {"kind": "question"})["Location"].startswith("/account/login/")


def test_a_private_one_is_not_even_found_by_others(
    url: str, annotation: Annotation, other_reader: User, client_of: ClientOf
) -> None:
    annotation.show_to(Annotation.Visibility.PRIVATE)
    assert client_of(other_reader).post(url, {"kind": "question"}).status_code == 404
