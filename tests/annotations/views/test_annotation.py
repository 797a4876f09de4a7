import pytest
from django.test import Client

from commentary.models import Article, User
from tests.annotations.acting import edit, mark
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

OIL = "pays for the oil"


def test_a_permalink_leads_to_the_words_with_their_discussion_open(
    story: Article, reader: User, visitor: Client
) -> None:
    annotation = mark(reader, story, OIL)
    response = visitor.get(annotation.get_absolute_url())
    assert response["Location"] == (
        f"{story.get_absolute_url()}?annotation={annotation.pk}&paragraph=3#shown"
    )
    page = visitor.get(response["Location"]).text
    assert 'id="shown"' in page
    assert 'data-paragraph="3">' in page.split('id="discussion"')[1]


@pytest.mark.parametrize(
    "changes", [{3: None}, {3: "The council would rather not."}], ids=["withdrawn", "rewritten"]
)
def test_the_permalink_of_an_orphan_leads_to_its_words_in_the_discussion(
    story: Article, reader: User, visitor: Client, changes: dict[int, str | None]
) -> None:
    annotation = mark(reader, story, "voted to switch the lamp off at midnight")
    edit(story, None, changes)
    response = visitor.get(annotation.get_absolute_url(), follow=True)
    place = f"/articles/{story.slug}/paragraphs/3/#annotation-{annotation.pk}"
    assert response.redirect_chain == [(place, 302)]
    assert annotation.quote in response.text


def test_a_private_annotation_is_found_by_its_creator_only(
    story: Article,
    reader: User,
    other_reader: User,
    editor: User,
    moderator: User,
    visitor: Client,
    client_of: ClientOf,
) -> None:
    url = mark(reader, story, OIL, visibility="private").get_absolute_url()
    others = (visitor, *map(client_of, (other_reader, editor, moderator)))
    assert [client.get(url).status_code for client in others] == [404] * 4
    assert client_of(reader).get(url).status_code == 302


def test_a_removed_annotation_is_found_by_its_creator_only(
    story: Article, reader: User, visitor: Client, client_of: ClientOf
) -> None:
    annotation = mark(reader, story, OIL)
    annotation.remove()
    assert visitor.get(annotation.get_absolute_url()).status_code == 404
    assert client_of(reader).get(annotation.get_absolute_url()).status_code == 302


def test_an_annotation_of_a_draft_is_not_found(
    story: Article, reader: User, visitor: Client
) -> None:
    url = mark(reader, story, OIL).get_absolute_url()
    close(story, Article.Status.DRAFT)
    assert visitor.get(url).status_code == 404


@pytest.mark.parametrize("key", ["0", "99", str(2**31), str(2**63), "9" * 5000])
def test_an_annotation_that_does_not_exist_is_not_found(visitor: Client, key: str) -> None:
    assert visitor.get(f"/annotations/{key}/").status_code == 404
