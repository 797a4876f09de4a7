import re

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Target
from commentary.models import Article, User
from tests.annotations.acting import edit, mark, where
from tests.annotations.conftest import PARAGRAPHS
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

OIL = "pays for the oil"
COUNCIL = PARAGRAPHS[2]


@pytest.fixture
def url(story: Article) -> str:
    """Of bringing revision 1 back; the article is at revision 2."""
    edit(story, None, {3: None})
    return reverse("bring-back", args=[story.slug, 1])


@pytest.fixture
def client(editor: User, client_of: ClientOf) -> Client:
    return client_of(editor)


def test_an_editor_is_shown_what_it_changes_before_anything_does(
    url: str, story: Article, client: Client
) -> None:
    page = client.get(url).text
    assert f"<ins>{COUNCIL}</ins>" in page
    assert "It becomes revision 3" in page
    assert story.revisions.count() == 2


def test_an_editor_brings_a_revision_back_and_says_why(
    url: str, story: Article, editor: User, client: Client
) -> None:
    response = client.post(url, {"note": "A misunderstanding.", "based_on": 2}, follow=True)
    assert response.redirect_chain == [(story.get_absolute_url(), 302)]
    assert "Revision 1 is back, as revision 3." in response.text
    assert COUNCIL in response.text
    revision = story.revisions.get(number=3)
    assert (revision.editor, revision.note) == (editor, "A misunderstanding.")
    assert revision.brings_back == 1


def test_annotations_come_back_with_it(story: Article, reader: User, client: Client) -> None:
    annotation = mark(reader, story, OIL)
    edit(story, None, {3: None})
    client.post(reverse("bring-back", args=[story.slug, 1]), {"based_on": 2})
    assert where(annotation) == [(3, OIL, Target.State.ANCHORED)]


def test_it_is_refused_if_the_article_moved_on_and_asked_again(
    url: str, story: Article, client: Client
) -> None:
    edit(story, None, {1: "The town has argued for years."})
    response = client.post(url, {"note": "A misunderstanding.", "based_on": 2})
    assert response.status_code == 409
    assert "it is at revision 3 now" in response.text
    assert 'value="A misunderstanding."' in response.text
    assert "The <ins>harbour </ins>town" in response.text
    assert story.revisions.count() == 3
    based_on = re.search(r'name="based_on" value="(\d+)"', response.text)
    assert based_on is not None
    assert client.post(url, {"based_on": based_on[1]}).status_code == 302
    assert story.revisions.count() == 4


@pytest.mark.parametrize("based_on", ["", "x", "1.5", "9" * 40])
def test_a_form_that_was_tampered_with_brings_nothing_back(
    url: str, story: Article, client: Client, based_on: str
) -> None:
    assert client.post(url, {"based_on": based_on}).status_code in {409, 422}
    assert story.revisions.count() == 2


def test_a_note_that_is_too_long_is_refused(url: str, story: Article, client: Client) -> None:
    response = client.post(url, {"note": "a" * 301, "based_on": 2})
    assert response.status_code == 422
    assert "at most 300 characters" in response.text


def test_the_current_revision_need_not_be_brought_back(
    url: str, story: Article, client: Client
) -> None:
    current = reverse("bring-back", args=[story.slug, 2])
    for response in (client.get(current), client.post(current, {"based_on": 2})):
        assert response["Location"] == reverse("revision", args=[story.slug, 2])


def test_only_editors_are_offered_to_bring_a_revision_back(
    url: str, story: Article, reader: User, visitor: Client, client: Client, client_of: ClientOf
) -> None:
    page = reverse("revision", args=[story.slug, 1])
    assert url in client.get(page).text
    for other in (visitor, client_of(reader)):
        assert url not in other.get(page).text
    assert url not in client.get(reverse("revision", args=[story.slug, 2])).text
