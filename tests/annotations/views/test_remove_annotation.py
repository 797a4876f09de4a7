import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Annotation
from commentary.models import Article, User
from tests.annotations.acting import HTMX, mark
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def annotation(story: Article, reader: User) -> Annotation:
    return mark(reader, story, "pays for the oil")


@pytest.fixture
def url(annotation: Annotation) -> str:
    return reverse("remove-annotation", args=[annotation.pk])


@pytest.fixture
def creator(reader: User, client_of: ClientOf) -> Client:
    return client_of(reader)


def test_asked_for_as_a_page_it_offers_to_remove(url: str, creator: Client) -> None:
    assert f'action="{url}"' in creator.get(url).text


def test_a_removed_highlight_is_off_the_text_and_can_be_put_back(
    url: str, annotation: Annotation, story: Article, creator: Client
) -> None:
    undo = creator.post(url)["Location"]
    assert undo == reverse("restore-annotation", args=[annotation.pk])
    assert "<mark" not in creator.get(story.get_absolute_url()).text
    assert f'action="{undo}"' in creator.get(undo).text
    assert creator.post(undo)["Location"] == annotation.get_absolute_url()
    assert "<mark" in creator.get(story.get_absolute_url()).text


def test_by_htmx_the_paragraph_comes_back_with_an_undo_and_undone_with_its_mark(
    url: str, annotation: Annotation, creator: Client
) -> None:
    undo = reverse("restore-annotation", args=[annotation.pk])
    removed = creator.post(url, headers=HTMX).text
    assert 'id="p3" hx-swap-oob="true"' in removed
    assert "<mark" not in removed
    assert f'hx-post="{undo}"' in removed
    restored = creator.post(undo, headers=HTMX).text
    assert '<mark class="level-1 highlight mine">' in restored


def test_removing_or_restoring_twice_is_as_once(
    url: str, annotation: Annotation, creator: Client
) -> None:
    assert [creator.post(url).status_code for _ in range(2)] == [302, 302]
    undo = reverse("restore-annotation", args=[annotation.pk])
    assert [creator.post(undo).status_code for _ in range(2)] == [302, 302]
    assert Annotation.objects.get().removed_at is None


@pytest.mark.parametrize("name", ["remove-annotation", "restore-annotation"])
def test_nobody_else_removes_or_restores_it(
    annotation: Annotation,
    other_reader: User,
    moderator: User,
    visitor: Client,
    client_of: ClientOf,
    name: str,
) -> None:
    url = reverse(name, args=[annotation.pk])
    for person in (other_reader, moderator):
        assert client_of(person).post(url).status_code == 403
    assert visitor.post(url)["Location"].startswith("/account/login/")
    assert visitor.post(url, headers=HTMX)["HX-Redirect"].startswith("/account/login/")
